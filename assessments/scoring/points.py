"""From a measured value to points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from config.millionths import ONE, ratio

PROPORTIONAL = "proportional"
ALL_OR_NOTHING = "all_or_nothing"


@dataclass(frozen=True, slots=True)
class Rule:
    """An indicator of a scheme as plain values; `number` is its place in the scheme, from 1.

    `points` and `target` are in millionths. `scales`: the measure counts what happens, so the target is for a
    whole month in post and grows with the months.
    """

    number: int
    name: str
    section: str
    measure: str
    target: int
    points: int
    curve: str
    applies_to: str
    scales: bool


def points_for(rule: Rule, numerator: int, denominator: int, months: Fraction) -> int:
    """Points in millionths: points × min(1, value ÷ (target × months in post)), rounded half up, once.

    The curve "all or nothing" gives the full points from the target on, none below it. A share of nothing (the
    denominator is zero: no visit, so none could be signed) is a measured zero.
    """
    if denominator == 0:
        return 0
    reached = numerator * ONE
    needed = denominator * rule.target
    if rule.scales:
        reached *= months.denominator
        needed *= months.numerator
    if reached >= needed:
        return rule.points
    return 0 if rule.curve == ALL_OR_NOTHING else ratio(rule.points * reached, needed)
