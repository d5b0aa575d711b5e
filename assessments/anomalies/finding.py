"""What a detector sees, and what it finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.functional import Promise

from assessments.measures.window import Days, Window
from villages.models import Visit
from villages.querysets import VisitQuerySet

if TYPE_CHECKING:
    from assessments.models import ScoreRun


Row = tuple[int, int, int]
"""The division, the cadre and the key of a visit."""


@dataclass(frozen=True)
class Sight:
    """One month of a run: its half-open days, and what was known when entries ceased to count."""

    run: ScoreRun
    days: Days
    window: Window

    @property
    def month(self) -> str:
        """As 2011-10."""
        return f"{self.days[0]:%Y-%m}"

    @property
    def visits(self) -> VisitQuerySet:
        """The visits of the month that count, of diaries kept in the division of the run or below it.

        Without those of people whose data were erased: nobody can say anything about them.
        """
        visits = Visit.objects.standing().inside(self.run.division.code).between(*self.days)
        if self.window.closed_at:
            visits = visits.filter(recorded_at__lt=self.window.closed_at)
        return visits.filter(cadre__erased_at=None).order_by()

    @cached_property
    def measures(self) -> set[str]:
        """What the scheme of the run counts."""
        return set(self.run.scheme.indicators.values_list("measure", flat=True))


@dataclass(frozen=True)
class Finding:
    """Rows of one place, or of one cadre there, that are implausible together; `of` names their model.

    `numbers` say what a reader needs beside the rows, in whole numbers; there is no text in a finding.
    """

    division: int
    cadre: int | None
    rows: tuple[int, ...]
    of: str = "villages.visit"
    numbers: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Detector:
    """A kind of anomaly. `find` asks a few SELECTs, whatever the number of rows; its docstring is the definition,
    `explained` says it to whoever reads the list."""

    kind: str
    name: str | Promise
    explained: str | Promise
    find: Callable[[Sight], Iterable[Finding]]


def in_groups(visits: VisitQuerySet, by: tuple[str, ...], suspicious: Q, **told: Any) -> list[Row]:
    """The visits in suspicious groups.

    Groups are made by the fields `by`; `told` are aggregates of a group, and `suspicious` a condition on them. The
    groups are found in one pass, which leaves few; only then their visits.
    """
    groups = visits.values(*by).annotate(**told).filter(suspicious)
    found = set(groups.values_list(*by))
    if not found:
        return []
    suspects = visits.filter(**{f"{by[0]}__in": groups.values(by[0])})
    rows = suspects.values_list(*by, "division", "cadre", "pk")
    return [row[len(by) :] for row in rows if row[: len(by)] in found]


def by_cadre(rows: Iterable[Row]) -> list[Finding]:
    """Rows of visits as one finding for each cadre at each place."""
    together: dict[tuple[int, int], list[int]] = defaultdict(list)
    for division, cadre, key in rows:
        together[division, cadre].append(key)
    return [Finding(division, cadre, tuple(sorted(keys))) for (division, cadre), keys in together.items()]
