"""Reading whatever people send, and refusing what is damaged or hostile."""

import io
import json
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from config.spreadsheets import reading
from config.spreadsheets.child import answer
from config.spreadsheets.formats.marks_ods import marks_of_ods
from config.spreadsheets.limits import Limits
from config.spreadsheets.reading import read
from config.spreadsheets.refusals import sentence
from config.spreadsheets.types import FileRefused, Sheet, Workbook

Fill = Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object]


def xlsx(fill: Fill, **options: object) -> bytes:
    """A workbook of one sheet, filled by a function."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, options)
    fill(book, book.add_worksheet("花名册"))
    book.close()
    return stream.getvalue()


def simple() -> bytes:
    """A small harmless workbook."""
    return xlsx(lambda book, sheet: sheet.write_row(0, 0, ["姓名", "职务"]))


def rewritten(data: bytes, change: dict[str, bytes], extra: list[tuple[str, bytes]] | None = None) -> bytes:
    """A package with some members replaced and some added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
        for name, content in extra or []:
            new.writestr(name, content)
    return stream.getvalue()


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def only_sheet(workbook: Workbook) -> Sheet:
    (sheet,) = workbook.sheets
    return sheet


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(FileRefused) as caught:
        read(data, limits)
    assert caught.value.sentence != caught.value.code
    return caught.value.code


# What is read


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


def test_formulas_without_a_result_are_lost_and_never_silently_blank() -> None:
    sheet_xml = "xl/worksheets/sheet1.xml"
    data = xlsx(lambda book, sheet: sheet.write_formula(0, 1, "=A1", None, "#N/A"))
    bare = member(data, sheet_xml).replace(b"</row>", b'<c r="C1"><f>A1</f></c></row>')
    sheet = only_sheet(read(rewritten(data, {sheet_xml: bare})))
    assert sheet.lost == {(1, 2): "#N/A", (1, 3): ""}


def test_a_formula_with_a_result_is_its_result() -> None:
    sheet = only_sheet(read(xlsx(lambda book, sheet: sheet.write_formula(0, 0, "=1+1", None, 2))))
    assert (sheet.rows, sheet.lost) == ([(2,)], {})


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("utf-16", "utf-16")],
)
def test_text_is_decoded_by_its_mark_else_as_utf_8_else_as_gb18030(encoding: str, told: str) -> None:
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


def test_a_million_blank_rows_cost_nothing() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write(0, 0, "姓名")
        sheet.write_blank(1_000_000, 0, None, book.add_format({"bold": True}))

    assert only_sheet(read(xlsx(fill))).rows == [("姓名",)]


@pytest.mark.parametrize("dimension", [b"A1", b"A1:XFD1048576"])
def test_a_wrong_dimension_changes_nothing(dimension: bytes) -> None:
    name = "xl/worksheets/sheet1.xml"
    data = xlsx(lambda book, sheet: sheet.write_row(1, 0, ["姓名", "职务"]))
    xml = member(data, name).replace(b'<dimension ref="A2:B2"/>', b'<dimension ref="%s"/>' % dimension)
    assert only_sheet(read(rewritten(data, {name: xml}))).rows == [(), ("姓名", "职务")]


# What is refused


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b"<html><body>Please sign in</body></html>", "FILE_IS_WEB_PAGE"),
        (b'<?xml version="1.0"?><Workbook/>', "FILE_IS_WEB_PAGE"),
        (b"%PDF-1.7 ...", "FILE_FORMAT_UNKNOWN"),
        (b"\xff\xff\xff\x81 no text", "FILE_ENCODING"),
        (b"a\0b,c", "FILE_FORMAT_UNKNOWN"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000, "FILE_DAMAGED"),
        (b"PK\x03\x04 and no more", "FILE_DAMAGED"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_truncated_package_is_refused() -> None:
    assert refusal(simple()[:-200]) == "FILE_DAMAGED"


def test_another_kind_of_package_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert refusal(stream.getvalue()) == "FILE_FORMAT_UNKNOWN"


def test_a_doctype_anywhere_is_refused() -> None:
    doctype = b'<?xml version="1.0"?><!-- <a> --><!DOCTYPE x [<!ENTITY a "b">]><sst/>'
    assert refusal(rewritten(simple(), {"xl/sharedStrings.xml": doctype})) == "FILE_SUSPICIOUS"


def test_macros_are_refused() -> None:
    assert refusal(rewritten(simple(), {}, [("xl/vbaProject.bin", b"x")])) == "FILE_MACROS"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_doubles_are_refused() -> None:
    assert refusal(rewritten(simple(), {}, [("xl/workbook.xml", b"<x/>")])) == "FILE_SUSPICIOUS"


@pytest.mark.parametrize("name", ["../out.xml", "xl/../../out.xml", "/etc/out.xml", "..\\out.xml"])
def test_names_that_lead_out_of_the_package_are_refused(name: str) -> None:
    assert refusal(rewritten(simple(), {}, [(name, b"<x/>")])) == "FILE_SUSPICIOUS"


def test_too_many_members_are_refused() -> None:
    extra = [(f"xl/media/{n}.png", b"") for n in range(300)]
    assert refusal(rewritten(simple(), {}, extra)) == "FILE_SUSPICIOUS"


def test_a_bomb_is_refused_by_the_directory_of_the_package() -> None:
    limits = replace(Limits(), unzipped_bytes=1_000_000)
    assert (
        refusal(rewritten(simple(), {}, [("xl/media/x.xml", b" " * 2_000_000)]), limits) == "FILE_SUSPICIOUS"
    )


def test_a_lone_cell_at_the_end_of_the_grid_is_refused() -> None:
    data = xlsx(lambda book, sheet: (sheet.write(0, 0, "姓名"), sheet.write(1_048_575, 16_383, "x")))
    assert refusal(data) in {"FILE_TOO_COSTLY", "SHEET_TOO_LONG", "SHEET_TOO_WIDE"}


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ({"rows": 1}, "SHEET_TOO_LONG"),
        ({"columns": 1}, "SHEET_TOO_WIDE"),
        ({"cells": 3}, "TOO_MANY_CELLS"),
        ({"file_bytes": 10}, "FILE_TOO_LARGE"),
    ],
)
@pytest.mark.parametrize("as_text", [False, True])
def test_what_is_over_a_limit_is_refused(limit: dict[str, int], code: str, as_text: bool) -> None:
    workbook = xlsx(lambda book, sheet: [sheet.write_row(n, 0, ["姓名", "职务"]) for n in range(2)])
    data = "姓名,职务\n陈林,镇长\n".encode() if as_text else workbook
    assert refusal(data, replace(Limits(), **limit)) == code


def test_a_quotation_mark_that_is_never_closed_is_refused() -> None:
    assert refusal(('姓名,"' + "陈" * 40_000).encode()) == "FILE_QUOTES"


def test_a_parser_that_runs_out_of_memory_costs_a_refusal() -> None:
    data = xlsx(lambda book, sheet: [sheet.write_row(n, 0, range(100)) for n in range(2_000)])
    assert refusal(data, replace(Limits(), memory_bytes=20 * 1024 * 1024)) == "FILE_TOO_COSTLY"


@pytest.mark.parametrize("fate", ["os.abort()", "time.sleep(60)", "sys.exit(1)", "print(end='')"])
def test_a_parser_that_dies_or_hangs_costs_a_refusal(fate: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CHILD", [sys.executable, "-c", f"import os, sys, time; {fate}"])
    assert refusal(simple(), replace(Limits(), seconds=1)) == "FILE_TOO_COSTLY"


def test_the_parser_is_given_no_secrets() -> None:
    assert not {"DATABASE_URL", "YIJI_SECRET_KEY"} & reading.ENVIRONMENT.keys()


# Whatever is changed in a file

ROSTERS = Path(__file__).resolve().parents[3] / "villages" / "tests" / "rosters"
SAMPLES = [simple(), *(next(ROSTERS.glob(name)).read_bytes() for name in ("03*.csv", "04*.xls", "05*.ods"))]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_a_damaged_file_is_read_or_refused_in_a_sentence(sample: bytes, draw: st.DataObject) -> None:
    data = bytearray(sample)
    for _change in range(draw.draw(st.integers(1, 6))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    del data[draw.draw(st.integers(len(data) // 2, len(data))) :]
    first = json.loads(next(answer(bytes(data), Limits())))
    assert sentence(first["refused"], Limits()) if "refused" in first else first["sheets"]


def test_a_hidden_row_that_claims_to_stand_a_billion_times_is_told_as_often_as_a_sheet_may_be_long() -> None:
    ods = SAMPLES[-1]
    many = b'<table:table-row table:visibility="collapse" table:number-rows-repeated="1000000000">'
    content = member(ods, "content.xml")
    filled = content.index(b"office:value-type=")
    at = content.rindex(b"<table:table-row>", 0, filled)
    content = content[:at] + many + content[at + len(b"<table:table-row>") :]
    hidden = max(len(marks.hidden_rows) for marks in marks_of_ods(rewritten(ods, {"content.xml": content})))
    assert hidden == Limits().rows
