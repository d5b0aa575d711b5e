"""Names and texts as files bear them."""

import datetime
import io

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from config.spreadsheets.safe import file_name, fitting, sheet_names, units

ANY_TEXT = st.text(st.characters(), max_size=40)


@given(ANY_TEXT, st.integers(2, 30))
def test_a_text_fits_and_is_cut_only_if_it_has_to_be(text, longest):
    found = fitting(text, longest)
    assert units(found) <= longest
    found.encode()
    if units(text) <= longest and not any("\ud800" <= c <= "\udfff" for c in text):
        assert found == text


@given(st.lists(st.none() | ANY_TEXT, max_size=6))
@settings(deadline=None)
def test_a_workbook_takes_every_name_of_a_sheet(names):
    book = xlsxwriter.Workbook(io.BytesIO())
    for name in sheet_names(names):
        book.add_worksheet(name).write_string(0, 0, "x")
    if names:
        book.close()


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["花名册", None], ["花名册", "数据"]),
        (["a", "A", "a"], ["a", "A~2", "a~3"]),
        (["县/乡:[1]*?\\"], ["县／乡：［1］＊？＼"]),
        (["'quoted'", "History", ""], ["quoted", "History~2", "数据"]),
        (["县" * 40, "县" * 40], ["县" * 30 + "…", "县" * 28 + "…~2"]),
    ],
)
def test_a_sheet_keeps_its_name_as_far_as_it_can(names, found):
    assert sheet_names(names) == found


def test_openpyxl_reads_the_names_back():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        names = sheet_names(["县/乡", "县/乡", "𬭎" * 20])
        for name in names:
            book.add_worksheet(name)
    assert openpyxl.load_workbook(out).sheetnames == names


@pytest.mark.parametrize(
    "title", ['a"b\r\nSet-Cookie: x', "../../etc/passwd", "a/b\\c", "", "干部", "x" * 500]
)
def test_the_name_of_a_file_is_only_a_name(title):
    name = file_name(title, datetime.date(2011, 10, 5), "xlsx")
    assert name.endswith("-2011-10-05.xlsx")
    assert not set('\r\n"/\\:;') & set(name)
    assert not name.startswith(".")
    assert len(name) < 100
