"""Reading whatever people send."""

import struct
from datetime import date

import pytest
import xlsxwriter

from config.spreadsheets.reading import read
from config.spreadsheets.tests.containers import (
    ROW,
    biff,
    label,
    member,
    number,
    ods,
    ods_number,
    ods_row,
    ole,
    only_sheet,
    record,
    rewritten,
    simple,
    xls,
    xlsx,
)

pytestmark = pytest.mark.parser_process
SHEET, SHARED = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
LONG = 431299197412236729


def test_cells_keep_the_type_they_were_stored_with() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_row(0, 0, ["431299197412236729", 1984.12, True])
        sheet.write_datetime(0, 3, date(1982, 8, 1), book.add_format({"num_format": "yyyy.mm"}))

    assert only_sheet(read(xlsx(fill))).rows == [("431299197412236729", 1984.12, True, date(1982, 8, 1))]


def test_rows_and_columns_keep_their_numbers_when_the_first_are_blank() -> None:
    sheet = only_sheet(read(xlsx(lambda book, sheet: sheet.write(3, 2, "姓名"))))
    assert sheet.rows == [(), (), (), (None, None, "姓名")]


def test_dates_of_1904_are_counted_from_1904() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_datetime(0, 0, date(1982, 8, 1), book.add_format({"num_format": "yyyy-mm-dd"}))

    workbook = read(xlsx(fill, date_1904=True))
    assert only_sheet(workbook).rows == [(date(1982, 8, 1),)]
    assert workbook.year_1904
    assert not read(xlsx(fill)).year_1904


def test_hidden_rows_hidden_sheets_and_merges_are_told() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_column(0, 0, ["甲", "乙", "丙"])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.merge_range(0, 1, 2, 1, "辰阳镇")
        other = book.add_worksheet("数据字典")
        other.write(0, 0, "男")
        other.hide()

    first, second = read(xlsx(fill)).sheets
    assert first.hidden_rows == {2}
    assert [(m.top, m.left, m.bottom, m.right) for m in first.merges] == [(1, 2, 3, 2)]
    assert (first.hidden, second.hidden) == (False, True)


def test_a_row_is_struck_out_only_if_all_its_filled_cells_are() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        struck = book.add_format({"font_strikeout": True})
        sheet.write_row(0, 0, ["张三", "镇长"], struck)
        sheet.write(1, 0, "李四", struck)
        sheet.write(1, 1, "乡长")

    assert only_sheet(read(xlsx(fill))).struck_rows == {1}


def test_hidden_columns_comments_and_coloured_rows_are_told() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_row(0, 0, ["张三", "镇长"])
        sheet.write(1, 0, "李四", book.add_format({"bg_color": "#FFFF00"}))
        sheet.write(2, 1, "乡长", book.add_format({"font_color": "#FF0000"}))
        sheet.write_row(3, 0, ["王五", "站长"], book.add_format({"bg_color": "#FFFFFF", "bold": True}))
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.write_comment(0, 0, "已调走")

    sheet = only_sheet(read(xlsx(fill)))
    assert (sheet.remarks, sheet.coloured_rows) == (("HIDDEN_COLUMNS", "COMMENTS"), {2, 3})


def test_a_number_shown_with_more_decimals_is_told_as_shown() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write(0, 0, 1985.1, book.add_format({"num_format": "0.00"}))
        sheet.write(0, 1, 1985.1)

    assert only_sheet(read(xlsx(fill))).shown == {(1, 1): "1985.10"}


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_text_is_decoded_by_its_mark_else_by_its_nuls_else_as_utf_8_else_as_gb18030(
    encoding: str, told: str
) -> None:
    workbook = read("姓名,职务\r\n龙𬭎,镇长\r\n".encode(encoding))
    assert only_sheet(workbook).rows == [("姓名", "职务"), ("龙𬭎", "镇长")]
    assert workbook.encoding == told


def test_tabs_part_columns_where_they_part_more_than_commas() -> None:
    workbook = read("姓名\t备注\n陈林\t柑橘,葡萄\n".encode("utf-16"))
    assert workbook.format == "tsv"
    assert only_sheet(workbook).rows == [("姓名", "备注"), ("陈林", "柑橘,葡萄")]


def test_a_quoted_line_break_does_not_count_as_a_row() -> None:
    sheet = only_sheet(read('姓名,职务\n陈林,"主任\n（兼）"\n,,\n张刚,科员,,\n'.encode()))
    assert sheet.rows == [("姓名", "职务"), ("陈林", "主任\n（兼）"), (), ("张刚", "科员")]


def test_the_name_of_a_file_plays_no_part() -> None:
    assert read(simple()).format == "xlsx"
    assert read("姓名,职务\n".encode()).format == "csv"


def test_a_gb18030_text_may_bear_its_own_mark() -> None:
    workbook = read("\ufeff姓名,职务\n龙𬭎,镇长\n".encode("gb18030"))
    assert only_sheet(workbook).rows[0] == ("姓名", "职务")


def test_a_million_blank_rows_cost_nothing() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write(0, 0, "姓名")
        sheet.write_blank(1_000_000, 0, None, book.add_format({"bold": True}))

    assert only_sheet(read(xlsx(fill))).rows == [("姓名",)]


def test_a_million_blank_rows_of_an_open_document_cost_nothing() -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = f'<table:table-row table:number-rows-repeated="1048575">{blank}</table:table-row>'
    assert only_sheet(read(ods(ods_row("姓名") + rows))).rows == [("姓名",)]


@pytest.mark.parametrize("dimension", [b"A1", b"A1:XFD1048576"])
def test_a_wrong_dimension_changes_nothing(dimension: bytes) -> None:
    name = "xl/worksheets/sheet1.xml"
    data = xlsx(lambda book, sheet: sheet.write_row(1, 0, ["姓名", "职务"]))
    xml = member(data, name).replace(b'<dimension ref="A2:B2"/>', b'<dimension ref="%s"/>' % dimension)
    assert only_sheet(read(rewritten(data, {name: xml}))).rows == [(), ("姓名", "职务")]


NULS = {
    "xlsx": rewritten(
        simple(), {SHARED: member(simple(), SHARED).replace("姓名".encode(), "姓\0名".encode())}
    ),
    "ods": ods(ods_row("姓\0名", "职务")),
    "xls": xls(label(0, 0, "姓\0名") + label(0, 1, "职务") + label(0, 2, "\0\0") + label(1, 0, "\0")),
}


@pytest.mark.parametrize("data", NULS.values(), ids=NULS)
def test_nuls_are_not_part_of_a_text(data: bytes) -> None:
    assert only_sheet(read(data)).rows == [("姓名", "职务")]


LONG_NUMBERS = {
    "xlsx": xlsx(lambda book, sheet: sheet.write_number(0, 0, LONG)),
    "ods": ods(f"<table:table-row>{ods_number(LONG)}</table:table-row>"),
    "xls": xls(number(0, 0, float(LONG))),
}


@pytest.mark.parametrize("data", LONG_NUMBERS.values(), ids=LONG_NUMBERS)
def test_a_long_number_stays_the_float_whose_digits_are_gone(data: bytes) -> None:
    [[cell]] = only_sheet(read(data)).rows
    assert (type(cell), cell) == (float, pytest.approx(LONG))


def test_a_link_to_another_workbook_is_its_stored_value_and_is_not_followed() -> None:
    data = xlsx(lambda book, sheet: sheet.write_formula(0, 0, "='[1]花名册'!A1", None, "陈林"))
    target = b'<Relationship Id="rId1" Target="file:///etc/passwd" TargetMode="External"/>'
    links = b"<Relationships>" + target + b"</Relationships>"
    linked = rewritten(data, {}, [("xl/externalLinks/_rels/externalLink1.xml.rels", links)])
    assert only_sheet(read(linked)).rows == [("陈林",)]


def test_a_small_old_workbook_tells_as_much_as_a_large_one() -> None:
    hidden = record(ROW, struct.pack("<HHHHHHHH", 0, 0, 1, 0, 0, 0, 0x20, 0))
    book = biff(hidden + label(0, 0, "姓名"))
    for data in (ole({"Workbook": book}), ole({"Workbook": book}, small=True)):
        sheet = only_sheet(read(data))
        assert (sheet.rows, sheet.hidden_rows) == ([("姓名",)], {1})
