"""The plan of an import: what every row of the file will come to, before anything is written. Knows no domain."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Any

from config.spreadsheets.types import Ignored, Reading, Record, Row, SheetFate, Table, Value


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


SOURCES_KEPT = 20_000
"""So many rows of a file keep their cells as read, for the preview; those of longer files are let go."""


@dataclass(slots=True, eq=False)
class Draft:
    """A row of data on its way to its verdict: the kind fills the record, warns, refuses, says what it would write.

    There may be hundreds of thousands of them: once a row has been read, `seal` makes its draft small.
    """

    table: Table
    source: Row | None
    """The cells as read; None once they have been let go."""
    row: int
    name: str = ""
    place: str = ""
    """The code of the division the row belongs to, once it is known."""
    filed_under: str = ""
    """The name of that division, where the row's own cells do not spell it."""
    record: Any = field(default_factory=dict)
    """Field → normalised value: a dictionary while the row is read, then a `Record`."""
    warnings: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    status: Status = Status.NEW
    changes: tuple[Change, ...] = ()
    intent: Any = None
    """What the kind would write for this row; nothing outside the kind looks into it."""
    asks: Any = None
    """What a refused row asks of others once the file is imported; nothing outside the kind looks into it."""

    @property
    def sheet(self) -> str | None:
        return self.table.sheet

    @property
    def block(self) -> int | None:
        """The first column of the row's block, where a sheet has two persons a row."""
        return self.table.block

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
        if value.warnings:
            self.warn(*value.warnings)
        for code in value.reasons:
            self.refuse(code, name, show=show)
        return value.value

    def warn(self, *codes: str) -> None:
        """Lets the row in, with warnings."""
        self.warnings = (*self.warnings, *codes)

    def refuse(self, code: str, name: str = "", show: bool = True, more: str = "", text: str = "") -> None:
        """Refuses the row for one more reason; `show` says whether the cell may be quoted, `text` what instead."""
        text = text or (written(self.said(name)) if show else "")
        self.problems = (*self.problems, Problem(code, name, text, self.cell(name), more))

    def change(self, name: str, old: str, new: str) -> None:
        """Notes that the row would change a field of the stored record."""
        self.changes = (*self.changes, Change(name, old, new))

    def said(self, name: str) -> Any:
        """A field's cell as read or, where that has been let go, as understood."""
        return self.record.get(name) if self.source is None else self.source.values.get(name)

    def cell(self, name: str) -> str:
        """The address of a field's cell, such as F12; "" where the table has no such column."""
        columns = self.table.columns.get(name)
        row, column = self.table.places.get(name) or (self.row, columns[0] if columns else 0)
        return f"{letters(column)}{row}" if column else ""

    def seal(self, keep_source: bool) -> None:
        """Makes the draft small, once its row has been read."""
        self.record = Record(tuple(self.record), tuple(self.record.values()))
        self.warnings = once(self.warnings)
        if not keep_source:
            self.source = None


@lru_cache(maxsize=1024)
def once(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes each once, sorted; rows with the same ones share them."""
    return tuple(sorted(set(codes)))


def drafts_of(reading: Reading, read_row: Callable[[Draft], Any]) -> list[Draft]:
    """A draft for every row of data, each read by `read_row` while its cells are at hand; hidden rows are flagged, rows
    struck out are refused."""
    drafts: list[Draft] = []
    for table, row in reading.rows():
        draft = Draft(table, row, row.number)
        if row.hidden:
            draft.warn("HIDDEN_ROW")
        if row.struck:
            draft.refuse("STRUCK_OUT")
        read_row(draft)
        draft.seal(keep_source=len(drafts) < SOURCES_KEPT)
        drafts.append(draft)
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
    encoding: str | None = None
    """Of a text file."""

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

    @property
    def asks(self) -> list[Draft]:
        """The refused rows that ask something of others, in the order of the file."""
        return [draft for draft in self.refused if draft.asks is not None]

    def fingerprint(self) -> str:
        """SHA-256 of everything the plan would do: equal fingerprints, equal effects."""
        hashed = hashlib.sha256(f"{self.kind} {self.as_of}".encode())
        for d in self.rows:
            changes = [(c.field, c.old, c.new) for c in d.changes]
            hashed.update(repr((d.sheet, d.row, d.block, str(d.status), d.record.packed(), changes)).encode())
        for d in self.refused:
            hashed.update(repr((d.sheet, d.row, d.block, d.reasons, *asked_by(d))).encode())
        return hashed.hexdigest()


class RowsUnaccounted(AssertionError):
    """A kind lost or doubled a row of the file: a fault of the code, never of the file."""


def conclude(kind: str, as_of: datetime.date, reading: Reading, drafts: Iterable[Draft]) -> Plan:
    """The plan made of a kind's drafts; checks that every row of the file is accounted for once."""
    drafts = list(drafts)
    if len(drafts) != reading.count or not in_order(drafts):
        raise RowsUnaccounted(f"{reading.count} rows read, {len(drafts)} planned")
    for draft in drafts:
        draft.warnings = once(draft.warnings)
    return Plan(
        kind=kind,
        as_of=as_of,
        rows=tuple(draft for draft in drafts if not draft.refused),
        refused=tuple(draft for draft in drafts if draft.refused),
        ignored=reading.ignored,
        sheets=reading.sheets,
        dropped=headers(table.dropped for table in reading.tables),
        unmapped=headers(table.unmapped for table in reading.tables),
        encoding=reading.encoding,
    )


def in_order(drafts: list[Draft]) -> bool:
    """Whether no row of a table stands twice, or before an earlier one."""
    return all(one.table is not other.table or one.row < other.row for one, other in pairwise(drafts))


def asked_by(draft: Draft) -> tuple[Any, ...]:
    """What a row asks of others, if anything."""
    return () if draft.asks is None else (draft.asks,)


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
