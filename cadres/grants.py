"""What each role may do with the records of this app, and with the journal and the batches."""

from cadres.roles import ADMINISTRATORS, ALL, CITY, COUNTY_UP, EDITORS, Role, grant

CATALOGUE = ("skill", "skillcategory", "skillalias")
PEOPLE = ("cadre", "post", "learninggoal", "mastery")

grant(
    ALL,
    "cadres",
    ("division", "divisionchange", *CATALOGUE, *PEOPLE, "requiredskill", "townshipclass"),
    ("view",),
)
grant(CITY, "cadres", ("division", "divisionchange", *CATALOGUE), ("add", "change"))
grant(COUNTY_UP, "cadres", ("requiredskill", "townshipclass"), ("add", "change"))
grant(EDITORS, "cadres", PEOPLE, ("add", "change"))
grant(EDITORS, "cadres", ("cadre", "mastery", "post"), ("import",))
grant(ALL, "cadres", ("transferrequest",), ("view",))
grant(EDITORS, "cadres", ("transferrequest",), ("change",))
grant(CITY, "cadres", ("division", "skill"), ("import",))
grant((*ADMINISTRATORS, Role.AUDITOR), "cadres", ("staff", "assignment"), ("view",))
grant(ADMINISTRATORS, "cadres", ("staff", "assignment"), ("add", "change"))
grant((*EDITORS, Role.AUDITOR), "spreadsheets", ("batch",), ("view",))
grant(EDITORS, "spreadsheets", ("batch",), ("undo",))
grant(ADMINISTRATORS, "spreadsheets", ("batch",), ("undo_others",))
grant((*EDITORS, Role.AUDITOR), "jobs", ("job",), ("view",))
grant(EDITORS, "jobs", ("job",), ("cancel", "repeat"))
grant((*ADMINISTRATORS, Role.AUDITOR), "journal", ("entry",), ("view", "export"))
