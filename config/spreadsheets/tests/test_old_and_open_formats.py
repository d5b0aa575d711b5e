"""What .xls and .ods tell beside the values of cells, and messy ones of both."""

import datetime
import struct

import pytest

from config.spreadsheets.reading import read
from config.spreadsheets.tests.containers import (
    ROW,
    label,
    number,
    ods,
    ods_cell,
    ods_row,
    only_sheet,
    record,
    refusal,
    xls,
)

COMMENT = "<office:annotation><text:p>已调离</text:p></office:annotation>"
HIDDEN = ' table:visibility="collapse"'


def text_cell(inner: str, more: str = "") -> str:
    """A cell with some XML of texts."""
    return f'<table:table-cell office:value-type="string"{more}>{inner}</table:table-cell>'


def day_cell(day: str) -> str:
    """A cell that holds a day, shown otherwise."""
    return (
        f'<table:table-cell office:value-type="date" office:date-value="{day}"><text:p>1975.03</text:p>'
        "</table:table-cell>"
    )


def row_of(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


# Open documents


def test_a_comment_of_an_open_document_is_no_part_of_the_cell_and_is_told() -> None:
    empty = f"<table:table-cell>{COMMENT}</table:table-cell>"
    sheet = only_sheet(
        read(ods(row_of(text_cell(COMMENT + "<text:p>张明</text:p>"), empty, ods_cell("干事"))))
    )
    assert (sheet.rows, sheet.remarks) == ([("张明", None, "干事")], ("COMMENTS",))


def test_a_hidden_column_of_an_open_document_is_read_and_told() -> None:
    columns = f"<table:table-column/><table:table-column{HIDDEN}/>"
    sheet = only_sheet(read(ods(columns + ods_row("姓名", "职务"))))
    assert (sheet.rows, sheet.remarks) == ([("姓名", "职务")], ("HIDDEN_COLUMNS",))


@pytest.mark.parametrize("hidden", ["collapse", "filter"])
def test_hidden_rows_of_an_open_document_keep_their_numbers_in_groups_and_among_repeated_ones(
    hidden: str,
) -> None:
    blanks = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    row = ods_row("张明", more=f' table:visibility="{hidden}"')
    sheet = only_sheet(
        read(ods(f"{blanks}<table:table-row-group>{row}</table:table-row-group>{ods_row('王强')}"))
    )
    assert (sheet.rows, sheet.hidden_rows) == ([(), (), ("张明",), ("王强",)], {3})


@pytest.mark.parametrize(
    "mark", ["<text:line-break/>", "<text:line-break></text:line-break>", "</text:p><text:p>"]
)
def test_two_lines_of_a_cell_of_an_open_document_stay_two(mark: str) -> None:
    sheet = only_sheet(read(ods(row_of(text_cell(f"<text:p>张明{mark}王强</text:p>"), ods_cell("干事")))))
    assert sheet.rows == [("张明\n王强", "干事")]


def test_a_tab_in_a_cell_of_an_open_document_parts_its_words() -> None:
    assert only_sheet(read(ods(row_of(text_cell("<text:p>张明<text:tab/>王强</text:p>"))))).rows == [
        ("张明 王强",)
    ]


def test_merges_and_days_of_an_open_document_are_what_they_are() -> None:
    merged = ' table:number-rows-spanned="2" table:number-columns-spanned="1"'
    day = day_cell("1975-03-12")
    rows = row_of(text_cell("<text:p>高村镇</text:p>", merged), day) + row_of(
        "<table:covered-table-cell/>", ods_cell("王强")
    )
    sheet = only_sheet(read(ods(rows)))
    assert sheet.rows == [("高村镇", datetime.date(1975, 3, 12)), (None, "王强")]
    [merge] = sheet.merges
    assert (merge.top, merge.left, merge.bottom, merge.right) == (1, 1, 2, 1)


def test_a_day_that_the_calendar_does_not_have_stays_a_text() -> None:
    assert only_sheet(read(ods(row_of(day_cell("2011-13-45"))))).rows == [("2011-13-45",)]


def test_an_open_document_with_a_span_that_is_no_number_is_damaged() -> None:
    cell = text_cell("<text:p>张明</text:p>", ' table:number-rows-spanned="x"')
    assert refusal(ods(row_of(cell))) == "FILE_DAMAGED"


@pytest.mark.parametrize("span", ["99999999", "9" * 400])
def test_a_merge_that_reaches_beyond_the_sheet_costs_nothing(span: str) -> None:
    cell = text_cell("<text:p>张明</text:p>", f' table:number-rows-spanned="{span}"')
    assert only_sheet(read(ods(row_of(cell)))).rows == [("张明",)]


# Old workbooks

NOTE, COLUMNS, MERGED = 0x1C, 0x7D, 0xE5


def note(row: int, column: int) -> bytes:
    """A comment on a cell."""
    return record(NOTE, struct.pack("<HHHHHBB", row, column, 0, 1, 1, 0, 0x41) + b"\0")


def test_a_comment_and_a_hidden_column_of_an_old_workbook_are_told() -> None:
    columns = record(COLUMNS, struct.pack("<HHHHHH", 1, 1, 2000, 0, 1, 0))
    sheet = only_sheet(read(xls(columns + label(0, 0, "姓名") + label(0, 1, "职务") + note(0, 0))))
    assert (sheet.rows, sheet.remarks) == ([("姓名", "职务")], ("HIDDEN_COLUMNS", "COMMENTS"))


def test_merges_of_an_old_workbook_are_read() -> None:
    merged = record(MERGED, struct.pack("<HHHHH", 1, 0, 1, 0, 0))
    sheet = only_sheet(read(xls(label(0, 0, "高村镇") + label(0, 1, "张明") + label(1, 1, "王强") + merged)))
    [merge] = sheet.merges
    assert (merge.top, merge.left, merge.bottom, merge.right) == (1, 1, 2, 1)


def test_days_of_an_old_workbook_without_a_format_stay_numbers() -> None:
    assert only_sheet(read(xls(number(0, 0, 27465.0) + number(0, 1, 40679.5)))).rows == [(27465.0, 40679.5)]


@pytest.mark.parametrize("cut", [record(MERGED, struct.pack("<H", 9)), record(MERGED), record(ROW, b"\0")])
def test_an_old_workbook_with_a_record_that_is_cut_short_is_damaged(cut: bytes) -> None:
    assert refusal(xls(label(0, 0, "姓名") + cut)) == "FILE_DAMAGED"
