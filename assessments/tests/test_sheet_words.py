"""Periods, months, papers and people as officials write them over and in tables."""

import datetime

import pytest

from assessments.sheets.periods import code_in, month_over, period_over, plain, told_month
from assessments.sheets.polls_over import told_over
from assessments.sheets.values_polls import count, poll_kind, taking_part
from assessments.sheets.values_reviews import grade
from config.spreadsheets.planning import Draft
from config.spreadsheets.types import Row, Table


def table(*titles, lines=(), sheet="Sheet1"):
    return Table(sheet, (1,), {}, {}, [], titles=titles, unit_lines=tuple(lines))


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2011年下半年", "2011-H2"), ("2011年度上半年", "2011-H1"), ("二〇一一年下半年", "2011-H2"),
        ("2011-h2", "2011-H2"),
        ("2011年第四季度", "2011-Q4"), ("2011年4季度", "2011-Q4"), ("2011-Q1", "2011-Q1"), ("2011年10月份", "2011-10"),
        ("2011．10", "2011-10"), ("2011/9", "2011-09"), ("2011年度", "2011"), ("2011 年", "2011"), (2011, "2011"),
        (datetime.date(2011, 10, 1), "2011-10"),
        ("2011年13月", None), ("2011年12月20日", None), ("下半年", None), ("1811年", None), ("", None),
    ],
)  # fmt: skip
def test_a_period_is_known_however_it_is_written(cell, code):
    assert code_in(plain(cell), whole=True) == code


@pytest.mark.parametrize(
    ("titles", "lines", "code"),
    [
        (["高村镇2011年下半年干部民主测评结果汇总表"], [], "2011-H2"),
        (["干部满意度测评表", "（2011年度）"], [], "2011"),
        (["民主测评汇总表"], ["测评时间：2011年12月20日", "填报日期：2011年12月"], None),
        (["民主测评汇总表"], ["（2011年第三季度）"], "2011-Q3"),
    ],
)
def test_a_title_names_the_period_and_a_day_is_none(titles, lines, code):
    assert period_over(table(*titles, lines=lines)) == code


@pytest.mark.parametrize(
    ("titles", "sheet", "month"),
    [
        (["2011年10月份学习情况汇报表"], "Sheet1", "2011-10"),
        (["2011年述学登记表"], "10月", "2011-10"),
        (["述学登记表"], "10月", None),
        (["2011年下半年述学登记表"], "Sheet1", None),
    ],
)
def test_a_title_or_the_name_of_a_sheet_names_the_month(titles, sheet, month):
    assert month_over(table(*titles, sheet=sheet)) == month


def month_of(cell, shown=None, titles=(), sheet="Sheet1"):
    row = Row(2, {"month": cell}, shown={"month": shown} if shown else {})
    return told_month(Draft(table(*titles, sheet=sheet), row, 2), "month")


def test_a_number_that_may_be_january_or_october_is_the_month_that_the_workbook_shows():
    assert month_of(2011.1, shown="2011.10") == "2011-10"
    assert month_of(2011.1) is None
    assert month_of("2011.1", sheet=None) is None
    assert month_of("2011.1") == "2011-01"
    assert month_of(2011.11) == "2011-11"


def test_a_month_without_a_year_is_one_of_the_year_in_the_title():
    assert month_of("10月份", titles=["2011年度述学登记表"]) == "2011-10"
    assert month_of("10月") is None


def test_the_lines_over_a_table_tell_of_the_evaluation():
    over = table(
        "高村镇2011年下半年干部民主测评结果汇总表",
        lines=[
            "测评时间：2011年12月20日  参加人员：村干部、群众代表",
            "应到60人，实到52人，发出测评票50张，收回测评票48张，其中有效票47张、无效票1张",
            "填报日期：2011年12月25日",
        ],
    )
    assert told_over(over) == {
        "kind": "democratic", "period": "2011-H2", "held_on": datetime.date(2011, 12, 20),
        "people": "by_village_cadres by_residents", "list_size": 60, "handed_out": 50, "returned": 48, "valid": 47,
    }  # fmt: skip


def test_over_a_table_that_tells_nothing_nothing_is_read():
    assert told_over(table("干部名单", lines=["填报单位：高村镇  2011年12月25日"])) == {}


@pytest.mark.parametrize(
    ("cell", "number"), [(12, 12), (12.0, 12), ("12票", 12), ("１２", 12), ("", None), ("—", None), ("无", 0)]
)
def test_a_number_of_papers_is_a_whole_number(cell, number):
    assert count(cell) == number


@pytest.mark.parametrize("cell", ["85%", 0.85, "-1", "约30", "十二", True])
def test_what_is_no_number_of_papers_is_never_one(cell):
    with pytest.raises(ValueError):
        count(cell)


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("村干部、两代表一委员", "by_village_cadres by_deputies"),
        ("村支两委和村民代表", "by_village_cadres by_residents"),
        ("人大代表、政协委员、办事群众", "by_deputies by_people_served"),
        ("服务对象", "by_people_served"),
        ("无", None),
    ],
)
def test_who_took_part_is_known_by_what_lists_call_them(cell, part):
    assert (taking_part(cell).value, taking_part(cell).reasons) == (part, ())


@pytest.mark.parametrize("cell", ["机关干部", "村干部、机关干部", "张三"])
def test_others_than_those_who_may_take_part_are_not_understood(cell):
    assert taking_part(cell).reasons == ("TAKING_PART_UNKNOWN",)


def test_an_evaluation_is_of_satisfaction_where_it_says_so():
    assert poll_kind("群众满意度测评").value == "satisfaction"
    assert poll_kind("民主测评").value == "democratic"
    assert poll_kind("打分").reasons == ("POLL_KIND_UNKNOWN",)


@pytest.mark.parametrize(
    ("cell", "code"),
    [("好", "good"), ("优 秀", "good"), ("良好", "fairly_good"), ("一般", "fair"), ("差", "poor")],
)
def test_a_grade_is_known_by_what_lists_call_it(cell, code):
    assert grade(cell).value == code
    assert grade("称职").reasons == ("GRADE_UNKNOWN",)
