"""From a measured value to points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from config.millionths import ONE, ratio

PROPORTIONAL = "proportional"
STEPS = "steps"
ALL_OR_NOTHING = "all_or_nothing"
INVERSE = "inverse"

ZERO = "zero"

Part = tuple[int, int]
"""A part of the whole: numerator, denominator."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An indicator of a scheme as plain values; `number` is its place in the scheme, from 1.

    `points`, `target`, `limit` and `steps` (value from which, points) are in millionths. `scales`: the measure counts
    what happens, so target, limit and steps are for a whole month in post and grow with the months. `groups`: the
    classes of townships it is meant for, none: all. `nothing` says what a share of nothing is: zero, missing or
    not applicable.
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
    limit: int | None = None
    steps: tuple[tuple[int, int], ...] = ()
    groups: tuple[str, ...] = ()
    nothing: str = ZERO


def points_for(
    rule: Rule, numerator: int, denominator: int, months: Fraction, full: int | None = None
) -> int:
    """Points in millionths: the full points × the part that the curve gives, rounded half up, once.

    `full` stands for the rule's own points where they are scaled because another indicator does not apply. A share
    of nothing (the denominator is zero: no visit, so none could be signed) earns nothing, on every curve.
    """
    if denominator == 0:
        return 0
    unit, reached = denominator, numerator * ONE
    if rule.scales:
        unit *= months.numerator
        reached *= months.denominator
    part, whole = CURVES[rule.curve](rule, reached, unit)
    return ratio((rule.points if full is None else full) * part, whole)


def in_proportion(rule: Rule, reached: int, unit: int) -> Part:
    """value ÷ target, and the whole from the target on. `reached` is the value on the scale in which `unit` is 1."""
    needed = unit * rule.target
    return (1, 1) if reached >= needed else (reached, needed)


def all_or_nothing(rule: Rule, reached: int, unit: int) -> Part:
    """The whole from the target on, nothing below it."""
    return (1, 1) if reached >= unit * rule.target else (0, 1)


def by_steps(rule: Rule, reached: int, unit: int) -> Part:
    """The whole from the target on; below it the points of the highest step that was reached."""
    if reached >= unit * rule.target:
        return 1, 1
    climbed = [points for value, points in rule.steps if reached >= unit * value]
    return (climbed[-1] if climbed else 0), rule.points


def inverse(rule: Rule, reached: int, unit: int) -> Part:
    """Less is better: the whole up to the target, nothing from the limit on, in proportion between them."""
    assert rule.limit is not None, "an inverse curve has a limit"
    best, worst = unit * rule.target, unit * rule.limit
    if reached <= best:
        return 1, 1
    return (0, 1) if reached >= worst else (worst - reached, worst - best)


CURVES: dict[str, Callable[[Rule, int, int], Part]] = {
    PROPORTIONAL: in_proportion,
    STEPS: by_steps,
    ALL_OR_NOTHING: all_or_nothing,
    INVERSE: inverse,
}
