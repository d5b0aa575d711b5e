"""Importing lists of bonuses and deductions: each is a proposal, which a second person approves; nothing is guessed."""

import datetime

import pytest

from assessments.actions import NotPossible, approve, refuse
from assessments.models import Adjustment
from assessments.sheets.values_adjustments import signed_points
from assessments.tests.factories import PeriodFactory
from assessments.tests.graded import close
from cadres.models import Cadre, Role
from cadres.tests.factories import cadre_at, clerk
from config.journal.models import Entry
from config.jurisdiction import Scope
from config.millionths import ONE
from config.spreadsheets.actions import undo
from config.spreadsheets.kinds import Context, kind_named
from config.spreadsheets.obstacles import obstacles_of
from villages.tests.sheets_cast import imported, planned, reasons, workbook
from villages.tests.test_import_admin import exported
from villages.tests.test_import_undo import everything

HEADER = ("序号", "乡镇", "姓名", "考核期间", "加减分类型", "分值", "事由", "决定人")
NOW = Context(as_of=datetime.date(2012, 1, 5))


def proposal(**changes):
    row = {
        "serial": 1, "township": "高村镇", "name": "李华", "period": "2011年10月", "kind": "加分", "points": 2,
        "reason": "抢险救灾", "by": "镇党委",
    }  # fmt: skip
    return tuple({**row, **changes}.values())


def proposals(*rows):
    return workbook(("加减分情况表",), HEADER, *rows, name="加减分")


@pytest.fixture
def period(gaocun, jinhe, zhijiang_town):
    cadre_at(gaocun.code, name="李华")
    return PeriodFactory(code="2011-10")


@pytest.fixture
def chief(mayang):
    return clerk(Role.COUNTY_ADMINISTRATOR, "431226", username="chief")


# What cells say


@pytest.mark.parametrize(
    ("cells", "kind", "points"),
    [
        (("加分", 2), "bonus", 2 * ONE), (("扣分", "1.5分"), "deduction", 1_500_000), ((None, "+2"), "bonus", 2 * ONE),
        ((None, "-2"), "deduction", 2 * ONE), ((None, "扣2分"), "deduction", 2 * ONE),
        (("加分", 0.1), "bonus", 100_000),
        ((None, None, 2, None), "bonus", 2 * ONE), ((None, None, 0, "3"), "deduction", 3 * ONE),
    ],
    ids=str,
)  # fmt: skip
def test_kind_and_points_are_read_however_they_are_told(cells, kind, points):
    found = signed_points(*cells)
    assert (found.kind, found.points, found.problem) == (kind, points, "")


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ((None, 2), "ADJUSTMENT_KIND_UNKNOWN"), (("加分", -2), "ADJUSTMENT_KIND_UNKNOWN"),
        (("加减分", 2), "ADJUSTMENT_KIND_UNKNOWN"), (("加分", None), "POINTS_MISSING"), (("加分", 0), "POINTS_MISSING"),
        (("加分", "许多"), "POINTS_INVALID"), (("加分", 101), "POINTS_INVALID"),
        (("加分", "1.0000001"), "POINTS_INVALID"),
        ((None, None, 2, 3), "POINTS_TWICE"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_not_clear_is_not_guessed(cells, problem):
    assert signed_points(*cells).problem == problem


# What becomes of rows


@pytest.mark.django_db
def test_a_row_is_a_proposal_of_whoever_imports_with_its_journal(period, county_editor, mayang):
    _plan, batch = imported("adjustments", proposals(proposal()), NOW, by=county_editor)
    made = Adjustment.objects.get()
    assert (made.state, made.proposed_by, made.settled_by) == ("proposed", county_editor, None)
    assert (made.cadre.name, made.period, made.kind, made.points) == ("李华", period, "bonus", 2 * ONE)
    assert (made.reason, made.decided_by, made.division) == ("抢险救灾", "镇党委", mayang)
    entry = Entry.objects.get(batch=batch, model="assessments.adjustment")
    assert (entry.verb, entry.by, entry.division_code) == ("create", county_editor, "431226")


@pytest.mark.django_db
def test_whoever_imported_it_cannot_approve_it_and_a_second_person_can(period, chief):
    imported("adjustments", proposals(proposal()), NOW, by=chief)
    made = Adjustment.objects.get()
    with pytest.raises(NotPossible):
        approve(proposal=made, by=chief)
    second = clerk(Role.COUNTY_ADMINISTRATOR, "431226")
    assert approve(proposal=made, by=second).state == "approved"


@pytest.mark.django_db
def test_a_sheet_that_says_approved_approves_nothing(period):
    file = workbook((*HEADER, "审定情况"), (*proposal(), "已审定"))
    imported("adjustments", file, NOW)
    assert Adjustment.objects.get().state == "proposed"


@pytest.mark.django_db
@pytest.mark.parametrize("settle", [None, "approve", "refuse"])
def test_what_is_imported_again_is_the_same_whatever_became_of_it(period, chief, county_editor, settle):
    imported("adjustments", proposals(proposal()), NOW, by=county_editor)
    if settle == "approve":
        approve(proposal=Adjustment.objects.get(), by=chief)
    elif settle == "refuse":
        refuse(proposal=Adjustment.objects.get(), by=chief, reason="依据不足")
    plan, batch = imported("adjustments", proposals(proposal()), NOW, by=county_editor)
    assert (plan.counts["same"], batch) == (1, None)
    assert plan.rows[0].warnings == (("ADJUSTMENT_REFUSED_BEFORE",) if settle == "refuse" else ())


@pytest.mark.django_db
def test_other_points_of_the_same_period_are_another_proposal_with_a_warning(period):
    imported("adjustments", proposals(proposal()), NOW)
    plan = planned("adjustments", proposals(proposal(points=3)), NOW)
    assert (plan.counts["new"], plan.rows[0].warnings) == (1, ("ADJUSTMENT_BESIDE",))


@pytest.mark.django_db
def test_the_same_points_for_the_same_reason_twice_are_one(period):
    plan = planned("adjustments", proposals(proposal(), proposal()), NOW)
    assert reasons(plan) == [(4, ["DUPLICATE_ADJUSTMENT"])]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"period": None}, ["PERIOD_MISSING"]),
        ({"period": "2011年"}, ["PERIOD_NOT_OPEN"]),
        ({"reason": None}, ["ADJUSTMENT_REASON_MISSING"]),
        ({"by": "无"}, ["DECIDED_BY_MISSING"]),
        ({"kind": "不详"}, ["ADJUSTMENT_KIND_UNKNOWN"]),
        ({"points": None}, ["POINTS_MISSING"]),
        ({"name": "无此人"}, ["CADRE_UNKNOWN"]),
        ({"reason": "长" * 201}, ["ADJUSTMENT_REASON_LONG"]),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_its_reason(period, changes, found):
    assert reasons(planned("adjustments", proposals(proposal(**changes)), NOW)) == [(3, found)]


@pytest.mark.django_db
def test_nothing_new_comes_into_a_closed_period_and_what_is_there_is_the_same(period):
    imported("adjustments", proposals(proposal()), NOW)
    close(period)
    plan = planned("adjustments", proposals(proposal(), proposal(points=3)), NOW)
    assert (plan.counts["same"], reasons(plan)) == (1, [(4, ["PERIOD_CLOSED"])])


@pytest.mark.django_db
def test_the_title_may_name_the_period_and_columns_of_their_own_the_kind(period):
    file = workbook(
        ("高村镇2011年10月份干部加扣分情况表",),
        ("姓名", "加分", "扣分", "事由", "决定人"),
        ("李华", None, 1.5, "会议缺席", "镇党委"),
    )
    imported("adjustments", file, NOW)
    made = Adjustment.objects.get()
    assert (made.kind, made.points, made.period) == ("deduction", 1_500_000, period)


@pytest.mark.django_db
def test_a_place_outside_the_jurisdiction_does_not_decide(period):
    file = workbook((*HEADER, "决定单位代码"), (*proposal(), "4312"))
    of_county = Context(as_of=NOW.as_of, scope=Scope(codes=("431226",)))
    assert reasons(planned("adjustments", file, of_county)) == [(2, ["DECIDED_ELSEWHERE"])]
    own = Context(as_of=NOW.as_of, scope=Scope(codes=("431228",)))
    assert reasons(planned("adjustments", proposals(proposal()), own)) == [(3, ["TOWNSHIP_OUTSIDE_COUNTY"])]


@pytest.mark.django_db
def test_a_number_does_not_lead_to_a_cadre_of_another_place(period, jinhe):
    file = workbook(("干部编号", *HEADER[3:]), (Cadre.objects.get().number, *proposal()[3:]))
    of_jinhe = Context(as_of=NOW.as_of, codes=(jinhe.code,))
    assert reasons(planned("adjustments", file, of_jinhe)) == [(2, ["ADJUSTMENT_ELSEWHERE"])]


@pytest.mark.django_db
def test_an_import_is_undone_until_something_of_it_is_approved(period, county_editor, chief):
    before = everything()
    _plan, batch = imported("adjustments", proposals(proposal()), NOW, by=county_editor)
    undo(batch=batch, by=county_editor)
    assert everything() == before
    _plan, batch = imported("adjustments", proposals(proposal()), NOW, by=county_editor)
    approve(proposal=Adjustment.objects.get(), by=chief)
    assert obstacles_of(batch, county_editor)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["0", "1"])
def test_proposals_taken_out_come_back_as_the_same(signed_in, county_editor, period, form):
    rows = [proposal(), proposal(kind="扣分", points="0.000001", reason="会议缺席")]
    imported("adjustments", proposals(*rows), NOW)
    plan = planned("adjustments", exported(signed_in(county_editor), "assessments/adjustment", form), NOW)
    assert (plan.counts["same"], plan.counts["rows"]) == (2, 2)


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "may"), [(Role.COUNTY_EDITOR, True), (Role.TOWNSHIP_CLERK, False)])
def test_who_may_propose_may_import(signed_in, gaocun, role, may):
    code = "431226" if may else gaocun.code
    answer = signed_in(clerk(role, code)).get("/admin/assessments/adjustment/import/")
    assert answer.status_code == (200 if may else 403)


@pytest.mark.django_db
def test_the_example_of_the_blank_table_comes_in(period):
    example = {**kind_named("adjustments").example, "乡镇": "高村镇", "姓名": "李华"}
    file = workbook(tuple(example), tuple(example.values()))
    assert planned("adjustments", file, NOW).counts["new"] == 1
