"""Reads what scores follow from: the post segments of a period with all measured values. A fixed number of SELECTs."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils import timezone

from assessments.measures import Window, registered
from assessments.measures.visits import OverVisits, counted_together, late_entries
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
from assessments.scoring.totals import Item, Judge, capped, status_with
from assessments.scoring.weights import UNGROUPED
from cadres.models import Division, Post, TownshipClass
from cadres.querysets import PostQuerySet
from villages.models import DiarySubmission

Values = dict[int, dict[str, Value | None]]
DatedClass = tuple[datetime.date | None, datetime.date | None, str]
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """A segment with the keys of its post and division, its first day, and what it earned by indicator."""

    post_id: int
    division_id: int
    starts_on: datetime.date
    segment: Segment
    items: list[Item]


def window_of(period: Period) -> Window:
    """The days of a period, and the moments from which entries are late, and no longer count."""
    return Window(
        period.starts_on, period.ends_on, beginning(period.closed_from), beginning(period.late_from)
    )


def beginning(day: datetime.date | None) -> datetime.datetime | None:
    """The first moment of a day, in the site's time zone."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time())) if day else None


def rules_of(scheme: Scheme, kind: str = "") -> dict[int, Rule]:
    """The indicators of a scheme as plain rules by key, in its order; of a kind of period those that count in it."""
    indicators = scheme.indicators.order_by("position", "id")
    return {
        indicator.pk: rule_of(indicator, number)
        for number, indicator in enumerate(indicators, start=1)
        if not (kind and indicator.periods) or kind in indicator.periods
    }


def rule_of(indicator: Indicator, number: int) -> Rule:
    """An indicator as a plain rule; `number` is its place in the scheme."""
    measure = registered()[indicator.measure]
    return Rule(
        number=number,
        name=indicator.name,
        section=indicator.section,
        measure=indicator.measure,
        target=indicator.target,
        points=indicator.points,
        curve=indicator.curve,
        applies_to=indicator.applies_to,
        scales=measure.scales,
        limit=indicator.limit,
        steps=tuple((value, points) for value, points in indicator.steps),
        groups=tuple(indicator.groups),
        nothing=measure.when_nothing,
    )


def posts_scored(division: Division, window: Window) -> PostQuerySet:
    """The main, assessed posts of a division and all below it that hold on at least one day of the window."""
    return Post.objects.main_assessed().inside(division.code).overlapping(window.starts_on, window.ends_on)


def gather(
    division: Division, period: Period, scheme: Scheme, only: Collection[int] | None = None
) -> list[Found]:
    """Every post segment of a division and all below it (`only`: of these posts), judged by a scheme."""
    window, rules = window_of(period), list(rules_of(scheme, period.kind).values())
    posts = posts_scored(division, window)
    if only is not None:
        posts = posts.filter(pk__in=only)
    read = Reading.of(posts, window, period, scheme, {rule.measure for rule in rules})
    judge = Judge(rules)
    return [read.judged(row, judge) for row in posts.order_by("id").values_list(*COLUMNS)]


COLUMNS = ("id", "cadre_id", "division_id", "division__code", "post_class", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the database knows of some posts in a window, by post, cadre or division."""

    window: Window
    values: Mapping[int, dict[str, Value | None]]
    received: Mapping[int, set[str]]
    adjustments: Mapping[int, int]
    classes: Mapping[int, list[DatedClass]]
    late: Mapping[int, int]

    @classmethod
    def of(
        cls, posts: PostQuerySet, window: Window, period: Period, scheme: Scheme, measures: set[str]
    ) -> Reading:
        """Reads them in a fixed number of SELECTs."""
        return cls(
            window=window,
            values=measured_values(posts, window, measures),
            received=diaries_received(window),
            adjustments=adjustments_of(period, scheme),
            classes=township_classes(window),
            late=dict(late_entries(posts, window)) if window.late_at else {},
        )

    def judged(self, row: tuple, judge: Judge) -> Found:
        """A row of `COLUMNS` as a segment with its status and items."""
        post, cadre, place_id, place, post_class, valid_from, valid_to = row
        days = clip(valid_from, valid_to, self.window.starts_on, self.window.ends_on)
        assert days, "posts_scored() gives posts with days in the window only"
        group = class_on(self.classes.get(place_id, ()), days[1] - ONE_DAY)
        status = status_of(judge.meant_for(post_class, group), self.received[place_id], months_touched(*days))
        segment = Segment(
            cadre=cadre,
            place=place,
            post_class=post_class,
            days=(days[1] - days[0]).days,
            months=months_in_post(*days),
            status=status,
            adjustment=self.adjustments.get(cadre, 0),
            values=self.values[post] if status == MEASURED else {},
            group=group,
            late=self.late.get(post, 0),
        )
        items = judge.items_of(segment) if status == MEASURED else []
        if status == MEASURED and (settled := status_with(items)) != MEASURED:
            segment = replace(segment, status=settled)
        return Found(post, place_id, days[0], segment, items)


def status_of(meant: list[Rule], received: set[str], months: Iterable[str]) -> str:
    """Not applicable: no indicator is meant for the class. Missing: the diary of a month was not handed in."""
    if not meant:
        return NOT_APPLICABLE
    return MEASURED if received.issuperset(months) else MISSING


def measured_values(
    posts: PostQuerySet, window: Window, measures: set[str]
) -> Mapping[int, dict[str, Value | None]]:
    """The value of each measure for each post; what was not found is nothing: 0, or 0 of 0.

    One SELECT for all measures of visits alone, and one for each of the others.
    """
    chosen = {key: measure for key, measure in registered().items() if key in measures}
    nothing: dict[str, Value | None] = {key: measure.nothing for key, measure in chosen.items()}
    values: Values = defaultdict(nothing.copy)
    of_visits = {key: m.count for key, m in chosen.items() if isinstance(m.count, OverVisits)}
    for post, found in counted_together(of_visits.values(), posts, window):
        values[post].update(zip(of_visits, found, strict=True))
    for key in chosen.keys() - of_visits.keys():
        for post, numerator, *rest in chosen[key].count(posts, window):
            values[post][key] = None if numerator is None else (numerator, rest[0] if rest else 1)
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


def adjustments_of(period: Period, scheme: Scheme) -> dict[int, int]:
    """For each cadre the approved bonuses less the deductions, each cut to the scheme's cap, in millionths."""
    bonuses: dict[int, int] = defaultdict(int)
    deductions: dict[int, int] = defaultdict(int)
    for adjustment in Adjustment.objects.standing().approved().filter(period=period):
        sums = bonuses if adjustment.kind == Adjustment.Kind.BONUS else deductions
        sums[adjustment.cadre_id] += adjustment.points
    return {
        cadre: capped(bonuses[cadre], deductions[cadre], scheme.bonus_cap, scheme.deduction_cap)
        for cadre in {*bonuses, *deductions}
    }


def township_classes(window: Window) -> Mapping[int, list[DatedClass]]:
    """For each township its classes with days in the window, as (from, until, class)."""
    found: dict[int, list[DatedClass]] = defaultdict(list)
    classes = TownshipClass.objects.overlapping(window.starts_on, window.ends_on)
    for division, *dated in classes.values_list("division_id", "valid_from", "valid_to", "kind"):
        found[division].append((dated[0], dated[1], dated[2]))
    return found


def class_on(classes: Iterable[DatedClass], day: datetime.date) -> str:
    """The class that holds on a day; UNGROUPED if none does."""
    for valid_from, valid_to, kind in classes:
        if (valid_from is None or valid_from <= day) and (valid_to is None or day < valid_to):
            return kind
    return UNGROUPED
