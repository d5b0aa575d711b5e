"""What each role may do with the records of this app. Preparing and approving are never in the same hands."""

from cadres.roles import ADMINISTRATORS, ALL, CITY, COUNTY_UP, EDITORS, Role, grant

RESULTS = ("scorerun", "score", "scoreitem", "edition", "editionsupplement", "frozeninputs", "anomaly")
REPORTED = ("studyreport", "studiedskill", "report", "review", "poll", "pollresult")
ARRANGED = ("reportingduty", "superiortie")

grant(
    ALL,
    "assessments",
    ("period", "scheme", "indicator", "adjustment", *RESULTS, *REPORTED, *ARRANGED),
    ("view",),
)
grant(CITY, "assessments", ("period",), ("add", "change"))
grant(COUNTY_UP, "assessments", ("scheme", "indicator", "adjustment"), ("add", "change"))
grant(EDITORS, "assessments", REPORTED, ("add", "change"))
grant(EDITORS, "assessments", ("studyreport", "review", "pollresult"), ("import",))
grant(COUNTY_UP, "assessments", ("adjustment",), ("import",))
grant(COUNTY_UP, "assessments", ARRANGED, ("add", "change"))
grant(COUNTY_UP, "assessments", ("scorerun", "edition"), ("add", "change"))
grant(COUNTY_UP, "assessments", ("anomaly",), ("add", "change"))
grant((Role.APPROVER,), "assessments", ("edition",), ("approve", "publish"))
# A text may name people of the township that it complains of: neither its office nor inspectors read it.
grant((*COUNTY_UP, Role.APPROVER, Role.AUDITOR), "assessments", ("objection",), ("view",))
grant((*COUNTY_UP, Role.APPROVER), "assessments", ("objection",), ("answer",))
grant((*COUNTY_UP, Role.APPROVER), "assessments", ("edition",), ("withdraw",))
grant(EDITORS, "assessments", ("workinglink",), ("view", "add"))
grant((Role.AUDITOR,), "assessments", ("workinglink",), ("view",))

CONSEQUENCES = ("graderule", "programmegrade", "yearlygrade", "award", "commendation")

grant(ALL, "assessments", CONSEQUENCES, ("view",))
grant(COUNTY_UP, "assessments", CONSEQUENCES, ("add", "change"))
grant(ADMINISTRATORS, "assessments", ("adjustment",), ("approve",))
grant((Role.APPROVER,), "assessments", ("commendation",), ("approve", "publish"))
grant((*COUNTY_UP, Role.AUDITOR), "assessments", ("talk",), ("view",))
grant(COUNTY_UP, "assessments", ("talk",), ("add", "change"))
