"""What a table is computed from, written down without names, so that anyone can compute it again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from fractions import Fraction
from functools import cached_property
from operator import itemgetter
from typing import Any

from assessments.scoring.canonical import canonical
from assessments.scoring.points import Rule
from assessments.scoring.segments import Segment
from assessments.scoring.totals import Judged, judged
from assessments.scoring.weights import UNGROUPED

FORMAT = 2
"""What `to_text` writes. In format 1 there were no classes of townships, no least number, and nothing incomplete."""


@dataclass(frozen=True, slots=True)
class Place:
    """A division as it is shown in a table; `group` is a township's class on the last day of the period."""

    code: str
    name: str
    name_en: str
    level: str
    group: str = UNGROUPED


@dataclass(frozen=True)
class Inputs:
    """A period, a scheme, the places that must turn up in the tables, and every post segment.

    A place with fewer than `minimum` measured cadres has no rank, nor has one of whose days in post more than
    `incomplete_limit` (a share, in millionths) are without something that others owe. Of a place without a rank that
    has fewer than `fewest_shown` the table does not tell the score.
    """

    period: str
    division: str
    scheme: str
    version: int
    rules: list[Rule]
    places: list[Place]
    segments: list[Segment]
    minimum: int = 1
    incomplete_limit: int = 0
    fewest_shown: int = 1

    @cached_property
    def judged(self) -> list[Judged]:
        """Every segment with what it came to by the rules."""
        return judged(self.segments, self.rules)


def to_text(inputs: Inputs) -> str:
    """The inputs as canonical JSON: the same text whatever the order of the segments and the keys of the people."""
    return canonical(
        {
            "format": FORMAT,
            "period": inputs.period,
            "division": inputs.division,
            "scheme": {
                "name": inputs.scheme,
                "version": inputs.version,
                "minimum": inputs.minimum,
                "incomplete_limit": inputs.incomplete_limit,
                "fewest_shown": inputs.fewest_shown,
                "indicators": [asdict(rule) for rule in inputs.rules],
            },
            "places": [asdict(place) for place in inputs.places],
            "segments": _numbered(inputs.segments),
        }
    )


def from_text(text: str) -> Inputs:
    """The inputs that `to_text` wrote, now or in an earlier format; ValueError when the text is of another one."""
    data = json.loads(text)
    if data.get("format") not in (1, FORMAT):
        raise ValueError(f"Unknown format of inputs: {data.get('format')!r}.")
    scheme = data["scheme"]
    return Inputs(
        period=data["period"],
        division=data["division"],
        scheme=scheme["name"],
        version=scheme["version"],
        rules=[_rule_from_json(rule) for rule in scheme["indicators"]],
        places=[Place(**place) for place in data["places"]],
        segments=[_segment_from_json(segment) for segment in data["segments"]],
        minimum=scheme.get("minimum", 1),
        incomplete_limit=scheme.get("incomplete_limit", 0),
        fewest_shown=scheme.get("fewest_shown", 1),
    )


def _rule_from_json(data: dict[str, Any]) -> Rule:
    steps = tuple((value, points) for value, points in data.get("steps", ()))
    return Rule(**data | {"steps": steps, "groups": tuple(data.get("groups", ()))})


def _numbered(segments: Iterable[Segment]) -> list[dict[str, Any]]:
    """The segments in the order of their values. Cadres are numbered in the order of the values of all their segments,
    so the number tells nothing; two whose values are all the same can be exchanged."""
    written = [(_content(one), one) for one in map(_segment_to_json, segments)]
    of_cadre: dict[int, list[str]] = defaultdict(list)
    for content, one in sorted(written, key=itemgetter(0)):
        of_cadre[one["cadre"]].append(content)
    numbers = {cadre: number for number, cadre in enumerate(sorted(of_cadre, key=of_cadre.__getitem__), 1)}
    for _values, one in written:
        one["cadre"] = numbers[one["cadre"]]
    return [one for _values, one in sorted(written, key=lambda pair: (pair[0], pair[1]["cadre"]))]


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
        "values": {key: value and list(value) for key, value in segment.values.items()},
        "group": segment.group,
        "late": segment.late,
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
        values={key: value and (value[0], value[1]) for key, value in data["values"].items()},
        group=data.get("group", UNGROUPED),
        late=data.get("late", 0),
    )
