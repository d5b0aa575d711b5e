"""Draws a place's post segments again and again, in integers from a stored seed: the same bytes on every machine.

numpy promises that the raw words of PCG64 stay the same in every version, and does not promise it of its
distributions: so the words are turned into positions here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assessments.scoring.canonical import sha256
from assessments.scoring.outcomes import Outcome

MODEL = "another-period-1"
"""The name of the model: another period of the same kind, from post segments drawn again within each place."""

REPLICATES = 1000
LOW, HIGH = 5, 95
"""The percentiles between which a range lies: 90 of 100 replicates."""

AT_ONCE = 500_000
"""How many segments are drawn at once, so that memory stays small."""

Scores = npt.NDArray[np.int64]


def seed_of(*hashes: str) -> int:
    """The seed that belongs to frozen inputs with these hashes: nobody can choose it. Below 2^52, so that every
    reader of JSON keeps it exact."""
    return int(sha256("".join(hashes))[:13], 16)


def replicate_scores(
    code: str, outcomes: Sequence[Outcome], seed: int, replicates: int = REPLICATES
) -> Scores:
    """The score of a place in each replicate, in millionths, rounded half up like the score itself.

    Of n segments n − 1 are drawn, with replacement: the mean then varies as much as n segments let one expect (n draws
    would make it vary too little, by the factor (n − 1) ÷ n). A place of one segment gives the same score each time:
    see `says_nothing`. The words depend on seed and code alone, so other places change nothing.
    """
    rows = np.array(sorted((one.total * one.days, one.days) for one in outcomes), dtype=np.int64)
    draws = len(rows) - 1
    if not draws:
        return _scores(np.repeat(rows[:, 0], replicates), np.repeat(rows[:, 1], replicates))
    generator = np.random.PCG64(np.random.SeedSequence([seed, int(code)]))
    weighted, days = rows[:, 0].copy(), rows[:, 1].copy()
    result = np.empty(replicates, dtype=np.int64)
    step = max(1, AT_ONCE // draws)
    for start in range(0, replicates, step):
        stop = min(start + step, replicates)
        drawn = positions(generator.random_raw((stop - start) * draws), len(rows)).reshape(-1, draws)
        result[start:stop] = _scores(*(column.take(drawn).sum(axis=1) for column in (weighted, days)))
    return result


def positions(words: npt.NDArray[np.uint64], n: int) -> npt.NDArray[np.int64]:
    """Random words of 64 bits as positions 0 … n − 1: the upper half of the word × n ÷ 2^32, rounded down."""
    half = np.uint64(32)
    found = words >> half
    found *= np.uint64(n)
    found >>= half
    return found.view(np.int64)


def says_nothing(outcomes: Sequence[Outcome]) -> bool:
    """Whether a place is one segment alone, from which nothing can be told of how it varies."""
    return len(outcomes) < 2


def percentile(ordered: Sequence[int], percent: int) -> int:
    """The value at a percentile of ordered values, by the rule of the nearest rank: the ⌈percent × n ÷ 100⌉-th."""
    return int(ordered[-(-percent * len(ordered) // 100) - 1])


def _scores(weighted: Scores, days: Scores) -> Scores:
    return (2 * weighted + days) // (2 * days)
