"""One sheet of a file from outside, written anew: its cells as texts, numbers and days, with what is told of them."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_cell_to_rowcol

from config.spreadsheets.labels import RESULT, bare
from config.spreadsheets.safe import fitting
from config.spreadsheets.types import Cell, Merge, Sheet

FIRST_YEAR = 1904
"""Earlier days no worksheet knows for certain: some count from here."""
BAD, REASON = "#FFC7CE", "#9C0006"
WIDTH, RESULT_WIDTH = 14, 60


@dataclass(slots=True)
class Mark:
    """What is told of a row: a line for each reason, and the cells it is about, as "F12"."""

    lines: list[str] = field(default_factory=list)
    cells: set[str] = field(default_factory=set)


class Look(NamedTuple):
    """How a cell looks."""

    bad: bool = False
    struck: bool = False
    number: str = ""
    reason: bool = False


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[Look, Any] = {}
        self.header = book.add_format({"bold": True})

    def of(self, look: Look) -> Any:
        if look not in self.made:
            told: dict[str, Any] = {"bg_color": BAD} if look.bad else {}
            told |= {"font_strikeout": True} if look.struck else {}
            told |= {"num_format": look.number} if look.number else {}
            told |= {"text_wrap": True, "valign": "top", "font_color": REASON} if look.reason else {}
            self.made[look] = self.book.add_format(told)
        return self.made[look]


class CopiedSheet:
    """Writes one sheet; a sheet without header rows is one of cards, of which the reasons are told in comments."""

    def __init__(
        self, page: Any, looks: Looks, sheet: Sheet, headers: Sequence[int], marks: Mapping[int, Mark]
    ) -> None:
        """`marks`: row → its mark."""
        self.page, self.looks, self.sheet, self.headers, self.marks = page, looks, sheet, headers, marks
        self.bad = {xl_cell_to_rowcol(cell) for mark in marks.values() for cell in mark.cells}
        self.result = result_column(sheet, headers)
        self.lost: dict[int, set[int]] = {}
        for row, column in sheet.lost:
            self.lost.setdefault(row, set()).add(column - 1)

    def write(self, rows: Sequence[tuple[Cell, ...]], kept: Iterable[int]) -> None:
        """Of these rows, the kept ones from the top, and the column of reasons behind the last."""
        if self.sheet.hidden:
            self.page.hide()
        self.page.set_column(0, max(0, self.result - 1), WIDTH)
        if self.headers:
            self.page.set_column(self.result, self.result, RESULT_WIDTH)
        for at, number in enumerate(kept):
            self.write_row(at, number, rows[number - 1])
            if number in self.headers:
                self.page.write_string(at, self.result, RESULT, self.looks.header)
            elif number in self.marks:
                self.tell(at, number)

    def keep_shape(self) -> None:
        """Merged cells and hidden rows as they were, where all rows were kept."""
        for row in self.sheet.hidden_rows:
            self.page.set_row(row - 1, None, None, {"hidden": True})
        # Not merge_range, which writes blanks into every cell of a range, however far it reaches.
        self.page.merge += [[m.top - 1, m.left - 1, m.bottom - 1, m.right - 1] for m in apart(self.sheet)]

    def write_row(self, at: int, number: int, cells: tuple[Cell, ...]) -> None:
        """The cells of a row as they were, but for what an earlier copy said of it."""
        struck = number in self.sheet.struck_rows
        columns = {*range(len(cells)), *self.lost.get(number, ())}
        if self.headers:
            columns.discard(self.result)
        for column in sorted(columns):
            place = (number, column + 1)
            look = Look((number - 1, column) in self.bad, struck)
            if place in self.sheet.lost:
                # A formula of ours in place of theirs, with the same error, or like theirs without a result.
                self.page.write_formula(at, column, "=NA()", self.looks.of(look), self.sheet.lost[place])
            else:
                self.write_cell(at, column, cells[column], look, self.sheet.shown.get(place, ""))

    def write_cell(self, at: int, column: int, cell: Cell, look: Look, shown: str) -> None:
        """One cell as what it is; `shown`: a number as the file showed it, with more decimals than it has."""
        if cell is None:
            if look.bad:
                self.page.write_blank(at, column, None, self.looks.of(look))
        elif isinstance(cell, bool):
            self.page.write_boolean(at, column, cell, self.looks.of(look))
        elif isinstance(cell, datetime.date) and cell.year >= FIRST_YEAR:
            self.page.write_datetime(at, column, cell, self.looks.of(look._replace(number="yyyy-mm-dd")))
        elif isinstance(cell, int | float) and math.isfinite(cell):
            decimals = len(shown.partition(".")[2])
            number = f"0.{'0' * decimals}" if decimals else ""
            self.page.write_number(at, column, cell, self.looks.of(look._replace(number=number)))
        else:
            self.page.write_string(at, column, fitting(str(cell)), self.looks.of(look._replace(number="@")))

    def tell(self, at: int, number: int) -> None:
        """The reasons of a row; those of a card as a comment: beside it they could be taken for a value."""
        mark = self.marks[number]
        text = fitting("\n".join(mark.lines))
        if self.headers:
            # Struck through like its row, or that would no longer be struck through as a whole.
            look = Look(struck=number in self.sheet.struck_rows, reason=True)
            self.page.write_string(at, self.result, text, self.looks.of(look))
        else:
            row, column = min(map(xl_cell_to_rowcol, mark.cells), default=(at, 0))
            self.page.write_comment(row, column, text, {"x_scale": 2, "y_scale": 2})


def result_column(sheet: Sheet, headers: Iterable[int]) -> int:
    """The column for the results, counted from 0: that of an earlier copy, else the first in which nothing stands."""
    for header in headers:
        for column, cell in enumerate(sheet.rows[header - 1]):
            if isinstance(cell, str) and bare(cell) == RESULT:
                return column
    return width(sheet)


def width(sheet: Sheet) -> int:
    """How many columns hold something."""
    return max(map(len, sheet.rows), default=0)


def apart(sheet: Sheet) -> list[Merge]:
    """The merged ranges inside the filled part of a sheet, without those that overlap another: a file from outside may
    have such, a workbook that opens may not."""
    kept: list[Merge] = []
    reaching: list[Merge] = []
    right, bottom = width(sheet), len(sheet.rows)
    for merge in sorted(sheet.merges, key=lambda merge: (merge.top, merge.left)):
        inside = Merge(merge.top, merge.left, min(merge.bottom, bottom), min(merge.right, right))
        reaching = [other for other in reaching if other.bottom >= inside.top]
        clear = not any(other.left <= inside.right and inside.left <= other.right for other in reaching)
        down, across = inside.bottom - inside.top, inside.right - inside.left
        if clear and min(down, across) >= 0 and max(down, across) > 0:
            kept.append(inside)
            reaching.append(inside)
    return kept
