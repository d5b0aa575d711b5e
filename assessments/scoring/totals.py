"""From points to the score of a segment, and from segments to the score of a cadre, a township or a county."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assessments.scoring.points import ZERO, Rule, points_for
from assessments.scoring.segments import INCOMPLETE, MEASURED, MISSING, NOT_APPLICABLE, Segment, Value
from assessments.scoring.weights import HUNDRED, applies, scaled
from config.millionths import ratio


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator of one segment: the value, and the points in millionths.

    `points` is None where there are none: `value` None is missing, a value of nothing is not applicable. `full` is how
    many there could have been: 0 where it does not apply.
    """

    rule: Rule
    value: Value | None
    points: int | None
    full: int


def state_of(rule: Rule, value: Value | None) -> str:
    """MEASURED, MISSING or NOT_APPLICABLE. Nothing to share is what the rule says it is."""
    if value is None:
        return MISSING
    if value[1]:
        return MEASURED
    return MEASURED if rule.nothing == ZERO else rule.nothing


def items_of(segment: Segment, rules: Sequence[Rule]) -> list[Item]:
    """The items of a segment, for the indicators meant for its class, in the scheme's order.

    Where one does not apply, the points of the others are scaled up so that they make 100 again.
    """
    meant = [
        (rule, value, state_of(rule, value))
        for rule in rules
        if applies(rule, segment.post_class, segment.group)
        for value in (segment.values[rule.measure],)
    ]
    full = iter(scaled(tuple(rule.points for rule, _value, state in meant if state != NOT_APPLICABLE)))
    return list(_items(meant, full, segment))


def _items(
    meant: Iterable[tuple[Rule, Value | None, str]], full: Iterator[int], segment: Segment
) -> Iterator[Item]:
    for rule, value, state in meant:
        if state == NOT_APPLICABLE:
            yield Item(rule, value, None, 0)
            continue
        points = next(full)
        if state == MISSING or value is None:
            yield Item(rule, None, None, points)
        else:
            yield Item(rule, value, points_for(rule, *value, segment.months, points), points)


def status_with(items: Iterable[Item]) -> str:
    """What a segment is whose diary came in: INCOMPLETE where an item is missing, NOT_APPLICABLE without any points."""
    found = list(items)
    if any(item.value is None for item in found):
        return INCOMPLETE
    return MEASURED if any(item.points is not None for item in found) else NOT_APPLICABLE


def clamp(points: int) -> int:
    """A total between 0 and 100 points."""
    return max(0, min(HUNDRED, points))


def total_of(items: Iterable[Item], adjustment: int) -> int:
    """A segment's total in millionths: all points, plus bonuses, less deductions, kept between 0 and 100."""
    return clamp(sum(item.points or 0 for item in items) + adjustment)


def capped(bonuses: int, deductions: int, bonus_cap: int | None, deduction_cap: int | None) -> int:
    """Bonuses less deductions in millionths, each first cut to its cap (None: no cap)."""
    more = bonuses if bonus_cap is None else min(bonuses, bonus_cap)
    less = deductions if deduction_cap is None else min(deductions, deduction_cap)
    return more - less


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
