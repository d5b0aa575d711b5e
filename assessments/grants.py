"""What each role may do with the records of this app. Preparing and approving are never in the same hands."""

from cadres.roles import ALL, CITY, COUNTY_UP, EDITORS, Role, grant

RESULTS = ("scorerun", "score", "scoreitem", "edition", "frozeninputs", "anomaly")
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
grant(COUNTY_UP, "assessments", ARRANGED, ("add", "change"))
grant(COUNTY_UP, "assessments", ("scorerun", "edition"), ("add", "change"))
grant(COUNTY_UP, "assessments", ("anomaly",), ("add", "change"))
grant((Role.APPROVER,), "assessments", ("edition",), ("approve", "publish"))
