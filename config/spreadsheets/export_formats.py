"""The files of exports, written row by row. Text stays text; nothing can become a formula."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.formats.base_formats import Format

from config.spreadsheets.cells import DITTO
from config.spreadsheets.safe import fitting

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins with one of these is a formula to a spreadsheet program that opens a CSV file."""
EXACT = 10**15
"""Larger numbers lose digits in a worksheet."""


class ListFormat(Format):
    """A format of exported lists."""

    title = ""
    content_type = ""

    def get_title(self) -> str:
        return self.title

    def get_extension(self) -> str:
        return self.title

    def get_content_type(self) -> str:
        return self.content_type

    def can_export(self) -> bool:
        return True

    def write(self, file: IO[bytes], headers: Sequence[str], records: Iterable[Sequence[Any]]) -> int:
        """Writes the file; how many rows that were, without the header."""
        raise NotImplementedError


class Workbook(ListFormat):
    """An .xlsx file with every text as text."""

    title = "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def write(self, file: IO[bytes], headers: Sequence[str], records: Iterable[Sequence[Any]]) -> int:
        """The rows as a workbook of one sheet, its header frozen."""
        book = xlsxwriter.Workbook(file, {"constant_memory": True})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for column, header in enumerate(headers):
            sheet.write_string(0, column, fitting(header), bold)
        row = 0
        for row, record in enumerate(records, start=1):
            for column, value in enumerate(record):
                if is_number(value):
                    sheet.write_number(row, column, value)
                elif text := text_of(value):
                    sheet.write_string(row, column, fitting(meant(text)))
        book.close()
        return row


class Text(ListFormat):
    """A .csv file in UTF-8, with the mark by which spreadsheet programs recognise it."""

    title = "csv"
    content_type = "text/csv; charset=utf-8"

    def write(self, file: IO[bytes], headers: Sequence[str], records: Iterable[Sequence[Any]]) -> int:
        """The rows as text; an apostrophe keeps dangerous texts from being taken for formulas."""
        out = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([harmless(header) for header in headers])
        rows = 0
        for record in records:
            writer.writerow([harmless(text_of(value)) for value in record])
            rows += 1
        out.detach()
        return rows


FORMATS = (Workbook, Text)


def is_number(value: Any) -> bool:
    """Whether a worksheet can hold the value as a number, every digit of it."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    return -EXACT < value < EXACT


def text_of(value: Any) -> str:
    """A value as the sheet shows it; None stays empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.replace(tzinfo=None).isoformat(" ", "seconds")
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def meant(text: str) -> str:
    """The text, kept off from being read as a ditto mark."""
    return f"'{text}" if text in DITTO else text


def harmless(text: str) -> str:
    """The text, kept off from being a ditto mark or a formula; a plain negative number is none."""
    text = meant(text)
    if not text.startswith(DANGEROUS) or (text[0] == "-" and text[1:].replace(".", "", 1).isdecimal()):
        return text
    return f"'{text}"
