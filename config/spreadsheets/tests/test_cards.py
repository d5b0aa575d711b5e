"""Cards under each other in one sheet: every one is found, whatever labels it has and whoever stands in its family."""

from collections.abc import Iterable

from config.spreadsheets.tables import find_tables
from config.spreadsheets.tests.test_tables import PEOPLE
from config.spreadsheets.types import Cell, Column, Kind, Sheet, Table, Workbook

CARDS = Kind("people", (*PEOPLE.columns, Column("remark", ("备注",))), private=PEOPLE.private)
TITLE = ("干部登记表",)
REST = (("学历", "大专", "电话", "14154209779"), ("身份证号", "431299197412236729", "结对村", "西村"))
FAMILY = (("家庭成员",), ("称谓", "姓名", "工作单位"), ("妻子", "向某花", "务农"))


def cards(*rows: Iterable[Cell]) -> list[Table]:
    """The tables of a sheet of these rows."""
    sheet = Sheet("登记表", [tuple(row) for row in rows])
    return list(find_tables(Workbook("xlsx", (sheet,)), CARDS).tables)


def names(tables: list[Table]) -> list[tuple[int, object]]:
    return [(row.number, row.values["name"]) for table in tables for row in table.rows]


def test_a_card_with_fewer_labels_than_the_first_is_a_card_as_well() -> None:
    first, second = ("姓名", "陈林", "职务", "镇长"), ("姓名", "张刚")
    assert names(cards(TITLE, first, *REST, (), TITLE, second, *REST)) == [(1, "陈林"), (6, "张刚")]


def test_the_last_line_of_a_card_is_no_title_of_the_next() -> None:
    tables = cards(TITLE, ("姓名", "陈林"), *REST, ("备注", "新录用"), ("姓名", "张刚"), *REST)
    assert names(tables) == [(1, "陈林"), (6, "张刚")]
    assert tables[0].rows[0].values["remark"] == "新录用"


def test_nobody_of_the_family_is_a_person_and_the_next_card_is() -> None:
    family = (("家庭成员",), ("姓名", "向某花", "电话", "1"), ())
    tables = cards(TITLE, ("姓名", "陈林"), *REST, *family, TITLE, ("姓名", "张刚"), *REST)
    assert names(tables) == [(1, "陈林"), (8, "张刚")]


def test_the_remark_under_the_family_is_read() -> None:
    (table,) = cards(TITLE, ("姓名", "陈林"), *REST, *FAMILY, ("备注", "已调离"))
    assert table.rows[0].values["remark"] == "已调离"
    assert table.dropped == ("家庭成员",)
