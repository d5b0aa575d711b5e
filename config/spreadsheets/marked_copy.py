"""An uploaded file back, with what is wrong in it: the bad cells coloured, and a column of reasons beside the rows.

Written anew from the cells, as texts, numbers and days; nothing else of a file from outside goes out again.
"""

from __future__ import annotations

import datetime
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_cell_to_rowcol

from config.spreadsheets import sentences
from config.spreadsheets.blocks import DITTO
from config.spreadsheets.labels import RESULT
from config.spreadsheets.planning import Problem
from config.spreadsheets.safe import fitting, sheet_names
from config.spreadsheets.types import Cell, Sheet, Workbook

Place = tuple[str, int]
"""(sheet, row)"""


@dataclass(slots=True)
class Mark:
    """What is told of a row: a line for each reason, and the cells it is about, as "F12"."""

    lines: list[str] = field(default_factory=list)
    cells: set[str] = field(default_factory=set)


def marks_of(told: Iterable[Mapping[str, Any]]) -> dict[Place, Mark]:
    """The marks of rows as a plan puts them by (`plan_pages.told`); two persons of one row share its mark."""
    marks: dict[Place, Mark] = defaultdict(Mark)
    for row in told:
        if not row["problems"] and not row["warnings"]:
            continue
        mark = marks[row["sheet"], row["row"]]
        problems = [Problem(*problem) for problem in row["problems"]]
        mark.lines += [sentences.of_problem(problem) for problem in problems]
        mark.lines += [_("Note: %(text)s") % {"text": sentences.of_warning(code)} for code in row["warnings"]]
        mark.cells |= {problem.cell for problem in problems if problem.cell}
    return dict(marks)


def marked_copy(
    workbook: Workbook, marks: Mapping[Place, Mark], headers: Mapping[str, Sequence[int]]
) -> bytes:
    """The whole file with its marks. `headers`: sheet → its header rows."""
    book = Copy()
    for sheet, name in zip(workbook.sheets, sheet_names(s.name for s in workbook.sheets), strict=True):
        kept = list(range(1, len(sheet.rows) + 1))
        book.add(name, sheet, kept, marks, headers, with_merges=True)
    return book.close()


def refused_copy(
    workbook: Workbook,
    marks: Mapping[Place, Mark],
    headers: Mapping[str, Sequence[int]],
    left_out: frozenset[Place],
) -> bytes:
    """The file without the rows that come in (`left_out`): headers, headings and what is refused, to be corrected and
    sent again. Merged cells and ditto marks are written out, since the rows that they lean on may be gone."""
    book = Copy()
    sheets = [sheet for sheet in workbook.sheets if headers.get(sheet.name or "")]
    for sheet, name in zip(sheets, sheet_names(s.name for s in sheets), strict=True):
        rows = written_out(sheet, set(headers[sheet.name or ""]))
        kept = [row for row in range(1, len(rows) + 1) if (sheet.name or "", row) not in left_out]
        book.add(name, sheet, kept, marks, headers, rows=rows)
    return book.close()


def written_out(sheet: Sheet, headers: set[int]) -> list[tuple[Cell, ...]]:
    """The rows with cells merged downwards filled in and ditto marks replaced by what stands above."""
    rows = [list(row) for row in sheet.rows]
    last = max(headers)
    for merge in sheet.merges:
        if merge.top > last and merge.bottom > merge.top and merge.left == merge.right:
            value = cell_at(rows[merge.top - 1], merge.left)
            for row in rows[merge.top : merge.bottom]:
                row += [None] * (merge.left - len(row))
                row[merge.left - 1] = value
    above: list[Cell] = []
    for row in rows[last:]:
        row[:] = [old if cell in DITTO else cell for cell, old in zip_longest(row, above[: len(row)])]
        if len([cell for cell in row if cell is not None]) > 1:
            above = row
    return [tuple(row) for row in rows]


def cell_at(row: Sequence[Cell], column: int) -> Cell:
    """A cell by its column; None beyond the end of the row."""
    return row[column - 1] if column <= len(row) else None


class Copy:
    """The workbook that goes out."""

    def __init__(self) -> None:
        self.out = io.BytesIO()
        # Texts are texts: neither formulas nor links nor numbers are made of them.
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.book = xlsxwriter.Workbook(self.out, options)
        self.bad = {"bg_color": "#FFC7CE"}
        self.formats: dict[tuple[bool, str], Any] = {}
        self.wrapped = self.book.add_format({"text_wrap": True, "valign": "top", "font_color": "#9C0006"})
        self.bold = self.book.add_format({"bold": True})

    def add(
        self,
        name: str,
        sheet: Sheet,
        kept: Sequence[int],
        marks: Mapping[Place, Mark],
        headers: Mapping[str, Sequence[int]],
        rows: Sequence[tuple[Cell, ...]] | None = None,
        with_merges: bool = False,
    ) -> None:
        """One sheet: the kept rows of it, from the top, and the column of reasons behind the last."""
        page = self.book.add_worksheet(name)
        if sheet.hidden:
            page.hide()
        rows = sheet.rows if rows is None else rows
        result = max(map(len, rows), default=0)
        own = headers.get(sheet.name or "", ())
        page.set_column(0, max(0, result - 1), 14)
        page.set_column(result, result, 60)
        for at, number in enumerate(kept):
            mark = marks.get((sheet.name or "", number))
            bad = {xl_cell_to_rowcol(cell) for cell in mark.cells} if mark else set()
            for column, cell in enumerate(rows[number - 1]):
                self.write(page, at, column, cell, (number - 1, column) in bad)
            if mark:
                page.write_string(at, result, fitting("\n".join(mark.lines)), self.wrapped)
            elif number in own:
                page.write_string(at, result, RESULT, self.bold)
        for merge in sheet.merges if with_merges else ():
            value = cell_at(rows[merge.top - 1], merge.left)
            page.merge_range(merge.top - 1, merge.left - 1, merge.bottom - 1, merge.right - 1, "")
            self.write(page, merge.top - 1, merge.left - 1, value, False)

    def write(self, page: Any, row: int, column: int, cell: Cell, bad: bool) -> None:
        """One cell as what it is."""
        if isinstance(cell, datetime.date | datetime.datetime):
            page.write_datetime(row, column, cell, self.format(bad, "yyyy-mm-dd"))
        elif isinstance(cell, bool):
            page.write_boolean(row, column, cell, self.format(bad))
        elif isinstance(cell, int | float):
            page.write_number(row, column, cell, self.format(bad))
        elif cell is not None:
            page.write_string(row, column, fitting(str(cell)), self.format(bad, "@"))
        elif bad:
            page.write_blank(row, column, None, self.format(bad))

    def format(self, bad: bool, number: str = "") -> Any:
        """The format of a cell, made once."""
        key = (bad, number)
        if key not in self.formats:
            look = {**(self.bad if bad else {}), **({"num_format": number} if number else {})}
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]

    def close(self) -> bytes:
        """The bytes of the file."""
        self.book.close()
        return self.out.getvalue()
