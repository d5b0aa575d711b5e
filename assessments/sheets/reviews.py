"""Lists of half-year reviews (半年讲评/评议情况汇总表): each row is a superior's review of a cadre, with a grade.

Who reviews whom is a rule: a leader of the place, told by name or number; for leaders the county leader tied to the
township, whom the site knows. There is one review for a cadre and a half-year: another grade or other words are a
correction, another day or reviewer is refused.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Period, Review
from assessments.sheets.corrections import corrected
from assessments.sheets.periods import period_over, period_text, told_period
from assessments.sheets.resources import ReviewResource
from assessments.sheets.reviewers import Superiors
from assessments.sheets.values_reviews import grade
from assessments.sheets.whom import recognised, row_of, who_called
from assessments.sheets.words import GRADE_WORDS
from cadres.sheets.columns import LABELS, PRIVATE
from cadres.sheets.people import People, Person
from cadres.sheets.recognition import Wanted, recognise
from cadres.sheets.rows import Catalogue, read_who, wanted_of
from config.spreadsheets.cells import digits_of, free_text, says_nothing, told_text
from config.spreadsheets.days import take_day
from config.spreadsheets.intents import Birth, intents_of, write_in_order
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.planning import Draft, Plan, drafts_of
from config.spreadsheets.types import Column, Kind, Reading
from config.spreadsheets.writing import Ledger
from villages.sheets import facts, roster
from villages.sheets.choices import places_and_skills

LAYOUT = Kind(
    name="reviews",
    columns=(
        *who_called("被讲评人", "被评议人", "被考核人", "讲评对象", "评议对象", "考核对象"),
        Column("period", ("考核期间", "考核周期", "讲评期间", "评议期间", "考核时段", "所属期间"), exact=("半年度",)),
        Column(
            "grade",
            (
                "讲评等次", "评议等次", "考核等次", "评定等次", "讲评结果", "评议结果", "考核结果", "讲评等级",
                "评议等级", "考核等级",
            ),
            exact=("等次", "等级", "评价", "结果"),
        ),
        Column(
            "held_on",
            ("讲评日期", "讲评时间", "评议日期", "评议时间", "考核日期", "考核时间"),
            exact=("日期", "时间"),
        ),
        Column("reviewer_number", ("讲评人编号", "评议人编号")),
        Column("reviewer", ("讲评人", "评议人", "讲评领导", "评议领导", "考核人", "评价人", "主评人")),
        Column("text", ("讲评意见", "评议意见", "讲评内容", "评议内容", "讲评情况", "评语"), exact=("意见",)),
    ),
    private=PRIVATE,
    minimum=3,
)  # fmt: skip
FIXED, TOLD = ("held_on", "superior_id", "tie_id"), ("grade", "text")
"""What no row changes, and what it may correct."""
Key = tuple[int, str]
"""(cadre, code of the half-year): what there can be only once."""


class Reviews(Catalogue):
    """Places, people, half-years, superiors, and the standing reviews of the periods in question. Nine SELECTs."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.people = People(context.scope)
        self.superiors = Superiors(self.people)
        periods = (
            Period.objects.filter(kind=Period.Kind.HALF).order_by().values_list("code", "pk", "starts_on")
        )
        self.halves = {code: (pk, starts_on) for code, pk, starts_on in periods}
        self.stored: dict[Key, tuple[int, dict[str, Any]]] = {}
        self.seen: dict[Key, Draft] = {}
        self.today = timezone.localdate()

    def load(self, periods: set[str]) -> None:
        """The standing reviews of these half-years."""
        rows = Review.objects.standing().filter(period__code__in=periods).order_by()
        names = (*FIXED, *TOLD, "reviewer")
        for pk, cadre, period, *told in rows.values_list("pk", "cadre_id", "period__code", *names):
            self.stored[cadre, period] = (pk, dict(zip(names, told, strict=True)))


def plan(reading: Reading, context: Context) -> list[Draft]:
    """A draft for every row of a list of reviews."""
    reviews = Reviews(context)
    drafts = drafts_of(reading, lambda draft: read_row(draft, reviews))
    reviews.load({period for draft in drafts if (period := draft.record["period"])})
    wanted = [wanted_of(draft, on=day_of(draft)) for draft in drafts]
    recognise(reviews.people, wanted, once=False)
    for draft, who in zip(drafts, wanted, strict=True):
        settle(draft, who, reviews)
    return drafts


def day_of(draft: Draft) -> datetime.date | None:
    told = draft.record["held_on"]
    return datetime.date.fromisoformat(told) if told else None


def read_row(draft: Draft, reviews: Reviews) -> None:
    """The cells of a row as a record."""
    values: Any = draft.source.values  # type: ignore[union-attr]
    read_who(draft, reviews, reviews.people)
    day = take_day(draft, "held_on")
    if day and day > reviews.today:
        draft.refuse("REVIEW_IN_FUTURE", "held_on")
    read_half_year(draft, reviews, day)
    draft.take("grade", grade(values.get("grade")))
    draft.record["reviewer_number"] = digits_of(values.get("reviewer_number"))
    reviewer = free_text(values.get("reviewer"))
    draft.record["reviewer"] = None if says_nothing(reviewer) else reviewer
    draft.record["text"] = told_text(values.get("text")) or None


def read_half_year(draft: Draft, reviews: Reviews, day: datetime.date | None) -> None:
    """The half-year: by its cell, else by the title."""
    text = period_text(draft, "period")
    code = told_period(draft, "period") if not says_nothing(text) else period_over(draft.table)
    draft.record["period"] = code
    if code is None:
        draft.refuse("HALF_YEAR_MISSING" if says_nothing(text) else "PERIOD_UNKNOWN", "period")
    elif code not in reviews.halves:
        draft.refuse("HALF_YEAR_NOT_OPEN" if "-H" in code else "NO_HALF_YEAR", "period", text=code)
    elif day and day < reviews.halves[code][1]:
        draft.refuse("REVIEW_BEFORE_PERIOD", "held_on", more=code)


def settle(draft: Draft, who: Wanted, reviews: Reviews) -> None:
    """What a row would write, or why it cannot."""
    draft.intent = []
    person, day, period = recognised(draft, who), day_of(draft), draft.record["period"]
    stored = reviews.stored.get((person.pk, period)) if person else None
    if stored is None and draft.record["grade"] is None and "GRADE_UNKNOWN" not in draft.reasons:
        draft.refuse("GRADE_MISSING", "grade")
    if draft.refused or person is None or day is None:
        return
    held = reviewed_by(draft, person, day, stored, reviews)
    if held is None:
        return
    earlier = reviews.seen.setdefault((person.pk, period), draft)
    if earlier is not draft:
        draft.refuse("DUPLICATE_REVIEW", "name", show=False, more=row_of(earlier))
    elif stored is None:
        values = {
            "cadre_id": person.pk,
            "period_id": reviews.halves[period][0],
            "held_on": day,
            **held,
            **told(draft),
        }
        draft.intent.append(Birth(Review, values, draft.place))
    elif any(stored[1][name] != value for name, value in {"held_on": day, **held}.items() if name in FIXED):
        draft.refuse(
            "REVIEW_RECORDED_OTHERWISE", "held_on", more=f"{stored[1]['held_on']}, {stored[1]['reviewer']}"
        )
    else:
        corrected(draft, Review, *stored, told(draft), lambda value: GRADE_WORDS.get(value, value))
    if not draft.refused:
        facts.conclude_status(draft, new=stored is None)


def reviewed_by(
    draft: Draft,
    person: Person,
    day: datetime.date,
    stored: tuple[int, dict[str, Any]] | None,
    reviews: Reviews,
) -> dict[str, Any] | None:
    """Where a review is kept and who held it, if that may be; a row that repeats what is recorded need not say it
    again."""
    post = person.main_post_on(day)
    if post is None:
        draft.refuse("REVIEW_OUTSIDE_POST", "held_on")
        return None
    if not reviews.context.covers(post.code):
        draft.refuse("REVIEW_KEPT_ELSEWHERE", "held_on")
        return None
    draft.place = post.code
    named = draft.record["reviewer"] or draft.record["reviewer_number"]
    if stored and (not named or draft.record["reviewer"] == told_text(stored[1]["reviewer"])):
        return {name: stored[1][name] for name in ("tie_id", "superior_id")}
    held = reviews.superiors.reviewer(draft, person, post, day)
    return held and {"division_id": post.division_id, **held}


def told(draft: Draft) -> dict[str, str]:
    """What a row says of the review, as it is stored."""
    return {name: draft.record[name] for name in TOLD if draft.record[name] is not None}


def write(plan: Plan, ledger: Ledger) -> None:
    """Writes every new and changed row of a plan."""
    write_in_order(ledger, (Review,), *intents_of(plan))


KIND = SheetKind(
    name="reviews",
    title=_("list of half-year reviews"),
    layout=LAYOUT,
    model="assessments.review",
    plan=plan,
    write=write,
    ask=roster.ask,
    resource=ReviewResource,
    required=(("name", "number", "id_number"), ("held_on",), ("grade",)),
    choices={"讲评等次": tuple(GRADE_WORDS.values())},
    choices_within=places_and_skills(township="乡镇"),
    example={
        "乡镇": "××镇",
        "姓名": "李某某",
        "考核期间": "2011年下半年",
        "讲评日期": "2011-12-20",
        "讲评等次": "好",
        "讲评人": "田某某",
        "讲评意见": "学得扎实，用得上",
    },
    labels={
        **LABELS,
        "period": _("half-year"),
        "held_on": _("held on"),
        "grade": _("grade"),
        "reviewer_number": _("number of the reviewer"),
        "reviewer": _("reviewed by"),
        "text": pgettext_lazy("of a review", "what was said"),
    },
)
