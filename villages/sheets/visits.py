"""Visit diaries (民情日志): each row is a visit of a cadre to a village or a household on a day.

Refused are visits in the future, on a day without a post, and the same visit twice; a visit outside a pairing comes
in with a warning. A row that is recorded already, word for word, is the same.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cadres.sheets.columns import LABELS, PRIVATE, SKILL, SKILL_CODE, WHO
from cadres.sheets.recognition import Wanted, recognise
from cadres.sheets.rows import has, read_skill, read_who, refuse_unrecognised, wanted_of
from config.spreadsheets.cells import free_text, says_nothing, told_text
from config.spreadsheets.days import take_day
from config.spreadsheets.intents import Birth
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.planning import Draft, Status, drafts_of
from config.spreadsheets.types import Column, Kind, Reading, Record
from villages.models import Household, HouseholdPairing, Visit
from villages.sheets import roster
from villages.sheets.applying import write_plan
from villages.sheets.choices import YES_OR_NO, places_and_skills
from villages.sheets.references import References
from villages.sheets.resources import PURPOSE_WORDS, VisitResource
from villages.sheets.values_visits import YES, purpose, shared_work, signed, stayed

VISITED = Column(
    "village", ("走访村", "村", "村名", "村（社区）", "走访村（社区）", "所在村", *roster.VILLAGE.labels)
)
LAYOUT = Kind(
    name="visits",
    columns=(
        *WHO,
        Column("visited_on", ("日期", "走访日期", "走访时间", "时间", "下村日期", "下村时间")),
        VISITED,
        Column("village_code", ("村代码", "走访村代码")),
        Column("household", ("户号", "农户编号", "户编号")),
        Column("purpose", ("事由", "走访事由", "目的", "走访目的", "类别", "事项")),
        Column("done", ("内容", "走访内容", "工作内容", "走访情况", "办理情况", "做了什么")),
        SKILL,
        SKILL_CODE,
        Column("stayed", ("住宿", "是否住宿", "住宿情况", "是否留宿", "住户", "住村")),
        Column(
            "shared_work",
            (
                "劳动",
                "是否劳动",
                "劳动情况",
                "同劳动",
                "是否同劳动",
                "共同劳动",
                "是否共同劳动",
                "参加劳动",
                "是否参加劳动",
            ),
        ),
        Column("suggestions", ("意见建议", "群众意见", "群众意见建议", "意见和建议", "建议")),
        Column("signed", ("签字", "签名", "是否签字", "被访人签字", "群众签字")),
    ),
    private=(*PRIVATE, "户主身份证号", "户主身份证号码", "户主姓名", "户主电话"),
)
TOLD = ("purpose", "done", "skill_id", "stayed", "shared_work", "suggestions", "signed")
"""What makes two entries of the same visit the same."""
YES_OR_NO_READ = {"stayed": stayed, "shared_work": shared_work, "signed": signed}
BORN_WITH = ("cadre_id", "division_id", "village_id", "household_id", "visited_on", *TOLD)
Key = tuple[int, str, int, datetime.date]
"""(cadre, "household" or "village", its key, day): what there can be only once."""


class Diary(References):
    """What visits refer to besides: households, pairings with them, and the visits of the days in question.
    Three SELECTs more."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        rows = Household.objects.identified().order_by().values_list("pk", "village_id", "number")
        numbered = {(village, number): pk for pk, village, number in rows}
        self.households = {(village, free_text(n)): pk for (village, n), pk in numbered.items()} | numbered
        self.paired_households: dict[tuple[int, int], list[tuple[Any, Any]]] = defaultdict(list)
        columns = ("cadre_id", "household_id", "valid_from", "valid_to")
        for cadre, household, first, after in (
            HouseholdPairing.objects.standing().order_by().values_list(*columns)
        ):
            self.paired_households[cadre, household].append((first, after))
        self.stored: dict[Key, tuple[Any, ...]] = {}
        self.today = timezone.localdate()

    def load_visits(self, days: list[datetime.date]) -> None:
        """The standing visits between the first and the last of these days."""
        first, last = (min(days), max(days)) if days else (datetime.date.max, datetime.date.min)
        columns = ("cadre_id", "household_id", "village_id", "visited_on", *TOLD)
        rows = Visit.objects.standing().filter(visited_on__range=(first, last)).order_by()
        for cadre, household, village, day, *told in rows.values_list(*columns).iterator(20_000):
            self.stored[key_of(cadre, household, village, day)] = tuple(told)

    def within_pairing(self, cadre: int, village: int, household: int | None, day: datetime.date) -> bool:
        """Whether the cadre was paired with the village or the household on the day."""
        if any(pairing.village_id == village and pairing.holds_on(day) for pairing in self.paired[cadre]):
            return True
        ranges = self.paired_households.get((cadre, household), ()) if household else ()
        return any(
            (first is None or first <= day) and (after is None or day < after) for first, after in ranges
        )


def key_of(cadre: int, household: int | None, village: int, day: datetime.date) -> Key:
    return (cadre, "household", household, day) if household else (cadre, "village", village, day)


def plan(reading: Reading, context: Context) -> list[Draft]:
    """A draft for every row of a diary."""
    diary = Diary(context)
    days: list[datetime.date | None] = []
    drafts = drafts_of(reading, lambda draft: days.append(read_row(draft, diary)))
    diary.load_visits([day for day in days if day])
    wanted = [wanted_of(draft, on=day) for draft, day in zip(drafts, days, strict=True)]
    recognise(diary.people, wanted, once=False)
    seen: dict[Key, Draft] = {}
    for draft, who in zip(drafts, wanted, strict=True):
        settle(draft, who, diary, seen)
    return drafts


def read_row(draft: Draft, diary: Diary) -> datetime.date | None:
    """The cells of a row as a record; returns the day of the visit."""
    read_who(draft, diary, diary.people)
    day = take_day(draft, "visited_on")
    if day and day > diary.today:
        draft.refuse("VISIT_IN_FUTURE", "visited_on")
    roster.read_village(draft, diary, anywhere=True)
    if draft.record["village_code"] is None and not draft.problems:
        draft.refuse("VILLAGE_MISSING", "village")
    read_told(draft, diary)
    return day


def read_told(draft: Draft, diary: Diary) -> None:
    """The household, and what was done."""
    values, record = draft.source.values, draft.record
    number = free_text(values.get("household"))
    village = diary.village_ids.get(record["village_code"])
    known = (village, number) in diary.households
    record["household"] = None if says_nothing(number) and not known else number
    draft.take("purpose", purpose(values.get("purpose")))
    for field in ("done", "suggestions"):
        record[field] = told_text(values.get(field)) or None
    record["skill_code"] = None
    if has(draft, "skill") or has(draft, "skill_code"):
        read_skill(draft, diary)
        draft.warnings = tuple([code for code in draft.warnings if code != "SKILL_ABSENT"])
    for field, read in YES_OR_NO_READ.items():
        draft.take(field, read(values.get(field)))
        record[field] = record[field] == YES


def settle(draft: Draft, who: Wanted, diary: Diary, seen: dict[Key, Draft]) -> None:
    """What a row would write, or why it cannot."""
    if who.problem:
        refuse_unrecognised(draft, who)
    elif who.person is None and not draft.refused:
        draft.refuse("CADRE_UNKNOWN", "name")
    household = household_of(draft, diary)
    stored = stored_visit(draft, who, household, diary)
    if stored is None:
        refuse_new(draft, diary)
    if draft.refused or who.person is None or who.on is None:
        return
    post = who.person.post_on(who.on)
    if post is None:
        draft.refuse("VISIT_OUTSIDE_POST", "visited_on")
        return
    if not diary.context.covers(post.code):
        draft.refuse("VISIT_KEPT_ELSEWHERE", "visited_on")
        return
    draft.place = post.code
    village = diary.village_ids[draft.record["village_code"]]
    key = key_of(who.person.pk, household, village, who.on)
    earlier = seen.setdefault(key, draft)
    if earlier is not draft:
        draft.refuse("DUPLICATE_VISIT", "visited_on", more=f"{earlier.sheet or ''} {earlier.row}".strip())
        return
    if not diary.within_pairing(who.person.pk, village, household, who.on):
        draft.warn("OUTSIDE_PAIRING")
    said = told(draft, diary)
    compare(draft, said, stored)
    if not draft.refused:
        where = (who.person.pk, post.division_id, village, household, who.on)
        draft.intent = (Birth(Visit, Record(BORN_WITH, (*where, *said.values())), post.code),)


def refuse_new(draft: Draft, diary: Diary) -> None:
    """What is not asked of a visit that is recorded: that it tells what was done, and lies in the jurisdiction."""
    if draft.record["done"] is None:
        draft.refuse("DONE_MISSING", "done")
    village = draft.record["village_code"]
    if village and not diary.context.covers(village):
        roster.refuse_village(draft, "VILLAGE_NOT_IN_TOWNSHIP")


def stored_visit(draft: Draft, who: Wanted, household: int | None, diary: Diary) -> tuple[Any, ...] | None:
    """What is recorded of the visit that a row means."""
    village = diary.village_ids.get(draft.record["village_code"])
    if who.person is None or who.on is None or village is None:
        return None
    return diary.stored.get(key_of(who.person.pk, household, village, who.on))


def compare(draft: Draft, now: dict[str, Any], stored: tuple[Any, ...] | None) -> None:
    """The same entry twice is one; another entry of the same visit is refused."""
    if stored is None:
        return
    before = [told_text(old) if isinstance(old, str) else old for old in stored]
    if [now[name] for name in TOLD] == before:
        draft.status = Status.SAME
    else:
        draft.refuse("DUPLICATE_VISIT", "visited_on", more="")


def told(draft: Draft, diary: Diary) -> dict[str, Any]:
    """What a row says of the visit, as it is stored."""
    record = draft.record
    skill = record["skill_code"]
    return {
        "purpose": record["purpose"],
        "done": record["done"] or "",
        "skill_id": diary.skill_ids[skill] if skill else None,
        "stayed": record["stayed"],
        "shared_work": record["shared_work"],
        "suggestions": record["suggestions"] or "",
        "signed": record["signed"],
    }


def household_of(draft: Draft, diary: Diary) -> int | None:
    """The household that a row names by its number in the village."""
    number, village = draft.record["household"], draft.record["village_code"]
    if not number or not village:
        return None
    found = diary.households.get((diary.village_ids[village], number))
    if found is None:
        draft.refuse("HOUSEHOLD_UNKNOWN", "household")
    return found


KIND = SheetKind(
    name="visits",
    title=_("visit diary"),
    layout=LAYOUT,
    model="villages.visit",
    plan=plan,
    write=write_plan,
    ask=roster.ask,
    resource=VisitResource,
    required=(
        ("name", "number", "id_number"),
        ("visited_on",),
        ("village", "village_code"),
        ("purpose",),
        ("done",),
    ),
    choices={"事由": tuple(PURPOSE_WORDS.values()), "住宿": YES_OR_NO, "劳动": YES_OR_NO, "签字": YES_OR_NO},
    choices_within=places_and_skills(township="乡镇", village="村", skill="技能"),
    example={
        "日期": "2011-10-11",
        "乡镇": "××镇",
        "姓名": "李某某",
        "村": "××村",
        "户号": "",
        "事由": "走访",
        "内容": "了解柑橘销路，联系收购商两家",
        "技能": "柑橘栽培与果园管理",
        "住宿": "否",
        "劳动": "是",
        "意见建议": "希望修好通往果园的路",
        "签字": "是",
    },
    labels={
        **LABELS,
        **roster.VILLAGE_LABELS,
        "visited_on": _("date"),
        "household": _("household number"),
        "purpose": _("purpose"),
        "done": _("what was done"),
        "stayed": _("stayed the night"),
        "shared_work": _("shared the work"),
        "suggestions": _("residents' suggestions"),
        "signed": _("signed"),
    },
)
