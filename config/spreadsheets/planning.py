"""The plan of an import: what every row of the file will come to, before anything is written. Knows no domain."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from config.spreadsheets.types import Ignored, Reading, Row, SheetFate, Table, Value


class Status(StrEnum):
    """What a row that comes in means for what is stored."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a stored record that the row would change."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is refused. `code` is stable; the rest is for the sentence: the field, the cell as written
    (never an identity number), and what the code needs besides."""

    code: str
    field: str = ""
    text: str = ""
    cell: str = ""
    more: str = ""


@dataclass(slots=True)
class Draft:
    """A row of data on its way to its verdict: the kind fills the record, warns, refuses, says what it would write."""

    sheet: str | None
    row: int
    block: int | None
    source: Row
    table: Table
    name: str = ""
    place: str = ""
    """The code of the division the row belongs to, once it is known."""
    record: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    status: Status = Status.NEW
    changes: list[Change] = field(default_factory=list)
    intent: Any = None
    """What the kind would write for this row; nothing outside the kind looks into it."""

    @property
    def refused(self) -> bool:
        return bool(self.problems)

    @property
    def reasons(self) -> list[str]:
        """The codes of all problems, each once, sorted."""
        return sorted({problem.code for problem in self.problems})

    def take(self, name: str, value: Value, show: bool = True) -> str | None:
        """Puts a normalised cell into the record, with its warnings and problems; returns its value."""
        self.record[name] = value.value
        self.warnings.extend(value.warnings)
        for code in value.reasons:
            self.refuse(code, name, show=show)
        return value.value

    def warn(self, code: str) -> None:
        """Lets the row in, with a warning."""
        self.warnings.append(code)

    def refuse(self, code: str, name: str = "", show: bool = True, more: str = "") -> None:
        """Refuses the row for one more reason; `show` says whether the cell may be quoted."""
        text = written(self.source.values.get(name)) if show else ""
        self.problems.append(Problem(code, name, text, self.cell(name), more))

    def cell(self, name: str) -> str:
        """The address of a field's cell, such as F12; "" where the table has no such column."""
        columns = self.table.columns.get(name)
        row, column = self.table.places.get(name) or (self.row, columns[0] if columns else 0)
        return f"{letters(column)}{row}" if column else ""


def drafts_of(reading: Reading) -> list[Draft]:
    """A draft for every row of data; hidden rows are flagged, rows struck out are refused."""
    drafts = [
        Draft(sheet=table.sheet, row=row.number, block=table.block, source=row, table=table)
        for table in reading.tables
        for row in table.rows
    ]
    for draft in drafts:
        if draft.source.hidden:
            draft.warn("HIDDEN_ROW")
        if draft.source.struck:
            draft.refuse("STRUCK_OUT")
    return drafts


@dataclass(frozen=True)
class Plan:
    """What an import would do. Every row of the file is in exactly one of `rows`, `refused` and `ignored`."""

    kind: str
    as_of: datetime.date
    rows: tuple[Draft, ...]
    refused: tuple[Draft, ...]
    ignored: tuple[Ignored, ...]
    sheets: tuple[SheetFate, ...]
    dropped: tuple[str, ...]
    """Headers of private columns, left unread."""
    unmapped: tuple[str, ...]
    """Headers that nothing knows."""

    @property
    def counts(self) -> dict[str, int]:
        """Rows by outcome; `rows` are those that come in, of them new, changed and same."""
        by_status = Counter(draft.status for draft in self.rows)
        return {
            "rows": len(self.rows),
            **{str(status): by_status[status] for status in Status},
            "refused": len(self.refused),
            "ignored": len(self.ignored),
        }

    def of(self, status: Status) -> list[Draft]:
        """The rows of a status, in the order of the file."""
        return [draft for draft in self.rows if draft.status == status]

    def fingerprint(self) -> str:
        """SHA-256 of everything the plan would do: equal fingerprints, equal effects."""
        told = [
            (d.sheet, d.row, d.block, d.status, d.record, [(c.field, c.old, c.new) for c in d.changes])
            for d in self.rows
        ]
        refused = [(d.sheet, d.row, d.block, d.reasons) for d in self.refused]
        whole = json.dumps([self.kind, str(self.as_of), told, refused], ensure_ascii=False, default=str)
        return hashlib.sha256(whole.encode()).hexdigest()


class RowsUnaccounted(AssertionError):
    """A kind lost or doubled a row of the file: a fault of the code, never of the file."""


def conclude(kind: str, as_of: datetime.date, reading: Reading, drafts: Iterable[Draft]) -> Plan:
    """The plan made of a kind's drafts; checks that every row of the file is accounted for once."""
    drafts = list(drafts)
    read = Counter((t.sheet, row.number, t.block) for t in reading.tables for row in t.rows)
    if read != Counter((d.sheet, d.row, d.block) for d in drafts):
        raise RowsUnaccounted(f"{sum(read.values())} rows read, {len(drafts)} planned")
    for draft in drafts:
        draft.warnings = sorted(set(draft.warnings))
    return Plan(
        kind=kind,
        as_of=as_of,
        rows=tuple(draft for draft in drafts if not draft.refused),
        refused=tuple(draft for draft in drafts if draft.refused),
        ignored=reading.ignored,
        sheets=reading.sheets,
        dropped=headers(table.dropped for table in reading.tables),
        unmapped=headers(table.unmapped for table in reading.tables),
    )


def headers(of_tables: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The headers of several tables, each once, in their order."""
    return tuple(dict.fromkeys(label for labels in of_tables for label in labels))


def letters(column: int) -> str:
    """The letters of a column counted from 1: 1 → A, 28 → AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def written(cell: Any) -> str:
    """A cell as a person would quote it, cut to a length that fits a sentence."""
    if isinstance(cell, tuple):
        cell = next((part for part in cell if part is not None), None)
    return "" if cell is None else str(cell).strip()[:40]
