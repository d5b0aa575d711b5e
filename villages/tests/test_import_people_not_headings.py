"""People and households are not taken for headings, titles and footers."""

import pytest

from cadres.tests.factories import cadre_at
from villages.tests.clerks_sheets import (
    COUNTY,
    GAOCUN,
    JINHE,
    PLAIN,
    accounted,
    book_of,
    coming,
    man,
    paired,
    roster_of,
)
from villages.tests.sheets_cast import planned, villages_and_skills


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


@pytest.fixture
def lihua(places):
    return paired("李华")


def test_a_cadre_whose_name_ends_like_a_place_is_no_heading():
    for name in ("张明", "王镇", "李建镇"):
        cadre_at(GAOCUN, name=name)
    header = ("乡镇", "结对村", "姓名", "结对时间")
    rows = [header, ("高村镇", "西村", "张明", "2011-03-05"), (None, None, "王镇"), (None, None, "李建镇")]
    plan = planned("pairings", book_of(("台账", rows, "A2:A4", "B2:B4", "D2:D4")), COUNTY)
    assert accounted(plan) == {"张明", "王镇", "李建镇"}


def test_a_household_whose_head_is_called_like_a_place_is_no_heading():
    header = ("乡镇", "村名", "户号", "户主姓名", "类别")
    rows = [
        header,
        ("高村镇", "西村", 1, "吴明", "困难户"),
        (None, None, 2, "王镇"),
        (None, None, 3, "吴建乡"),
    ]
    plan = planned("households", book_of(("农户", rows, "A2:A4", "B2:B4")), COUNTY)
    assert accounted(plan) == {"吴明", "王镇", "吴建乡"}


def test_a_second_village_under_the_first_comes_in_or_is_refused(lihua):
    header = ("乡镇", "姓名", "结对村", "结对时间")
    rows = [header, ("高村镇", "李华", "西村", "2011-03-05"), (None, None, "东村")]
    plan = planned("pairings", book_of(("台账", rows)), COUNTY)
    assert len((*plan.rows, *plan.refused)) == 2


def test_a_person_over_the_header_of_the_next_page_is_no_title():
    header = ("姓名", "职务", "性别", "民族")
    some, other = ("张明", "干事", "男", "苗族"), ("王强", "干事", "男", "苗族")
    assert "李华" in accounted(roster_of(header, some, ("李华", "人大代表"), header, other))


def test_a_person_over_the_first_header_is_no_title():
    assert "张明" in accounted(roster_of(("高村镇干部花名册",), man(1, "张明"), PLAIN, man(3, "王强")))


def test_a_post_with_a_colon_before_the_name_is_no_signature():
    header = ("职务", "姓名", "性别", "民族")
    rows = [("党委书记：", "张明", "男", "苗族"), ("干事", "王强", "男", "苗族")]
    assert accounted(roster_of(header, *rows)) == {"张明", "王强"}


def test_what_may_be_a_township_beside_a_number_is_refused_and_its_people_fall_to_no_other():
    plan = roster_of(PLAIN, man(1, "张明"), (2, "吴建乡"), man(3, "王强"))
    assert (coming(plan), accounted(plan)) == ({"张明": GAOCUN}, {"张明", "吴建乡", "王强"})


def test_who_signs_under_a_table_is_no_cadre():
    header = ("职务", "姓名", "性别", "民族")
    rows = [("干事", "王强", "男", "苗族"), ("负责人：", "张明", "填表人：", "李华")]
    assert accounted(roster_of(header, *rows)) == {"王强"}


def test_a_place_and_a_day_under_a_table_sign_it():
    rows = [
        man(1, "张明"),
        (None, None, None, None, "高村镇人民政府"),
        (None, None, None, None, "2011年9月15日"),
    ]
    assert accounted(roster_of(PLAIN, *rows)) == {"张明"}


def test_a_numbered_person_over_the_first_header_needs_no_other_figure():
    header = ("序号", "姓名", "性别", "职务", "民族")
    rows = [("高村镇干部花名册",), (1, "张明", "男", "干事"), header, (2, "王强", "男", "干事", "苗族")]
    assert accounted(roster_of(*rows)) == {"张明", "王强"}


def test_a_household_that_is_told_by_number_and_head_alone_is_no_heading():
    header = ("乡镇", "村名", "户号", "户主姓名", "类别")
    rows = [header, ("高村镇", "西村", 1, "吴明", "困难户"), (None, None, 2, "王镇")]
    assert accounted(planned("households", book_of(("农户", rows)), COUNTY)) == {"吴明", "王镇"}


@pytest.mark.parametrize(
    "above",
    [
        [("联系人", "李四", "联系电话", "13800000001")],
        [("总人数", "12", "男", "8"), ("单位", "高村镇", "联系电话", "0745123")],
    ],
)
def test_a_line_of_labels_over_the_header_is_nobody(above):
    header = ("序号", "姓名", "性别", "职务", "民族")
    assert accounted(roster_of(*above, header, (1, "张明", "男", "干事", "苗族"))) == {"张明"}


@pytest.mark.parametrize(
    "signed",
    [
        ("镇长：", "李四", "审核", "王五"),
        ("主要领导（签字）：", "李四", "填报日期", "2011.9"),
        ("镇长：", "李四", "填报时间", "2011.9"),
    ],
)
def test_a_post_that_signs_beside_other_words_of_signing_is_no_cadre(signed):
    header = ("职务", "姓名", "性别", "民族")
    assert accounted(roster_of(header, ("干事", "王强", "男", "苗族"), signed)) == {"王强"}


@pytest.mark.parametrize("words", ["锦和", "锦和镇（1人）", "锦和（1人）"])
@pytest.mark.parametrize("column", [2, 3])
def test_a_township_that_stands_alone_right_of_the_names_leaves_nobody_to_the_one_above(words, column):
    header = ("序号", "姓名", "性别", "职务", "民族")
    heading = (*[None] * column, words)
    rows = [(1, "张明", "男", "干事", "苗族"), heading, (2, "王强", "男", "干事", "苗族")]
    assert coming(roster_of(header, *rows)) == {"张明": GAOCUN, "王强": JINHE}


def test_a_line_that_goes_on_with_the_post_above_is_no_township():
    header = ("序号", "姓名", "性别", "职务", "民族")
    rows = [
        (1, "张明", "男", "干事", "苗族"),
        (None, None, None, "农技站长"),
        (2, "王强", "男", "干事", "苗族"),
    ]
    assert coming(roster_of(header, *rows)) == {"张明": GAOCUN, "王强": GAOCUN}


@pytest.mark.parametrize("name", ["王镇", "安乡", "和平", "及第"])
def test_a_person_of_whom_only_the_name_is_told_heads_nobody_for_being_called_like_a_place(name):
    header = ("序号", "姓名", "性别", "职务", "民族")
    rows = [(1, "张明", "男", "干事", "苗族"), (2, name), (3, "王强", "男", "干事", "苗族")]
    assert coming(roster_of(header, *rows)) == {"张明": GAOCUN, name: GAOCUN, "王强": GAOCUN}


@pytest.mark.parametrize("words", ["党政办", "农技站", "机关", "站所"])
@pytest.mark.parametrize("serial", [1, "一"])
def test_a_numbered_group_among_the_names_is_nobody(serial, words):
    header = ("序号", "姓名", "性别", "职务", "民族")
    rows = [(serial, words), (1, "张明", "男", "干事", "苗族")]
    assert coming(roster_of(header, *rows)) == {"张明": GAOCUN}
