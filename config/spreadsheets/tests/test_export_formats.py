"""The files of exports: texts stay texts whatever they say, numbers stay numbers, nothing is left out."""

import csv
import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from django.utils import timezone
from openpyxl.utils.escape import unescape

from config.spreadsheets.export_formats import Text, Workbook

HOSTILE = [
    "=cmd|'/C calc'!A0",
    "+1+cmd",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "<img src=x onerror=alert(1)>",
    "a\x00b\x01c\x0bd\x1fe",
    "http://example.org/",
    "_x0041_",
    "]]>&amp;<!--",
    "0745",
    "431299197503120011",
    "1E5",
    "half \ud800 a character",
]


def written(form, *records, headers=("列",)):
    file = io.BytesIO()
    assert form().write(file, headers, iter(records)) == len(records)
    return file.getvalue()


def cells(*records):
    sheet = openpyxl.load_workbook(io.BytesIO(written(Workbook, *records))).active
    return [cell for row in sheet.iter_rows(min_row=2) for cell in row]


def lines(*records):
    text = written(Text, *records).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))[1:]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_text_in_a_workbook_stays_that_text(text):
    [cell] = cells([text])
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert unescape(cell.value) == text.replace("\ud800", "\ufffd")


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_text_in_a_csv_file_does_not_begin_like_a_formula(text):
    [[cell]] = lines([text])
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == text.replace("\ud800", "?")


@pytest.mark.parametrize(
    "text", ["x" * 40_000, "字" * 40_000, "𬭎" * 20_000], ids=["ascii", "chinese", "rare"]
)
def test_a_text_longer_than_a_cell_is_cut_and_says_so(text):
    [cell] = cells([text])
    assert cell.value.endswith("…")
    assert len(cell.value.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert lines([text]) == [[text]]


def test_numbers_are_numbers_and_those_too_long_for_a_worksheet_texts():
    found = cells([7, -2.5, Decimal("12.50"), 431299197503120011, Decimal(10**16)])
    assert [cell.value for cell in found] == [7, -2.5, 12.5, "431299197503120011", "10000000000000000"]
    assert lines([7, -2.5, Decimal("12.50")]) == [["7", "-2.5", "12.50"]]


def test_days_moments_and_yes_or_no_are_words():
    noon = datetime.datetime(2011, 10, 5, 12, 30, 1, 5, tzinfo=timezone.get_current_timezone())
    record = [datetime.date(2011, 10, 5), noon, noon.astimezone(datetime.UTC), True, False]
    words = ["2011-10-05", "2011-10-05 12:30:01", "2011-10-05 12:30:01", "是", "否"]
    assert [cell.value for cell in cells(record)] == words
    assert lines(record) == [words]


def test_what_is_not_there_stays_empty():
    assert lines([None, "", "x"]) == [["", "", "x"]]
    assert [cell.value for cell in cells([None, "", "x"])] == [None, None, "x"]


def test_a_list_without_rows_is_its_header():
    assert lines() == []
    assert cells() == []
