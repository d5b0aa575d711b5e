"""The words of "one way in for spreadsheets": what the first stages hand to the later ones.

read (`formats.read_bytes`) -> Workbook -> find the tables and map the columns (`tables.find_tables`) -> Reading,
whose rows hold raw cells by field; normalising a cell is the affair of the kind (`Value`). The first two happen in
the parsing process; `reading.read_tables` brings the Reading over, row by row.

Row and column numbers are those that a person sees in the workbook: they count from 1. In text files a row is
a record (a quoted line break does not count); in .ods repeated rows are counted one by one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

Cell: TypeAlias = str | int | float | bool | date | datetime | None
"""A cell as it was stored: an empty one is None, never "". The Python type is evidence (an ID number that
is a float has lost digits), so nothing is turned into text on the way."""

Place: TypeAlias = tuple[int, int]
"""(row, column), both from 1."""


class FileRefused(Exception):
    """The whole file is refused, nothing of it was read.

    `code` is stable; `sentence` is for whoever sent the file: what is wrong and what to do."""

    def __init__(self, code: str, sentence: str = "") -> None:
        super().__init__(sentence or code)
        self.code = code
        self.sentence = sentence or code


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, all four bounds inclusive; its value stands in the top left cell."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[0]` is row 1; rows may be shorter than the sheet is wide; trailing blank rows are cut."""

    name: str | None
    """None in text files, which have no sheets."""
    rows: list[tuple[Cell, ...]]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()
    """Rows in which every filled cell is struck through, or every one but the first."""
    shown: Mapping[Place, str] = field(default_factory=dict)
    """Numbers that the workbook shows with more decimals than the number has: 1985.1 as "1985.10"."""
    lost: Mapping[Place, str] = field(default_factory=dict)
    """Formulas without a usable result: the error ("#N/A"), or "" where no result was stored."""
    coloured_rows: frozenset[int] = frozenset()
    """Rows with a cell in colour, of the ground or of the letters."""
    remarks: tuple[str, ...] = ()
    """What whoever sent the file is told about the sheet: codes HIDDEN_COLUMNS, COMMENTS. Changes nothing."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read. `format` is one of xlsx, xls, ods, csv, tsv, html, xml (SpreadsheetML); `encoding` is set for
    text files only."""

    format: str
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    year_1904: bool = False
    """Serial numbers of days count from 1904 instead of 1900. Date cells are dates already."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a kind of sheet knows about one of its fields."""

    field: str
    labels: tuple[str, ...]
    """Synonyms as they stand in headers, without white space and asterisks; the longest match wins."""
    multiple: bool = False
    """Several columns may feed it (full-time and in-service education): its raw value is then a tuple of cells."""
    person: bool = False
    """It names the subject of the row: a row in which it reads 某某 or ×× is an example."""
    key: bool = False
    """It holds our number or a code: a row that has one there is a record, whatever its other words are."""
    exact: tuple[str, ...] = ()
    """Synonyms that mean something else inside a longer label: 状态 in 健康状态."""
    alone: tuple[str, ...] = ()
    """Labels that may be another person's, and are this field where they alone may be it: 学员姓名 without 姓名."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The layout of a kind of sheet, as declared by the floor that owns it. Rules about values are not here."""

    name: str
    columns: tuple[Column, ...]
    private: tuple[str, ...] = ()
    """Labels of columns about private persons: never read, listed as dropped."""
    minimum: int = 4
    """So many known labels make a header."""
    answered: tuple[str, ...] = ()
    """Labels of which somebody has told for this file what they mean: one of them is enough for a header. Those that no
    column has mean nothing, whatever they read like."""


class Record(Mapping[str, Any]):
    """A mapping that never changes and is small: many records share the names of their fields."""

    __slots__ = ("_index", "_values")
    _indexes: dict[tuple[str, ...], dict[str, int]] = {}

    def __init__(self, names: tuple[str, ...], values: tuple[Any, ...]) -> None:
        index = self._indexes.get(names)
        if index is None:
            index = self._indexes[names] = {name: at for at, name in enumerate(names)}
        self._index = index
        self._values = values

    def __getitem__(self, name: str) -> Any:
        return self._values[self._index[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)

    def __repr__(self) -> str:
        return repr(dict(self))

    def unpacked(self) -> dict[str, Any]:
        """The same as a dictionary."""
        return dict(zip(self._index, self._values, strict=True))

    def packed(self) -> tuple[Any, ...]:
        """The values alone, in the order of the names."""
        return self._values


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data, merged cells filled in and ditto marks resolved."""

    number: int
    values: Mapping[str, Cell | tuple[Cell, ...]]
    """By field; every mapped field of the table is there."""
    group: str | None = None
    """The group headings above it (Q18), a line each, the nearest last: one of them may name a township."""
    hidden: bool = False
    struck: bool = False
    shown: Mapping[str, str] = field(default_factory=dict)
    """Field -> number as shown, where the workbook shows more decimals than the number has."""
    lost: Mapping[str, str] = field(default_factory=dict)
    """Field -> error, where a formula had no usable result, or a ditto mark (DITTO) nothing above it; its value is
    None."""


@dataclass(frozen=True, slots=True)
class Table:
    """One header and the rows under it. Two persons a row make two tables with the same header rows."""

    sheet: str | None
    header_rows: tuple[int, ...]
    columns: Mapping[str, tuple[int, ...]]
    """Field -> its columns (one, or several where the column is `multiple`)."""
    labels: Mapping[str, str]
    """Field -> its header as written, for messages."""
    rows: list[Row]
    titles: tuple[str, ...] = ()
    """Titles above the header, nearest last."""
    unit_lines: tuple[str, ...] = ()
    """Lines such as 填报单位：… 填报日期：… above the header."""
    unmapped: tuple[str, ...] = ()
    """Headers that nothing knows: to be reported."""
    dropped: tuple[str, ...] = ()
    """Headers of private columns, left unread: to be reported."""
    block: int | None = None
    """First column of the block, where a sheet has two persons a row; else None."""
    year_1904: bool = False
    """As `Workbook.year_1904`: for cells that hold a day as a bare number."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Field -> its cell, where the table is a card: its one record stands in several rows."""
    headers: tuple[str, ...] = ()
    """All headers, as written, from left to right."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """A row that holds no record, and why.

    `kind`: title, unit_line, header, blank, blank_numbered, subtotal, total, footer, note, example,
    group_heading."""

    sheet: str | None
    row: int
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class SheetFate:
    """What became of a sheet.

    `role`: data, empty, hidden, instructions (also lists of contents), other (no table found)."""

    name: str | None
    role: str
    header_rows: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()
    """As `Sheet.remarks`, and those of `remarks.remarks_on`."""


@dataclass(frozen=True, slots=True)
class UnclearColumn:
    """A column whose header nothing knows. `label` is its header as written, `samples` are its first values: none of a
    column that looks like identity numbers."""

    column: int
    label: str
    samples: tuple[str, ...] = ()
    likely: str = ""
    """The field that the label means elsewhere, where too few labels are known to make a header."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A header of which something is not understood: a table's, or (`is_table` False) the row of a sheet without any
    table that looks most like one."""

    sheet: str | None
    row: int
    columns: tuple[UnclearColumn, ...]
    fields: tuple[str, ...] = ()
    """Fields that the header has a column for."""
    labels: tuple[str, ...] = ()
    """All of its headers, as written."""
    is_table: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """What whoever imports is asked instead of guessing.

    `kind`: column (which field is it? `words` is the bare label of the header) or place (which division is meant?
    `words` are those of a sheet, a title, a heading or a cell). The answer comes back under `words`."""

    kind: str
    words: str
    sheet: str | None = None
    row: int = 0
    """The header row, or the first row that depends on the answer."""
    column: int | None = None
    samples: tuple[str, ...] = ()
    """First values of the column."""
    candidates: tuple[str, ...] = ()
    """Fields, or codes of divisions, among which the answer probably is, the likeliest first; a place may be another
    one of the jurisdiction."""
    rows: int = 0
    """How many rows wait for the answer, where that is known."""
    whole: bool = False
    """Whether a place is that of the whole file, a sheet or a title: the answer says nothing about another file."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook understood: its tables, the rows that hold no record, and the fate of every sheet.

    Blank rows under the last record of a sheet are not listed."""

    tables: tuple[Table, ...]
    ignored: tuple[Ignored, ...]
    sheets: tuple[SheetFate, ...]
    format: str = ""
    """As `Workbook.format`."""
    encoding: str | None = None
    unclear: tuple[Unclear, ...] = ()
    """Headers that are not understood in full."""
    stream: Iterator[tuple[int, Row]] | None = None
    """Where the rows are still on their way: (index of the table, row), in the order of the tables, to be taken once.
    The tables then hold none themselves."""
    on_their_way: int = 0
    """How many rows the stream brings."""

    @property
    def count(self) -> int:
        """Rows of data in all tables."""
        return self.on_their_way if self.stream is not None else sum(len(t.rows) for t in self.tables)

    def rows(self) -> Iterator[tuple[Table, Row]]:
        """Every row of data with its table, in the order of the file."""
        if self.stream is not None:
            return ((self.tables[index], row) for index, row in self.stream)
        return ((table, row) for table in self.tables for row in table.rows)


@dataclass(frozen=True, slots=True)
class Value:
    """A cell normalised. `value` is None where there is nothing to store.

    `warnings` let the row in, `reasons` refuse it; both are codes such as PHONE_INVALID, ID_CHECK_DIGIT."""

    value: str | None = None
    warnings: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


NOTHING = Value()
