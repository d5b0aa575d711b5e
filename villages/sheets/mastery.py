"""Lists of masteries (技能掌握登记表): each row says that a cadre's mastery of a skill was verified on a day.

There is one for a cadre, a skill and a day; what a row says otherwise about it is a correction, what it leaves empty
changes nothing. A new one says how well, how, and by whom. What a cadre is still learning stands on rosters.
"""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cadres.models import Mastery
from cadres.sheets.columns import LABELS, PRIVATE, SKILL, SKILL_CODE, WHO
from cadres.sheets.people import Held, People, Person
from cadres.sheets.recognition import Wanted, recognise
from cadres.sheets.rows import Catalogue, read_skill, read_who, refuse_unrecognised, wanted_of
from config.spreadsheets.cells import close_text, free_text, says_nothing
from config.spreadsheets.days import take_day
from config.spreadsheets.intents import Birth, Correction, intents_of, write_in_order
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.planning import Draft, Plan, drafts_of
from config.spreadsheets.types import Column, Kind, Reading
from config.spreadsheets.writing import Ledger, Update
from villages.sheets import facts, roster
from villages.sheets.choices import places_and_skills
from villages.sheets.resources import LEVEL_WORDS, METHOD_WORDS, MasteryResource
from villages.sheets.values_mastery import level, method

VERIFIED_ON = Column(
    "verified_on",
    ("认定日期", "认定时间", "验证日期", "验证时间", "考核日期", "考核时间", "掌握日期", "掌握时间", "日期"),
)
LEVEL = Column("level", ("掌握程度", "掌握水平", "掌握情况", "熟练程度"))
METHOD = Column("method", ("认定方式", "验证方式", "考核方式", "认定方法", "考核方法"))
VERIFIED_BY = Column(
    "verified_by",
    ("认定人", "认定人及单位", "认定单位", "验证人", "验证单位", "考核人", "考核单位"),
)
LAYOUT = Kind(
    name="mastery",
    columns=(*WHO, SKILL, SKILL_CODE, VERIFIED_ON, LEVEL, METHOD, VERIFIED_BY),
    private=PRIVATE,
)
TOLD = ("level", "method", "verified_by")
"""What a row says about a mastery."""
LONGEST = 50
"""Characters that the site keeps of who verified it."""
Key = tuple[int, str, str]
"""(cadre, code of the skill, day): what there can be only once."""


class Register(Catalogue):
    """Places, skills, people, and the standing masteries of the days in question. Seven SELECTs."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.people = People(context.scope)
        self.stored: dict[Key, tuple[int, dict[str, str]]] = {}
        self.seen: dict[Key, Draft] = {}

    def load(self, days: list[str]) -> None:
        """The standing masteries verified between the first and the last of these days (ISO)."""
        first, last = (min(days), max(days)) if days else (datetime.date.max, datetime.date.min)
        rows = Mastery.objects.standing().filter(verified_on__range=(first, last)).order_by()
        for pk, cadre, skill, day, *told in rows.values_list(
            "pk", "cadre_id", "skill__code", "verified_on", *TOLD
        ):
            self.stored[cadre, skill, day.isoformat()] = (pk, dict(zip(TOLD, told, strict=True)))


def plan(reading: Reading, context: Context) -> list[Draft]:
    """A draft for every row of a list of masteries."""
    register = Register(context)
    drafts = drafts_of(reading, lambda draft: read_row(draft, register))
    register.load([day for draft in drafts if (day := draft.record["verified_on"])])
    wanted = [wanted_of(draft) for draft in drafts]
    recognise(register.people, wanted, once=False)
    for draft, who in zip(drafts, wanted, strict=True):
        settle(draft, who, register)
    return drafts


def read_row(draft: Draft, register: Register) -> None:
    """The cells of a row as a record."""
    values = draft.source.values  # type: ignore[union-attr]
    read_who(draft, register, register.people)
    read_mastered(draft, register)
    read_day(draft)
    draft.take("level", level(values.get("level")))
    draft.take("method", method(values.get("method")))
    text = free_text(values.get("verified_by"))
    if len(text) > LONGEST:
        draft.warn("TEXT_CUT")
    draft.record["verified_by"] = None if says_nothing(close_text(text)) else text[:LONGEST].rstrip()


def read_mastered(draft: Draft, register: Register) -> None:
    """The skill; without one there is nothing to record."""
    read_skill(draft, register)
    if draft.record["skill_code"] is None and "SKILL_CODE_MISMATCH" not in draft.reasons:
        draft.warnings = tuple(
            code for code in draft.warnings if code not in ("SKILL_ABSENT", "SKILL_UNKNOWN")
        )
        draft.refuse("MASTERED_SKILL_UNKNOWN", "skill" if "skill" in draft.table.columns else "skill_code")


def read_day(draft: Draft) -> None:
    """The day of the verification, which has come."""
    day = take_day(draft, "verified_on")
    if day and day > timezone.localdate():
        draft.refuse("MASTERY_IN_FUTURE", "verified_on")


def settle(draft: Draft, who: Wanted, register: Register) -> None:
    """What a row would write, or why it cannot."""
    draft.intent = []
    person = recognised(draft, who, register)
    key = (person.pk, draft.record["skill_code"], draft.record["verified_on"]) if person else None
    stored = register.stored.get(key) if key else None
    if stored is None:
        refuse_untold(draft)
    if draft.refused or person is None or key is None:
        return
    earlier = register.seen.setdefault(key, draft)
    if earlier is not draft:
        draft.refuse("DUPLICATE_MASTERY", "skill", more=f"{earlier.sheet or ''} {earlier.row}".strip())
        return
    draft.place = last_place(person)
    if stored:
        correct(draft, *stored)
    else:
        draft.intent.append(new(draft, person, register))
    facts.conclude_status(draft, new=stored is None)


def recognised(draft: Draft, who: Wanted, register: Register) -> Person | None:
    """Whom the row means; refused where that is nobody, or somebody for whom nothing may come in."""
    if who.problem:
        refuse_unrecognised(draft, who)
    elif who.person is None and ((who.name and who.code) or not draft.refused):
        draft.refuse("CADRE_UNKNOWN", "name")
    elif who.person and not any(register.context.covers(post.code) for post in present_posts(who.person)):
        draft.refuse("TOWNSHIP_OUTSIDE_COUNTY", "name")
    return who.person


def present_posts(person: Person) -> list[Held]:
    """The posts that hold today or later; of somebody without any, the former ones."""
    today = timezone.localdate()
    return [post for post in person.posts if post.valid_to is None or post.valid_to > today] or person.posts


def last_place(person: Person) -> str:
    """The place of the last main post, where the journal files what concerns the cadre."""
    posts = sorted(person.posts, key=lambda post: (post.main, post.valid_from or datetime.date.min, post.pk))
    return posts[-1].code


def refuse_untold(draft: Draft) -> None:
    """A new mastery says how well, how, and by whom it was verified."""
    refused = {problem.field for problem in draft.problems}
    for name in TOLD:
        if not draft.record[name] and name not in refused:
            draft.refuse("MASTERY_INCOMPLETE", name)


def new(draft: Draft, person: Person, register: Register) -> Birth:
    """A mastery that nobody has recorded yet."""
    record = draft.record
    values = {
        "cadre_id": person.pk,
        "skill_id": register.skill_ids[record["skill_code"]],
        "verified_on": datetime.date.fromisoformat(record["verified_on"]),
        **{name: record[name] for name in TOLD},
    }
    return Birth(Mastery, values, draft.place)


def correct(draft: Draft, pk: int, stored: dict[str, str]) -> None:
    """Corrects what a row says otherwise about a stored mastery."""
    said = {name: draft.record[name] for name in TOLD if draft.record[name]}
    after = {name: value for name, value in said.items() if free_text(stored[name]) != value}
    if not after:
        return
    for name, value in after.items():
        draft.change(name, shown(stored[name]), shown(value))
    before = {name: stored[name] for name in after}
    draft.intent.append(Correction(Mastery, Update(pk, before, after, draft.place)))


def shown(value: str) -> str:
    """A value as the list words it."""
    return {**LEVEL_WORDS, **METHOD_WORDS}.get(value, value)


def write(plan: Plan, ledger: Ledger) -> None:
    """Writes every new and changed row of a plan."""
    write_in_order(ledger, (Mastery,), *intents_of(plan))


KIND = SheetKind(
    name="mastery",
    title=_("list of masteries"),
    layout=LAYOUT,
    model="cadres.mastery",
    plan=plan,
    write=write,
    ask=roster.ask,
    resource=MasteryResource,
    required=(("name", "number", "id_number"), ("skill", "skill_code"), ("verified_on",)),
    choices={"掌握程度": tuple(LEVEL_WORDS.values()), "认定方式": tuple(METHOD_WORDS.values())},
    choices_within=places_and_skills(township="乡镇", skill="掌握技能"),
    example={
        "乡镇": "××镇",
        "姓名": "李某某",
        "掌握技能": "柑橘栽培与果园管理",
        "认定日期": "2011-09-15",
        "掌握程度": "能独立操作",
        "认定方式": "现场演示",
        "认定人": "县农业局 高级农艺师",
    },
    labels={
        **LABELS,
        "verified_on": _("verified on"),
        "level": _("degree of mastery"),
        "method": _("how"),
        "verified_by": _("verified by"),
    },
)
