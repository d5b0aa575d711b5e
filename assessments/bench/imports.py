"""Imports against a floor and against django-import-export, as tables in Markdown.

All modes of a table run one after the other on the same file and on copies of the same database, every step in a
process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection

from assessments.bench import imports_files as files
from assessments.bench.imports_modes import COMPARISONS, Mode
from assessments.bench.imports_ours import carried_out
from assessments.bench.imports_process import Cost, copied_database, run
from assessments.demo import people

ROWS = 15_000
VISITS_A_CADRE = 10
OURS = "admin"
PACKAGE = ("bulk", "stock")


@dataclass(frozen=True, slots=True)
class Line:
    """A mode, measured."""

    mode: Mode
    costs: dict[str, Cost]

    @property
    def together(self) -> float:
        return sum(cost.seconds for cost in self.costs.values())

    @property
    def cells(self) -> list[str]:
        """Title, seconds of the two steps and together, peaks of memory."""
        steps = (self.costs.get(step) for step in ("preview", "apply"))
        seconds = [f"{cost.seconds:.2f} s" if cost else "—" for cost in steps]
        process = max(cost.process for cost in self.costs.values())
        parser = max(cost.parser for cost in self.costs.values())
        memory = [f"{process:.0f} MB", f"{parser:.0f} MB" if parser else "—"]
        return [self.mode.title, *seconds, f"{self.together:.2f} s", *memory]


def tables(rows: int = ROWS, with_package: bool = True) -> Iterator[str]:
    """The lines of all tables. Needs divisions, villages and skills and no cadres; afterwards the roster, households
    and pairings are there."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        roster = files.roster(folder, rows)
        left_out = () if with_package else PACKAGE
        yield from table("roster", roster, rows, left_out)
        carried_out("cadres")(roster)
        people.make_homes()
        people.make_friends()
        connection.cursor().execute("ANALYZE")
        yield from table("again", files.roster_again(folder, rows), rows, left_out)
        count = rows * VISITS_A_CADRE
        yield from table("visits", files.visits(folder, count), count, left_out)


def table(name: str, file: Path, rows: int, left_out: tuple[str, ...] = ()) -> Iterator[str]:
    """A comparison as a table, line by line as it is measured."""
    comparison = COMPARISONS[name]
    yield f"### {comparison.title.format(rows=rows)}"
    yield "| | preview | apply | together | process | parser | ÷ floor | ÷ ours | writes |"
    yield "|---|---|---|---|---|---|---|---|---|"
    lines = {key: measured(name, key, file) for key in comparison.modes if key not in left_out}
    for line in lines.values():
        ratios = [f"{line.together / lines[other].together:.1f}" for other in ("floor", OURS)]
        written = ", ".join(f"`{written}`" for written in line.mode.writes) or "nothing"
        yield f"| {' | '.join([*line.cells, *ratios, written])} |"
    yield ""


def measured(comparison: str, key: str, file: Path) -> Line:
    """All steps of a mode on one copy of the database."""
    mode = COMPARISONS[comparison].modes[key]
    with copied_database() as environment:
        return Line(mode, {step: run(comparison, key, step, file, environment) for step in mode.steps})
