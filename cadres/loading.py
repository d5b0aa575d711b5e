"""Loading the divisions, what became of older ones, and the catalogue of skills, from the files in `cadres/data/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cadres.codes import LENGTHS
from cadres.models import Division, DivisionChange, Skill, SkillAlias, SkillCategory
from cadres.pinyin import pinyin, place_pinyin
from cadres.place_names import english_name
from config.loading import Counts, Row, read_rows, upsert

DATA = Path(__file__).resolve().parent / "data"
DIVISIONS_FILE = DATA / "divisions.csv"
CHANGES_FILE = DATA / "townships_2015.csv"
SKILLS_FILE = DATA / "skills.csv"
ALIASES_FILE = DATA / "skill_aliases.csv"
BASIS_FILE = DATA / "skills_basis.csv"

LEVELS = {"province": "province", "prefecture": "city", "county": "county", "township": "township"}
"""The words of the source for the levels of divisions; villages are loaded elsewhere."""
LEVEL_BELOW_DIVISIONS = "village"


def read_divisions(path: Path) -> list[Row]:
    """The rows of a file of divisions and villages, superiors first; BadFile if a level or a superior is unknown."""
    rows = read_rows(path, ("code", "name", "level", "parent_code"), key="code")
    codes = {row["code"] for row in rows}
    for row in rows:
        if row["level"] not in LEVELS and row["level"] != LEVEL_BELOW_DIVISIONS:
            raise row.wrong(_("unknown level “%(level)s”.") % {"level": row["level"]})
        if row["level"] in LEVELS and len(row["code"]) != LENGTHS[LEVELS[row["level"]]]:
            raise row.wrong(
                _("the code %(code)s does not fit the level %(level)s.")
                % {"code": row["code"], "level": row["level"]}
            )
        if row["parent_code"] and row["parent_code"] not in codes:
            raise row.wrong(_("the superior %(code)s is not in the file.") % {"code": row["parent_code"]})
    return rows


@transaction.atomic
def load_divisions(*, rows: list[Row], by: Any) -> Counts:
    """Creates or updates the divisions, from the province down."""
    counts, ids = Counts(), dict(Division.objects.values_list("code", "id"))
    for word, level in LEVELS.items():
        wanted = [
            {
                "code": row["code"],
                "name": row["name"],
                "name_en": english_name(row["name"]),
                "pinyin": place_pinyin(row["name"]),
                "level": level,
                "parent_id": ids.get(row["parent_code"]),
            }
            for row in rows
            if row["level"] == word
        ]
        counts += upsert(model=Division, key=("code",), wanted=wanted, by=by)
        ids = dict(Division.objects.values_list("code", "id"))
    return counts


@transaction.atomic
def load_changes(*, path: Path, by: Any) -> Counts:
    """Creates or updates what became of the townships of an older list; units that stayed as they were are left out."""
    columns = ("code_2015", "name_2015", "county_code", "status", "code_2023", "how")
    rows = [row for row in read_rows(path, columns, key="code_2015") if row["status"] != "unchanged"]
    ids = dict(Division.objects.values_list("code", "id"))
    for row in rows:
        if row["status"] not in DivisionChange.Kind.values:
            raise row.wrong(_("unknown status “%(status)s”.") % {"status": row["status"]})
        if row["code_2023"] and row["code_2023"] not in ids:
            raise row.wrong(_("there is no division %(code)s.") % {"code": row["code_2023"]})
    wanted = [
        {
            "from_code": row["code_2015"],
            "from_name": row["name_2015"],
            "county_code": row["county_code"],
            "kind": row["status"],
            "to_id": ids.get(row["code_2023"]),
            "note": row["how"],
        }
        for row in rows
    ]
    return upsert(model=DivisionChange, key=("from_code", "kind"), wanted=wanted, by=by)


@transaction.atomic
def load_skills(*, by: Any, path: Path = SKILLS_FILE) -> dict[str, Counts]:
    """Creates or updates the categories, the skills and their wordings; counts by kind of record."""
    rows = read_rows(path, ("code", "category_zh", "category_en", "name_zh", "name_en"), key="code")
    basis = {row["code"]: row["basis"] for row in read_rows(BASIS_FILE, ("code", "basis"), key="code")}
    names = {row["category_zh"]: row["category_en"] for row in rows}
    categories = upsert(
        model=SkillCategory,
        key=("name",),
        wanted=[{"name": zh, "name_en": en, "position": at} for at, (zh, en) in enumerate(names.items(), 1)],
        by=by,
    )
    ids = dict(SkillCategory.objects.values_list("name", "id"))
    wanted = [
        {
            "code": row["code"],
            "category_id": ids[row["category_zh"]],
            "name": row["name_zh"],
            "name_en": row["name_en"],
            "pinyin": pinyin(row["name_zh"]),
            "basis": basis.get(row["code"], ""),
        }
        for row in rows
    ]
    skills = upsert(model=Skill, key=("code",), wanted=wanted, by=by)
    return {"categories": categories, "skills": skills, "aliases": _load_aliases(by=by)}


def _load_aliases(*, by: Any) -> Counts:
    ids = dict(Skill.objects.values_list("code", "id"))
    rows = read_rows(ALIASES_FILE, ("alias", "code"), key="alias")
    for row in rows:
        if row["code"] not in ids:
            raise row.wrong(_("there is no skill %(code)s.") % {"code": row["code"]})
    wanted = [{"alias": row["alias"], "skill_id": ids[row["code"]]} for row in rows]
    return upsert(model=SkillAlias, key=("alias",), wanted=wanted, by=by)
