"""From points to the score of a segment, and from segments to the score of a cadre, a township or a county."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessments.scoring.points import Rule, points_for
from assessments.scoring.segments import Segment
from assessments.scoring.weights import HUNDRED, applies
from config.millionths import ratio


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator of one segment: the value as numerator ÷ denominator, and the points in millionths."""

    rule: Rule
    numerator: int
    denominator: int
    points: int


def items_of(segment: Segment, rules: Sequence[Rule]) -> list[Item]:
    """The items of a measured segment, for the indicators meant for its class, in the scheme's order."""
    items = []
    for rule in rules:
        if applies(rule, segment.post_class):
            numerator, denominator = segment.values[rule.measure]
            points = points_for(rule, numerator, denominator, segment.months)
            items.append(Item(rule, numerator, denominator, points))
    return items


def clamp(points: int) -> int:
    """A total between 0 and 100 points."""
    return max(0, min(HUNDRED, points))


def total_of(items: Iterable[Item], adjustment: int) -> int:
    """A segment's total in millionths: all points, plus bonuses, less deductions, kept between 0 and 100."""
    return clamp(sum(item.points for item in items) + adjustment)


def weighted_mean(totals: Iterable[tuple[int, int]]) -> int | None:
    """Σ(total × days) ÷ Σdays of pairs (total, days), rounded half up, once; None when there are none.

    A cadre's score is this over the cadre's segments, a township's over all its cadres' segments, a county's over
    all its cadres' segments (not the mean of its townships).
    """
    weighted = days_in_all = 0
    for total, days in totals:
        weighted += total * days
        days_in_all += days
    return ratio(weighted, days_in_all) if days_in_all else None
