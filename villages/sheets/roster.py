"""Rosters of cadres (花名册): each row makes a cadre with the main post, the primary village and the skill taken up.

What a row leaves empty changes nothing. Who stands on a roster and holds the open main post in another township is
refused: that is a transfer, which the import asks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from cadres.sheets.asking import place_questions
from cadres.sheets.asking_transfers import ask_for_transfers
from cadres.sheets.columns import ABOUT, LABELS, PRIVATE, WHO
from cadres.sheets.recognition import Wanted, recognise
from cadres.sheets.rows import Catalogue, read_about, read_who, refuse_unrecognised, wanted_of
from cadres.sheets.values.person import ETHNIC_GROUPS
from cadres.transfer_requests import make_requests
from config.spreadsheets.cells import digits_of
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.planning import Draft, drafts_of
from config.spreadsheets.types import Column, Kind, Question, Reading
from villages.sheets import facts
from villages.sheets.applying import write_plan
from villages.sheets.choices import EDUCATION, GENDERS, POST_CLASSES, places_and_skills
from villages.sheets.references import References, open_goals
from villages.sheets.resources import RosterResource

VILLAGE = Column(
    "village",
    (
        "结对村", "联系村", "帮扶村", "驻点村", "挂点村", "驻村", "联村", "包村", "所联村", "结对村名称", "结对帮扶村",
        "联系哪个村", "联系村（社区）", "结对村（社区）", "村名",
    ),
)  # fmt: skip
VILLAGE_CODE = Column("village_code", ("结对村代码", "联系村代码", "帮扶村代码", "村代码"), key=True)
VILLAGE_LABELS = {"village": _("village"), "village_code": _("village")}

LAYOUT = Kind(name="cadres", columns=(*WHO, *ABOUT, VILLAGE, VILLAGE_CODE), private=PRIVATE)
ORDER = (
    "name", "gender", "ethnicity", "birth", "id_number", "phone", "education", "post_title", "post_class",
    "county_code", "township_code", "village_code", "skill_code", "remark",
)  # fmt: skip
"""The fields of a record as the report lists them."""


def plan(reading: Reading, context: Context) -> list[Draft]:
    """A draft for every row of a roster."""
    refs = References(context)
    goals = open_goals()
    drafts = drafts_of(reading, lambda draft: read_row(draft, refs, context))
    wanted = [wanted_of(draft) for draft in drafts]
    recognise(refs.people, wanted, corrects=True)
    first: dict[object, Draft] = {}
    for draft, who in zip(drafts, wanted, strict=True):
        settle(draft, who, refs, goals, context)
        refuse_second(draft, who, first)
    warn_of_namesakes(drafts)
    ask_for_transfers(drafts, wanted, refs.division_ids, lambda draft: context.as_of)
    return drafts


def read_row(draft: Draft, refs: References, context: Context) -> None:
    """The cells of a row as a record."""
    read_who(draft, refs, refs.people)
    read_about(draft, refs, refs.people, context.as_of)
    read_village(draft, refs)
    record = draft.record
    draft.record = {name: record[name] for name in ORDER} | (
        {"number": record["number"]} if "number" in record else {}
    )


def read_village(draft: Draft, refs: References, *, anywhere: bool = False) -> None:
    """The village that a row names, inside its township; a row with our number and the village's code comes from an
    export, and who is recorded may serve a village of another township. `anywhere`: the jurisdiction is the caller's to
    ask for."""
    values = draft.source.values
    code = values.get("village_code")
    numbered = draft.record.get("number") and code is not None
    township = None if numbered else draft.record["township_code"]
    found = refs.villages.village(values.get("village"), township, code=code)
    if found.value and not anywhere and not refs.context.covers(found.value):
        found = type(found)(None, reasons=("VILLAGE_NOT_IN_TOWNSHIP",))
    draft.record["village_code"] = found.value
    draft.warn(*found.warnings)
    for reason in found.reasons:
        refuse_village(draft, reason, more=refs.villages.names.get(digits_of(code) or "", ""))


def refuse_village(draft: Draft, reason: str, more: str = "") -> None:
    """Refuses a row for its village, by the column that names it; `more`: what the village of its code is called."""
    draft.refuse(reason, "village" if "village" in draft.table.columns else "village_code", more=more)


def settle(
    draft: Draft, who: Wanted, refs: References, goals: set[tuple[int, int]], context: Context
) -> None:
    """What a row would write, or why it cannot."""
    draft.intent = []
    refuse_unrecognised(draft, who)
    if draft.refused:
        return
    day, person = context.as_of, who.person
    if person is None:
        settle_new(draft, refs, day=day)
    else:
        draft.place = draft.place or (person.main_post.code if person.main_post else "")
        facts.correct_cadre(draft, person)
        facts.settle_post(draft, person, refs, day)
        if draft.record["village_code"]:
            facts.settle_primary(draft, person, draft.record["village_code"], refs, day)
        facts.settle_goal(draft, person, refs, goals, day)
    facts.conclude_status(draft, new=person is None)


def settle_new(draft: Draft, refs: References, day: object) -> None:
    """A cadre whom nobody has recorded yet, with everything the row says."""
    cadre = facts.new_cadre(draft)
    record = draft.record
    draft.intent = [cadre, facts.new_post(draft, cadre, refs, day)]
    if record["village_code"]:
        draft.intent.append(facts.new_pairing(cadre, record["village_code"], refs, day))
    if record["skill_code"]:
        draft.intent.append(facts.new_goal(cadre, record["skill_code"], refs, day, draft.place))


def refuse_second(draft: Draft, who: Wanted, first: dict[object, Draft]) -> None:
    """The first row about a person wins; a later one is refused, naming the first."""
    if draft.refused:
        return
    key: object = (who.name, who.code)
    if who.person:
        key = who.person.pk
    elif who.id_number:
        key = who.id_number
    earlier = first.setdefault(key, draft)
    if earlier is not draft:
        where = f"{earlier.sheet or ''} {earlier.row}".strip()
        code = "DUPLICATE_ID" if who.id_number else "DUPLICATE_PERSON"
        draft.refuse(code, "id_number" if who.id_number else "name", show=False, more=where)


def warn_of_namesakes(drafts: list[Draft]) -> None:
    """Two people of one name in a township are easily confused."""
    namesakes = defaultdict(list)
    for draft in drafts:
        if not draft.refused:
            namesakes[draft.name, draft.place].append(draft)
    for group in namesakes.values():
        if len(group) > 1:
            for draft in group:
                draft.warn("SAME_NAME_IN_TOWNSHIP")


def ask(drafts: Iterable[Draft], context: Context) -> tuple[Question, ...]:
    """What must be asked about the places of a sheet."""
    return place_questions(drafts, Catalogue(context))


KIND = SheetKind(
    name="cadres",
    title=_("roster of cadres"),
    layout=LAYOUT,
    model="cadres.cadre",
    plan=plan,
    write=write_plan,
    ask=ask,
    after_write=make_requests,
    resource=RosterResource,
    required=(("name", "number"),),
    choices={"性别": GENDERS, "民族": tuple(ETHNIC_GROUPS), "学历": EDUCATION, "职务类别": POST_CLASSES},
    choices_within=places_and_skills(township="乡镇", village="结对村", skill="所学技能"),
    example={
        "乡镇": "××镇",
        "姓名": "李某某",
        "性别": "男",
        "民族": "苗族",
        "出生年月": "1975.03",
        "身份证号": "431299197503120019",
        "学历": "大专",
        "职务": "民政专干",
        "职务类别": "一般",
        "手机号码": "14100000001",
        "所学技能": "柑橘栽培与果园管理",
        "结对村": "××村",
        "备注": "",
    },
    labels={**LABELS, **VILLAGE_LABELS},
)
