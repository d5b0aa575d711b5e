"""Cells of .xlsx, .xls and .ods by calamine; what it does not tell (hidden rows, number formats) by `marks_*`."""

import io
from collections.abc import Iterable

import python_calamine as calamine

from config.spreadsheets.formats import marks_xls, marks_xlsx
from config.spreadsheets.formats.grid import held, sound
from config.spreadsheets.formats.line_breaks_ods import with_line_breaks
from config.spreadsheets.formats.marks import Marks
from config.spreadsheets.formats.marks_ods import marks_of_ods
from config.spreadsheets.formats.marks_xls import marks_of_xls
from config.spreadsheets.formats.marks_xlsx import marks_of_xlsx
from config.spreadsheets.limits import Limits
from config.spreadsheets.types import FileRefused, Merge, Sheet, Workbook

MARKS_OF = {"xlsx": marks_of_xlsx, "xls": marks_of_xls, "ods": marks_of_ods}
YEAR_1904 = {"xlsx": marks_xlsx.counts_from_1904, "xls": marks_xls.counts_from_1904}
"""An .ods holds its days as days."""


def read_workbook(data: bytes, kind: str, limits: Limits) -> Workbook:
    """All sheets of a workbook. Raises FileRefused."""
    data = with_line_breaks(data) if kind == "ods" else data
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError:
        raise FileRefused("FILE_PASSWORD") from None
    except calamine.CalamineError:
        raise FileRefused("FILE_DAMAGED") from None
    marks = MARKS_OF[kind](data)
    sheets = []
    for index, about in enumerate(book.sheets_metadata):
        if about.typ == calamine.SheetTypeEnum.MacroSheet:
            raise FileRefused("FILE_MACROS")
        if about.typ == calamine.SheetTypeEnum.WorkSheet:
            hidden = about.visible != calamine.SheetVisibleEnum.Visible
            own = marks[index] if index < len(marks) else Marks()
            sheets.append(read_sheet(book.get_sheet_by_index(index), hidden, own, limits))
    if sum(len(row) for sheet in sheets for row in sheet.rows) > limits.cells:
        raise FileRefused("TOO_MANY_CELLS")
    return Workbook(kind, tuple(sheets), year_1904=kind in YEAR_1904 and YEAR_1904[kind](data))


def read_sheet(sheet: calamine.CalamineSheet, hidden: bool, marks: Marks, limits: Limits) -> Sheet:
    """One sheet with its marks."""
    rows = []
    if sheet.end is not None:
        if sheet.end[1] >= limits.columns * 100:
            raise FileRefused("SHEET_TOO_WIDE")
        rows = sound(held(sheet.to_python(skip_empty_area=False), limits), limits)
    return Sheet(
        name=sheet.name.replace("\0", ""),
        rows=rows,
        hidden=hidden,
        merges=tuple(marks.merges) or merges_of(sheet.merged_cell_ranges or ()),
        hidden_rows=frozenset(marks.hidden_rows),
        struck_rows=frozenset(marks.struck_rows),
        shown=marks.shown,
        lost=marks.lost,
        coloured_rows=frozenset(marks.coloured_rows),
        remarks=tuple(marks.remarks),
    )


def merges_of(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> tuple[Merge, ...]:
    """calamine's merged ranges, which count from 0."""
    return tuple(Merge(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges)
