"""The range of ranks that a place could plausibly have, and from which others it cannot be told apart.

What the range is about: the places are counted in full, nothing is sampled. But what is counted in a month is one
outcome of how the cadres of a place work, and another month of the same kind would have come out differently. The
model takes the post segments of a place as drawn from all that might have been, and draws them again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from assessments.scoring.outcomes import Outcomes, score_of
from assessments.scoring.ranks import ranked
from assessments.scoring.resampling import (
    HIGH,
    LOW,
    REPLICATES,
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

    The range goes from the 5th to the 95th percentile of the rank in the replicates, and always holds the rank
    itself. Two places are told apart if one is ahead of the other in at least 95 of 100 replicates. A place of a
    single segment could stand anywhere, and is told apart from none.
    """
    order = ranked({code: score_of(found) for code, found in outcomes.items()})
    ranks, codes = [rank for rank, _code in order], [code for _rank, code in order]
    unknown = [says_nothing(outcomes[code]) for code in codes]
    drawn = [replicate_scores(code, outcomes[code], seed, replicates) for code in codes]
    scores = np.array(drawn).reshape(len(codes), replicates)
    enough = -(-HIGH * replicates // 100)
    result = {}
    for one, (code, rank) in enumerate(zip(codes, ranks, strict=True)):
        above = scores > scores[one]
        below = (scores < scores[one]).sum(axis=1)
        apart = (above.sum(axis=1) >= enough) | (below >= enough)
        alike = [
            ranks[other]
            for other in range(len(codes))
            if other != one and (unknown[one] or unknown[other] or not apart[other])
        ]
        low, high = (1, len(codes)) if unknown[one] else _between(1 + above.sum(axis=0))
        result[code] = RankRange(rank, min(low, rank), max(high, rank), runs(alike, rank, ranks))
    return result


def _between(found: np.ndarray) -> tuple[int, int]:
    ordered = np.sort(found).tolist()
    return percentile(ordered, LOW), percentile(ordered, HIGH)


def runs(alike: Iterable[int], own: int, ranks: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Ranks as runs (first, last) with the own rank among them: 4–8, 11. Ranks that a tie skips do not break a run."""
    wanted = set(alike)
    if not wanted:
        return ()
    found: list[list[int]] = []
    unbroken = False
    for rank in sorted(set(ranks)):
        if rank not in wanted | {own}:
            unbroken = False
        elif unbroken:
            found[-1][1] = rank
        else:
            found.append([rank, rank])
            unbroken = True
    return tuple((first, last) for first, last in found)
