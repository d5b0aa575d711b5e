"""The cells of a row about a cadre, normalised into the record of its draft."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace

from cadres.models import Division, DivisionChange, Skill, SkillAlias
from cadres.sheets.filing import read_township
from cadres.sheets.leaving import read_leaving
from cadres.sheets.people import People, Person
from cadres.sheets.recognition import Wanted
from cadres.sheets.values.birth import birth
from cadres.sheets.values.id_number import contradicts_gender, id_number
from cadres.sheets.values.person import education, ethnicity, gender, name, phone
from cadres.sheets.values.places import PlaceIndex
from cadres.sheets.values.post import post_class, post_title
from cadres.sheets.values.remark import left_post
from cadres.sheets.values.skills import SkillIndex
from cadres.sheets.values.within import Within
from config.spreadsheets.blocks import DITTO_LOST
from config.spreadsheets.cells import close_text, digits_of, free_text, says_nothing, told_text
from config.spreadsheets.kinds import Context
from config.spreadsheets.planning import Draft
from config.spreadsheets.types import Cell, Value

LIKE_A_PLACE = re.compile("..(?:[镇乡]|街道|办事处)$")
"""No township has a name of two characters: 王镇 and 安乡 are people."""
LIKE_A_GROUP = re.compile(
    r"..+(?:[站所办室队科股]|中心|组)|机关|站所|班子|干部|群团|党委|政府|人大|政协|纪委|社区|其[他它]"
)
"""Alone among the names it heads the rows below, inside their township."""
HEADED_IN = ("name", "gender", "ethnicity", "birth", "id_number", "phone", "post_title", "post_class")
"""Fields in whose columns the name of a township is a heading: it is not what they tell."""
LONGEST = {"post_title": 50, "remark": 200}
"""Characters that the site keeps of a free text."""


class Catalogue:
    """Places and skills by everything they are called, with their keys. Four SELECTs."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.told = {close_text(words): code for words, code in context.places.items()}
        self.told_wholes = {close_text(words): code for words, code in context.wholes.items()}
        self.named_around: dict[tuple[tuple[str, ...], Within], Value] = {}
        self.within: Within = context.codes or (() if context.scope.everything else context.scope.codes)
        divisions = list(Division.objects.order_by("code").values_list("pk", "code", "name"))
        changes = DivisionChange.objects.order_by("pk").values_list(
            "from_code", "from_name", "county_code", "kind", "to__code"
        )
        skills = list(Skill.objects.order_by("code").values_list("pk", "code", "name"))
        aliases = SkillAlias.objects.order_by("alias").values_list("alias", "skill__code")
        self.places = PlaceIndex(((code, title, None) for _pk, code, title in divisions), changes)
        self.skills = SkillIndex([(code, title) for _pk, code, title in skills], aliases)
        self.division_ids = {code: pk for pk, code, _title in divisions}
        self.skill_ids = {code: pk for pk, code, _title in skills}
        self.named_alone: dict[tuple[str | None, int | None], tuple[str | None, str]] = {}
        """Sheet and block → the group and the name of the last row that held no more than the name of a township."""

    def headings(self, draft: Draft) -> list[str]:
        """The headings over a row, the nearest first; a township that stood alone among the names is one."""
        group = draft.source.group if draft.source else None
        told = (group or "").split("\n") if group else []
        of_group, name = self.named_alone.get((draft.sheet, draft.block), (None, None))
        return [*([name] if name and of_group == group else []), *reversed(told)]


def read_who(draft: Draft, catalogue: Catalogue, people: People) -> None:
    """Name, number, identity number and township: whom the row means."""
    values = draft.source.values
    read_lost(draft)
    number = digits_of(values.get("number"))
    if draft.source.lost.get("name") == "":
        said = draft.record["name"] = None
    elif values.get("name") is not None or not has(draft, "number"):
        of_group = ethnicity(values.get("ethnicity")).value
        said = draft.take("name", name_of(values.get("name"), of_group, people.by_number.get(number or "")))
    else:
        said = draft.record["name"] = None
    draft.name = said or free_text(values.get("name"))
    refuse_place(draft, catalogue)
    if has(draft, "number"):
        draft.record["number"] = number
    draft.record["id_number"] = None
    if has(draft, "id_number"):
        draft.take("id_number", id_number(values["id_number"], as_of=catalogue.context.as_of), show=False)
    read_township(draft, catalogue, people)


def refuse_place(draft: Draft, catalogue: Catalogue) -> None:
    """Refuses a row that holds nothing but the name of a township, or of what may be one, among those of people or of
    their posts: it heads the rows under it."""
    source = draft.source
    told = told_alone(source.values) if source else None
    if told is None:
        return
    field, words = told
    known = catalogue.places.called(words, catalogue.within)
    if known or (field == "name" and LIKE_A_PLACE.search(words)):
        draft.refuse("NAME_IS_PLACE" if known else "NAME_LIKE_PLACE", field)
        catalogue.named_alone[draft.sheet, draft.block] = (source.group, words)
    elif field == "name" and LIKE_A_GROUP.fullmatch(words):
        draft.refuse("NAME_INVALID", "name")


def told_alone(values: Mapping[str, Cell]) -> tuple[str, str] | None:
    """The field and the words of a row in which nothing else is told, if townships may stand there as headings."""
    alone: tuple[str, Cell] | None = None
    for field, value in values.items():
        if value is None or (isinstance(value, tuple) and not any(value)):
            continue
        if alone is not None:
            return None
        alone = field, value
    return (alone[0], free_text(alone[1])) if alone and alone[0] in HEADED_IN else None


def name_of(cell: Cell, of_group: str | None, numbered: Person | None) -> Value:
    """The name in a cell, of somebody of this ethnic group; the one under which the number of the row is recorded is
    not judged again."""
    if numbered and free_text(cell) == free_text(numbered.name):
        return Value(numbered.name)
    return name(cell, of_group)


def read_lost(draft: Draft) -> None:
    """A formula whose result was never stored refuses the row; one that shows an error, and a ditto mark with nothing
    above it, is a missing cell."""
    for field, error in draft.source.lost.items():
        if error == DITTO_LOST:
            draft.warn("DITTO_OF_NOTHING")
        elif error:
            draft.warn("FORMULA_ERROR")
        else:
            draft.refuse("FORMULA_WITHOUT_RESULT", field)


def read_about(draft: Draft, catalogue: Catalogue, people: People, as_of: datetime.date) -> None:
    """Everything else a roster says about a person; a column that is not there leaves None."""
    values, record = draft.source.values, draft.record
    number, code = record["id_number"], record["township_code"]
    said = draft.take("gender", gender(values.get("gender")))
    if contradicts_gender(number, said):
        draft.refuse("GENDER_ID_MISMATCH", "gender")
    draft.take("ethnicity", ethnicity(values.get("ethnicity")))
    shown, year_1904 = draft.source.shown.get("birth"), draft.table.year_1904
    draft.take(
        "birth",
        birth(
            values.get("birth"),
            id_number=number,
            as_of=as_of,
            shown=shown,
            year_1904=year_1904,
            untyped=draft.table.sheet is None,
        ),
    )
    draft.take("phone", phone(values.get("phone")))
    draft.take("education", education(values.get("education")))
    titled = draft.take(
        "post_title",
        cut(draft, "post_title", post_title(values.get("post_title"), catalogue.places.names_of(code or ""))),
    )
    draft.take("post_class", post_class(values.get("post_class"), titled))
    read_skill(draft, catalogue)
    remark = free_text(values.get("remark"))
    draft.take("remark", cut(draft, "remark", Value(None if says_nothing(remark) else remark)))
    if left_post(record["remark"]) and not remarked_already(draft, people):
        draft.refuse("LEFT_POST", "remark")
    read_leaving(draft)


def remarked_already(draft: Draft, people: People) -> bool:
    """Whether the remark is the recorded one of whoever has the number of the row."""
    person = people.numbered(draft.record.get("number") or "")
    return person is not None and told_text(person.values["remark"]) == draft.record["remark"]


def read_skill(draft: Draft, catalogue: Catalogue) -> None:
    """The skill that a row names, by its code."""
    values = draft.source.values
    draft.record["skill_code"] = None
    if has(draft, "skill") or has(draft, "skill_code"):
        found = catalogue.skills.skill(values.get("skill"), values.get("skill_code"))
        draft.take("skill_code", replace(found, reasons=()))
        for reason in found.reasons:
            draft.refuse(reason, "skill", more=catalogue.skills.name_of(values.get("skill_code")))


def cut(draft: Draft, field: str, value: Value) -> Value:
    """A free text at the length that is kept."""
    longest = LONGEST[field]
    if value.value is None or len(value.value) <= longest:
        return value
    draft.warn("TEXT_CUT")
    return Value(value.value[:longest])


def has(draft: Draft, field: str) -> bool:
    """Whether the row's table has a column for the field."""
    return field in draft.table.columns


def wanted_of(draft: Draft, on: datetime.date | None = None) -> Wanted:
    """Whom the row means, as far as it says."""
    record = draft.record
    number = record["id_number"]
    birth = record.get("birth") or (f"{number[6:10]}-{number[10:12]}" if number else None)
    return Wanted(record["name"], record["township_code"], number, record.get("number"), on, birth=birth)


def refuse_unrecognised(draft: Draft, who: Wanted) -> None:
    """Refuses a row of which it cannot be told whom it means; of a number and a name that are two people it names
    both."""
    if who.more:
        draft.refuse(who.problem, "name", more=who.more)
    elif who.problem:
        draft.refuse(who.problem, "id_number" if who.id_number else "name", show=False)
    if who.is_born_otherwise:
        draft.warn("BORN_OTHERWISE")
    if who.is_namesake:
        draft.warn("NAMESAKE_RECORDED")
