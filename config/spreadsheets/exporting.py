"""The formats of exports: text stays text, whatever it begins with, and nothing can become a formula."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any

import xlsxwriter
from import_export.formats.base_formats import Format

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins with one of these is a formula to a spreadsheet program that opens a CSV file."""
BYTE_ORDER_MARK = "\ufeff"


class Workbook(Format):
    """An .xlsx file with every text as text."""

    def get_title(self) -> str:
        return "xlsx"

    def get_extension(self) -> str:
        return "xlsx"

    def get_content_type(self) -> str:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def can_export(self) -> bool:
        return True

    def export_data(self, dataset: Any, **kwargs: Any) -> bytes:
        """The data set as a workbook of one sheet."""
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": True})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for column, header in enumerate(dataset.headers):
            sheet.write_string(0, column, header, bold)
        for row, record in enumerate(dataset, start=1):
            for column, value in enumerate(record):
                if isinstance(value, bool) or value in (None, ""):
                    continue
                if isinstance(value, int):
                    sheet.write_number(row, column, value)
                else:
                    sheet.write_string(row, column, text_of(value))
        book.close()
        return out.getvalue()


class Text(Format):
    """A .csv file in UTF-8, with the mark by which spreadsheet programs recognise it."""

    def get_title(self) -> str:
        return "csv"

    def is_binary(self) -> bool:
        return True

    def get_extension(self) -> str:
        return "csv"

    def get_content_type(self) -> str:
        return "text/csv; charset=utf-8"

    def can_export(self) -> bool:
        return True

    def export_data(self, dataset: Any, **kwargs: Any) -> bytes:
        """The data set as text; an apostrophe keeps dangerous texts from being taken for formulas."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(dataset.headers)
        for record in dataset:
            writer.writerow([harmless(text_of(value)) for value in record])
        return (BYTE_ORDER_MARK + out.getvalue()).encode()


FORMATS = (Workbook, Text)


def text_of(value: Any) -> str:
    """A value as the sheet shows it; None stays empty."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def harmless(text: str) -> str:
    return f"'{text}" if text.startswith(DANGEROUS) else text
