"""Lists of study reports (述学登记表/学习情况汇报表): each row says that a cadre's report of a month came in on a day.

The month may stand in the title. There is one report for a cadre and a month; what a row says otherwise about it is a
correction, what it leaves empty changes nothing. It is kept where the cadre ended the month.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import StudyReport
from assessments.models.period import bounds_of
from assessments.models.study import HOURS_OF_A_MONTH
from assessments.sheets.corrections import corrected
from assessments.sheets.periods import month_over, period_text, told_month
from assessments.sheets.resources import StudyReportResource
from assessments.sheets.whom import exactly, recognised, row_of, who_called
from cadres.sheets.columns import LABELS, PRIVATE
from cadres.sheets.people import People
from cadres.sheets.recognition import Wanted, recognise
from cadres.sheets.rows import Catalogue, read_who, wanted_of
from config.spreadsheets.cells import close_text, says_nothing, told_text
from config.spreadsheets.days import take_day
from config.spreadsheets.intents import Birth, intents_of, write_in_order
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.planning import Draft, Plan, drafts_of
from config.spreadsheets.types import Column, Kind, Reading
from config.spreadsheets.writing import Ledger
from villages.sheets import facts, roster
from villages.sheets.choices import places_and_skills

LAYOUT = Kind(
    name="studies",
    columns=(
        *who_called("述学人", "汇报人", "述学人姓名", "汇报人姓名"),
        exactly("month", "月份", "述学月份", "学习月份", "汇报月份", "所属月份", "考核月份", "年月"),
        Column(
            "handed_in_on",
            (
                "上交日期", "上交时间", "交来日期", "提交日期", "提交时间", "报送日期", "报送时间", "收到日期",
                "收到时间", "述学日期", "述学时间", "汇报日期", "汇报时间",
            ),
            exact=("日期", "时间"),
        ),
        Column(
            "content",
            (
                "学习内容", "学习心得", "心得体会", "述学内容", "汇报内容", "学习收获", "学习情况", "心得题目",
                "学习心得题目", "心得体会题目", "述学题目", "题目", "标题", "主要内容",
            ),
            exact=("内容",),
        ),
        Column("hours", ("学时", "学习学时", "学时数", "学习时数", "学习小时数", "学习时长", "学习时间")),
    ),
    private=PRIVATE,
    minimum=3,
)  # fmt: skip
TOLD = ("handed_in_on", "content", "hours")
"""What a row says about a report."""
Key = tuple[int, str]
"""(cadre, month): what there can be only once."""


class Reports(Catalogue):
    """Places, people, and the standing reports of the months in question. Seven SELECTs."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.people = People(context.scope)
        self.stored: dict[Key, tuple[int, dict[str, Any]]] = {}
        self.seen: dict[Key, Draft] = {}
        self.today = timezone.localdate()

    def load(self, months: set[str]) -> None:
        """The standing reports of these months."""
        rows = StudyReport.objects.standing().filter(month__in=months).order_by()
        for pk, cadre, month, *told in rows.values_list("pk", "cadre_id", "month", *TOLD):
            self.stored[cadre, month] = (pk, dict(zip(TOLD, told, strict=True)))


def plan(reading: Reading, context: Context) -> list[Draft]:
    """A draft for every row of a list of study reports."""
    reports = Reports(context)
    drafts = drafts_of(reading, lambda draft: read_row(draft, reports))
    reports.load({month for draft in drafts if (month := draft.record["month"])})
    wanted = [wanted_of(draft, on=last_day_of(draft)) for draft in drafts]
    recognise(reports.people, wanted, once=False)
    for draft, who in zip(drafts, wanted, strict=True):
        settle(draft, who, reports)
    return drafts


def last_day_of(draft: Draft) -> datetime.date | None:
    """The last day of the month that a row is about."""
    month = draft.record["month"]
    return bounds_of(month)[2] - datetime.timedelta(days=1) if month else None


def read_row(draft: Draft, reports: Reports) -> None:
    """The cells of a row as a record."""
    read_who(draft, reports, reports.people)
    read_month(draft)
    day = take_day(draft, "handed_in_on", needed=False)
    if day and day > reports.today:
        draft.refuse("STUDY_IN_FUTURE", "handed_in_on")
    elif day and draft.record["month"] and f"{day:%Y-%m}" < draft.record["month"]:
        draft.refuse("STUDY_BEFORE_MONTH", "handed_in_on")
    values: Any = draft.source.values  # type: ignore[union-attr]
    draft.record["content"] = told_text(values.get("content")) or None
    read_hours(draft, values.get("hours"))


def read_month(draft: Draft) -> None:
    """The month: by its cell, else by the title."""
    text = period_text(draft, "month")
    month = told_month(draft, "month")
    draft.record["month"] = month
    if month is None and not (says_nothing(text) and draft.said("month") is None):
        draft.refuse("MONTH_UNKNOWN", "month")
    elif month is None:
        draft.record["month"] = month_over(draft.table)
        if draft.record["month"] is None:
            draft.refuse("MONTH_MISSING", "month")


def read_hours(draft: Draft, cell: Any) -> None:
    """Hours of study, where somebody writes them down."""
    text = close_text(cell).removesuffix("小时").removesuffix("学时").removesuffix("个").removesuffix(".0")
    draft.record["hours"] = None
    if says_nothing(text):
        return
    if text.isascii() and text.isdigit() and int(text) <= HOURS_OF_A_MONTH:
        draft.record["hours"] = int(text)
    else:
        draft.refuse("HOURS_INVALID", "hours")


def settle(draft: Draft, who: Wanted, reports: Reports) -> None:
    """What a row would write, or why it cannot."""
    draft.intent = []
    person, month = recognised(draft, who), draft.record["month"]
    stored = reports.stored.get((person.pk, month)) if person and month else None
    if stored is None:
        refuse_untold(draft)
    if draft.refused or person is None:
        return
    post = person.last_main_post(*bounds_of(month)[1:])
    if post is None:
        draft.refuse("STUDY_OUTSIDE_POST", "month", text=month)
        return
    if not reports.context.covers(post.code):
        draft.refuse("STUDY_KEPT_ELSEWHERE", "month", text=month)
        return
    draft.place = post.code
    earlier = reports.seen.setdefault((person.pk, month), draft)
    if earlier is not draft:
        draft.refuse("DUPLICATE_STUDY", "month", text=month, more=row_of(earlier))
    elif stored:
        corrected(draft, StudyReport, *stored, told(draft))
    else:
        values = {"cadre_id": person.pk, "division_id": post.division_id, "month": month, **told(draft)}
        draft.intent.append(Birth(StudyReport, values, draft.place))
    if not draft.refused:
        facts.conclude_status(draft, new=stored is None)


def refuse_untold(draft: Draft) -> None:
    """A new report says when it came in, and what was learned."""
    refused = {problem.field for problem in draft.problems}
    for name in ("handed_in_on", "content"):
        if draft.record[name] is None and name not in refused:
            draft.refuse("STUDY_INCOMPLETE", name)


def told(draft: Draft) -> dict[str, Any]:
    """What a row says of the report, as it is stored."""
    record = draft.record
    day = record["handed_in_on"]
    said = {
        "handed_in_on": datetime.date.fromisoformat(day) if day else None,
        "content": record["content"],
        "hours": record["hours"],
    }
    return {name: value for name, value in said.items() if value is not None}


def write(plan: Plan, ledger: Ledger) -> None:
    """Writes every new and changed row of a plan."""
    write_in_order(ledger, (StudyReport,), *intents_of(plan))


KIND = SheetKind(
    name="studies",
    title=_("list of study reports"),
    layout=LAYOUT,
    model="assessments.studyreport",
    plan=plan,
    write=write,
    ask=roster.ask,
    resource=StudyReportResource,
    required=(("name", "number", "id_number"), ("handed_in_on",), ("content",)),
    choices_within=places_and_skills(township="乡镇"),
    example={
        "乡镇": "××镇",
        "姓名": "李某某",
        "月份": "2011年10月",
        "上交日期": "2011-11-03",
        "学习内容": "柑橘整枝修剪心得",
        "学时": "12",
    },
    labels={
        **LABELS,
        "month": _("month"),
        "handed_in_on": _("handed in on"),
        "content": _("what was learned"),
        "hours": _("hours of study"),
    },
)
