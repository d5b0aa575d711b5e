"""The mean of each indicator behind a place's score, from frozen inputs alone."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.scoring.frozen import Inputs
from assessments.scoring.points import Rule
from assessments.scoring.segments import INCOMPLETE, MEASURED
from assessments.scoring.totals import Judge
from config.millionths import ratio


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator in one place: the mean of its points over the days in post it was counted for, in millionths
    (None: nobody), those days, and for how many segments it was missing or did not apply."""

    rule: Rule
    mean: int | None
    days: int
    missing: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What a place's score is made of: how many segments of each status, the days measured, and a line an indicator."""

    statuses: dict[str, int]
    days: int
    lines: list[Line]


def breakdown_of(inputs: Inputs, code: str) -> Breakdown:
    """The breakdown of a place and all below it."""
    segments = [segment for segment in inputs.segments if segment.place.startswith(code)]
    statuses: dict[str, int] = {}
    sums = {rule.number: [0, 0, 0, 0] for rule in inputs.rules}
    judge = Judge(inputs.rules)
    for segment in segments:
        statuses[segment.status] = statuses.get(segment.status, 0) + 1
        if segment.status not in (MEASURED, INCOMPLETE):
            continue
        for item in judge.items_of(segment):
            found = sums[item.rule.number]
            found[2] += item.value is None
            found[3] += item.value is not None and item.points is None
            if item.points is not None and segment.status == MEASURED:
                found[0] += item.points * segment.days
                found[1] += segment.days
    return Breakdown(
        statuses=statuses,
        days=sum(segment.days for segment in segments if segment.status == MEASURED),
        lines=[
            Line(rule, ratio(weighted, days) if days else None, days, missing, not_applicable)
            for rule in inputs.rules
            for weighted, days, missing, not_applicable in (sums[rule.number],)
        ],
    )
