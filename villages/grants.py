"""What each role may do with the records of this app."""

from cadres.roles import ALL, CITY, EDITORS, Role, grant

KEPT_BY_CLERKS = (
    "household",
    "householdcategory",
    "villagepairing",
    "householdpairing",
    "visit",
    "diarysubmission",
)

grant(ALL, "villages", ("village", *KEPT_BY_CLERKS), ("view",))
grant((*EDITORS, Role.AUDITOR), "villages", ("householdcategory",), ("see_sensitive",))
grant(CITY, "villages", ("village",), ("add", "change"))
grant(CITY, "villages", ("village",), ("import",))
grant(EDITORS, "villages", KEPT_BY_CLERKS, ("add", "change"))
grant(EDITORS, "villages", ("household", "villagepairing", "visit"), ("import",))
