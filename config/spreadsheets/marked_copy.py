"""An uploaded file back, with what is wrong in it: the bad cells coloured, and a column of reasons beside the rows.

Written anew from the cells, as texts, numbers and days; nothing else of a file from outside goes out again.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from config.spreadsheets import sentences
from config.spreadsheets.blocks import DITTO
from config.spreadsheets.copied_sheet import CopiedSheet, Looks, Mark, apart
from config.spreadsheets.planning import Problem
from config.spreadsheets.safe import sheet_names
from config.spreadsheets.types import Cell, Sheet, Workbook

ONE_TENTH = re.compile(r"\d{4}\.1")
Place = tuple[str, int]
"""(sheet, row)"""
Record = tuple[str, int, int]
"""(sheet, row, block): the first column of the record's block of columns, 0 where a row holds no more than one."""
Records = Mapping[int, Collection[int]]
# Texts are texts: neither formulas nor links nor numbers are made of them.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


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
    return copy_of(workbook, workbook.sheets, marks, headers, {})


def refused_copy(
    workbook: Workbook,
    marks: Mapping[Place, Mark],
    headers: Mapping[str, Sequence[int]],
    left_out: frozenset[Place],
    records: Collection[Record],
) -> bytes:
    """The file without the rows that come in (`left_out`): headers, headings and what is refused, to be corrected and
    sent again. Merged cells and ditto marks are written out, since the rows that they lean on may be gone; a sheet of
    cards, which has no header, stays whole. `records`: what ditto marks may lean on."""
    marked = {name for name, _row in marks}
    sheets = [sheet for sheet in workbook.sheets if (sheet.name or "") in marked]
    kept = {
        name: [row for row in range(1, len(sheet.rows) + 1) if (name, row) not in left_out]
        for sheet in sheets
        if headers.get(name := sheet.name or "")
    }
    return copy_of(workbook, sheets, marks, headers, kept, records)


def copy_of(
    workbook: Workbook,
    sheets: Sequence[Sheet],
    marks: Mapping[Place, Mark],
    headers: Mapping[str, Sequence[int]],
    kept: Mapping[str, Sequence[int]],
    records: Collection[Record] = (),
) -> bytes:
    """A workbook of these sheets. `kept`: sheet → the rows of it that are kept; the others are kept whole."""
    sheets = [sheet if sheet.name is not None else typed(sheet) for sheet in sheets]
    out = io.BytesIO()
    # Days that stand as bare numbers mean the same only if the copy counts from the same year.
    book = xlsxwriter.Workbook(out, {**OPTIONS, "date_1904": workbook.year_1904})
    looks = Looks(book)
    of_sheet: dict[str, dict[int, Mark]] = defaultdict(dict)
    for (name, row), mark in marks.items():
        of_sheet[name][row] = mark
    blocks: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for name, row, block in records:
        blocks[name][row].add(block)
    for sheet, title in zip(sheets, sheet_names(sheet.name for sheet in sheets), strict=True):
        name = sheet.name or ""
        own = headers.get(name, ())
        copied = CopiedSheet(book.add_worksheet(title), looks, sheet, own, of_sheet[name])
        if name in kept:
            copied.write(written_out(sheet, set(own), blocks[name], kept[name]), kept[name])
        else:
            copied.write(sheet.rows, range(1, len(sheet.rows) + 1))
            copied.keep_shape()
    book.close()
    return out.getvalue()


def typed(sheet: Sheet) -> Sheet:
    """A sheet of a text file, in which 1985.1 may have been a number: in a workbook it must not become a text."""
    rows = [
        tuple([float(cell) if isinstance(cell, str) and ONE_TENTH.fullmatch(cell) else cell for cell in row])
        for row in sheet.rows
    ]
    return replace(sheet, rows=rows)


def written_out(
    sheet: Sheet, headers: set[int], records: Records, kept: Collection[int]
) -> list[tuple[Cell, ...]]:
    """The rows with cells merged downwards filled in and ditto marks replaced by what stands above, as the reader does:
    in the record before, of the same block of columns. `records`: row → the blocks in which it holds one."""
    rows = filled_down(sheet, headers)
    first, kept = min(headers), set(kept)
    blocks = sorted({block for own in records.values() for block in own if block})
    above: dict[int, Cell] = {}
    stays: dict[int, Cell] = {}
    for number, row in enumerate(rows[first - 1 :], start=first):
        if number in headers:
            above, stays = {}, {}
            continue
        for column, cell in enumerate(row, start=1):
            if cell in DITTO:
                # A mark of nothing stays one, unless in the copy something else came to stand over it.
                mark = cell if stays.get(column) is None else None
                row[column - 1] = mark if above.get(column) is None else above[column]
        for column in columns_of(records.get(number, ()), blocks, len(row), max(above, default=0)):
            cell = cell_at(row, column)
            above[column] = None if cell in DITTO else cell
            if number in kept:
                stays[column] = above[column]
    return [tuple(row) for row in rows]


def filled_down(sheet: Sheet, headers: set[int]) -> list[list[Cell]]:
    """The rows with cells merged downwards filled in."""
    rows = [list(row) for row in sheet.rows]
    for merge in apart(sheet):
        if merge.top > min(headers) and merge.top not in headers:
            value = cell_at(rows[merge.top - 1], merge.left)
            for row in rows[merge.top : merge.bottom]:
                row += [None] * (merge.left - len(row))
                row[merge.left - 1] = value
    return rows


def columns_of(own: Iterable[int], blocks: Sequence[int], *ends: int) -> Iterator[int]:
    """The columns of some blocks, each from its first column to the next block's; the first one's begin at the edge of
    the sheet, and the last one's end at the last of `ends`. The block 0 has all columns."""
    for block in own:
        first = 1 if block in (0, *blocks[:1]) else block
        after = next((other for other in blocks if other > block), 0) if block else 0
        yield from range(first, after or max(ends) + 1)


def cell_at(row: Sequence[Cell], column: int) -> Cell:
    """A cell by its column; None beyond the end of the row."""
    return row[column - 1] if column <= len(row) else None
