"""Exports: the rows of a list as columns of a sheet, and the file. Text stays text; nothing can become a formula."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from import_export.fields import Field
from import_export.formats.base_formats import Format
from import_export.resources import Resource

from config.jurisdiction import Scope

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


def column(name: str, header: str) -> Field:
    """A column of an export: the name of a value of its rows, and what stands in the header."""
    return Field(attribute=name, column_name=header)


class ListResource(Resource):
    """The rows of a list as columns of a sheet; nothing outside `scope` may show through them."""

    def __init__(self, scope: Scope, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.scope = scope

    @classmethod
    def get_display_name(cls) -> str:
        return cls.__name__

    def rows(self, queryset: QuerySet) -> QuerySet:
        """The rows with every column as a field or an annotation."""
        raise NotImplementedError

    def filter_export(self, queryset: QuerySet, **kwargs: Any) -> QuerySet:
        """The columns alone, in one query."""
        names = [field.attribute for field in self.fields.values()]
        return self.rows(queryset.prefetch_related(None)).values(*names)


def text_of(value: Any) -> str:
    """A value as the sheet shows it; None stays empty."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def harmless(text: str) -> str:
    return f"'{text}" if text.startswith(DANGEROUS) else text
