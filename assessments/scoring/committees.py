"""The best committees: townships in the order of what their leading teams came to.

A Party committee answers for its township, and its members are the township's leaders. So the measured segments of the
leaders alone are taken, weighed and rounded as the score of the township is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assessments.scoring.frozen import Inputs
from assessments.scoring.outcomes import outcomes_of, score_of
from assessments.scoring.ranks import ranked
from assessments.scoring.strongest import strongest

FEWEST_LEADERS = 3
"""Fewer are no team: the mean would be one person's score."""


@dataclass(frozen=True, slots=True)
class Team:
    """The leading team of a township: its rank among the teams, its score in millionths, how many leaders it has."""

    rank: int
    code: str
    score: int
    leaders: int


def teams_of(inputs: Inputs, codes: Iterable[str]) -> list[Team]:
    """The teams of these townships by rank; equal scores share one. A team of fewer than `FEWEST_LEADERS` measured
    leaders is none."""
    leading = [segment for segment in inputs.segments if segment.post_class == "leader"]
    found = outcomes_of(replace(inputs, segments=leading), "townships", codes)
    leaders = {code: len({one.cadre for one in outcomes}) for code, outcomes in found.items()}
    scores = {code: score_of(found[code]) for code, count in leaders.items() if count >= FEWEST_LEADERS}
    return [Team(rank, code, scores[code], leaders[code]) for rank, code in ranked(scores)]


def best_of(teams: Iterable[Team]) -> list[Team]:
    """The ten best, with all who share place ten."""
    teams = list(teams)
    first = set(strongest((team.rank, team.code) for team in teams))
    return [team for team in teams if team.code in first]
