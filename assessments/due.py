"""Who owes what: study reports of a month, reviews of a half-year, reports of a quarter, wherever a duty asks for them.

Everything is a condition on rows that the caller has narrowed to a jurisdiction. A period is named by its code.
"""

from __future__ import annotations

import datetime

from django.db.models import Exists, OuterRef, Q

# By their modules: the list of measures, which a scheme's model reads, asks here.
from assessments.models.duty import Report, ReportingDuty, due_on
from assessments.models.period import bounds_of
from assessments.models.review import Review
from assessments.models.study import StudyReport
from cadres.models import Post
from cadres.querysets import DivisionQuerySet, PostQuerySet

Kind = ReportingDuty.Kind
DAY = datetime.timedelta(days=1)


def last_of_its_cadre(after: datetime.date) -> Q:
    """Main posts that the same cadre leaves for no other one before the day `after`."""
    next_one = Post.objects.standing().filter(
        main=True, cadre=OuterRef("cadre"), valid_from__gte=OuterRef("valid_to"), valid_from__lt=after
    )
    return Q(valid_to=None) | Q(valid_to__gte=after) | ~Exists(next_one)


def asked_for(kind: str, last_day: datetime.date, path: str) -> Exists:
    """Whether a county or city asks the place whose code stands at `path` for the period that ends with this day."""
    return Exists(ReportingDuty.objects.of(kind, last_day).over(path))


def yet_to_hand_in(posts: PostQuerySet, month: str) -> PostQuerySet:
    """Of these posts the main ones that a cadre held last in a month (2011-10) and has handed in no study report of."""
    _kind, first, after = bounds_of(month)
    handed_in = StudyReport.objects.standing().filter(cadre=OuterRef("cadre"), month=month)
    held = posts.filter(main=True).overlapping(first, after).filter(last_of_its_cadre(after))
    return held.filter(~Exists(handed_in))


def without_study_report(posts: PostQuerySet, month: str) -> PostQuerySet:
    """Of these posts those through which a cadre owes the study report of a month, and has not handed it in."""
    _kind, _first, after = bounds_of(month)
    asked = asked_for(Kind.STUDY_REPORT, after - DAY, "division__code")
    return yet_to_hand_in(posts.main_assessed(), month).filter(asked)


def without_review(posts: PostQuerySet, half: str) -> PostQuerySet:
    """Of these posts those in force at the end of a half-year for which the cadre was to be reviewed, and was not."""
    _kind, _first, after = bounds_of(half)
    held = Review.objects.standing().filter(cadre=OuterRef("cadre"), period__code=half)
    owing = posts.main_assessed().in_force(after - DAY)
    return owing.filter(asked_for(Kind.HALF_YEAR_REVIEW, after - DAY, "division__code"), ~Exists(held))


def without_report(places: DivisionQuerySet, quarter: str) -> DivisionQuerySet:
    """Of these places the townships that owe the report of a quarter, and have not handed it in."""
    _kind, _first, after = bounds_of(quarter)
    handed_in = Report.objects.standing().filter(division=OuterRef("pk"), period__code=quarter)
    asked = asked_for(Kind.QUARTERLY_REPORT, after - DAY, "code")
    return places.townships().filter(asked, ~Exists(handed_in))


def last_months(today: datetime.date, count: int) -> list[str]:
    """The codes of the months that ended before today, the newest first."""
    year, month = today.year, today.month
    back = [year * 12 + month - 1 - number for number in range(1, count + 1)]
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in back]


def last_quarters(today: datetime.date, count: int) -> list[str]:
    """The codes of the quarters that ended before today, the newest first."""
    now = today.year * 4 + (today.month - 1) // 3
    return [f"{number // 4}-Q{number % 4 + 1}" for number in range(now - 1, now - 1 - count, -1)]


def last_halves(today: datetime.date, count: int) -> list[str]:
    """The codes of the half-years that ended before today, the newest first."""
    now = today.year * 2 + (today.month - 1) // 6
    return [f"{number // 2}-H{number % 2 + 1}" for number in range(now - 1, now - 1 - count, -1)]


def due_until(kind: str, place_code: str, period: str) -> datetime.date | None:
    """The last day on which a place is in time with something; None: nothing is due."""
    _kind, _first, after = bounds_of(period)
    duties = ReportingDuty.objects.of(kind, after - DAY).by_nearness()
    days = next((days for code, days in duties if place_code.startswith(code)), None)
    return None if days is None else due_on(after, days)
