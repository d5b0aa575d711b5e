"""Fastest rising: by how much each place's score has changed between two tables, and how sure that is.

A change is compared only where both ends mean the same: the same rules, periods of the same length, and at both ends
a rank and enough cadres. Two things no calculation removes, so they are told beside it: who began low by bad luck rises
by itself (regression to the mean), and who began near 100 has no room to rise (ceiling).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assessments.scoring.frozen import Inputs
from assessments.scoring.outcomes import Outcomes, outcomes_of, score_of
from assessments.scoring.ranks import ranked
from assessments.scoring.resampling import (
    HIGH,
    LOW,
    REPLICATES,
    percentile,
    replicate_scores,
    says_nothing,
)
from assessments.scoring.strongest import TEN, strongest
from assessments.scoring.tables import LEVELS
from assessments.scoring.weights import HUNDRED

OTHER_DIVISION, OTHER_LENGTH, NOT_LATER = "other_division", "other_length", "not_later"
OTHER_SCHEME, OTHER_VERSION, OTHER_RULES = "other_scheme", "other_version", "other_rules"
UNRANKED_BEFORE, UNRANKED_NOW, TOO_FEW = "unranked_before", "unranked_now", "too_few"


@dataclass(frozen=True, slots=True)
class Rise:
    """The change of a place's score in millionths, its rank among the changes, its range (None: one segment alone
    says nothing), and score and number of cadres at both ends."""

    rank: int
    code: str
    change: int
    low: int | None
    high: int | None
    before: int
    after: int
    n_before: int
    n_after: int

    @property
    def room(self) -> int:
        """By how much the score could have risen, in millionths."""
        return HUNDRED - self.before


@dataclass(frozen=True, slots=True)
class Rises:
    """The changes by rank, and of every other place of the later table the reason for which it is not compared."""

    rises: list[Rise]
    left_out: dict[str, str]

    @property
    def fastest(self) -> list[Rise]:
        """The ten fastest, with all who share place ten."""
        first = set(strongest([(rise.rank, rise.code) for rise in self.rises], TEN))
        return [rise for rise in self.rises if rise.code in first]

    @property
    def without_room(self) -> list[str]:
        """Codes of the places that began so high that they could not have risen as fast as the tenth."""
        needed = min((rise.change for rise in self.fastest), default=0)
        return sorted(rise.code for rise in self.rises if rise.room < needed)

    @property
    def began_low(self) -> int:
        """How many of the ten fastest began in the lowest quarter of the places compared."""
        order = ranked({rise.code: rise.before for rise in self.rises})
        low = {code for rank, code in order if 4 * rank > 3 * len(order)}
        return sum(rise.code in low for rise in self.fastest)


def refusal(before: Inputs, after: Inputs) -> str:
    """Why two tables cannot be compared; '' if they can."""
    if before.division != after.division:
        return OTHER_DIVISION
    if length_of(before.period) != length_of(after.period):
        return OTHER_LENGTH
    if before.period >= after.period:
        return NOT_LATER
    if before.scheme != after.scheme:
        return OTHER_SCHEME
    if before.version != after.version:
        return OTHER_VERSION
    return OTHER_RULES if before.rules != after.rules else ""


def length_of(period: str) -> str:
    """month, quarter, half or year, from a code such as 2011-10, 2011-Q4, 2011-H2, 2011."""
    found = re.fullmatch(r"\d{4}(?:-(?:(Q)\d|(H)\d|(\d\d)))?", period)
    if found is None:
        raise ValueError(f"{period} is no period.")
    quarter, half, month = found.groups()
    return "quarter" if quarter else "half" if half else "month" if month else "year"


def rises_between(
    before: Inputs,
    after: Inputs,
    *,
    kind: str,
    cadres: tuple[Mapping[str, int], Mapping[str, int]],
    minimum: int,
    seeds: tuple[int, int],
    replicates: int = REPLICATES,
) -> Rises:
    """The changes of all places ranked at both ends, each time with at least `minimum` cadres.

    `cadres`: of the places ranked before and after, how many cadres were measured. `seeds`: of the inputs before and
    after; each end is drawn again just as for its own ranges of ranks. The two ends count as independent, because
    frozen inputs do not say who is who; where the same cadres stay, the ranges are rather too wide than too narrow.
    ValueError where `refusal` has a reason.
    """
    if reason := refusal(before, after):
        raise ValueError(reason)
    first, last = cadres
    places = [place.code for place in after.places if place.level == LEVELS[kind]]
    reasons = {code: reason_for(code, first, last, minimum) for code in places}
    compared = [code for code in places if not reasons[code]]
    ends = (outcomes_of(before, kind, compared), outcomes_of(after, kind, compared))
    changes = {code: score_of(ends[1][code]) - score_of(ends[0][code]) for code in compared}
    rises = []
    for rank, code in ranked(changes):
        low, high = range_of_change(code, ends, seeds, replicates)
        start = score_of(ends[0][code])
        rises.append(
            Rise(
                rank,
                code,
                changes[code],
                low if low is None else min(low, changes[code]),
                high if high is None else max(high, changes[code]),
                start,
                start + changes[code],
                first[code],
                last[code],
            )
        )
    return Rises(rises, {code: reason for code, reason in sorted(reasons.items()) if reason})


def reason_for(code: str, first: Mapping[str, int], last: Mapping[str, int], minimum: int) -> str:
    """Why a place is not compared; '' if it is. `first`, `last`: numbers of cadres of the ranked places."""
    if code not in last:
        return UNRANKED_NOW
    if code not in first:
        return UNRANKED_BEFORE
    return TOO_FEW if min(first[code], last[code]) < minimum else ""


def range_of_change(
    code: str, ends: tuple[Outcomes, Outcomes], seeds: tuple[int, int], replicates: int
) -> tuple[int | None, int | None]:
    """The 5th and the 95th percentile of the change in millionths; (None, None) where an end is one segment alone."""
    if any(says_nothing(end[code]) for end in ends):
        return None, None
    start, stop = (
        replicate_scores(code, end[code], seed, replicates) for end, seed in zip(ends, seeds, strict=True)
    )
    ordered = np.sort(stop - start).tolist()
    return percentile(ordered, LOW), percentile(ordered, HIGH)
