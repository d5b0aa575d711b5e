"""Writes down, without names, what the tables of a run are computed from."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping

from assessments.gathering import rules_of
from assessments.models import FrozenInputs, ScoreItem, ScoreRun
from assessments.scoring.canonical import sha256
from assessments.scoring.frozen import Inputs, Place, to_text
from assessments.scoring.segments import Segment, Value, months_in_post
from cadres.models import Division


def freeze(run: ScoreRun) -> FrozenInputs:
    """The inputs of a run, written once: a second table of the same run finds them by their hash."""
    text = to_text(inputs_of(run))
    return FrozenInputs.objects.get_or_create(sha256=sha256(text), defaults={"text": text})[0]


def inputs_of(run: ScoreRun) -> Inputs:
    """What a run stored: never the data of today, which may have changed since."""
    return Inputs(
        period=run.period.code,
        division=run.division.code,
        scheme=run.scheme.name,
        version=run.scheme.version,
        rules=list(rules_of(run.scheme).values()),
        places=places_of(run.division),
        segments=list(segments_of(run)),
    )


def places_of(division: Division) -> list[Place]:
    """The counties and townships of a division, itself included, by code."""
    places = Division.objects.inside(division.code).filter(level__in=("county", "township")).order_by("code")
    return [Place(*columns) for columns in places.values_list("code", "name", "name_en", "level")]


def segments_of(run: ScoreRun) -> Iterator[Segment]:
    """The segments of a run with their measured values."""
    values = values_of(run)
    columns = ("id", "cadre_id", "division__code", "post_class", "starts_on", "days", "status", "adjustment")
    for key, cadre, place, post_class, starts_on, days, status, adjustment in run.scores.values_list(
        *columns
    ):
        months = months_in_post(starts_on, starts_on + datetime.timedelta(days=days))
        yield Segment(cadre, place, post_class, days, months, status, adjustment, values[key])


def values_of(run: ScoreRun) -> Mapping[int, dict[str, Value]]:
    """The measured values of a run by score and key of measure."""
    values: dict[int, dict[str, Value]] = defaultdict(dict)
    items = ScoreItem.objects.filter(score__run=run).order_by()
    for score, measure, *value in items.values_list(
        "score_id", "indicator__measure", "numerator", "denominator"
    ):
        values[score][measure] = (value[0], value[1])
    return values
