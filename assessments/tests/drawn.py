"""Outcomes of post segments as plain values, for tests of ranges, funnel, rises and robustness; no database."""

from hypothesis import strategies as st

from assessments.scoring.outcomes import Outcome
from assessments.scoring.totals import clamp
from config.millionths import ONE


def outcome(*points, weights=None, days=31, cadre=1, adjustment=0):
    """A segment that earned so many points by each indicator, out of `weights`; a single number: out of 100."""
    weights = weights or [100]
    earned = tuple(round(one * ONE) for one in points)
    return Outcome(
        cadre=cadre,
        days=days,
        total=clamp(sum(earned) + adjustment * ONE),
        adjustment=adjustment * ONE,
        weights=tuple((number, weight * ONE) for number, weight in enumerate(weights, start=1)),
        points=earned,
    )


def place(*scores, days=31):
    """A place of so many cadres, one segment each, with these totals."""
    return [outcome(score, days=days, cadre=number) for number, score in enumerate(scores, start=1)]


def codes(number):
    return [f"4312261{n:02d}" for n in range(1, number + 1)]


totals = st.integers(0, 100)
segments = st.lists(st.builds(outcome, totals, days=st.integers(1, 31)), min_size=1, max_size=6)
several_places = st.lists(segments, min_size=1, max_size=6).map(
    lambda found: dict(zip(codes(len(found)), found, strict=True))
)
