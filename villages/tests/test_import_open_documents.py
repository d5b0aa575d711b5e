"""Rosters in .ods and .xls: nobody is lost in them, and two people do not become one."""

import struct

import pytest

from config.spreadsheets.tests.containers import ROW, label, ods, ods_cell, ods_row, record, xls
from villages.tests.clerks_sheets import COUNTY, GAOCUN, JINHE, coming
from villages.tests.sheets_cast import planned, reasons, villages_and_skills

HEADER = ("乡镇", "姓名", "性别", "职务", "民族")


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


def old(*rows):
    """An .xls of rows of texts; None is no cell."""
    cells = ((r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row) if text)
    return b"".join(label(*cell) for cell in cells)


def rest(name):
    """The cells of a row of an open document behind the township."""
    return "".join(map(ods_cell, (name, "男", "干事", "苗族")))


def test_two_names_on_two_lines_of_a_cell_are_not_one_person():
    row = ods_row("高村镇", "张明<text:line-break/>王强", "男", "干事", "苗族")
    assert reasons(planned("cadres", ods(ods_row(*HEADER) + row), COUNTY)) == [(2, ["TWO_PEOPLE"])]


def test_a_hidden_row_of_an_open_document_comes_in_with_a_word():
    rows = ods_row(*HEADER) + ods_row(
        "高村镇", "张明", "男", "干事", "苗族", more=' table:visibility="filter"'
    )
    [draft] = planned("cadres", ods(rows), COUNTY).rows
    assert "HIDDEN_ROW" in draft.warnings


def test_a_township_merged_over_rows_of_an_open_document_is_that_of_each_of_them_alone():
    merged = ods_cell("高村镇", ' table:number-rows-spanned="2" table:number-columns-spanned="1"')
    row = "<table:table-row>%s</table:table-row>"
    first = row % (merged + rest("张明"))
    covered = row % ("<table:covered-table-cell/>" + rest("王强"))
    alone = row % ("<table:table-cell/>" + rest("李华"))
    plan = planned("cadres", ods(ods_row(*HEADER) + first + covered + alone), COUNTY)
    assert coming(plan) == {"张明": GAOCUN, "王强": GAOCUN}
    assert reasons(plan) == [(4, ["TOWNSHIP_MISSING"])]


def test_an_old_workbook_with_merges_hidden_rows_and_two_tables_loses_nobody():
    hidden = record(ROW, struct.pack("<HHHHHHHH", 2, 0, 11, 0, 0, 0, 0x20, 0))
    merged = record(0xE5, struct.pack("<HHHHH", 1, 1, 2, 0, 0))
    cells = old(
        (*HEADER, None, *HEADER),
        ("高村镇", "张明", "男", "干事", "苗族", None, "锦和镇", "刘洋", "男", "干事", "苗族"),
        (None, "王强", "男", "干事", "苗族", None, "锦和", "杨帆", "男", "干事", "苗族"),
    )
    plan = planned("cadres", xls(hidden + cells + merged), COUNTY)
    assert coming(plan) == {"张明": GAOCUN, "王强": GAOCUN, "刘洋": JINHE, "杨帆": JINHE}
    assert {draft.name for draft in plan.rows if "HIDDEN_ROW" in draft.warnings} == {"王强", "杨帆"}
