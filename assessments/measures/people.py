"""Measures from what people report and what others say of them: study reports, reviews, counted ballots.

Reviews and polls of a cadre stand until a newer one: the review of the latest half-year counts, and the latest poll by
the last day in post of the period, also one from an earlier post. Where there is none the value is missing: the
numerator is NULL, and that is no zero.
"""

from __future__ import annotations

import datetime
from functools import reduce
from operator import add, or_

from django.db.models import (
    Case,
    Count,
    DateField,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from assessments import due
from assessments.measures.measure import Kind, Measure
from assessments.measures.window import Window
from assessments.models.duty import ReportingDuty, due_on
from assessments.models.poll import Poll, PollResult
from assessments.models.review import Review
from assessments.scoring.segments import MISSING, NOT_APPLICABLE
from cadres.querysets import PostQuerySet
from config.jurisdiction import within

GRADES = {"good": 100, "fairly_good": 85, "fair": 60, "poor": 0}
"""What a review's grade comes to, in per cent."""
OPINIONS = {"very_satisfied": 100, "satisfied": 80, "fair": 60, "poor": 0}
"""What an opinion on a ballot comes to, in per cent; who has none is not counted."""
REVIEWS_STAND = 6
POLLS_STAND = 12
"""So many months before the end of the period a reviewed half-year may end, and a poll may lie."""
DAY = datetime.timedelta(days=1)


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months earlier; of a shorter month the 28th at the latest."""
    number = day.year * 12 + day.month - 1 - months
    return datetime.date(number // 12, number % 12 + 1, day.day if day.day <= 28 else 28)


def study_reports_on_time(posts: PostQuerySet, window: Window) -> QuerySet:
    """Study reports in time: months whose study report came in by its due day, out of the months for which one was due.

    A month is due in the post that the cadre held last in it, where the county or else the city asks for reports
    (reporting duties). Unit: share from 0 to 1. Source: study reports. Numerator: months with a report handed in by the
    due day; denominator: months due. Where none is due it is not applicable. Hours of study do not matter.
    """
    duties = ReportingDuty.objects.standing().filter(kind=ReportingDuty.Kind.STUDY_REPORT)
    found = list(duties.select_related("division"))
    months = [Month(first, after, found) for first, after in window.months()]
    months = [month for month in months if month.asks]
    if not months:
        return posts.none().values_list("id", "id", "id")
    return (
        posts.annotate(report=FilteredRelation("cadre__study_reports", condition=handed_in(months, window)))
        .values_list("id")
        .annotate(
            numerator=reduce(add, (month.in_time() for month in months)),
            denominator=reduce(add, (month.is_due() for month in months)),
        )
    )


def handed_in(months: list[Month], window: Window) -> Q:
    """The study reports of these months that count."""
    path = "cadre__study_reports__"
    entered_in_time = Q(**{path + "recorded_at__lt": window.closed_at}) if window.closed_at else Q()
    codes = [month.code for month in months]
    return entered_in_time & Q(**{path + "voided_at": None, path + "month__in": codes})


class Month:
    """One month of a window, with the days until which its study report is due, by place."""

    def __init__(self, first: datetime.date, after: datetime.date, duties: list[ReportingDuty]) -> None:
        self.code = f"{first:%Y-%m}"
        asking = [duty for duty in duties if duty.holds_on(after - DAY)]
        nearest_first = sorted(asking, key=lambda duty: -len(duty.division.code))
        self.asks = [(duty.division.code, due_on(after, duty.days)) for duty in nearest_first]
        self.held = Q(valid_from=None) | Q(valid_from__lt=after)
        self.held &= Q(valid_to=None) | Q(valid_to__gt=first)
        self.held &= due.last_of_its_cadre(after)

    @property
    def owed(self) -> Q:
        """Posts through which the report is owed: held last in the month, in a place that is asked for it."""
        return self.held & reduce(or_, (within("division__code", code) for code, _day in self.asks))

    def is_due(self) -> Max:
        """1 for a post through which the report is owed, else 0."""
        return Max(Case(When(self.owed, then=1), default=0))

    def in_time(self) -> Count:
        """1 for such a post if the report came in by the day on which the nearest superior wants it."""
        places = [When(within("division__code", code), then=Value(day)) for code, day in self.asks]
        last_day = Case(*places, output_field=DateField())
        came = Q(report__month=self.code, report__handed_in_on__lte=last_day)
        return Count("report__id", filter=self.owed & came)


def earliest_of(window: Window, months: int) -> datetime.date:
    """The first day of the window, or the day so many months before its end where that is earlier."""
    return min(window.starts_on, months_before(window.ends_on, months))


def results_of_the_cadre(results: QuerySet, window: Window) -> QuerySet:
    """Of results those of the outer post's cadre in polls held in the window or so many months before its end, and
    before the end of the post; the newest first."""
    end_of_post = Coalesce(OuterRef("valid_to"), Value(window.ends_on))
    found = results.filter(
        Q(poll__held_on__lt=end_of_post),
        cadre=OuterRef("cadre"),
        poll__held_on__gte=earliest_of(window, POLLS_STAND),
        poll__held_on__lt=window.ends_on,
    )
    if window.closed_at:
        found = found.filter(recorded_at__lt=window.closed_at)
    return found.order_by("-poll__held_on", "-pk")


def review_grade(posts: PostQuerySet, window: Window) -> QuerySet:
    """Grade of the half-year review: what the superior's review of the latest half-year came to.

    Good is 100 per cent, fairly good 85, fair 60, poor 0. The half-year that ended last by the end of the period, in
    the period or at most six months before its end; a review is of its half-year on whatever day it was held, also
    after it. Without one the value is missing. Unit: share from 0 to 1. Source: reviews. Numerator: per cent;
    denominator: 100.
    """
    per_cent = Case(*(When(grade=grade, then=points) for grade, points in GRADES.items()))
    ended = {
        "period__ends_on__gt": earliest_of(window, REVIEWS_STAND),
        "period__ends_on__lte": window.ends_on,
    }
    latest = Review.objects.standing().filter(cadre=OuterRef("cadre"), **ended)
    if window.closed_at:
        latest = latest.filter(recorded_at__lt=window.closed_at)
    latest = latest.order_by("-period__ends_on", "-pk")
    numerator = Subquery(latest.annotate(per_cent=per_cent).values("per_cent")[:1])
    return posts.values_list("id").annotate(numerator=numerator, denominator=Value(100))


def democratic_evaluation(posts: PostQuerySet, window: Window) -> QuerySet:
    """Democratic evaluation: what village cadres, deputies, residents' representatives and people served said openly.

    Very satisfied (good) is 100 per cent, satisfied (fairly good) 80, fair 60, poor 0, over the opinions given. The
    latest democratic evaluation held in the twelve months before the end of the period, by the last day in post, that
    is not small; without one the value is missing. Unit: share from 0 to 1. Source: counted ballots. Numerator: sum of
    the opinions' per cents; denominator: 100 for each opinion.
    """
    return latest_poll(posts, window, Poll.Kind.DEMOCRATIC)


def satisfaction(posts: PostQuerySet, window: Window) -> QuerySet:
    """Satisfaction: what those who were asked in a satisfaction survey said of the cadre's service.

    Very satisfied is 100 per cent, satisfied 80, fair 60, poor 0, over the opinions given. The latest survey held in
    the twelve months before the end of the period, by the last day in post, that is not small; without one the value is
    missing. Unit: share from 0 to 1. Source: counted ballots of drawn samples or lists, never open online votes.
    Numerator: sum of the opinions' per cents; denominator: 100 for each opinion.
    """
    return latest_poll(posts, window, Poll.Kind.SATISFACTION)


def latest_poll(posts: PostQuerySet, window: Window, kind: str) -> QuerySet:
    """For each post the latest result of its cadre in a poll of the kind that counts, if anybody gave an opinion."""
    given = reduce(add, (F(name) for name in OPINIONS))
    per_cents = reduce(add, (F(name) * points for name, points in OPINIONS.items()))
    polls = Poll.objects.that_count().filter(kind=kind)
    if window.closed_at:
        polls = polls.filter(recorded_at__lt=window.closed_at)
    rows = PollResult.objects.filter(poll__in=polls).annotate(
        given=given, per_cents=per_cents, of=given * 100
    )
    latest = results_of_the_cadre(rows.filter(given__gt=0), window)
    numerator, denominator = (Subquery(latest.values(name)[:1]) for name in ("per_cents", "of"))
    return posts.values_list("id").annotate(numerator=numerator, denominator=Coalesce(denominator, Value(1)))


MEASURES = (
    Measure(
        "study_reports_on_time",
        _("study reports in time"),
        _("share"),
        Kind.SHARE,
        study_reports_on_time,
        when_nothing=NOT_APPLICABLE,
    ),
    Measure(
        "review_grade", _("half-year review"), _("share"), Kind.SHARE, review_grade, when_nothing=MISSING
    ),
    Measure(
        "democratic_evaluation",
        _("democratic evaluation"),
        _("share"),
        Kind.SHARE,
        democratic_evaluation,
        when_nothing=MISSING,
    ),
    Measure("satisfaction", _("satisfaction"), _("share"), Kind.SHARE, satisfaction, when_nothing=MISSING),
)
