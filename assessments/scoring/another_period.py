"""How the scores of a table would come out in another period of the same kind.

The record of a period is one outcome, and the next period will be another: so the difference of two independent draws
is added to each score. And a score that stands out does so partly by chance: so all scores are first moved towards
their mean, by as much of their differences as chance alone explains (the estimate of James and Stein, one factor for
all).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assessments.scoring.resampling import Scores
from config.millionths import ONE, ratio


def another_period(scores: Sequence[int], drawn: Scores, known: Sequence[bool]) -> Scores:
    """Scores in millionths of each place (row) in each replicate (column) of another period. `drawn`: the replicates of
    the scores; `known`: whether it is known of a place how it varies."""
    kept = kept_share(
        [score for score, is_known in zip(scores, known, strict=True) if is_known], drawn[np.array(known)]
    )
    mean = mean_of(scores)
    middles = np.array([mean + (score - mean) * kept // ONE for score in scores], dtype=np.int64)
    return middles[:, np.newaxis] + drawn - np.roll(drawn, 1, axis=1)


def kept_share(scores: Sequence[int], drawn: Scores) -> int:
    """The part of the differences between scores that chance does not explain, in millionths: 1 − S ÷ V, at least 0.

    V: the variance of the scores, Σ(score − mean)² ÷ (places − 1). S: the mean over the places of the variance of
    their replicates about their score. All of it where the scores are equal, or of fewer than two places.
    """
    mean, places = mean_of(scores), len(scores)
    between = sum((score - mean) ** 2 for score in scores)
    if not between:
        return ONE
    within = sum((one - score) ** 2 for score, row in zip(scores, drawn.tolist(), strict=True) for one in row)
    whole = between * drawn.size
    return ratio(max(0, whole - within * (places - 1)) * ONE, whole)


def mean_of(scores: Sequence[int]) -> int:
    """The mean of non-negative scores, rounded half up; 0 of none."""
    return ratio(sum(scores), len(scores)) if scores else 0
