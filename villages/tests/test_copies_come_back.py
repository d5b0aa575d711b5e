"""A copy that comes back is understood as the file was: what was refused is refused again, until it is corrected."""

import datetime
import io

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from cadres.models import Post
from cadres.tests.factories import place
from config.spreadsheets.copies import copy_of_refused, whole_copy
from config.spreadsheets.kinds import Context
from config.spreadsheets.marked_copy import marked_copy
from config.spreadsheets.reading import read
from config.spreadsheets.types import Sheet, Workbook
from villages.tests.sheets_cast import id_number, imported, planned, reasons
from villages.tests.test_marked_copies import AUTUMN, opened, places, shown  # noqa: F401

CONTEXT = Context(as_of=AUTUMN)
HEADER = ("乡镇", "姓名", "性别", "职务", "身份证号", "出生年月")


def row(serial, name, township="高村镇", gender="男", birth="1975.03"):
    return (township, name, gender, "干事", id_number(serial), birth)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*rows, name="花名册"):
    book = openpyxl.Workbook()
    book.active.title = name
    for cells in rows:
        book.active.append(cells)
    return book


def struck():
    book = book_of(HEADER, row(1, "张一"), row(3, "李二"))
    for cell in book.active[3]:
        cell.font = Font(strike=True)
    return book


def without_result():
    return book_of(HEADER, row(1, "张一"), (*row(3, "李二")[:5], "=1975+0.03"))


def overlapping():
    book = book_of(HEADER, row(1, "张一"), row(3, "李二", gender="女"))
    book.active.merge_cells("H1:J1")
    book.active.merge_cells("I1:K1")
    return book


def merged_below():
    book = book_of(HEADER, row(1, "张一"), row(3, "李二", gender="女"))
    book.active.merge_cells("A9:F9")
    return book


def merged_without_end():
    book = book_of(HEADER, row(1, "张一"), row(3, "李二", gender="女"))
    book.active.merged_cells.add("H1:XFD1048576")
    return book


def card():
    return book_of(
        ("高村镇干部登记表",), ("姓名", "李二", "性别", "女"), ("职务", "干事", "民族", "苗族"),
        ("身份证号", id_number(3), "出生年月", "1975.03"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "make", [struck, without_result, merged_below, merged_without_end, overlapping, card]
)
@pytest.mark.parametrize("copy", [whole_copy, copy_of_refused])
def test_what_was_refused_is_refused_again_for_the_same_reason(county_editor, make, copy):
    data = saved(make())
    first = planned("cadres", data, CONTEXT)
    assert len(first.refused) == 1
    again = planned("cadres", copy(shown(county_editor, data)), CONTEXT)
    assert [draft.reasons for draft in again.refused] == [draft.reasons for draft in first.refused]


@pytest.mark.parametrize("copy", [whole_copy, copy_of_refused])
def test_a_month_that_only_its_format_tells_comes_back(county_editor, copy):
    book = book_of(HEADER, row(1, "张一"), ("高村镇", "李二", "坏性", "干事", "123", 1985.1))
    book.active["F3"].number_format = "0.00"
    back = opened(copy(shown(county_editor, saved(book)))).active
    cell = next(cell for cells in back.iter_rows() for cell in cells if cell.value == 1985.1)
    assert cell.number_format == "0.00"


def test_a_township_merged_over_a_first_table_is_kept(county_editor):
    book = book_of(
        HEADER,
        row(1, "张一"),
        (None, *row(3, "李二", gender="女")[1:]),
        ("锦和镇花名册",),
        HEADER,
        row(5, "王三", "锦和镇"),
    )
    book.active.merge_cells("A2:A3")
    back = opened(copy_of_refused(shown(county_editor, saved(book))))
    back.active["C2"] = "男"
    imported("cadres", saved(back), CONTEXT)
    assert Post.objects.get().division == place("431226101")


def test_a_copy_of_a_copy_has_one_column_of_results_and_no_stale_reason(county_editor):
    book = book_of(HEADER, row(1, "张一"), row(3, "李二", gender="女"))
    first = opened(whole_copy(shown(county_editor, saved(book))))
    first.active["C3"] = "男"
    back = opened(whole_copy(shown(county_editor, saved(first)))).active
    assert [cell.value for cell in back[1]].count("导入结果") == 1
    assert back["G3"].value is None


def test_what_a_worksheet_cannot_hold_comes_back_as_text():
    book = Workbook("csv", (Sheet(None, [("甲", datetime.date(1850, 1, 2), float("inf"))]),))
    assert read(marked_copy(book, {}, {})).sheets[0].rows == [("甲", "1850-01-02", "inf")]


def test_the_cells_of_a_card_are_coloured(county_editor):
    back = opened(whole_copy(shown(county_editor, saved(card())))).active
    assert back["D2"].fill.fgColor.rgb == "FFFFC7CE"


def test_a_heading_without_refused_rows_does_not_name_the_township_of_the_next_table(county_editor):
    plain = HEADER[1:]
    book = book_of(
        plain,
        ("高村镇",),
        row(1, "张一")[1:],
        row(7, "赵四")[1:],
        ("副科级干部名单",),
        plain,
        row(3, "李二")[1:],
    )
    first = planned("cadres", saved(book), CONTEXT)
    assert reasons(first) == [(7, ["TOWNSHIP_MISSING"])]
    again = planned("cadres", copy_of_refused(shown(county_editor, saved(book))), CONTEXT)
    assert [draft.reasons for draft in again.refused] == [["TOWNSHIP_MISSING"]]


def test_days_as_bare_numbers_count_from_the_year_of_the_file(county_editor):
    book = book_of(HEADER, row(1, "张一"), (*row(3, "李二", gender="女")[:4], None, 22671))
    book.epoch = CALENDAR_MAC_1904
    first = planned("cadres", saved(book), CONTEXT)
    again = planned("cadres", whole_copy(shown(county_editor, saved(book))), CONTEXT)
    born = [[draft.record["birth"] for draft in plan.rows] for plan in (first, again)]
    assert born[0] == born[1] == ["1975-03", "1966-01"]


def test_a_heading_holds_under_a_header_that_is_repeated_on_each_page(county_editor):
    plain = HEADER[1:]
    book = book_of(
        plain, ("高村镇",), row(1, "张一")[1:], row(5, "赵四")[1:], plain, row(3, "李二", gender="女")[1:]
    )
    back = opened(copy_of_refused(shown(county_editor, saved(book))))
    assert [cells[0].value for cells in back.active.iter_rows()] == ["姓名", "高村镇", "李二"]
    back.active["B3"] = "男"
    imported("cadres", saved(back), CONTEXT)
    assert Post.objects.get().division == place("431226101")


@pytest.mark.parametrize("whole", [True, False])
def test_a_second_block_of_fewer_columns_is_one_in_a_copy_as_well(county_editor, whole):
    book = book_of(
        (*HEADER, "民族", "学历", "备注", "姓名", "性别", "职务", "身份证号"),
        (*row(1, "张一"), "苗族", "大专", None, "王五", "男", "干事", id_number(5)),
        (*row(3, "李二", gender="?"), "苗族", "大专", None, "赵六", "女", "干事", id_number(8)),
    )
    first = planned("cadres", saved(book), CONTEXT)
    copy = (whole_copy if whole else copy_of_refused)(shown(county_editor, saved(book)))
    again = planned("cadres", copy, CONTEXT)
    assert "赵六" in [draft.record["name"] for draft in (*first.rows, *first.refused)]
    assert "赵六" in [draft.record["name"] for draft in (*again.rows, *again.refused)]
