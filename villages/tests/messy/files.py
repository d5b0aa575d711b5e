"""Messy rosters as files: what of a workbook an .xlsx file can carry."""

import io
from datetime import date

import xlsxwriter

from config.spreadsheets.types import Cell, Sheet, Workbook


def xlsx_of(workbook: Workbook) -> bytes:
    """The bytes of an .xlsx file with these sheets, their merges, and their hidden and struck rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": workbook.year_1904})
    for sheet in workbook.sheets:
        write_sheet(book, sheet)
    book.close()
    return out.getvalue()


def write_sheet(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    """One more sheet of a book."""
    paper = book.add_worksheet(sheet.name)
    for merge in sheet.merges:
        paper.merge_range(merge.top - 1, merge.left - 1, merge.bottom - 1, merge.right - 1, "")
    for number, row in enumerate(sheet.rows, start=1):
        struck = {"font_strikeout": number in sheet.struck_rows}
        for column, cell in enumerate(row):
            if cell is not None:
                write_cell(book, paper, number - 1, column, cell, struck)
        if number in sheet.hidden_rows:
            paper.set_row(number - 1, options={"hidden": True})
    if sheet.hidden:
        paper.hide()


def write_cell(
    book: xlsxwriter.Workbook,
    paper: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    cell: Cell,
    looks: dict[str, object],
) -> None:
    """One cell, as what it is: a date, a number or a text."""
    if isinstance(cell, date):
        paper.write_datetime(row, column, cell, book.add_format({**looks, "num_format": "yyyy-mm-dd"}))
    elif isinstance(cell, str):
        paper.write_string(row, column, cell, book.add_format(looks))
    else:
        paper.write_number(row, column, cell, book.add_format(looks))
