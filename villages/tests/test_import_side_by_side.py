"""Cards and tables beside each other."""

import pytest

from villages.tests.clerks_sheets import GAOCUN, JINHE, SHORT, accounted, coming, roster_of
from villages.tests.sheets_cast import id_number, villages_and_skills


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


def card(serial, name):
    return [
        ("姓名", name, "性别", "男"),
        ("民族", "苗族", "出生年月", "1975.03"),
        ("职务", "干事", "身份证号", id_number(serial)),
    ]


def test_of_two_cards_side_by_side_neither_is_lost():
    rows = [(*left, None, *right) for left, right in zip(card(1, "张明"), card(3, "王强"), strict=True)]
    assert accounted(roster_of(*rows)) == {"张明", "王强"}


def test_a_household_at_the_end_of_a_card_does_not_become_a_cadre():
    household = [
        ("结对帮扶农户情况",),
        ("姓名", "吴老汉", "性别", "男"),
        ("民族", "苗族", "联系电话", "138"),
    ]
    assert set(coming(roster_of(("干部登记表",), *card(1, "张明"), *household))) == {"张明"}


@pytest.mark.parametrize("words", [("高村镇", "锦和镇"), ("党政办", "农业站")])
def test_of_two_tables_side_by_side_under_headings_neither_is_lost(words):
    above = (words[0], *[None] * 4, words[1])
    rows = [above, (*SHORT, None, *SHORT)]
    rows += [("张明", "男", "干事", "苗族", None, "王强", "男", "干事", "苗族")]
    assert accounted(roster_of(*rows, merges=("A1:D1", "F1:I1"))) == {"张明", "王强"}


def test_a_header_beside_the_rows_of_another_table_does_not_end_that_table():
    rows = [
        (*SHORT,),
        ("张明", "男", "干事", "苗族"),
        ("王强", "男", "干事", "苗族", None, *SHORT),
        ("刘洋", "男", "干事", "苗族", None, "杨帆", "男", "干事", "苗族"),
    ]
    assert accounted(roster_of(*rows)) == {"张明", "王强", "刘洋", "杨帆"}


def test_three_cards_side_by_side_are_three_people_with_what_is_theirs():
    cards = zip(card(1, "张明"), card(3, "王强"), card(5, "李华"), strict=True)
    plan = roster_of(*[(*one, None, *two, None, *three) for one, two, three in cards])
    numbers = {draft.name: draft.record["id_number"] for draft in plan.rows}
    assert numbers == {"张明": id_number(1), "王强": id_number(3), "李华": id_number(5)}


def test_of_cards_with_households_each_is_read_and_no_household_is():
    household = [("结对户情况",), ("姓名", "吴老汉", "性别", "男"), ("民族", "苗族", "联系电话", "138")]
    plan = roster_of(("干部登记表",), *card(1, "张明"), *household, *card(3, "王强"), *household)
    assert set(coming(plan)) == {"张明", "王强"}


@pytest.mark.parametrize("words", [("高村镇", "锦和镇"), ("高村镇（1人）", "锦和镇（1人）")])
def test_words_over_each_of_two_tables_are_about_that_one(words):
    above = (words[0], *[None] * 4, words[1])
    row = ("张明", "男", "干事", "苗族", None, "王强", "男", "干事", "苗族")
    plan = roster_of(("麻阳县干部花名册",), above, (*SHORT, None, *SHORT), row, sheet="Sheet1")
    assert coming(plan) == {"张明": GAOCUN, "王强": JINHE}


def test_a_header_left_of_the_rows_of_another_table_does_not_end_that_table():
    gap = [None] * 5
    rows = [
        (*gap, *SHORT),
        (*gap, "张明", "男", "干事", "苗族"),
        (*SHORT, None, "王强", "男", "干事", "苗族"),
        ("刘洋", "男", "干事", "苗族", None, "杨帆", "男", "干事", "苗族"),
    ]
    assert accounted(roster_of(*rows)) == {"张明", "王强", "刘洋", "杨帆"}


def test_a_row_is_not_ignored_where_it_holds_a_record_of_one_of_the_tables():
    rows = [
        (*SHORT,),
        ("张明", "男", "干事", "苗族", None, *SHORT),
        (*[None] * 5, "王强", "男", "干事", "苗族"),
    ]
    plan = roster_of(*rows)
    assert [ignored.row for ignored in plan.ignored] == [1]


def test_no_identity_number_is_shown_among_what_is_not_read():
    row = ("张明", id_number(1), "男", "干事")
    plan = roster_of(
        ("名册",), row, ("姓名", "性别", "职务", "民族", id_number(3)), ("王强", "男", "干事", "苗族")
    )
    told = [*plan.unmapped, *(ignored.text for ignored in plan.ignored)]
    assert not any(id_number(serial) in text for serial in (1, 3) for text in told)


@pytest.mark.parametrize("lower", [0, 1])
def test_of_cards_that_do_not_begin_in_one_row_each_has_what_is_its_own(lower):
    gap = [(None,) * 4] * 2
    cards = [[*card(1, "张明"), *gap], [*gap, *card(3, "王强")]]
    left, right = cards if lower else reversed(cards)
    plan = roster_of(*[(*one, None, *two) for one, two in zip(left, right, strict=True)])
    numbers = {draft.name: draft.record["id_number"] for draft in plan.rows}
    assert numbers == {"张明": id_number(1), "王强": id_number(3)}


def test_words_over_the_right_table_alone_are_not_about_the_left():
    above = (*[None] * 5, "锦和镇")
    row = ("张明", "男", "干事", "苗族", None, "王强", "男", "干事", "苗族")
    plan = roster_of(above, (*SHORT, None, *SHORT), row)
    assert coming(plan) == {"张明": GAOCUN, "王强": JINHE}


@pytest.mark.parametrize("words", ["第1页", "共2页", "续表", "附件1"])
def test_the_number_of_a_page_over_the_right_table_takes_no_title_from_it(words):
    above = ("高村镇干部花名册", *[None] * 7, words)
    row = ("张明", "男", "干事", "苗族", None, "王强", "男", "干事", "苗族")
    plan = roster_of(above, (*SHORT, None, *SHORT), row, sheet="Sheet1")
    assert coming(plan) == {"张明": GAOCUN, "王强": GAOCUN}


@pytest.mark.parametrize(
    "above",
    [
        [("填报单位：高村镇人民政府", "填报单位：锦和镇人民政府")],
        [("高村镇干部花名册", "锦和镇干部花名册"), ("填报单位：高村镇", "填报单位：锦和镇")],
        [("高村镇干部花名册", "锦和镇干部花名册"), ("填报日期：2011年9月1日", "填报日期：2011年9月2日")],
    ],
)
def test_of_two_tables_each_takes_the_unit_line_and_the_title_over_it(above):
    lines = [(left, *[None] * 4, right) for left, right in above]
    row = ("张明", "男", "干事", "苗族", None, "王强", "男", "干事", "苗族")
    plan = roster_of(*lines, (*SHORT, None, *SHORT), row, sheet="Sheet1")
    assert coming(plan) == {"张明": GAOCUN, "王强": JINHE}


def test_a_unit_and_a_day_over_two_tables_are_about_both():
    line = ("填报单位：高村镇人民政府", *[None] * 6, "填报日期：2011年9月15日")
    row = ("张明", "男", "干事", "苗族", None, "王强", "男", "干事", "苗族")
    plan = roster_of(line, (*SHORT, None, *SHORT), row, sheet="Sheet1")
    assert coming(plan) == {"张明": GAOCUN, "王强": GAOCUN}


def test_the_unit_lines_of_two_tables_do_not_fall_to_the_one_below_them():
    line = ("填报单位：高村镇人民政府", *[None] * 4, "填报单位：锦和镇人民政府")
    row = ("张明", "男", "干事", "苗族", None, "王强", "男", "干事", "苗族")
    below = ("姓名", "性别", "职务", "民族", "学历")
    rows = [line, (*SHORT, None, *SHORT), row, below, ("杨帆", "男", "干事", "苗族", "大专")]
    assert coming(roster_of(*rows, sheet="Sheet1")) == {"张明": GAOCUN, "王强": JINHE}
