"""What a table is computed from, written down without names, so that anyone can compute it again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from assessments.scoring.canonical import canonical
from assessments.scoring.points import Rule
from assessments.scoring.segments import Segment


@dataclass(frozen=True, slots=True)
class Place:
    """A division as it is shown in a table."""

    code: str
    name: str
    name_en: str
    level: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """A period, a scheme, the places that must turn up in the tables, and every post segment."""

    period: str
    division: str
    scheme: str
    version: int
    rules: list[Rule]
    places: list[Place]
    segments: list[Segment]


def to_text(inputs: Inputs) -> str:
    """The inputs as canonical JSON. Cadres are numbered in the order of their values, so the number tells nothing."""
    segments = sorted((_segment_to_json(segment) for segment in inputs.segments), key=_content)
    numbers: dict[int, int] = {}
    for segment in segments:
        segment["cadre"] = numbers.setdefault(segment["cadre"], len(numbers) + 1)
    return canonical(
        {
            "format": 1,
            "period": inputs.period,
            "division": inputs.division,
            "scheme": {
                "name": inputs.scheme,
                "version": inputs.version,
                "indicators": [asdict(rule) for rule in inputs.rules],
            },
            "places": [asdict(place) for place in inputs.places],
            "segments": segments,
        }
    )


def from_text(text: str) -> Inputs:
    """The inputs that `to_text` wrote; ValueError when the text is of another format."""
    data = json.loads(text)
    if data.get("format") != 1:
        raise ValueError(f"Unknown format of inputs: {data.get('format')!r}.")
    scheme = data["scheme"]
    return Inputs(
        period=data["period"],
        division=data["division"],
        scheme=scheme["name"],
        version=scheme["version"],
        rules=[Rule(**rule) for rule in scheme["indicators"]],
        places=[Place(**place) for place in data["places"]],
        segments=[_segment_from_json(segment) for segment in data["segments"]],
    )


def _content(segment: dict[str, Any]) -> str:
    return canonical({key: value for key, value in segment.items() if key != "cadre"})


def _segment_to_json(segment: Segment) -> dict[str, Any]:
    return {
        "cadre": segment.cadre,
        "place": segment.place,
        "class": segment.post_class,
        "days": segment.days,
        "months": str(segment.months),
        "status": segment.status,
        "adjustment": segment.adjustment,
        "values": {key: list(value) for key, value in segment.values.items()},
    }


def _segment_from_json(data: dict[str, Any]) -> Segment:
    return Segment(
        cadre=data["cadre"],
        place=data["place"],
        post_class=data["class"],
        days=data["days"],
        months=Fraction(data["months"]),
        status=data["status"],
        adjustment=data["adjustment"],
        values={key: (value[0], value[1]) for key, value in data["values"].items()},
    )
