"""Importing lists of half-year reviews: the right superior, told by name or number, and what is a correction."""

import datetime

import pytest

from assessments.models import Review
from assessments.tests.factories import PeriodFactory, ReviewFactory, SuperiorTieFactory
from cadres.models import Role
from cadres.tests.factories import cadre_at, clerk
from config.journal.models import Entry
from config.jurisdiction import Scope
from config.spreadsheets.actions import undo
from config.spreadsheets.kinds import Context, kind_named
from villages.tests.sheets_cast import imported, planned, reasons, workbook
from villages.tests.test_import_admin import exported
from villages.tests.test_import_undo import everything

pytestmark = pytest.mark.django_db
HEADER = ("序号", "乡镇", "姓名", "考核期间", "讲评日期", "讲评等次", "讲评人", "讲评意见")
NOW = Context(as_of=datetime.date(2012, 1, 5))
DAY = datetime.date(2011, 12, 20)


def review(**changes):
    row = {
        "serial": 1, "township": "高村镇", "name": "李华", "period": "2011年下半年", "day": "2011-12-20",
        "grade": "较好", "by": "田大力", "text": "学得扎实",
    }  # fmt: skip
    return tuple({**row, **changes}.values())


def reviews(*rows):
    return workbook(("半年讲评情况汇总表",), HEADER, *rows, name="讲评")


@pytest.fixture(autouse=True)
def cast(gaocun, jinhe, zhijiang_town):
    """李华 of Gaocun, and two of its leaders: 田大力, mayor, and 滕小军."""
    for code in ("2011-H1", "2011-H2"):
        PeriodFactory(code=code)
    PeriodFactory(code="2011")
    li = cadre_at(gaocun.code, name="李华")
    mayor = cadre_at(gaocun.code, name="田大力", title="党委副书记、镇长", post_class="leader")
    cadre_at(gaocun.code, name="滕小军", title="副镇长", post_class="leader")
    return {"li": li, "mayor": mayor}


def test_a_row_records_a_review_by_a_leader_of_the_place_with_its_journal(cast, gaocun, township_clerk):
    _plan, batch = imported("reviews", reviews(review()), NOW, by=township_clerk)
    made = Review.objects.get()
    assert (made.cadre, made.division, made.period.code, made.held_on) == (cast["li"], gaocun, "2011-H2", DAY)
    assert (made.grade, made.text, made.superior, made.tie) == (
        "fairly_good",
        "学得扎实",
        cast["mayor"],
        None,
    )
    assert made.reviewer == "田大力 党委副书记、镇长"
    entry = Entry.objects.get(batch=batch, model="assessments.review")
    assert (entry.verb, entry.division_code) == ("create", gaocun.code)


@pytest.mark.parametrize("told", ["田大力", "田 大力", "田大力镇长", "镇长田大力", "田大力同志"])
def test_a_leader_is_known_by_the_name_with_or_without_the_office(cast, told):
    imported("reviews", reviews(review(by=told)), NOW)
    assert Review.objects.get().superior == cast["mayor"]


def test_a_leader_is_reviewed_by_the_county_leader_who_is_tied_to_the_township(gaocun):
    tie = SuperiorTieFactory(division=gaocun, leader="滕某 副县长", valid_from=None, valid_to=None)
    imported("reviews", reviews(review(name="滕小军", by=None), review(name="田大力", by="滕某")), NOW)
    assert [(one.tie, one.superior, one.reviewer) for one in Review.objects.all()] == [
        (tie, None, "滕某 副县长")
    ] * 2


def test_what_is_imported_again_is_the_same_and_makes_no_batch():
    imported("reviews", reviews(review()), NOW)
    for again in (review(), review(by=None), review(by="田大力镇长", text=None)):
        plan, batch = imported("reviews", reviews(again), NOW)
        assert (plan.counts["same"], batch) == (1, None)


def test_another_grade_is_a_correction():
    imported("reviews", reviews(review()), NOW)
    plan, _batch = imported("reviews", reviews(review(grade="好")), NOW)
    [change] = plan.rows[0].changes
    assert (change.old, change.new, Review.objects.get().grade) == ("较好", "好", "good")


@pytest.mark.parametrize("changes", [{"day": "2011-12-21"}, {"by": "滕小军"}], ids=str)
def test_another_day_or_reviewer_is_refused(changes):
    imported("reviews", reviews(review()), NOW)
    plan = planned("reviews", reviews(review(**changes)), NOW)
    assert reasons(plan) == [(3, ["REVIEW_RECORDED_OTHERWISE"])]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"by": "无此人"}, ["REVIEWER_UNKNOWN"]),
        ({"by": "李华"}, ["REVIEWER_UNKNOWN"]),
        ({"by": "田大力华"}, ["REVIEWER_UNKNOWN"]),
        ({"by": None}, ["REVIEWER_MISSING"]),
        ({"name": "滕小军"}, ["TIE_MISSING"]),
        ({"grade": "称职"}, ["GRADE_UNKNOWN"]),
        ({"grade": None}, ["GRADE_MISSING"]),
        ({"period": "2011年"}, ["NO_HALF_YEAR"]),
        ({"period": "2012年上半年"}, ["HALF_YEAR_NOT_OPEN"]),
        ({"period": None}, ["HALF_YEAR_MISSING"]),
        ({"period": "近来"}, ["PERIOD_UNKNOWN"]),
        ({"day": "2011-06-30"}, ["REVIEW_BEFORE_PERIOD"]),
        ({"day": "2099-06-30"}, ["REVIEW_IN_FUTURE"]),
        ({"day": None}, ["DATE_INVALID"]),
        ({"name": "无此人"}, ["CADRE_UNKNOWN"]),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_its_reason(changes, found):
    assert reasons(planned("reviews", reviews(review(**changes)), NOW)) == [(3, found)]


def test_two_leaders_of_one_name_are_told_apart_by_number_only(gaocun, cast):
    cadre_at(gaocun.code, name="田大力", title="人大主席", post_class="leader")
    assert reasons(planned("reviews", reviews(review()), NOW)) == [(3, ["REVIEWER_AMBIGUOUS"])]
    file = workbook((*HEADER, "讲评人编号"), (*review(), cast["mayor"].number))
    imported("reviews", file, NOW)
    assert Review.objects.get().superior == cast["mayor"]


def test_somebody_else_than_the_county_leader_does_not_review_a_leader(gaocun, cast):
    SuperiorTieFactory(division=gaocun, leader="滕某 副县长", valid_from=None, valid_to=None)
    plan = planned("reviews", reviews(review(name="滕小军")), NOW)
    assert reasons(plan) == [(3, ["REVIEWER_NOT_TIED"])]


def test_nobody_reviews_themselves(gaocun, cast):
    SuperiorTieFactory(
        division=gaocun, leader="田大力 常委", cadre=cast["mayor"], valid_from=None, valid_to=None
    )
    plan = planned("reviews", reviews(review(name="田大力", by=None)), NOW)
    assert reasons(plan) == [(3, ["REVIEWS_THEMSELVES"])]


def test_there_is_one_review_of_a_cadre_and_a_half_year():
    plan = planned("reviews", reviews(review(), review(grade="好")), NOW)
    assert reasons(plan) == [(4, ["DUPLICATE_REVIEW"])]


def test_the_title_may_name_the_half_year():
    file = workbook(
        ("高村镇2011年下半年干部评议情况表",),
        ("姓名", "评议时间", "评议等次", "评议人"),
        ("李华", "2011.12.20", "优秀", "田大力"),
    )
    imported("reviews", file, NOW)
    assert (Review.objects.get().period.code, Review.objects.get().grade) == ("2011-H2", "good")


def test_an_import_that_is_undone_has_never_been(county_editor):
    before = everything()
    _plan, batch = imported("reviews", reviews(review()), NOW, by=county_editor)
    undo(batch=batch, by=county_editor)
    assert everything() == before


def test_reviews_of_elsewhere_are_refused():
    own = Context(as_of=NOW.as_of, scope=Scope(codes=("431226102",)))
    assert reasons(planned("reviews", reviews(review()), own)) == [(3, ["TOWNSHIP_OUTSIDE_COUNTY"])]


def test_a_number_does_not_lead_to_reviews_that_another_place_keeps(cast, gaocun, jinhe):
    file = workbook(("干部编号", *HEADER[3:]), (cast["li"].number, *review()[3:]))
    of_jinhe = Context(as_of=NOW.as_of, codes=(jinhe.code,))
    assert reasons(planned("reviews", file, of_jinhe)) == [(2, ["REVIEW_KEPT_ELSEWHERE"])]
    of_gaocun = Context(as_of=NOW.as_of, codes=(gaocun.code,))
    assert planned("reviews", file, of_gaocun).counts["new"] == 1


@pytest.mark.parametrize("form", ["0", "1"])
def test_reviews_taken_out_come_back_as_the_same(signed_in, county_editor, gaocun, form):
    SuperiorTieFactory(division=gaocun, leader="滕某 副县长", valid_from=None, valid_to=None)
    imported("reviews", reviews(review(), review(name="滕小军", by=None)), NOW)
    plan = planned("reviews", exported(signed_in(county_editor), "assessments/review", form), NOW)
    assert (plan.counts["same"], plan.counts["rows"]) == (2, 2)


def test_a_void_review_does_not_stand_in_the_way(cast, gaocun):
    made = {"cadre": cast["li"], "superior": cast["mayor"], "division": gaocun}
    ReviewFactory(**made, voided_at="2012-01-01T00:00Z", void_reason="误录")
    assert planned("reviews", reviews(review()), NOW).counts["new"] == 1


@pytest.mark.parametrize(("role", "may"), [(Role.TOWNSHIP_CLERK, True), (Role.APPROVER, False)])
def test_who_may_record_reviews_may_import_them(signed_in, gaocun, role, may):
    answer = signed_in(clerk(role, gaocun.code)).get("/admin/assessments/review/import/")
    assert answer.status_code == (200 if may else 403)


def test_the_example_of_the_blank_table_comes_in():
    example = {**kind_named("reviews").example, "乡镇": "高村镇", "姓名": "李华", "讲评人": "田大力"}
    file = workbook(tuple(example), tuple(example.values()))
    assert planned("reviews", file, NOW).counts["new"] == 1
