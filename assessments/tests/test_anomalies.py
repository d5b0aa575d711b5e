"""What is found implausible about a month, and what is left in peace: each rule by one small example."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from assessments.actions import adopt_scheme, find_anomalies
from assessments.anomalies import registered
from assessments.anomalies.days import HOUSEHOLDS_A_DAY
from assessments.anomalies.entries import ENOUGH_VISITS
from assessments.models import Anomaly, Score
from assessments.tests.factories import IndicatorFactory, SchemeFactory
from assessments.tests.page import table
from assessments.tests.scored import OCTOBER, TOWNS, adopted, scored, staffed, visit_on
from cadres.models import Cadre
from cadres.tests.factories import MasteryFactory, cadre_at, place
from config.millionths import ONE
from config.tests.factories import BatchFactory
from villages.models import Visit
from villages.tests.factories import DiarySubmissionFactory, HouseholdFactory, VillageFactory, VisitFactory

pytestmark = pytest.mark.django_db
GAOCUN, JINHE = TOWNS
D = datetime.date
LONG = "帮助农户修剪柑橘并讲解冬季管护技术"
SHORT = "入户走访"
DETECTORS = pytest.mark.parametrize("detector", registered().values(), ids=lambda detector: detector.kind)


@pytest.fixture
def cadre(city):
    """In post in Gaocun, whose diary books of October were received; judged by a scheme on days of visits."""
    adopted()
    DiarySubmissionFactory(division=place(GAOCUN), month=OCTOBER)
    return cadre_at(GAOCUN)


def found(kind=None, run=None):
    """The anomalies of a kind, or of any kind, in a computation (a new one)."""
    run = run or scored()
    find_anomalies(run=run, by=None)
    anomalies = Anomaly.objects.filter(run=run).order_by("pk")
    return list(anomalies.filter(kind=kind) if kind else anomalies)


def rows(kind, run=None):
    """The rows of the one anomaly of a kind."""
    [anomaly] = found(kind, run)
    assert anomaly.count == len(anomaly.keys)
    return anomaly.keys


def village(number, town=GAOCUN):
    return VillageFactory(code=f"{town}{number:03d}", township=place(town))


def visit(cadre, day, at=None, **kwargs):
    return VisitFactory(
        cadre=cadre, division=place(GAOCUN), village=at or village(1), visited_on=D(2011, 10, day), **kwargs
    ).pk


@DETECTORS
def test_a_detector_is_named_and_explained_in_chinese(detector):
    def words():
        return {str(detector.name), str(detector.explained)}

    with override("zh-hans"):
        chinese = words()
    with override("en"):
        assert not chinese & words()


@DETECTORS
def test_a_detector_says_what_it_finds_and_in_which_records(detector):
    definition = " ".join(detector.find.__doc__.split())
    assert "Rows: " in definition
    assert "Source: " in definition or "Sources: " in definition


def test_the_page_lists_the_kinds_under_their_names():
    listed = {row["kind"].strip("`"): row["中文"] for row in table("kind", "中文", "what is found")}
    with override("zh-hans"):
        assert listed == {kind: str(detector.name) for kind, detector in registered().items()}


def test_nothing_is_found_about_an_ordinary_month(cadre):
    for day in range(1, 11):
        entered_at = datetime.datetime(2011, 10, day, 12, tzinfo=datetime.UTC)
        visit(cadre, day, done=f"{LONG}{day}", signed=True, recorded_at=entered_at)
    assert found() == []


def test_a_text_of_three_visits_is_copied(cadre):
    copied = [visit(cadre, day, done=LONG) for day in (1, 2, 3)]
    visit(cadre, 4, done=f"{LONG}。")
    assert rows("copied_by_one") == copied


def test_a_text_of_two_visits_is_not(cadre):
    for day in (1, 2):
        visit(cadre, day, done=LONG)
    assert found("copied_by_one") == []


def test_a_text_of_fourteen_characters_is_alike_by_nature(cadre):
    for day in (1, 2, 3):
        visit(cadre, day, done=LONG[:14])
    assert found("copied_by_one") == []
    for day in (4, 5, 6):
        visit(cadre, day, done=LONG[:15])
    assert len(rows("copied_by_one")) == 3


def test_a_text_of_one_month_and_one_of_the_next_are_two_texts(cadre):
    for month, day in [(10, 30), (10, 31), (11, 1)]:
        VisitFactory(
            cadre=cadre,
            division=place(GAOCUN),
            village=village(1),
            visited_on=D(2011, month, day),
            done=LONG,
        )
    for month in ("2011-11", "2011-12"):
        DiarySubmissionFactory(division=place(GAOCUN), month=month)
    assert found("copied_by_one", scored(period="2011-Q4")) == []


def test_a_text_that_colleagues_share_is_copied_in_the_place(cadre):
    colleague = cadre_at(GAOCUN)
    copied = [visit(cadre, 1, done=LONG), visit(cadre, 2, done=LONG), visit(colleague, 3, done=LONG)]
    [anomaly] = found("copied_in_place")
    assert (anomaly.keys, anomaly.cadre, anomaly.division) == (copied, None, place(GAOCUN))
    assert found("copied_by_one") == []


def test_one_s_own_copies_are_not_copied_from_colleagues(cadre):
    for day in (1, 2, 3):
        visit(cadre, day, done=LONG)
    assert found("copied_in_place") == []


def test_the_same_text_in_another_township_is_not_copied(cadre):
    DiarySubmissionFactory(division=place(JINHE), month=OCTOBER)
    visit_on(cadre_at(JINHE), JINHE, 1, done=LONG)
    for day in (1, 2):
        visit(cadre, day, done=LONG)
    assert found("copied_in_place") == []


def test_villages_of_two_townships_on_one_day_are_two_places(cadre):
    there = [visit(cadre, 5), visit(cadre, 5, at=village(1, JINHE))]
    visit(cadre, 6)
    visit(cadre, 7, at=village(1, JINHE))
    assert rows("two_places") == there


def test_two_villages_of_a_township_on_one_day_are_a_walk(cadre):
    visit(cadre, 5)
    visit(cadre, 5, at=village(2), stayed=True)
    assert found("two_places") == []


def test_nobody_sleeps_in_two_villages(cadre):
    nights = [visit(cadre, 5, stayed=True), visit(cadre, 5, at=village(2), stayed=True)]
    assert rows("two_places") == nights


def households(cadre, day, number):
    return [visit(cadre, day, household=HouseholdFactory(village=village(1))) for _ in range(number)]


def test_nine_households_on_a_day_are_too_many_and_eight_are_not(cadre):
    households(cadre, 5, HOUSEHOLDS_A_DAY)
    crowded = households(cadre, 6, HOUSEHOLDS_A_DAY + 1)
    assert rows("crowded_days") == crowded


def entered(cadre, moments):
    """Visits on the days from the first, entered at these hours and minutes of an evening in November."""
    return [
        visit(cadre, day, recorded_at=datetime.datetime(2011, 11, 2, *moment, tzinfo=datetime.UTC))
        for day, moment in enumerate(moments, start=1)
    ]


def test_a_month_entered_within_three_hours_is_one_evening(cadre):
    evening = entered(cadre, [(11, 0)] * (ENOUGH_VISITS - 1) + [(14, 0)])
    assert rows("one_evening") == evening


def test_a_month_entered_in_more_than_three_hours_is_not(cadre):
    entered(cadre, [(11, 0)] * (ENOUGH_VISITS - 1) + [(14, 1)])
    assert found("one_evening") == []


def test_seven_entries_prove_nothing(cadre):
    entered(cadre, [(11, 0)] * (ENOUGH_VISITS - 1))
    assert found("one_evening") == []


def test_what_came_from_a_spreadsheet_is_no_evening(cadre, a_batch):
    entered(cadre, [(11, 0)] * ENOUGH_VISITS)
    Visit.objects.update(batch=a_batch)
    assert found("one_evening") == []


@pytest.fixture
def a_batch():
    return BatchFactory()


def scheme_with_signatures():
    scheme = SchemeFactory(division=place("4312"))
    IndicatorFactory(scheme=scheme, measure="signed_share", target=ONE)
    return adopt_scheme(scheme=scheme, by=None)


def test_eight_visits_without_a_signature_are_asked_about_where_signatures_count(cadre):
    unsigned = [visit(cadre, day) for day in range(1, ENOUGH_VISITS + 1)]
    assert found("unsigned") == []
    scheme_with_signatures()
    assert rows("unsigned") == unsigned


def test_one_signature_is_enough(cadre):
    scheme_with_signatures()
    for day in range(1, ENOUGH_VISITS + 1):
        visit(cadre, day, signed=day == 1)
    assert found("unsigned") == []


def two_months(cadre, in_october, in_november):
    """The computation of November, after one of October, of a cadre with so many days of visits in each."""
    DiarySubmissionFactory(division=place(GAOCUN), month="2011-11")
    for month, days in [(10, in_october), (11, in_november)]:
        for day in range(1, days + 1):
            VisitFactory(
                cadre=cadre, division=place(GAOCUN), village=village(1), visited_on=D(2011, month, day)
            )
    scored()
    return scored(period="2011-11")


def test_a_score_that_rises_by_more_than_thirty_points_jumps_and_so_does_its_place(cadre):
    """Ten points for a day of visits: 20 in October, 60 in November."""
    run = two_months(cadre, 2, 6)
    both = list(Score.objects.order_by("pk").values_list("pk", flat=True))
    [of_cadre] = found("cadre_jumps", run)
    [of_place] = found("place_jumps", run)
    assert of_cadre.keys == of_place.keys == both
    assert (of_cadre.cadre, of_place.cadre) == (cadre, None)
    assert (of_cadre.details["before"], of_cadre.details["after"]) == (20 * ONE, 60 * ONE)


def test_a_fall_is_a_jump_too(cadre):
    assert rows("cadre_jumps", two_months(cadre, 6, 2))


def test_thirty_points_are_no_jump(cadre):
    assert found("cadre_jumps", two_months(cadre, 2, 5)) == []


def test_a_verified_skill_is_no_jump(cadre):
    """60 points of 100 for a skill, the rest for days of visits; verified in November."""
    scheme = SchemeFactory(division=place("4312"))
    IndicatorFactory(scheme=scheme, points=40 * ONE)
    IndicatorFactory(
        scheme=scheme, measure="skills_mastered", section="learning", target=ONE, points=60 * ONE
    )
    adopt_scheme(scheme=scheme, by=None)
    MasteryFactory(cadre=cadre, verified_on=D(2011, 11, 3))
    run = two_months(cadre, 2, 2)
    earlier, later = Score.objects.order_by("starts_on").values_list("total", flat=True)
    assert later - earlier == 60 * ONE
    assert found("cadre_jumps", run) == found("place_jumps", run) == []


def test_a_score_by_another_scheme_is_not_compared(cadre):
    two_months(cadre, 2, 6)
    adopted()
    assert found("cadre_jumps", scored(period="2011-11")) == []


def test_a_township_that_received_its_diary_and_has_no_visit_is_empty(cadre):
    DiarySubmissionFactory(division=place(JINHE), month=OCTOBER)
    visit_on(cadre_at(JINHE), JINHE, 1)
    [anomaly] = found("empty_townships")
    assert (anomaly.division, anomaly.count, anomaly.details["of"]) == (place(GAOCUN), 1, "assessments.score")


def test_a_township_without_its_diary_is_missing_and_not_empty(cadre):
    cadre_at(JINHE)
    visit(cadre, 1)
    assert found("empty_townships") == []


def test_a_void_visit_is_not_looked_at(cadre):
    for day in (1, 2, 3):
        visit(
            cadre,
            day,
            done=LONG,
            voided_at=datetime.datetime(2011, 11, 1, tzinfo=datetime.UTC),
            void_reason="误录",
        )
    assert found("copied_by_one") == []


def test_a_county_s_computation_looks_into_its_own_diaries_alone(cadre):
    DiarySubmissionFactory(division=place("431228100"), month=OCTOBER)
    visit_on(cadre_at("431228100"), "431228100", 1, 2, 3, done=LONG)
    adopted("431226")
    visit(cadre, 1)
    assert found("copied_by_one", scored("431226")) == []


def test_nothing_is_asked_about_people_whose_data_were_erased(cadre):
    for day in (1, 2, 3):
        visit(cadre, day, done=LONG)
    erased_at = datetime.datetime(2012, 1, 1, tzinfo=datetime.UTC)
    Cadre.objects.filter(pk=cadre.pk).update(**Cadre.erased_as, erased_at=erased_at)
    assert found("copied_by_one") == []


def test_the_number_of_queries_does_not_grow_with_what_is_found(city):
    adopted()
    staffed(cadres=1)
    run = scored()
    with CaptureQueriesContext(connection) as few:
        find_anomalies(run=run, by=None)
    Visit.objects.update(done=LONG)
    staffed(towns=("431226103", "431228100"), cadres=6)
    Visit.objects.update(done=LONG)
    run = scored()
    with CaptureQueriesContext(connection) as many:
        find_anomalies(run=run, by=None)
    assert Anomaly.objects.filter(run=run).count() > 4
    # Two more where there is something to write: keys are reserved, rows inserted.
    assert len(many) <= len(few) + 2 < 30
