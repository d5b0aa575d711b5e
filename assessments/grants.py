"""What each role may do with the records of this app. Preparing and approving are never in the same hands."""

from cadres.roles import ALL, CITY, COUNTY_UP, Role, grant

RESULTS = ("scorerun", "score", "scoreitem", "edition", "editionsupplement", "frozeninputs")

grant(ALL, "assessments", ("period", "scheme", "indicator", "adjustment", *RESULTS), ("view",))
grant(CITY, "assessments", ("period",), ("add", "change"))
grant(COUNTY_UP, "assessments", ("scheme", "indicator", "adjustment"), ("add", "change"))
grant(COUNTY_UP, "assessments", ("scorerun", "edition"), ("add", "change"))
grant((Role.APPROVER,), "assessments", ("edition",), ("approve", "publish"))
