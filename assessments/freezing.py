"""Writes down, without names, what the tables of a run are computed from."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping

from assessments.gathering import rules_of
from assessments.models import FrozenInputs, Period, Scheme, ScoreItem, ScoreRun
from assessments.scoring.canonical import sha256
from assessments.scoring.frozen import Inputs, Place, to_text
from assessments.scoring.segments import Segment, Value, months_in_post
from assessments.scoring.tables import FEWEST_SHOWN
from assessments.scoring.weights import UNGROUPED
from cadres.models import Division, TownshipClass

ONE_DAY = datetime.timedelta(days=1)


def freeze(run: ScoreRun) -> FrozenInputs:
    """The inputs of a run, written once: a second table of the same run finds them by their hash."""
    text = to_text(inputs_of(run))
    return FrozenInputs.objects.get_or_create(sha256=sha256(text), defaults={"text": text})[0]


def inputs_of(run: ScoreRun) -> Inputs:
    """What a run stored: never the data of today, which may have changed since."""
    return inputs_by(run.scheme, run.period, run.division, list(segments_of(run)))


def inputs_by(scheme: Scheme, period: Period, division: Division, segments: list[Segment]) -> Inputs:
    """These segments with the scheme by which they are judged and the places of a division."""
    return Inputs(
        period=period.code,
        division=division.code,
        scheme=scheme.name,
        version=scheme.version,
        rules=list(rules_of(scheme, period.kind).values()),
        places=places_of(division, period.ends_on - ONE_DAY),
        segments=segments,
        minimum=scheme.rank_minimum,
        incomplete_limit=scheme.incomplete_limit,
        fewest_shown=FEWEST_SHOWN,
    )


def places_of(division: Division, on: datetime.date) -> list[Place]:
    """The counties and townships of a division, itself included, by code; townships with their class on a day."""
    places = Division.objects.inside(division.code).filter(level__in=("county", "township")).order_by("code")
    classes = dict(TownshipClass.objects.in_force(on).values_list("division_id", "kind"))
    columns = places.values_list("id", "code", "name", "name_en", "level")
    return [Place(*described, classes.get(key, UNGROUPED)) for key, *described in columns]


def segments_of(run: ScoreRun) -> Iterator[Segment]:
    """The segments of a run with their measured values."""
    values = values_of(run)
    columns = (
        "id", "cadre_id", "division__code", "post_class", "starts_on", "days", "status", "adjustment", "group", "late",
    )  # fmt: skip
    for key, cadre, place, post_class, starts_on, days, *rest in run.scores.values_list(*columns):
        status, adjustment, group, late = rest
        months = months_in_post(starts_on, starts_on + datetime.timedelta(days=days))
        yield Segment(cadre, place, post_class, days, months, status, adjustment, values[key], group, late)


def values_of(run: ScoreRun) -> Mapping[int, dict[str, Value | None]]:
    """The values of a run by score and key of measure; None is missing."""
    values: dict[int, dict[str, Value | None]] = defaultdict(dict)
    items = ScoreItem.objects.filter(score__run=run).order_by()
    for score, measure, *value in items.values_list(
        "score_id", "indicator__measure", "numerator", "denominator"
    ):
        values[score][measure] = None if value[0] is None else (value[0], value[1])
    return values
