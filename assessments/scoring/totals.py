"""From points to the score of a segment, and from segments to the score of a cadre, a township or a county."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.scoring.points import ZERO, Rule, points_for
from assessments.scoring.segments import INCOMPLETE, MEASURED, MISSING, NOT_APPLICABLE, Segment, Value
from assessments.scoring.weights import HUNDRED, applies, full_points
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


class Judge:
    """Gives segments their items by the rules of a scheme. There are few different values: each is judged once."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._meant: dict[tuple[str, str], list[Rule]] = {}
        self._judged: dict[Fraction, dict[tuple[int, Value | None, int], Item]] = defaultdict(dict)

    def items_of(self, segment: Segment) -> list[Item]:
        """The items of a segment, for the indicators meant for its class, in the scheme's order.

        Where one does not apply, the points of the others are scaled up so that they make 100 again.
        """
        rules = self.meant_for(segment.post_class, segment.group)
        values = [segment.values[rule.measure] for rule in rules]
        apply = [state_of(rule, value) != NOT_APPLICABLE for rule, value in zip(rules, values, strict=True)]
        full = full_points((rule.points for rule in rules), apply)
        return self._items(rules, values, full, segment.months)

    def meant_for(self, post_class: str, group: str) -> list[Rule]:
        """The rules that are meant for a class of cadres in a class of townships."""
        key = (post_class, group)
        if key not in self._meant:
            self._meant[key] = [rule for rule in self._rules if applies(rule, *key)]
        return self._meant[key]

    def _items(
        self, rules: list[Rule], values: list[Value | None], full: list[int], months: Fraction
    ) -> list[Item]:
        judged, items = self._judged[months], []
        for rule, value, points in zip(rules, values, full, strict=True):
            key = (rule.number, value, points)
            item = judged.get(key)
            if item is None:
                item = judged[key] = item_of(rule, value, points, months)
            items.append(item)
        return items


@dataclass(frozen=True, slots=True)
class Judged:
    """A segment with its items and its total in millionths; one that is not measured has no items."""

    segment: Segment
    items: Sequence[Item]
    total: int


def judged(segments: Iterable[Segment], rules: Sequence[Rule]) -> list[Judged]:
    """All segments, each with what it came to."""
    judge = Judge(rules)
    found = []
    for segment in segments:
        items = judge.items_of(segment) if segment.status == MEASURED else []
        found.append(Judged(segment, items, total_of(items, segment.adjustment)))
    return found


def items_of(segment: Segment, rules: Sequence[Rule]) -> list[Item]:
    """The items of one segment: see `Judge`."""
    return Judge(rules).items_of(segment)


def item_of(rule: Rule, value: Value | None, full: int, months: Fraction) -> Item:
    """What a value earns of `full` points in so many months in post."""
    state = state_of(rule, value)
    if state == NOT_APPLICABLE:
        return Item(rule, value, None, 0)
    if state == MISSING or value is None:
        return Item(rule, None, None, full)
    return Item(rule, value, points_for(rule, *value, months, full), full)


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
