"""How much the ten strongest depend on the weights: each weight in turn a fifth less and a fifth more.

A segment's total is the sum of its points, and points are weight × a part that does not depend on the weight. With
other weights the sum of a place over its segments therefore follows from sums by indicator, which are formed once:
the mean is linear in the weights. Only the limits of 0 and 100 are not, and they can matter only where a bonus or a
deduction was given, for without one the points stay between 0 and 100 under any weights that add up to 100. Segments
with an adjustment are therefore computed one by one under each change, and kept between 0 and 100 each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from statistics import median_low

from assessments.scoring.outcomes import Outcome, Outcomes, score_of
from assessments.scoring.ranks import ranked
from assessments.scoring.strongest import TEN, strongest
from assessments.scoring.weights import HUNDRED
from config.millionths import ratio

FACTORS = (80, 120)
"""A weight is multiplied by so many hundredths."""

Weights = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One weight changed: the indicator's number, the factor in hundredths, and what became of the strongest."""

    indicator: int
    factor: int
    stay: int
    fall_out: tuple[str, ...]
    come_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Robustness:
    """How many places are among the ten strongest, and how many of them stay: at least, and in the median change."""

    strongest: int
    least: int
    median: int
    changes: tuple[Change, ...]


def robustness_of(outcomes: Outcomes, places: int = TEN) -> Robustness | None:
    """What becomes of the ten strongest under each change; None where everybody is among them anyway."""
    before = strongest(ranked({code: score_of(found) for code, found in outcomes.items()}), places)
    if len(before) == len(outcomes):
        return None
    sums = {code: Sums(found) for code, found in outcomes.items()}
    numbers = sorted({number for found in sums.values() for number in found.numbers})
    changes = tuple(_change(sums, before, number, factor, places) for number in numbers for factor in FACTORS)
    stays = [change.stay for change in changes]
    return Robustness(len(before), min(stays), median_low(stays), changes)


def _change(sums: Mapping[str, Sums], before: Sequence[str], number: int, factor: int, places: int) -> Change:
    scores = {code: found.score(number, factor) for code, found in sums.items()}
    after = strongest(ranked(scores), places)
    return Change(
        indicator=number,
        factor=factor,
        stay=len(set(before) & set(after)),
        fall_out=tuple(code for code in before if code not in after),
        come_in=tuple(code for code in after if code not in before),
    )


class Sums:
    """What the score of one place under any weights follows from; each part for each combination of indicators."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        self.days = 0
        self.points: dict[Weights, list[int]] = {}
        """Σ(points × days) by indicator, in the order of the weights; of segments without adjustment."""
        self.adjusted: dict[Weights, list[tuple[Outcome, int]]] = defaultdict(list)
        """Segments with an adjustment, each with the sum of its points."""
        for one in outcomes:
            self.days += one.days
            if one.adjustment:
                self.adjusted[one.weights].append((one, sum(one.points)))
                continue
            sums = self.points.setdefault(one.weights, [0] * len(one.weights))
            for position, points in enumerate(one.points):
                sums[position] += points * one.days

    @property
    def numbers(self) -> set[int]:
        """The numbers of all indicators that hold for anybody here."""
        return {number for weights in {*self.points, *self.adjusted} for number, _weight in weights}

    def score(self, number: int, factor: int) -> int:
        """The score of the place, in millionths, with the weight of this indicator × factor ÷ 100."""
        whole = Fraction(0)
        for weights in {*self.points, *self.adjusted}:
            own, others, parts = multipliers(weights, number, factor)
            position = position_of(number, weights)
            sums = self.points.get(weights, [0] * len(weights))
            mine = 0 if position is None else sums[position]
            weighted = own * mine + others * (sum(sums) - mine)
            for one, points in self.adjusted.get(weights, ()):
                mine = 0 if position is None else one.points[position]
                total = own * mine + others * (points - mine) + one.adjustment * parts
                weighted += one.days * max(0, min(HUNDRED * parts, total))
            whole += Fraction(weighted, parts)
        return ratio(whole.numerator, whole.denominator * self.days)


def position_of(number: int, weights: Weights) -> int | None:
    """Where an indicator stands among the weights; None if it does not hold."""
    return next((position for position, (other, _weight) in enumerate(weights) if other == number), None)


@lru_cache(maxsize=4096)
def multipliers(weights: Weights, number: int, factor: int) -> tuple[int, int, int]:
    """(a, b, c): the points of the indicator are multiplied by a ÷ c, those of all others by b ÷ c.

    With the share s of the indicator in the weights that hold for a segment, the one is the factor f and the other
    (1 − f × s) ÷ (1 − s), so that all add up to what they did. An indicator that does not hold, or holds alone, changes
    nothing. Where f × s would exceed the whole, the indicator takes the whole.
    """
    whole = sum(weight for _number, weight in weights)
    mine = sum(weight for other, weight in weights if other == number)
    if mine in (0, whole):
        return 1, 1, 1
    if factor * mine >= 100 * whole:
        return whole, 0, mine
    own, others = Fraction(factor, 100), Fraction(100 * whole - factor * mine, 100 * (whole - mine))
    parts = own.denominator * others.denominator
    return own.numerator * others.denominator, others.numerator * own.denominator, parts
