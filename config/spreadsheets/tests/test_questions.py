"""Answers about columns: how the layout takes them, and which files share them."""

import io
from collections.abc import Iterable

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from config.spreadsheets.questions import COLUMN, column_questions, layout_digest, with_answers
from config.spreadsheets.reading import read_tables
from config.spreadsheets.tables import find_tables
from config.spreadsheets.tests.test_tables import PEOPLE
from config.spreadsheets.types import Cell, Reading, Sheet, Workbook

NEEDED = (("name",),)
UNNAMED = (
    ("序号", "同志", "职务", "学历", "电话", "籍贯"),
    (1, "陈林", "镇长", "大专", "14154209779", "湖南省怀化市麻阳苗族自治县"),
    (2, "张刚", "科员", "本科", "14157039995", "湖南省怀化市辰溪县锦滨镇"),
)
"""A table of which nothing says that its people's names stand under 同志."""
FOREIGN = (("同志", "工号", "专长"), ("陈林", 12, "柑橘"), ("张刚", 13, "养鱼"))
"""A table of which no label is known."""


def file_of(*rows: Iterable[Cell]) -> bytes:
    """An .xlsx file of one sheet with these rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("名册")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def names(reading: Reading) -> list[tuple[int, object]]:
    """(row, name) of every record; takes the rows."""
    return [(row.number, row.values.get("name")) for _table, row in reading.rows()]


def understood(*rows: Iterable[Cell], name: str = "名册") -> Reading:
    """A sheet of these rows, understood without another process."""
    return find_tables(Workbook("xlsx", (Sheet(name, [tuple(row) for row in rows]),)), PEOPLE)


# What is asked


def test_where_the_name_is_lacking_the_columns_that_look_like_names_are_asked_about() -> None:
    (question,) = column_questions(read_tables(file_of(*UNNAMED), PEOPLE), PEOPLE, NEEDED)
    assert (question.kind, question.words, question.row, question.column) == (COLUMN, "同志", 1, 2)
    assert question.samples == ("陈林", "张刚")
    assert question.candidates[0] == "name"
    assert "post" not in question.candidates


def test_unknown_columns_beside_what_is_needed_are_not_asked_about() -> None:
    reading = understood(("姓名", "职务", "学历", "电话", "籍贯"), ("陈林", "镇长", "大专", "1", "麻阳县"))
    assert reading.unclear
    assert column_questions(reading, PEOPLE, NEEDED) == ()


def test_of_a_file_without_any_table_every_column_of_the_likeliest_header_is_asked_about() -> None:
    reading = read_tables(file_of(*FOREIGN), PEOPLE)
    assert [question.words for question in column_questions(reading, PEOPLE, NEEDED)] == [
        "同志",
        "工号",
        "专长",
    ]


def test_a_column_whose_label_is_known_is_asked_about_with_its_likely_field_first() -> None:
    reading = understood(("同志", "工号", "手机"), ("陈林", 12, "14154209779"), ("张刚", 13, "14157039995"))
    first = {question.words: question.candidates[:1] for question in column_questions(reading, PEOPLE)}
    assert first["手机"] == ("phone",)


# What an answer does


def test_an_unknown_column_is_read_as_the_field_that_was_told() -> None:
    told = with_answers(PEOPLE, {"同志": "name"})
    reading = read_tables(file_of(*UNNAMED), told)
    assert column_questions(reading, told, NEEDED) == ()
    assert names(reading) == [(2, "陈林"), (3, "张刚")]


def test_one_answer_makes_a_header_where_there_was_none() -> None:
    assert read_tables(file_of(*FOREIGN), PEOPLE).tables == ()
    reading = read_tables(file_of(*FOREIGN), with_answers(PEOPLE, {"同志": "name"}))
    assert names(reading) == [(2, "陈林"), (3, "张刚")]


@pytest.mark.parametrize("written", ["同 志", "同志*", "同\n志：", " 同志 "])
def test_an_answer_holds_for_its_label_however_it_is_written(written: str) -> None:
    reading = understood_with({written: "name"}, *UNNAMED)
    assert names(reading) == [(2, "陈林"), (3, "张刚")]
    rows = ((written if cell == "同志" else cell for cell in row) for row in UNNAMED)
    assert names(understood_with({"同志": "name"}, *rows)) == [(2, "陈林"), (3, "张刚")]


def understood_with(answers: dict[str, str], *rows: Iterable[Cell]) -> Reading:
    """These rows under a layout with answers."""
    sheet = Sheet("名册", [tuple(row) for row in rows])
    return find_tables(Workbook("xlsx", (sheet,)), with_answers(PEOPLE, answers))


def test_an_answer_beats_the_synonyms() -> None:
    header = ("姓名", "职务", "学历", "电话", "干部姓名")
    reading = understood_with(
        {"职务": "village", "干部姓名": "name"}, header, ("甲", "西村", "大专", "1", "陈林")
    )
    ((table, row),) = reading.rows()
    assert (row.values["name"], row.values["village"]) == ("陈林", "西村")
    assert "post" not in table.columns
    assert table.unmapped == ("姓名",)


@pytest.mark.parametrize("label", ["电话", "电话（短号）", "办公室电话", "家庭成员"])
def test_a_column_that_was_told_to_be_none_is_left_unread(label: str) -> None:
    header = ("姓名", "职务", "学历", "身份证号", label)
    reading = understood_with({label: ""}, header, ("陈林", "镇长", "大专", "x", "661234"))
    (table,) = reading.tables
    assert "phone" not in table.columns
    assert (table.unmapped, table.dropped) == ((label,), ())


def test_an_answer_about_a_second_header_row_is_told_by_both_its_labels() -> None:
    header = (("姓名", "职务", "学历", "何处帮扶", None), (None, None, None, "地点", "电话"))
    reading = understood_with({"何处帮扶地点": "village"}, *header, ("陈林", "镇长", "大专", "西村", "1"))
    ((_table, row),) = reading.rows()
    assert (row.values["village"], row.values["phone"]) == ("西村", "1")


# Which files share their answers


@given(
    st.permutations(["姓名", "职务", "全日制学历", "在职学历", "籍贯", "家庭成员", "电话", "序号"]),
    st.integers(0, 5),
)
def test_neither_the_order_of_columns_nor_the_row_of_the_header_makes_another_layout(
    labels: list[str], row: int
) -> None:
    plain = understood(sorted(labels), ["甲"] * len(labels))
    moved = understood(*[()] * row, labels, ["乙"] * len(labels), ["丙"] * len(labels), name="二月")
    assert moved.tables
    assert layout_digest("people", moved) == layout_digest("people", plain)


@pytest.mark.parametrize("rows", [UNNAMED, FOREIGN])
def test_an_answer_leaves_the_layout_what_it_is(rows: tuple[tuple[Cell, ...], ...]) -> None:
    answered = understood_with({"同志": "name"}, *rows)
    assert layout_digest("people", answered) == layout_digest("people", understood(*rows))


def test_other_headers_and_other_kinds_are_other_layouts() -> None:
    more = [(*row, label) for row, label in zip(UNNAMED, ("特长", "书法", ""), strict=True)]
    digests = {
        layout_digest("people", understood(*UNNAMED)),
        layout_digest("people", understood(*more)),
        layout_digest("visits", understood(*UNNAMED)),
        layout_digest("people", understood(*FOREIGN)),
    }
    assert len(digests) == 4


def test_a_file_has_the_layout_by_which_it_came_over_from_the_parsing_process() -> None:
    (here, there) = understood(*UNNAMED), read_tables(file_of(*UNNAMED), PEOPLE)
    assert layout_digest("people", there) == layout_digest("people", here)


# Cards


CARD = (
    ("干部登记表", None, None, None),
    ("姓名", "陈林", "职务", "镇长"),
    ("学历", "大专", "电话", 14154209779),
    ("籍贯", "麻阳县", "结对村", "西村"),
    ("家庭成员", "姓名", "陈某", None),
)


def test_a_card_comes_over_with_the_place_of_each_of_its_cells() -> None:
    reading = read_tables(file_of(*CARD), PEOPLE)
    ((table, row),) = reading.rows()
    assert (row.number, row.values["name"], row.values["education"]) == (1, "陈林", ("大专",))
    assert table.places == {
        "name": (2, 2), "post": (2, 4), "education": (3, 2), "phone": (3, 4), "village": (4, 4),
    }  # fmt: skip
    assert (table.titles, table.unmapped, table.dropped) == (("干部登记表",), ("籍贯",), ("家庭成员",))


def test_what_was_told_of_a_label_holds_on_cards() -> None:
    rows = (tuple("同志" if cell == "姓名" else cell for cell in row) for row in CARD)
    reading = read_tables(file_of(*rows), with_answers(PEOPLE, {"同志": "name"}))
    assert names(reading) == [(1, "陈林")]
