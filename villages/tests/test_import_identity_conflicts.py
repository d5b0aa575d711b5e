"""A number of one person beside the name of another: the row is filed under neither, and says whom each means."""

import pytest

from cadres.models import Cadre, Role
from cadres.tests.factories import cadre_at, clerk
from config.spreadsheets.kinds import Context
from config.spreadsheets.sentences import of_problem
from villages.tests.sheets_cast import id_number, imported, planned, villages_and_skills
from villages.tests.small_books import (
    AUTUMN,
    COUNTY,
    GAOCUN,
    JINHE,
    NOVEMBER,
    PLAIN,
    book_of,
    man,
    paired,
    roster_of,
    silent,
)

DIARY = ("日期", "乡镇", "姓名", "村", "事由", "内容", "住宿", "劳动", "签字")
ROWS = {
    "visits": (DIARY, ("2011-10-11", "高村镇", "李华", "西村", "走访", "了解销路", "否", "是", "√")),
    "pairings": (("姓名", "乡镇", "结对村", "结对时间"), ("李华", "高村镇", "东村", "2011-03-05")),
    "mastery": (
        ("乡镇", "姓名", "掌握技能", "认定日期", "掌握程度", "认定方式", "认定人"),
        ("高村镇", "李华", "柑橘栽培", "2011-09-05", "能独立操作", "考试", "县农业局"),
    ),
    "transfers": (
        ("姓名", "原乡镇", "调入乡镇", "调动日期"),
        ("李华", "高村镇", "锦和镇", "2011-10-11"),
    ),
}
"""Kind → header and row of something that is told of 李华."""


@pytest.fixture(autouse=True)
def places(gaocun, jinhe):
    villages_and_skills()


@pytest.fixture
def lihua(places):
    return paired("李华")


@pytest.fixture
def zhangming(places):
    """张明 of Gaocun, with an identity number."""
    cadre = paired("张明")
    imported("cadres", book_of(("高村镇", [PLAIN, man(1, "张明")])), COUNTY)
    return cadre


def beside(kind, label, number):
    """The plan of a row about 李华 with a number in front."""
    header, row = ROWS[kind]
    return planned(kind, book_of(("表", [(label, *header), (number, *row)])), NOVEMBER)


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize(
    ("label", "code"), [("干部编号", "NUMBER_NAME_MISMATCH"), ("身份证号", "ID_NAME_MISMATCH")]
)
def test_a_row_whose_number_and_name_are_two_people_is_filed_under_neither(
    lihua, zhangming, kind, label, code
):
    plan = beside(kind, label, zhangming.number if label == "干部编号" else id_number(1))
    assert plan.rows == ()
    problem = next(problem for problem in plan.refused[0].problems if problem.code == code)
    assert "张明" in of_problem(problem)
    assert "李华" in of_problem(problem)


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_whose_number_and_name_are_one_person_comes_in(lihua, kind):
    assert len(beside(kind, "干部编号", lihua.number).rows) == 1


def test_a_name_that_is_corrected_beside_our_number_is_a_change(zhangming):
    plan = roster_of(("干部编号", *PLAIN[1:4]), (zhangming.number, "张鸣", "男", "干事"))
    assert [(change.field, change.new) for change in plan.rows[0].changes] == [("name", "张鸣")]


@pytest.mark.parametrize("label", ["干部编号", "身份证号"])
def test_a_name_that_shares_nothing_with_the_recorded_one_is_no_correction(zhangming, label):
    number = zhangming.number if label == "干部编号" else id_number(1)
    plan = roster_of((label, *PLAIN[1:4]), (number, "王强", "男", "干事"))
    assert silent(plan) == {}
    assert plan.refused[0].reasons[0] in ("NUMBER_NAME_MISMATCH", "ID_NAME_MISMATCH")


def test_a_name_that_somebody_else_of_the_township_has_is_no_correction(zhangming):
    cadre_at(GAOCUN, name="张华")
    plan = roster_of(("干部编号", *PLAIN[1:4]), (zhangming.number, "张华", "男", "干事"))
    assert [draft.reasons for draft in plan.refused] == [["NUMBER_NAME_MISMATCH"]]


def test_a_name_that_both_numbers_vouch_for_is_a_change(zhangming):
    header = ("干部编号", "姓名", "性别", "职务", "身份证号")
    plan = roster_of(header, (zhangming.number, "王强", "男", "干事", id_number(1)))
    assert [draft.status for draft in plan.rows] == ["changed"]


def test_nobody_new_is_made_of_whom_the_number_of_another_stands_beside(zhangming):
    rows = [("干部编号", *PLAIN[1:4]), (zhangming.number, "王强", "男", "干事")]
    imported("cadres", book_of(("高村镇", rows)), COUNTY)
    assert list(Cadre.objects.values_list("name", flat=True)) == ["张明"]


def test_a_clerk_of_another_township_does_not_learn_whom_a_number_means(zhangming):
    under = Context(as_of=AUTUMN, scope=clerk(Role.TOWNSHIP_CLERK, JINHE, username="jinhe").scope)
    for label, number in (("干部编号", zhangming.number), ("身份证号", id_number(1))):
        plan = roster_of((label, *PLAIN[1:4]), (number, "王强", "男", "干事"), sheet="锦和镇", context=under)
        assert not any("张明" in of_problem(p) for draft in plan.refused for p in draft.problems)
