"""A place through the published tables, and its line as plain coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.models import Edition, Indicator
from assessments.public.beside import beside_of, places_beside
from assessments.public.lines import Line, ranked_line, unranked_line
from assessments.public.lookup import table_url
from assessments.public.wording import period_label
from config.millionths import ONE

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 30, 335, 12, 160
MOST_LABELS = 5


@dataclass(frozen=True)
class Entry:
    """One place in one published table; `of` is how many places were ranked there."""

    line: Line
    edition: Edition
    sections: Mapping[str, str]
    of: int

    @property
    def period(self) -> str:
        return period_label(self.edition.period)

    @property
    def url(self) -> str:
        return table_url(self.edition)

    @property
    def month(self) -> int | None:
        """Months since year 0, or None where the period is no month."""
        period = self.edition.period
        return period.starts_on.year * 12 + period.starts_on.month - 1 if period.kind == "month" else None


def history_of(code: str, editions: Iterable[Edition]) -> list[Entry]:
    """The place with this code in each edition that names it, in the order of the editions."""
    found = (entry_in(edition, code) for edition in editions)
    return [entry for entry in found if entry]


def entry_in(edition: Edition, code: str) -> Entry | None:
    """The place in one edition, ranked or unranked."""
    of = len(edition.rows)
    for row in edition.rows:
        if row["code"] == code:
            line = ranked_line(row, beside_of(row, places_beside(edition), of))
            return Entry(line, edition, sections_of(row), of)
    for row in edition.unranked:
        if row["code"] == code:
            return Entry(unranked_line(row), edition, {}, of)
    return None


def sections_of(row: Mapping[str, Any]) -> dict[str, str]:
    """The points of each section as strings, by the section's name, and what adjustments came to, if anything; they
    add up to the score."""
    points = row["sections"]
    found = {section.label: points[section.value] for section in Indicator.Section if section.value in points}
    adjustment = row["adjustment"]
    return found | ({_("bonuses and deductions"): adjustment} if adjustment.strip("-0.") else {})


@dataclass(frozen=True)
class Chart:
    """Coordinates of a line from month to month: a stretch for each run of ranked months, dots, gaps, labels."""

    stretches: list[str]
    dots: list[tuple[int, int, Entry]]
    gaps: list[tuple[int, Entry]]
    months: list[tuple[int, str]]
    grid: list[tuple[int, int]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    bottom: int = BOTTOM


def chart_of(history: Iterable[Entry]) -> Chart | None:
    """The line of the months of a history; None where fewer than two months are ranked."""
    months = {entry.month: entry for entry in history if entry.month is not None}
    ranked = sorted(month for month, entry in months.items() if entry.line.rank)
    if len(ranked) < 2:
        return None
    first, last = min(months), max(months)
    x = {month: LEFT + (RIGHT - LEFT) * (month - first) // (last - first) for month in range(first, last + 1)}
    dots = {month: (x[month], height_of(months[month].line.millionths)) for month in ranked}
    return Chart(
        stretches=[" ".join(f"{a},{b}" for a, b in stretch) for stretch in stretches_of(dots)],
        dots=[(*dots[month], months[month]) for month in ranked],
        gaps=[(x[month], entry) for month, entry in sorted(months.items()) if not entry.line.rank],
        months=[(x[month], f"{month // 12}-{month % 12 + 1:02d}") for month in labelled(first, last)],
        grid=[(height_of(points * ONE), points) for points in (0, 25, 50, 75, 100)],
    )


def height_of(millionths: int) -> int:
    """Where a score of 0 to 100 stands on the fixed scale of the picture."""
    return BOTTOM - (BOTTOM - TOP) * millionths // (100 * ONE)


def stretches_of(dots: Mapping[int, tuple[int, int]]) -> Sequence[list[tuple[int, int]]]:
    """The runs of consecutive months, each of at least two."""
    runs: list[list[tuple[int, int]]] = []
    before = None
    for month, dot in sorted(dots.items()):
        if before is None or month != before + 1:
            runs.append([])
        runs[-1].append(dot)
        before = month
    return [run for run in runs if len(run) > 1]


def labelled(first: int, last: int) -> range:
    """The months written under the line: few enough to stand apart."""
    step = -(-(last - first + 1) // MOST_LABELS)
    return range(first, last + 1, step)
