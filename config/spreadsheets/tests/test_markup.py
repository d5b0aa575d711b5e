"""Web pages and SpreadsheetML that are named .xls."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.spreadsheets.formats import read_bytes
from config.spreadsheets.limits import Limits
from config.spreadsheets.reading import read
from config.spreadsheets.types import FileRefused, Merge

PAGE = """<html><head><meta charset="gb2312"><style>td { color: red }</style><title>不读</title></head><body>
<table border=1><tr><th colspan=3>花名册</th></tr>
<tr><th>乡镇<th>姓名</th><th>身份证号</th></tr>
<tr><td rowspan="2">高村镇</td><td>李&nbsp;华</td><td style="mso-number-format:'\\@'">431299197503120019</td></tr>
<tr style="display:none"><td>王<br>强</td><td><table><tr><td>内</td></tr></table></td></tr>
<tr><td><s>锦和镇</s></td><td style="text-decoration: line-through">赵军</td></tr>
</table><table><tr><td>第二张</td></tr></table></body></html>"""

BOOK = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
<Worksheet ss:Name="花名册"><Table>
<Row><Cell ss:MergeAcross="2" ss:MergeDown="1"><Data ss:Type="String">名册</Data></Cell></Row>
<Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="Number">36</Data></Cell>
<Cell><Data ss:Type="DateTime">1975-03-12T00:00:00.000</Data></Cell>
<Cell ss:Formula="=RC[-1]"><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=1+1"/></Row>
</Table></Worksheet>
<Worksheet ss:Name="隐"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>
<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>
</Worksheet>
</Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_tables_of_a_page_stand_one_under_the_other(encoding: str) -> None:
    workbook = read(PAGE.encode(encoding))
    [sheet] = workbook.sheets
    assert workbook.format == "html"
    assert sheet.rows == [
        ("花名册",),
        ("乡镇", "姓名", "身份证号"),
        ("高村镇", "李 华", "431299197503120019"),
        (None, "王\n强", "内"),
        ("锦和镇", "赵军"),
        (),
        ("第二张",),
    ]
    assert sheet.merges == (Merge(1, 1, 1, 3), Merge(3, 1, 4, 1))
    assert (sheet.hidden_rows, sheet.struck_rows) == ({4}, {5})


def test_the_sheets_of_spreadsheetml_keep_places_types_merges_and_what_is_hidden() -> None:
    workbook = read(BOOK.encode())
    first, second = workbook.sheets
    assert workbook.format == "xml"
    assert (first.name, first.hidden, second.name, second.hidden) == ("花名册", False, "隐", True)
    assert first.rows[0][0] == "名册"
    assert first.rows[3] == (None, 36.0, datetime.date(1975, 3, 12))
    assert first.merges == (Merge(1, 1, 2, 3),)
    assert first.hidden_rows == {4}
    assert first.lost == {(4, 4): "#N/A", (4, 5): ""}


BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (BOOK.replace("<Workbook", BILLION + "<Workbook", 1), "FILE_SUSPICIOUS"),
        (BOOK[:-30], "FILE_DAMAGED"),
        (BOOK.replace('ss:Index="4"', 'ss:Index="999999999"'), "SHEET_TOO_LONG"),
        (BOOK.replace('ss:Index="2"', 'ss:Index="16384"'), "SHEET_TOO_WIDE"),
        (BOOK.replace('ss:Index="4"', 'ss:Index="1"'), "FILE_DAMAGED"),
        (BOOK.replace("36", "many"), "FILE_DAMAGED"),
        (BOOK.replace("Worksheet", "Nothing"), "FILE_IS_WEB_PAGE"),
        ("<table><tr><td colspan=99999>1</td></tr></table>", "SHEET_TOO_WIDE"),
        ("<table>" + "<tr><td>1" * 200_001, "SHEET_TOO_LONG"),
    ],
)
def test_markup_that_means_harm_or_is_damaged_is_refused(data: str, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        read(data.encode())
    assert refusal.value.code == code


def test_tables_nested_without_end_cost_nothing() -> None:
    [sheet] = read(b"<table><tr><td>1" + b"<table><tr><td>" * 200_000).sheets
    assert len(sheet.rows) == 1


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([PAGE, BOOK]), st.data())
def test_whatever_is_changed_in_a_file_it_is_read_or_refused(text: str, draw: st.DataObject) -> None:
    data = bytearray(text.encode())
    for _change in range(draw.draw(st.integers(1, 8))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    cut = draw.draw(st.integers(0, len(data)))
    for changed in (bytes(data), bytes(data[:cut])):
        try:
            read_bytes(changed, Limits())
        except FileRefused as refusal:
            assert refusal.code
