"""The figures of a quarterly report, drawn from the records whenever it is read."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from assessments.measures import Window
from assessments.models import Period, Report, Review, StudyReport
from cadres.models import Mastery, Post
from config.jurisdiction import within
from villages.models import Visit


def figures_of(report: Report) -> list[tuple[str, int]]:
    """What the records of the place and all below it say of the quarter, as (what, how many). Five SELECTs."""
    code, period = report.division.code, report.period
    last_day = period.ends_on - datetime.timedelta(days=1)
    posts = Post.objects.main_assessed().inside(code)
    serving = posts.overlapping(period.starts_on, period.ends_on).values("cadre")
    days = {"verified_on__gte": period.starts_on, "verified_on__lt": period.ends_on}
    return [
        (_("cadres in post on the last day"), posts.in_force(last_day).count()),
        (_("study reports of these months"), study_reports(code, period).count()),
        (_("skills verified"), Mastery.objects.standing().filter(cadre__in=serving, **days).count()),
        (_("visits"), visits(code, period).count()),
        (_("reviews held"), reviews(code, period).count()),
    ]


def study_reports(code: str, period: Period) -> Any:
    months = [f"{first:%Y-%m}" for first, _after in Window(period.starts_on, period.ends_on).months()]
    return StudyReport.objects.standing().filter(within("division__code", code), month__in=months)


def visits(code: str, period: Period) -> Any:
    return Visit.objects.standing().between(period.starts_on, period.ends_on).inside(code)


def reviews(code: str, period: Period) -> Any:
    held = Review.objects.standing().filter(within("division__code", code))
    return held.filter(held_on__gte=period.starts_on, held_on__lt=period.ends_on)
