"""Importing lists of study reports: of which month, kept where, what is a correction."""

import datetime

import pytest

from assessments.models import StudyReport
from assessments.tests.factories import StudyReportFactory
from cadres.models import Role
from cadres.tests.factories import CadreFactory, PostFactory, cadre_at, clerk
from config.journal.models import Entry
from config.jurisdiction import Scope
from config.spreadsheets.actions import undo
from config.spreadsheets.kinds import Context, kind_named
from villages.tests.sheets_cast import imported, planned, reasons, workbook
from villages.tests.test_import_admin import exported
from villages.tests.test_import_undo import everything

pytestmark = pytest.mark.django_db
HEADER = ("序号", "乡镇", "姓名", "月份", "上交日期", "学习内容", "学时")
NOW = Context(as_of=datetime.date(2012, 1, 5))


def report(**changes):
    row = {
        "serial": 1, "township": "高村镇", "name": "李华", "month": "2011年10月", "day": "2011-11-03",
        "content": "柑橘整枝修剪心得", "hours": "12小时",
    }  # fmt: skip
    return tuple({**row, **changes}.values())


def reports(*rows):
    return workbook(("述学登记表",), HEADER, *rows, name="述学")


@pytest.fixture(autouse=True)
def li(gaocun, jinhe, zhijiang_town):
    return cadre_at(gaocun.code, name="李华")


def test_a_row_records_a_report_with_its_journal(gaocun, township_clerk):
    plan, batch = imported("studies", reports(report()), NOW, by=township_clerk)
    made = StudyReport.objects.get()
    assert plan.counts["new"] == 1
    assert (made.cadre.name, made.division, made.month, made.hours) == ("李华", gaocun, "2011-10", 12)
    assert (made.handed_in_on, made.content) == (datetime.date(2011, 11, 3), "柑橘整枝修剪心得")
    entry = Entry.objects.get(batch=batch, model="assessments.studyreport")
    assert (entry.verb, entry.by, entry.division_code) == ("create", township_clerk, gaocun.code)


def test_what_is_imported_again_is_the_same_and_makes_no_batch():
    imported("studies", reports(report()), NOW)
    plan, batch = imported("studies", reports(report()), NOW)
    assert (plan.counts["same"], batch) == (1, None)


def test_the_title_may_name_the_month():
    file = workbook(
        ("高村镇2011年10月份干部学习情况汇报表",),
        ("姓名", "汇报时间", "心得题目"),
        ("李 华", "11.11.3", "网箱养鱼"),
        ("填报人：张三",),
    )
    imported("studies", file, NOW)
    made = StudyReport.objects.get()
    assert (made.month, made.content, made.handed_in_on) == (
        "2011-10",
        "网箱养鱼",
        datetime.date(2011, 11, 3),
    )


def test_the_month_of_birth_is_not_the_month_of_the_report():
    file = workbook(
        ("2011年10月份学习情况汇报表",),
        ("乡镇", "姓名", "出生年月", "任职时间", "上交时间", "学习内容"),
        ("高村镇", "李华", "1975.03", "2008.05", "2011-11-03", "网箱养鱼"),
    )
    plan = planned("studies", file, NOW)
    assert (plan.unmapped, plan.rows[0].record["month"]) == (("出生年月", "任职时间"), "2011-10")


def test_what_a_row_says_otherwise_is_a_correction_and_empty_cells_change_nothing():
    imported("studies", reports(report()), NOW)
    plan, _batch = imported("studies", reports(report(day="2011-11-07", content=None, hours=None)), NOW)
    [change] = plan.rows[0].changes
    assert (change.field, change.old, change.new) == ("handed_in_on", "2011-11-03", "2011-11-07")
    made = StudyReport.objects.get()
    assert (made.handed_in_on, made.content, made.hours) == (
        datetime.date(2011, 11, 7),
        "柑橘整枝修剪心得",
        12,
    )


def test_an_import_that_is_undone_has_never_been(county_editor):
    before = everything()
    _plan, batch = imported("studies", reports(report()), NOW, by=county_editor)
    undo(batch=batch, by=county_editor)
    assert everything() == before


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"month": "去年"}, ["MONTH_UNKNOWN"]),
        ({"month": None}, ["MONTH_MISSING"]),
        ({"month": 2011.1}, ["MONTH_UNKNOWN"]),
        ({"day": "2011-09-30"}, ["STUDY_BEFORE_MONTH"]),
        ({"day": "2099-01-01"}, ["STUDY_IN_FUTURE"]),
        ({"day": None, "content": "无"}, ["STUDY_INCOMPLETE"]),
        ({"hours": "许多"}, ["HOURS_INVALID"]),
        ({"hours": 745}, ["HOURS_INVALID"]),
        ({"month": "2010-12"}, ["CADRE_UNKNOWN"]),
        ({"township": "锦和镇"}, ["CADRE_UNKNOWN"]),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_its_reason(changes, found):
    assert reasons(planned("studies", reports(report(**changes)), NOW)) == [(3, found)]


def test_there_is_one_report_of_a_cadre_and_a_month():
    plan = planned("studies", reports(report(), report(content="另一篇")), NOW)
    assert reasons(plan) == [(4, ["DUPLICATE_STUDY"])]


def test_a_void_report_does_not_stand_in_the_way(li):
    StudyReportFactory(cadre=li, voided_at="2012-01-01T00:00Z", void_reason="误录")
    assert planned("studies", reports(report()), NOW).counts["new"] == 1


@pytest.fixture
def mover(gaocun, jinhe):
    """In Gaocun until the middle of October, then in Jinhe."""
    cadre = CadreFactory()
    PostFactory(cadre=cadre, division=gaocun, valid_to=datetime.date(2011, 10, 16))
    PostFactory(cadre=cadre, division=jinhe, valid_from=datetime.date(2011, 10, 16))
    return cadre


def test_it_is_kept_where_the_cadre_ended_the_month(mover, gaocun, jinhe):
    def numbered(month):
        return workbook(("干部编号", *HEADER[3:]), (mover.number, month, *report()[4:]))

    of_gaocun = Context(as_of=NOW.as_of, codes=(gaocun.code,))
    assert reasons(planned("studies", numbered("2011-10"), of_gaocun)) == [(2, ["STUDY_KEPT_ELSEWHERE"])]
    imported("studies", numbered("2011-10"), NOW)
    imported("studies", numbered("2011-09"), of_gaocun)
    kept = dict(StudyReport.objects.values_list("month", "division__code"))
    assert kept == {"2011-10": jinhe.code, "2011-09": gaocun.code}


def test_reports_of_elsewhere_are_refused():
    own = Context(as_of=NOW.as_of, scope=Scope(codes=("431226102",)))
    assert reasons(planned("studies", reports(report()), own)) == [(3, ["TOWNSHIP_OUTSIDE_COUNTY"])]


@pytest.mark.parametrize("form", ["0", "1"])
def test_reports_taken_out_come_back_as_the_same(signed_in, county_editor, form):
    imported("studies", reports(report(), report(month="2011-09", hours=None)), NOW)
    plan = planned("studies", exported(signed_in(county_editor), "assessments/studyreport", form), NOW)
    assert (plan.counts["same"], plan.counts["rows"]) == (2, 2)


@pytest.mark.parametrize(("role", "may"), [(Role.TOWNSHIP_CLERK, True), (Role.AUDITOR, False)])
def test_who_may_record_reports_may_import_them(signed_in, gaocun, role, may):
    answer = signed_in(clerk(role, gaocun.code)).get("/admin/assessments/studyreport/import/")
    assert answer.status_code == (200 if may else 403)


def test_the_example_of_the_blank_table_comes_in():
    example = {**kind_named("studies").example, "乡镇": "高村镇", "姓名": "李华"}
    file = workbook(tuple(example), tuple(example.values()))
    assert planned("studies", file, NOW).counts["new"] == 1
