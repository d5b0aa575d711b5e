"""What each place's measured segments came to: the one thing that ranges, funnel, rises and robustness start from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessments.scoring.frozen import Inputs
from assessments.scoring.segments import MEASURED
from assessments.scoring.tables import LEVELS
from assessments.scoring.totals import Judged, weighted_mean


@dataclass(frozen=True, slots=True)
class Outcome:
    """A measured segment: its total and its adjustment in millionths, and the indicators that hold for it.

    `weights` (number of the indicator, its points in the scheme) and `points` (what it earned) stand side by side.
    """

    cadre: int
    days: int
    total: int
    adjustment: int
    weights: tuple[tuple[int, int], ...]
    points: tuple[int, ...]


Outcomes = Mapping[str, Sequence[Outcome]]
"""The outcomes of each place, by its code."""


def outcomes_of(inputs: Inputs, kind: str, codes: Iterable[str]) -> Outcomes:
    """The measured segments of these places of a table (`kind`); a county has those of its townships too."""
    length = {"township": 9, "county": 6}[LEVELS[kind]]
    wanted = set(codes)
    found: dict[str, list[Outcome]] = defaultdict(list)
    for one in inputs.judged:
        code = one.segment.place[:length]
        if one.segment.status == MEASURED and code in wanted:
            found[code].append(_outcome(one))
    return found


def _outcome(one: Judged) -> Outcome:
    items = [item for item in one.items if item.points is not None]
    return Outcome(
        cadre=one.segment.cadre,
        days=one.segment.days,
        total=one.total,
        adjustment=one.segment.adjustment,
        weights=tuple((item.rule.number, item.rule.points) for item in items),
        points=tuple(item.points or 0 for item in items),
    )


def score_of(outcomes: Iterable[Outcome]) -> int:
    """The score of a place in millionths: Σ(total × days) ÷ Σdays, rounded half up, once."""
    score = weighted_mean((one.total, one.days) for one in outcomes)
    assert score is not None, "a ranked place has a measured segment"
    return score
