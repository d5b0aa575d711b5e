"""Where each cadre stands by a computation: the score over all measured segments, and the last post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from assessments.models import ScoreRun
from assessments.scoring.totals import weighted_mean


@dataclass(frozen=True, slots=True)
class Standing:
    """A cadre's score in millionths of a point, with division and class of the last measured segment."""

    cadre: int
    division: int
    code: str
    post_class: str
    score: int


def standings_of(run: ScoreRun) -> list[Standing]:
    """One for each cadre with a measured segment, one SELECT. Nobody whose data were missing or erased."""
    rows = run.scores.measured().filter(cadre__erased_at=None).order_by("cadre_id", "starts_on", "pk")
    columns = rows.values_list("cadre_id", "division_id", "division__code", "post_class", "total", "days")
    return [standing(cadre, list(segments)) for cadre, segments in groupby(columns, key=itemgetter(0))]


def standing(cadre: int, segments: list[tuple[int, int, str, str, int, int]]) -> Standing:
    """The standing by a cadre's measured segments, in the order of their days."""
    score = weighted_mean((total, days) for *_where, total, days in segments)
    assert score is not None, "a measured segment has a total and days"
    _cadre, division, code, post_class, *_rest = segments[-1]
    return Standing(cadre, division, code, post_class, score)


def lowest(standings: Iterable[Standing], count: int) -> list[Standing]:
    """Of each place the `count` lowest; whoever is equal to the last of them belongs to them."""
    found: list[Standing] = []
    by_place = sorted(standings, key=lambda one: (one.code, one.score, one.cadre))
    for _code, ones in groupby(by_place, key=lambda one: one.code):
        here = list(ones)
        last = here[min(count, len(here)) - 1].score
        found += [one for one in here if one.score <= last]
    return found
