"""How far scores scatter by chance alone, by number of cadres. For drawing: nothing of it enters a score or a rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from assessments.scoring.outcomes import Outcome, Outcomes, score_of
from assessments.scoring.totals import weighted_mean
from assessments.scoring.weights import HUNDRED


@dataclass(frozen=True, slots=True)
class Funnel:
    """The mean of all cadres and how far single cadres of one place lie apart (standard deviation), in millionths."""

    mean: int
    spread: int

    def limits(self, n: int, errors: int) -> tuple[int, int]:
        """Mean ± so many standard errors for a place of n cadres (spread ÷ √n), kept between 0 and 100 points."""
        width = isqrt(errors * errors * self.spread * self.spread // n)
        return max(0, self.mean - width), min(HUNDRED, self.mean + width)

    def outside(self, score: int, n: int) -> int:
        """How many standard errors, 2 or 3, a score lies beyond: negative below the mean; 0 inside of two."""
        for errors in (3, 2):
            low, high = self.limits(n, errors)
            if score < low or score > high:
                return errors if score > high else -errors
        return 0


def funnel_of(outcomes: Outcomes) -> Funnel | None:
    """The funnel of the ranked places; None where no place has two cadres, so that nothing is known of the spread.

    Mean: Σ(total × days) ÷ Σdays over all segments of all places. Spread: the square root of Σ(cadre − mean of the
    place)² ÷ (cadres − places), so that differences between the places do not count as scatter.
    """
    squares, cadres = Fraction(0), 0
    for found in outcomes.values():
        scores = scores_of_cadres(found)
        squares += sum(score * score for score in scores) - Fraction(sum(scores) ** 2, len(scores))
        cadres += len(scores)
    if cadres <= len(outcomes):
        return None
    mean = score_of(one for found in outcomes.values() for one in found)
    return Funnel(mean, isqrt(int(squares / (cadres - len(outcomes)))))


def scores_of_cadres(outcomes: Iterable[Outcome]) -> list[int]:
    """The score of each cadre of a place, over the cadre's segments there."""
    pairs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in outcomes:
        pairs[one.cadre].append((one.total, one.days))
    return [weighted_mean(found) or 0 for found in pairs.values()]
