"""How the scores of cadres came about, down to the days of their diaries: for themselves, before a table goes on
notice.

Of a diary entry stand date, village and ticks alone: no household, and nothing of what was told there.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet

from assessments.gathering import beginning
from assessments.items import full_in_words, full_of, measured_in_words, points_in_words
from assessments.models import Score, ScoreItem, ScoreRun
from assessments.public.schemes import target_in_words
from cadres.models import Division
from config.millionths import to_text
from villages.models import Visit


@dataclass(frozen=True)
class Line:
    """One indicator: its name, the measured value, the target and the points, as they are shown."""

    name: str
    value: str
    target: str
    points: str
    of: str


@dataclass(frozen=True)
class Day:
    """A diary entry: when, in which village, and what was ticked."""

    on: datetime.date
    village: str
    signed: bool
    stayed: bool
    shared_work: bool


@dataclass
class Working:
    """One segment of a cadre: the score with its lines by section, and the diary behind it."""

    score: Score
    total: str
    adjustment: str
    sections: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))
    days: list[Day] = field(default_factory=list)

    @property
    def last_day(self) -> datetime.date:
        return self.score.starts_on + datetime.timedelta(days=self.score.days - 1)


def workings_of(run: ScoreRun, division: Division, cadre_id: int | None = None) -> list[Working]:
    """The segments of a computation in a place, of all cadres by name, or of one; three queries, whatever their
    number."""
    scores = Score.objects.filter(run=run, division=division, cadre__erased_at=None).select_related("cadre")
    if cadre_id is not None:
        scores = scores.filter(cadre_id=cadre_id)
    found = {
        score.pk: working_of(score) for score in scores.order_by("cadre__pinyin", "cadre_id", "starts_on")
    }
    for score, items in items_of(scores).items():
        for item, full in zip(items, full_of(items), strict=True):
            found[score].sections[item.indicator.get_section_display()].append(line_of(item, full))
    add_days(found, run, division, cadre_id)
    for working in found.values():
        working.sections = dict(working.sections)
    return list(found.values())


def working_of(score: Score) -> Working:
    total = "" if score.total is None else to_text(score.total)
    return Working(score, total, to_text(score.adjustment) if score.adjustment else "")


def items_of(scores: QuerySet[Score]) -> Mapping[int, list[ScoreItem]]:
    """The items of each of these scores, in the order of the scheme."""
    found: dict[int, list[ScoreItem]] = defaultdict(list)
    items = ScoreItem.objects.filter(score__in=scores).select_related("indicator")
    for item in items.order_by("indicator__position", "indicator_id"):
        found[item.score_id].append(item)
    return found


def line_of(item: ScoreItem, full: int) -> Line:
    """An indicator with what it brought, and `full`: what it could have brought, in millionths."""
    return Line(
        name=str(item.indicator),
        value=measured_in_words(item),
        target=target_in_words(item.indicator),
        points=points_in_words(item),
        of=full_in_words(full),
    )


def add_days(found: Mapping[int, Working], run: ScoreRun, division: Division, cadre_id: int | None) -> None:
    """Puts to each segment the diary entries of its days."""
    segments: dict[int, list[Working]] = defaultdict(list)
    for working in found.values():
        segments[working.score.cadre_id].append(working)
    for cadre, on, *rest in diary(run, division, cadre_id):
        for working in segments.get(cadre, []):
            if working.score.starts_on <= on <= working.last_day:
                working.days.append(Day(on, *rest))


def diary(run: ScoreRun, division: Division, cadre_id: int | None) -> QuerySet[Any, Any]:
    """The entries that counted: entered before the computation and before the period was closed, and not void then."""
    period = run.period
    closed = beginning(period.closed_from)
    visits = Visit.objects.filter(
        Q(voided_at=None) | Q(voided_at__gt=run.as_of),
        division=division,
        visited_on__gte=period.starts_on,
        visited_on__lt=period.ends_on,
        recorded_at__lte=run.as_of,
    )
    if closed:
        visits = visits.filter(recorded_at__lt=closed)
    if cadre_id is not None:
        visits = visits.filter(cadre_id=cadre_id)
    named = visits.annotate(place=F("village__name")).order_by("visited_on", "id")
    return named.values_list("cadre_id", "visited_on", "place", "signed", "stayed", "shared_work")
