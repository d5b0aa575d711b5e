"""Finding tables: what is a header, what each column means, and what every other row is."""

import datetime
from collections.abc import Iterable

import pytest

from config.spreadsheets.tables import find_tables
from config.spreadsheets.types import Cell, Column, Kind, Merge, Reading, Sheet, Workbook

PEOPLE = Kind(
    name="people",
    columns=(
        Column("name", ("姓名", "干部姓名"), person=True),
        Column("township", ("乡镇", "所在乡镇")),
        Column("post", ("职务", "现任职务")),
        Column("education", ("学历", "文化程度"), multiple=True),
        Column("id_number", ("身份证号", "身份证号码")),
        Column("phone", ("电话", "联系电话", "手机")),
        Column("village", ("结对村", "村名")),
    ),
    private=("户主姓名", "户主身份证号", "家庭成员"),
)
HEADER = ("序号", "姓名", "职务", "学历", "电话")
CHEN = (1.0, "陈林", "镇长", "大专", "14154209779")
ZHANG = (2.0, "张刚", "科员", "本科", "14157039995")


def understood(*rows: Iterable[Cell], merges: tuple[Merge, ...] = (), name: str | None = None) -> Reading:
    """A sheet of these rows, understood as people."""
    sheet = Sheet(name, [tuple(row) for row in rows], merges=merges)
    return find_tables(Workbook("xlsx", (sheet,)), PEOPLE)


def names(reading: Reading) -> list[tuple[int, Cell | tuple[Cell, ...]]]:
    """(row, name) of all records."""
    return [(row.number, row.values["name"]) for table in reading.tables for row in table.rows]


def kinds(reading: Reading) -> dict[int, str]:
    """Row -> why it holds no record."""
    return {ignored.row: ignored.kind for ignored in reading.ignored}


# Headers


def test_a_header_is_found_by_its_labels_in_any_row() -> None:
    reading = understood(("中方县干部花名册",), ("填报单位（盖章）：县委组织部",), HEADER, CHEN)
    assert reading.tables[0].header_rows == (3,)
    assert kinds(reading) == {1: "title", 2: "unit_line", 3: "header"}
    assert names(reading) == [(4, "陈林")]


def test_titles_and_unit_lines_are_handed_on() -> None:
    (table,) = understood(("桥江镇干部花名册",), ("单位：桥江镇党委　2011年9月",), HEADER, CHEN).tables
    assert table.titles == ("桥江镇干部花名册",)
    assert table.unit_lines == ("单位：桥江镇党委 2011年9月",)


def test_labels_are_compared_without_white_space_asterisks_and_brackets() -> None:
    (table,) = understood(("序号", "姓  名*", "职\r\n务", "学　历", "联系电话（手机）"), CHEN).tables
    assert table.columns == {"name": (2,), "post": (3,), "education": (4,), "phone": (5,)}


def test_columns_are_mapped_by_header_and_not_by_position() -> None:
    (table,) = understood(("电话", "学历", "姓名", "职务"), ("14154209779", "大专", "陈林", "镇长")).tables
    assert table.rows[0].values == {
        "phone": "14154209779",
        "name": "陈林",
        "post": "镇长",
        "education": ("大专",),
    }


def test_a_synonym_may_stand_inside_a_longer_label() -> None:
    (table,) = understood(
        ("序号", "姓名", "何时起现任职务的时间", "学历", "电话"), (1.0, "陈林", "2009", "大专", None)
    ).tables
    assert "post" not in table.columns
    (table,) = understood(("姓名", "本人现任职务", "学历", "电话"), ("陈林", "镇长", "大专", None)).tables
    assert table.columns["post"] == (2,)


def test_a_word_that_changes_the_meaning_of_a_synonym_keeps_the_column_unmapped() -> None:
    (table,) = understood((*HEADER, "任现职务时间", "是否有结对村"), (*CHEN, "2009.01", "是")).tables
    assert table.unmapped == ("任现职务时间", "是否有结对村")


def test_private_columns_are_dropped_and_named() -> None:
    (table,) = understood((*HEADER, "户主姓名"), (*CHEN, "王松生")).tables
    assert table.dropped == ("户主姓名",)
    assert "王松生" not in table.rows[0].values.values()


def test_a_header_of_two_rows_is_joined() -> None:
    merges = (Merge(1, 4, 1, 5), Merge(1, 6, 1, 7), *(Merge(1, column, 2, column) for column in (1, 2, 3)))
    reading = understood(
        ("序号", "姓名", "职务", "全日制教育", None, "结对村", None),
        (None, None, None, "学历", "毕业院校", "村名", "是否贫困村"),
        (1.0, "陈林", "镇长", "大专", "怀化学院", "桥亭村", "是"),
        merges=merges,
    )
    (table,) = reading.tables
    assert table.header_rows == (1, 2)
    assert table.columns == {"name": (2,), "post": (3,), "education": (4,), "village": (6,)}
    assert table.unmapped == ("全日制教育毕业院校", "结对村是否贫困村")


def test_a_header_of_two_rows_is_joined_without_knowledge_of_merges() -> None:
    (table,) = understood(
        ("序号", "姓名", "职务", "全日制教育", None, "在职教育", None),
        (None, None, None, "学历", "毕业院校", "学历", "毕业院校"),
        (1.0, "陈林", "镇长", "大专", "怀化学院", "本科", None),
    ).tables
    assert table.rows[0].values["education"] == ("大专", "本科")


def test_a_merged_unit_line_is_no_upper_half_of_a_header() -> None:
    reading = understood(
        ("填报单位：县委", None, None, "填报日期：2011年9月15日", None),
        HEADER,
        CHEN,
        merges=(Merge(1, 1, 1, 3), Merge(1, 4, 1, 5)),
    )
    assert reading.tables[0].header_rows == (2,)


def test_fewer_labels_make_no_header_unless_the_kind_is_narrow() -> None:
    rows = [("姓名", "职务"), ("陈林", "镇长")]
    assert not understood(*rows).tables
    narrow = Kind("narrow", PEOPLE.columns, minimum=2)
    assert find_tables(Workbook("csv", (Sheet(None, rows),)), narrow).tables


def test_blocks_restart_the_mapping_at_every_header() -> None:
    reading = understood(
        HEADER,
        CHEN,
        (None,) * 5,
        ("铜湾镇",),
        ("姓名", "电话", "职务", "学历"),
        ("张刚", "14157039995", "科员", "本科"),
    )
    first, second = reading.tables
    assert (first.header_rows, second.header_rows) == ((1,), (5,))
    assert second.titles == ("铜湾镇",)
    assert second.rows[0].values["phone"] == "14157039995"


def test_two_persons_a_row_are_two_blocks() -> None:
    left, right = understood((*HEADER, None, *HEADER), (*CHEN, None, *ZHANG), (*CHEN, None)).tables
    assert (left.block, right.block) == (1, 7)
    assert [row.values["name"] for row in left.rows] == ["陈林", "陈林"]
    assert [row.values["name"] for row in right.rows] == ["张刚"]


def test_of_two_persons_a_row_the_right_one_may_have_fewer_columns() -> None:
    short = ("姓名", "职务", "学历", "电话")
    left, right = understood((*HEADER, "身份证号", *short), (*CHEN, None, *ZHANG[1:])).tables
    assert (left.rows[0].values["name"], right.rows[0].values["name"]) == ("陈林", "张刚")


def test_a_second_column_of_names_that_is_no_block_is_remarked_on() -> None:
    reading = understood((*HEADER, "姓名", "称谓"), (*CHEN, "向某", "妻子"))
    assert reading.sheets[0].remarks == ("SECOND_PERSON",)
    assert reading.tables[0].unmapped == ("姓名", "称谓")


@pytest.mark.parametrize("cell", ["组织委员", datetime.date(2011, 9, 1)])
def test_cells_beside_the_table_are_remarked_on(cell: Cell) -> None:
    assert understood(HEADER, (*CHEN, None, cell)).sheets[0].remarks == ("BESIDE_TABLE",)
    assert understood(HEADER, CHEN, (None, None, cell)).sheets[0].remarks == ()


def test_running_numbers_without_a_header_are_not_remarked_on() -> None:
    assert understood((None, *HEADER[1:]), CHEN, ("2", *ZHANG[1:])).sheets[0].remarks == ()


def test_each_block_has_the_headings_that_stand_in_it() -> None:
    rows = [("辰阳镇", *[None] * 4, "双井镇"), (*CHEN, *ZHANG), (*[None] * 5, "铜湾镇"), (*CHEN, *ZHANG)]
    left, right = understood((*HEADER, *HEADER), *rows).tables
    assert [row.group for row in left.rows] == ["辰阳镇", "辰阳镇"]
    assert [row.group for row in right.rows] == ["双井镇", "铜湾镇"]


def test_a_heading_at_the_left_holds_for_the_right_until_that_has_its_own() -> None:
    rows = [("辰阳镇",), (*CHEN, *ZHANG), ("双井镇",), (*CHEN, *ZHANG)]
    left, right = understood((*HEADER, *HEADER), *rows).tables
    assert [row.group for row in left.rows] == [row.group for row in right.rows] == ["辰阳镇", "双井镇"]


# Rows


def test_sparse_rows_over_a_header_that_returns_are_records() -> None:
    header = ("姓名", "乡镇", "结对村", "职务")
    reading = understood(header, ("陈林", "中方镇"), ("李明", "中方镇"), header, ("张刚", "铜湾镇"))
    assert names(reading) == [(2, "陈林"), (3, "李明"), (5, "张刚")]


def test_a_title_over_a_header_that_returns_is_none_of_the_records() -> None:
    reading = understood(HEADER, CHEN, ("铜湾镇干部花名册",), ("单位：铜湾镇", "2011年9月"), HEADER, ZHANG)
    assert names(reading) == [(2, "陈林"), (6, "张刚")]
    assert kinds(reading)[3] == "title"


def test_every_row_without_a_record_is_told_apart() -> None:
    reading = understood(
        HEADER,
        ("示例", "王某某", "镇长", "大专", "14100000000"),
        CHEN,
        ("小  计", None, "1人"),
        (None,) * 5,
        ("一、双江镇（9人）",),
        ZHANG,
        (3.0,),
        ("合  计", None, "2人"),
        (None,) * 5,
        ("填表人：向某某　审核人：滕某某",),
        ("注：1.“职务”栏填写现任职务。",),
    )
    assert names(reading) == [(3, "陈林"), (7, "张刚")]
    assert kinds(reading) == {
        1: "header",
        2: "example",
        4: "subtotal",
        5: "blank",
        6: "group_heading",
        8: "blank_numbered",
        9: "total",
        11: "footer",
        12: "note",
    }


def test_blank_rows_under_the_last_record_are_not_listed() -> None:
    assert 3 not in kinds(understood(HEADER, CHEN, (None,), ("填表人：",)))


def test_a_group_heading_holds_for_the_rows_under_it() -> None:
    (table,) = understood(HEADER, CHEN, ("辰阳镇",), ZHANG, (3.0, "李明", "科员")).tables
    assert [row.group for row in table.rows] == [None, "辰阳镇", "辰阳镇"]


def test_merged_cells_are_filled_down_inside_the_merge_only() -> None:
    header = ("乡镇", *HEADER[1:])
    rows = [("中方镇", "陈林", "镇长"), (None, "张刚", "科员"), (None, "李明", "科员")]
    (table,) = understood(header, *rows, merges=(Merge(2, 1, 3, 1),)).tables
    assert [row.values["township"] for row in table.rows] == ["中方镇", "中方镇", None]


def test_ditto_marks_take_the_cell_above() -> None:
    (table,) = understood(HEADER, CHEN, (2.0, "张刚", "同上", "〃"), (3.0, "李明", "″", "本科")).tables
    assert [row.values["post"] for row in table.rows] == ["镇长"] * 3
    assert [row.values["education"] for row in table.rows] == [("大专",), ("大专",), ("本科",)]


def test_a_ditto_mark_with_nothing_above_it_is_a_lost_cell() -> None:
    (table,) = understood(HEADER, (1.0, "张刚", None, "〃"), (2.0, "李明", "″", "本科")).tables
    assert [(row.values["post"], row.lost) for row in table.rows] == [
        (None, {"education": "DITTO"}),
        (None, {"post": "DITTO"}),
    ]


def test_a_row_with_nothing_but_a_name_is_a_record() -> None:
    assert names(understood(HEADER, CHEN, (None, "李明"))) == [(2, "陈林"), (3, "李明")]


# Sheets


def test_every_sheet_has_its_fate() -> None:
    rows = [HEADER, CHEN]
    workbook = Workbook(
        "xlsx",
        (
            Sheet("花名册", rows),
            Sheet("数据", rows, hidden=True),
            Sheet("填表说明", rows),
            Sheet("Sheet2", [("一份通知",)]),
            Sheet("Sheet3", []),
        ),
    )
    reading = find_tables(workbook, PEOPLE)
    assert [fate.role for fate in reading.sheets] == ["data", "hidden", "instructions", "other", "empty"]
    assert [table.sheet for table in reading.tables] == ["花名册"]


@pytest.mark.parametrize(
    ("coloured", "remarks"), [({1}, ()), ({1, 3}, ("COLOURED",)), ({1, 2, 3}, ()), (set(), ())]
)
def test_colour_is_remarked_on_where_it_sets_rows_of_data_apart(
    coloured: set[int], remarks: tuple[str, ...]
) -> None:
    sheet = Sheet(None, [HEADER, CHEN, ZHANG], coloured_rows=frozenset(coloured))
    assert find_tables(Workbook("xlsx", (sheet,)), PEOPLE).sheets[0].remarks == remarks


def test_hidden_and_struck_rows_are_marked_and_lost_cells_named() -> None:
    sheet = Sheet(
        None,
        [HEADER, CHEN, ZHANG],
        hidden_rows=frozenset({2}),
        struck_rows=frozenset({3}),
        lost={(3, 5): "#N/A"},
    )
    (table,) = find_tables(Workbook("xlsx", (sheet,)), PEOPLE).tables
    assert [(row.hidden, row.struck, row.lost) for row in table.rows] == [
        (True, False, {}),
        (False, True, {"phone": "#N/A"}),
    ]
