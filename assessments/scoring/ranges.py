"""The range of ranks that a place could plausibly have, and from which others it cannot be told apart.

What the range is about: the places are counted in full, nothing is sampled. But what is counted in a period is one
outcome of how the cadres of a place work, and another period of the same kind would come out differently. The model
takes the post segments of a place as drawn from all that might have been, and draws them again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from assessments.scoring.another_period import another_period
from assessments.scoring.outcomes import Outcomes, score_of
from assessments.scoring.ranks import ranked
from assessments.scoring.resampling import (
    HIGH,
    LOW,
    REPLICATES,
    Scores,
    percentile,
    replicate_scores,
    says_nothing,
)


@dataclass(frozen=True, slots=True)
class RankRange:
    """The rank of a place, the lowest and highest rank of its range, and the ranks of all from which it cannot be
    told apart, as runs (first, last) that include its own; none if it is told apart from every other place."""

    rank: int
    low: int
    high: int
    alike: tuple[tuple[int, int], ...]


def rank_ranges(outcomes: Outcomes, seed: int, replicates: int = REPLICATES) -> dict[str, RankRange]:
    """The range of every ranked place. `outcomes`: of the ranked places, no others.

    The range goes from the 5th to the 95th percentile of the ranks in so many replicates of another period, and always
    holds the rank itself. A place of a single segment could stand anywhere, and is told apart from none.
    """
    if not outcomes:
        return {}
    scores = {code: score_of(found) for code, found in outcomes.items()}
    order = ranked(scores)
    codes = [code for _rank, code in order]
    known = [not says_nothing(outcomes[code]) for code in codes]
    drawn = np.array([replicate_scores(code, outcomes[code], seed, replicates) for code in codes])
    to_come = another_period([scores[code] for code in codes], drawn, known)
    ranks = [rank for rank, _code in order]
    result = {}
    for one, (rank, code) in enumerate(order):
        low, high = range_among(to_come, one) if known[one] else (1, len(codes))
        alike = [ranks[other] for other in alike_to(drawn, one, known)]
        result[code] = RankRange(rank, min(low, rank), max(high, rank), runs(alike, rank, ranks))
    return result


def range_among(scores: Scores, one: int) -> tuple[int, int]:
    """The 5th and the 95th percentile of the rank of a place (row) over the replicates (columns)."""
    ordered = np.sort(1 + (scores > scores[one]).sum(axis=0)).tolist()
    return percentile(ordered, LOW), percentile(ordered, HIGH)


def alike_to(drawn: Scores, one: int, known: list[bool]) -> list[int]:
    """The other places (rows) from which a place cannot be told apart: neither is ahead in 95 of 100 replicates."""
    enough = -(-HIGH * drawn.shape[1] // 100)
    ahead, behind = (drawn < drawn[one]).sum(axis=1), (drawn > drawn[one]).sum(axis=1)
    apart = (ahead >= enough) | (behind >= enough)
    others = (other for other in range(len(drawn)) if other != one)
    return [other for other in others if not (known[one] and known[other] and apart[other])]


def runs(alike: Iterable[int], own: int, ranks: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Ranks as runs (first, last) with the own rank among them: 4–8, 11. Ranks that a tie skips do not break a run."""
    others = set(alike)
    if not others:
        return ()
    wanted = others | {own}
    found: list[list[int]] = []
    unbroken = False
    for rank in sorted(set(ranks)):
        if rank not in wanted:
            unbroken = False
        elif unbroken:
            found[-1][1] = rank
        else:
            found.append([rank, rank])
            unbroken = True
    return tuple((first, last) for first, last in found)
