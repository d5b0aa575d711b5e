"""What each role may do with the records of this app. Preparing and approving are never in the same hands."""

from cadres.roles import ADMINISTRATORS, ALL, CITY, COUNTY_UP, Role, grant

RESULTS = ("scorerun", "score", "scoreitem", "edition", "frozeninputs")

grant(ALL, "assessments", ("period", "scheme", "indicator", "adjustment", *RESULTS), ("view",))
grant(CITY, "assessments", ("period",), ("add", "change"))
grant(COUNTY_UP, "assessments", ("scheme", "indicator", "adjustment"), ("add", "change"))
grant(COUNTY_UP, "assessments", ("scorerun", "edition"), ("add", "change"))
grant((Role.APPROVER,), "assessments", ("edition",), ("approve", "publish"))

CONSEQUENCES = ("graderule", "programmegrade", "yearlygrade", "award", "commendation")

grant(ALL, "assessments", CONSEQUENCES, ("view",))
grant(COUNTY_UP, "assessments", CONSEQUENCES, ("add", "change"))
grant(ADMINISTRATORS, "assessments", ("adjustment",), ("approve",))
grant((Role.APPROVER,), "assessments", ("commendation",), ("approve", "publish"))
grant((*COUNTY_UP, Role.AUDITOR), "assessments", ("talk",), ("view",))
grant(COUNTY_UP, "assessments", ("talk",), ("add", "change"))
