"""Reads what scores follow from: the post segments of a period with all measured values. A fixed number of SELECTs."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from assessments.measures import Window, registered
from assessments.models import Adjustment, Indicator, Period, Scheme
from assessments.scoring.points import Rule
from assessments.scoring.segments import (
    MEASURED,
    MISSING,
    NOT_APPLICABLE,
    Segment,
    Value,
    clip,
    months_in_post,
    months_touched,
)
from assessments.scoring.weights import applies
from cadres.models import Division, Post
from cadres.querysets import PostQuerySet
from villages.models import DiarySubmission

Values = dict[int, dict[str, Value]]


@dataclass(frozen=True, slots=True)
class Found:
    """A segment with the keys of its post and division, and its first day."""

    post_id: int
    division_id: int
    starts_on: datetime.date
    segment: Segment


def window_of(period: Period) -> Window:
    """The days of a period, and the moment from which entries no longer count."""
    closed = period.closed_from
    closed_at = timezone.make_aware(datetime.datetime.combine(closed, datetime.time())) if closed else None
    return Window(period.starts_on, period.ends_on, closed_at)


def rules_of(scheme: Scheme) -> dict[int, Rule]:
    """The indicators of a scheme as plain rules by key, in the scheme's order."""
    indicators = scheme.indicators.order_by("position", "id")
    return {indicator.pk: rule_of(indicator, number) for number, indicator in enumerate(indicators, start=1)}


def rule_of(indicator: Indicator, number: int) -> Rule:
    """An indicator as a plain rule; `number` is its place in the scheme."""
    return Rule(
        number=number,
        name=indicator.name,
        section=indicator.section,
        measure=indicator.measure,
        target=indicator.target,
        points=indicator.points,
        curve=indicator.curve,
        applies_to=indicator.applies_to,
        scales=registered()[indicator.measure].scales,
    )


def posts_scored(division: Division, window: Window) -> PostQuerySet:
    """The main, assessed posts of a division and all below it that hold on at least one day of the window."""
    return Post.objects.main_assessed().inside(division.code).overlapping(window.starts_on, window.ends_on)


def gather(division: Division, period: Period, rules: Iterable[Rule]) -> list[Found]:
    """Every post segment of a division and all below it, with its status, adjustment and the values the rules need."""
    rules, window = list(rules), window_of(period)
    posts = posts_scored(division, window)
    values = measured_values(posts, window, {rule.measure for rule in rules})
    received = diaries_received(window)
    adjustments = adjustments_of(period)
    columns = ("id", "cadre_id", "division_id", "division__code", "post_class", "valid_from", "valid_to")
    found = []
    for post, cadre, place_id, place, post_class, valid_from, valid_to in posts.order_by("id").values_list(
        *columns
    ):
        days = clip(valid_from, valid_to, window.starts_on, window.ends_on)
        assert days, "posts_scored() gives posts with days in the window only"
        status = status_of(rules, post_class, received[place_id], months_touched(*days))
        segment = Segment(
            cadre=cadre,
            place=place,
            post_class=post_class,
            days=(days[1] - days[0]).days,
            months=months_in_post(*days),
            status=status,
            adjustment=adjustments.get(cadre, 0),
            values=values[post] if status == MEASURED else {},
        )
        found.append(Found(post, place_id, days[0], segment))
    return found


def status_of(rules: list[Rule], post_class: str, received: set[str], months: Iterable[str]) -> str:
    """Not applicable: no indicator is meant for the class. Missing: the diary of a month was not handed in."""
    if not any(applies(rule, post_class) for rule in rules):
        return NOT_APPLICABLE
    return MEASURED if received.issuperset(months) else MISSING


def measured_values(
    posts: PostQuerySet, window: Window, measures: set[str]
) -> Mapping[int, dict[str, Value]]:
    """The value of each measure for each post, one SELECT a measure; what was not found is nothing: 0, or 0 of 0."""
    chosen = [measure for key, measure in registered().items() if key in measures]
    nothing = {measure.key: measure.nothing for measure in chosen}
    values: Values = defaultdict(nothing.copy)
    for measure in chosen:
        for post, numerator, *rest in measure.count(posts, window):
            values[post][measure.key] = (numerator, rest[0] if rest else 1)
    return values


def diaries_received(window: Window) -> Mapping[int, set[str]]:
    """For each division the months of the window whose diary books it handed in, in time."""
    submissions = DiarySubmission.objects.standing().filter(
        month__in=months_touched(window.starts_on, window.ends_on)
    )
    if window.closed_at:
        submissions = submissions.filter(recorded_at__lt=window.closed_at)
    received: dict[int, set[str]] = defaultdict(set)
    for division, month in submissions.values_list("division_id", "month"):
        received[division].add(month)
    return received


def adjustments_of(period: Period) -> dict[int, int]:
    """For each cadre the approved bonuses of a period less the deductions, in millionths of a point."""
    sums: dict[int, int] = defaultdict(int)
    for adjustment in Adjustment.objects.standing().approved().filter(period=period):
        sums[adjustment.cadre_id] += adjustment.signed_points
    return sums
