"""Importing tables of results: the papers add up, an evaluation is brought once, a correction is told."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Poll, PollResult
from assessments.sheets.words import COUNTS
from assessments.tests.factories import PeriodFactory, PollFactory, PollResultFactory
from cadres.models import Cadre, Role
from cadres.tests.factories import cadre_at, clerk
from config.journal.models import Entry
from config.jurisdiction import Scope
from config.spreadsheets.actions import undo
from config.spreadsheets.importing import Upload, understand
from config.spreadsheets.kinds import Context, kind_named
from villages.tests.sheets_cast import imported, planned, reasons, workbook
from villages.tests.test_import_admin import exported
from villages.tests.test_import_undo import everything

pytestmark = pytest.mark.django_db
HEADER = (
    "序号", "乡镇", "姓名", "测评类型", "测评日期", "考核期间", "参加人员", "发出票数", "收回票数", "有效票数",
    "优秀", "称职", "基本称职", "不称职", "弃权",
)  # fmt: skip
NOW = Context(as_of=datetime.date(2012, 1, 5))
DAY = datetime.date(2011, 12, 20)


def result(**changes):
    row = {
        "serial": 1, "township": "高村镇", "name": "李华", "kind": "民主测评", "day": "2011-12-20",
        "period": "2011年下半年", "people": "村干部、群众代表", "out": 50, "back": 48, "valid": 48,
        "very": 30, "satisfied": 12, "fair": 4, "poor": 1, "none": 1,
    }  # fmt: skip
    return tuple({**row, **changes}.values())


def results(*rows):
    return workbook(("干部民主测评结果汇总表",), HEADER, *rows, name="汇总表")


@pytest.fixture(autouse=True)
def people(gaocun, jinhe, zhijiang_town):
    """李华 and 赵军 of Gaocun, and the half-year."""
    PeriodFactory(code="2011-H2")
    return [cadre_at(gaocun.code, name=name) for name in ("李华", "赵军")]


def counts_of(result):
    return tuple(getattr(result, name) for name in COUNTS)


def test_a_row_brings_the_evaluation_and_the_result_with_their_journal(gaocun, county_editor):
    plan, batch = imported("polls", results(result()), NOW, by=county_editor)
    made, poll = PollResult.objects.get(), Poll.objects.get()
    assert plan.counts["new"] == 1
    assert (poll.kind, poll.division, poll.held_on, poll.period.code) == (
        "democratic",
        gaocun,
        DAY,
        "2011-H2",
    )
    assert (poll.handed_out, poll.returned, poll.valid, poll.source) == (50, 48, 48, "list")
    assert (poll.by_village_cadres, poll.by_deputies, poll.by_residents) == (True, False, True)
    assert (made.poll, made.cadre.name, counts_of(made)) == (poll, "李华", (30, 12, 4, 1, 1))
    told = Entry.objects.filter(batch=batch, verb="create", by=county_editor, division_code=gaocun.code)
    assert set(told.values_list("model", flat=True)) == {"assessments.poll", "assessments.pollresult"}


def test_many_rows_bring_one_evaluation():
    plan, _batch = imported("polls", results(result(), result(name="赵军", very=31, none=0)), NOW)
    assert (plan.counts["new"], Poll.objects.count(), PollResult.objects.count()) == (2, 1, 2)


def test_what_is_imported_again_is_the_same_and_makes_no_batch():
    imported("polls", results(result()), NOW)
    plan, batch = imported("polls", results(result()), NOW)
    assert (plan.counts["same"], batch) == (1, None)


def test_an_evaluation_that_is_recorded_takes_the_rows(gaocun):
    poll = PollFactory(division=gaocun, held_on=DAY, handed_out=50, returned=48, valid=48)
    bare = workbook(
        ("姓名", "乡镇", "测评类型", "测评日期", "优秀", "称职", "基本称职", "不称职"),
        ("李华", "高村镇", "民主评议", "2011.12.20", 40, 5, 3, 0),
    )
    plan, _batch = imported("polls", bare, NOW)
    assert plan.counts["new"] == 1
    assert counts_of(PollResult.objects.get(poll=poll)) == (40, 5, 3, 0, 0)


def test_the_words_over_the_table_tell_of_the_evaluation():
    file = workbook(
        ("高村镇2011年下半年服务群众满意度测评汇总表",),
        ("测评时间：2011年12月20日 参加人员：服务对象",),
        ("应到60人，发放测评票50张，收回48张，有效票47张",),
        ("序号", "姓名", "职务", "非常满意", "满意", "基本满意", "不满意", "满意率"),
        (1, "李华", "干事", 40, 5, 1, 1, 0.95),
        ("填表人：张三",),
    )
    plan, _batch = imported("polls", file, NOW)
    poll = Poll.objects.get()
    assert plan.unmapped == ("职务", "满意率")
    assert (poll.kind, poll.held_on, poll.period.code, poll.by_people_served) == (
        "satisfaction", DAY, "2011-H2", True,
    )  # fmt: skip
    assert (poll.list_size, poll.handed_out, poll.returned, poll.valid) == (60, 50, 48, 47)
    assert counts_of(PollResult.objects.get()) == (40, 5, 1, 1, 0)


def test_a_header_of_two_rows_gives_papers_and_leaves_shares_alone():
    file = workbook(
        ("2011年下半年民主测评汇总表（高村镇）",),
        ("测评时间：2011年12月20日 参加人员：村干部 发出50张，收回48张，有效48张",),
        ("姓名", "优秀", None, "称职", None, "基本称职", None, "不称职", None),
        (None, "票数", "得票率", "票数", "得票率", "票数", "得票率", "票数", "得票率"),
        ("李华", 30, "62.5%", 12, "25%", 5, "10.4%", 1, "2.1%"),
    )
    imported("polls", file, NOW)
    assert counts_of(PollResult.objects.get()) == (30, 12, 5, 1, 0)


def test_columns_about_the_cadre_are_not_taken_for_those_of_the_evaluation():
    beside = ("出生年月", "任现职时间", "干部类型", "上年度等次")
    file = workbook((*HEADER, *beside), (*result(), "1975.03", "2008.05", "公务员", "称职"))
    plan = planned("polls", file, NOW)
    assert (plan.unmapped, plan.counts["new"]) == (beside, 1)


def test_other_counts_are_a_correction_and_empty_cells_change_nothing():
    imported("polls", results(result()), NOW)
    plan, batch = imported("polls", results(result(very=29, poor=2, none=None)), NOW)
    changes = [(change.field, change.old, change.new) for change in plan.rows[0].changes]
    assert changes == [("very_satisfied", "30", "29"), ("poor", "1", "2")]
    assert counts_of(PollResult.objects.get()) == (29, 12, 4, 2, 1)
    entry = Entry.objects.get(batch=batch, model="assessments.pollresult")
    assert (entry.before, entry.after) == (
        {"very_satisfied": 30, "poor": 1}, {"very_satisfied": 29, "poor": 2},
    )  # fmt: skip


def test_an_import_that_is_undone_takes_the_evaluation_along(county_editor):
    before = everything()
    _plan, batch = imported("polls", results(result()), NOW, by=county_editor)
    undo(batch=batch, by=county_editor)
    assert everything() == before


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"very": 31}, "COUNTS_ABOVE_VALID"),
        ({"valid": 49}, "PAPERS_IMPOSSIBLE"),
        ({"back": 51, "valid": 48}, "PAPERS_IMPOSSIBLE"),
        ({"out": None}, "PAPERS_MISSING"),
        ({"very": "62%"}, "COUNT_INVALID"),
        ({"very": None, "satisfied": None, "fair": None, "poor": None, "none": None}, "COUNTS_MISSING"),
        ({"day": None}, "POLL_DAY_MISSING"),
        ({"day": "12月"}, "DATE_INVALID"),
        ({"day": "2099-12-20"}, "POLL_IN_FUTURE"),
        ({"day": "2011-06-30"}, "POLL_BEFORE_PERIOD"),
        ({"period": None}, "PERIOD_MISSING"),
        ({"period": "明年"}, "PERIOD_UNKNOWN"),
        ({"period": "2011年度"}, "PERIOD_NOT_OPEN"),
        ({"people": None}, "TAKING_PART_MISSING"),
        ({"people": "机关干部"}, "TAKING_PART_UNKNOWN"),
        ({"kind": "打分"}, "POLL_KIND_UNKNOWN"),
        ({"name": "无此人"}, "CADRE_UNKNOWN"),
        ({"township": "锦和镇"}, "CADRE_UNKNOWN"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_its_reason(changes, reason):
    plan = planned("polls", results(result(**changes)), NOW)
    assert reasons(plan) == [(3, [reason])]


def test_fewer_papers_than_are_valid_come_in_with_a_warning():
    plan = planned("polls", results(result(none=0)), NOW)
    assert "COUNTS_BELOW_VALID" in plan.rows[0].warnings


def test_a_column_of_sums_must_be_the_sum():
    def told(total):
        return workbook((*HEADER, "合计"), (*result(), total))

    assert reasons(planned("polls", told(47), NOW)) == [(2, ["COUNTS_NOT_THE_SUM"])]
    assert planned("polls", told(48), NOW).counts["new"] == 1


def test_a_sample_that_was_drawn_needs_its_list_and_its_seed():
    def told(*drawn):
        return workbook((*HEADER, "抽样方式", "名单人数", "抽样种子"), (*result(), *drawn))

    plan = planned("polls", told("随机抽样", None, None), NOW)
    assert reasons(plan) == [(2, ["PAPERS_MISSING", "SEED_MISSING"])]
    assert reasons(planned("polls", told("随机抽样", 49, "201112"), NOW)) == [(2, ["LIST_TOO_SHORT"])]
    imported("polls", told("随机抽样", 200, "201112"), NOW)
    assert Poll.objects.filter(sampling="drawn", list_size=200, seed="201112").exists()


def test_whom_papers_were_handed_is_taken_for_everybody_with_a_warning():
    plan, _batch = imported("polls", results(result()), NOW)
    assert plan.rows[0].warnings == ("LIST_ASSUMED",)
    assert Poll.objects.filter(sampling="all", list_size=50, seed="").exists()


def test_rows_of_an_evaluation_tell_the_same_of_it():
    plan = planned("polls", results(result(), result(name="赵军", back=49)), NOW)
    [refused] = plan.refused
    assert (refused.reasons, refused.problems[0].more) == (["POLL_TOLD_OTHERWISE"], "汇总表 3: 48")


def test_papers_other_than_the_recorded_ones_are_refused():
    imported("polls", results(result()), NOW)
    plan = planned("polls", results(result(name="赵军", back=49)), NOW)
    assert reasons(plan) == [(3, ["POLL_RECORDED_OTHERWISE"])]


def test_a_cadre_has_one_result_in_an_evaluation():
    plan = planned("polls", results(result(), result(very=20)), NOW)
    assert reasons(plan) == [(4, ["DUPLICATE_RESULT"])]


def test_a_first_row_that_is_refused_leaves_the_evaluation_to_the_next():
    plan, _batch = imported("polls", results(result(very=99), result(name="赵军")), NOW)
    assert (reasons(plan), Poll.objects.count(), PollResult.objects.count()) == (
        [(3, ["COUNTS_ABOVE_VALID"])], 1, 1,
    )  # fmt: skip


def test_two_columns_of_which_either_may_be_the_best_are_not_guessed():
    file = workbook(
        ("姓名", "乡镇", "测评类型", "测评日期", "满意", "比较满意", "不满意"),
        ("李华", "高村镇", "满意度测评", "2011-12-20", 30, 10, 2),
    )
    assert reasons(planned("polls", file, NOW)) == [(2, ["SCALE_UNKNOWN"])]


def test_a_void_evaluation_does_not_stand_in_the_way(gaocun):
    PollFactory(
        division=gaocun, held_on=DAY, voided_at="2012-01-01T00:00Z", void_reason="误录", returned=45, valid=40
    )
    assert planned("polls", results(result()), NOW).counts["new"] == 1


def test_results_of_elsewhere_are_refused_whether_or_not_they_are_recorded(gaocun):
    PollResultFactory(poll=PollFactory(division=gaocun, held_on=DAY), cadre=Cadre.objects.get(name="李华"))
    own = Context(as_of=NOW.as_of, scope=Scope(codes=("431226102",)))
    plan = planned("polls", results(result(), result(name="赵军")), own)
    assert reasons(plan) == [(3, ["TOWNSHIP_OUTSIDE_COUNTY"]), (4, ["TOWNSHIP_OUTSIDE_COUNTY"])]


def test_a_number_does_not_lead_to_results_that_another_place_keeps(people, gaocun, jinhe):
    file = workbook(("干部编号", *HEADER[3:]), (people[0].number, *result()[3:]))
    of_jinhe = Context(as_of=NOW.as_of, codes=(jinhe.code,))
    assert reasons(planned("polls", file, of_jinhe)) == [(2, ["RESULT_KEPT_ELSEWHERE"])]
    of_gaocun = Context(as_of=NOW.as_of, codes=(gaocun.code,))
    assert planned("polls", file, of_gaocun).counts["new"] == 1


@pytest.mark.parametrize("form", ["0", "1"])
def test_results_taken_out_come_back_as_the_same(signed_in, county_editor, form):
    imported(
        "polls", results(result(), result(name="赵军"), result(kind="满意度测评", day="2011-12-21")), NOW
    )
    plan = planned("polls", exported(signed_in(county_editor), "assessments/pollresult", form), NOW)
    assert (plan.counts["same"], plan.counts["rows"], plan.counts["refused"]) == (3, 3, 0)


def test_results_of_a_void_evaluation_are_not_taken_out(signed_in, county_editor):
    imported("polls", results(result()), NOW)
    Poll.objects.update(voided_at="2012-01-01T00:00Z", void_reason="误录")
    assert "李华" not in exported(signed_in(county_editor), "assessments/pollresult", "1").decode()


@pytest.mark.parametrize(("role", "may"), [(Role.TOWNSHIP_CLERK, True), (Role.INSPECTOR, False)])
def test_who_may_record_results_may_import_them(signed_in, gaocun, role, may):
    answer = signed_in(clerk(role, gaocun.code)).get("/admin/assessments/pollresult/import/")
    assert answer.status_code == (200 if may else 403)


def test_the_example_of_the_blank_table_is_read_without_a_word_about_its_columns():
    kind = kind_named("polls")
    file = workbook(tuple(kind.example), tuple({**kind.example, "乡镇": "高村镇", "姓名": "李华"}.values()))
    [table] = understand(kind, Upload("x.xlsx", file)).tables
    assert (table.unmapped, table.dropped) == ((), ())
    assert planned("polls", file, NOW).counts["new"] == 1


def test_the_number_of_selects_does_not_grow_with_the_rows(gaocun):
    names = [f"张{word}" for word in "一二三四五六七八九十"]
    for name in names:
        cadre_at(gaocun.code, name=name)

    def selects(day, some):
        file = results(*(result(name=name, day=day) for name in some))
        with CaptureQueriesContext(connection) as queries:
            plan, _batch = imported("polls", file, NOW)
        assert plan.counts["new"] == len(some)
        return sum(query["sql"].startswith("SELECT") for query in queries)

    assert selects("2011-12-20", names[:3]) == selects("2011-12-21", names)
