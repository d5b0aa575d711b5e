"""Computing scores: whose scheme, what counts, what is refused, and how many questions it asks."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.actions import NotPossible, adopt_scheme, open_period
from assessments.measures import Kind, registered
from assessments.measures.visits import OverVisits
from assessments.models import Period, Score, ScoreItem, ScoreRun
from assessments.scoring.weights import HUNDRED
from assessments.tests.factories import AdjustmentFactory, IndicatorFactory, SchemeFactory
from assessments.tests.random_records import OF_PEOPLE
from assessments.tests.scored import OCTOBER, TOWNS, adopted, scored, staffed, visit_on
from cadres.tests.factories import PostFactory, cadre_at, place
from config.journal.models import Entry
from config.millionths import ONE
from villages.models import DiarySubmission
from villages.tests.factories import (
    DiarySubmissionFactory,
    HouseholdCategoryFactory,
    HouseholdFactory,
    HouseholdPairingFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db
GAOCUN = TOWNS[0]
D = datetime.date


@pytest.fixture
def scheme():
    return adopted()


@pytest.fixture
def diary(scheme):
    """Gaocun handed in its diary books of October."""
    return DiarySubmissionFactory(division=place(GAOCUN), month=OCTOBER)


def totals():
    return list(Score.objects.order_by("id").values_list("total", flat=True))


def test_the_nearest_scheme_above_judges_a_county_without_its_own(scheme, diary):
    cadre_at(GAOCUN)
    assert scored("431226").scheme == scheme


def test_a_county_s_own_scheme_judges_its_own_table_and_not_the_city_s(scheme, diary):
    own = adopted("431226")
    cadre_at(GAOCUN)
    assert (scored("431226").scheme, scored("4312").scheme) == (own, scheme)


def test_the_newest_version_judges(scheme, diary):
    newer = adopted(version=scheme.version + 1)
    cadre_at(GAOCUN)
    assert scored().scheme == newer


def test_without_an_adopted_scheme_it_says_so_and_writes_nothing(city):
    SchemeFactory(division=city)
    with pytest.raises(NotPossible, match="2011"):
        scored()
    assert not ScoreRun.objects.exists()


def test_without_anyone_in_post_it_says_so(scheme):
    with pytest.raises(NotPossible, match="4312"):
        scored()


def test_a_closed_period_is_not_computed(scheme, diary):
    cadre_at(GAOCUN)
    Period.objects.filter(code=open_period(code=OCTOBER, by=None).code).update(state="closed")
    with pytest.raises(NotPossible, match=OCTOBER):
        scored()


def test_what_is_no_period_is_refused():
    with pytest.raises(NotPossible, match="2011-13"):
        open_period(code="2011-13", by=None)


def test_a_computation_is_journalled_with_who_asked(scheme, diary, city_editor):
    cadre_at(GAOCUN)
    run = scored(by=city_editor)
    entry = Entry.objects.get(model="assessments.scorerun", object_id=run.pk)
    assert (entry.verb, entry.by, entry.division_code) == ("score", city_editor, "4312")


def test_each_computation_leaves_the_earlier_ones_as_they_were(scheme, diary):
    cadre = cadre_at(GAOCUN)
    first = scored()
    visit_on(cadre, GAOCUN, 1, 2)
    second = scored()
    assert [run.scores.get().total for run in (first, second)] == [0, 20 * ONE]


def test_a_visit_counts_for_the_post_in_force_on_its_day(scheme, diary):
    cadre = cadre_at(GAOCUN, valid_from=None, valid_to=D(2011, 10, 16))
    PostFactory(cadre=cadre, division=place(TOWNS[1]), valid_from=D(2011, 10, 16), valid_to=None)
    DiarySubmissionFactory(division=place(TOWNS[1]), month=OCTOBER)
    visit_on(cadre, GAOCUN, 14, 15, 16)
    scored()
    values = ScoreItem.objects.order_by("score__starts_on").values_list("score__division__code", "numerator")
    assert list(values) == [(GAOCUN, 2), (TOWNS[1], 1)]


def test_a_voided_visit_does_not_count(scheme, diary):
    cadre = cadre_at(GAOCUN)
    visit_on(cadre, GAOCUN, 1)
    visit_on(
        cadre, GAOCUN, 2, voided_at=datetime.datetime(2011, 11, 1, tzinfo=datetime.UTC), void_reason="误录"
    )
    scored()
    assert totals() == [10 * ONE]


def test_a_visit_entered_after_closing_does_not_count(scheme, diary):
    cadre = cadre_at(GAOCUN)
    Period.objects.filter(pk=open_period(code=OCTOBER, by=None).pk).update(closed_from=D(2011, 11, 10))
    DiarySubmission.objects.update(recorded_at=datetime.datetime(2011, 11, 3, tzinfo=datetime.UTC))
    # The day begins in China eight hours before it begins in UTC.
    visit_on(cadre, GAOCUN, 1, recorded_at=datetime.datetime(2011, 11, 9, 15, 59, tzinfo=datetime.UTC))
    visit_on(cadre, GAOCUN, 2, recorded_at=datetime.datetime(2011, 11, 9, 16, 0, tzinfo=datetime.UTC))
    scored()
    assert totals() == [10 * ONE]


def test_a_diary_received_after_closing_is_missing(scheme, diary):
    cadre_at(GAOCUN)
    Period.objects.filter(pk=open_period(code=OCTOBER, by=None).pk).update(closed_from=D(2011, 11, 10))
    DiarySubmission.objects.update(recorded_at=datetime.datetime(2011, 11, 9, 16, 0, tzinfo=datetime.UTC))
    scored()
    assert Score.objects.get().status == "missing"


def test_a_quarter_needs_the_diary_of_every_month_that_the_segment_touches(scheme, diary):
    cadre_at(GAOCUN)
    cadre_at(GAOCUN, valid_to=D(2011, 11, 1))
    scored(period="2011-Q4")
    assert list(Score.objects.order_by("post_id").values_list("status", flat=True)) == ["missing", "measured"]


def test_a_bonus_counts_in_its_own_period_alone_and_in_every_segment_of_it(scheme, diary):
    cadre = cadre_at(GAOCUN, valid_from=None, valid_to=D(2011, 10, 16))
    PostFactory(cadre=cadre, division=place(GAOCUN), valid_from=D(2011, 10, 16), valid_to=None)
    AdjustmentFactory(cadre=cadre, period=open_period(code=OCTOBER, by=None), points=3 * ONE)
    AdjustmentFactory(cadre=cadre, period=open_period(code="2011-Q4", by=None), points=7 * ONE)
    scored()
    assert totals() == [3 * ONE, 3 * ONE]


def test_a_deduction_does_not_go_below_zero(scheme, diary):
    cadre = cadre_at(GAOCUN)
    AdjustmentFactory(
        cadre=cadre, period=open_period(code=OCTOBER, by=None), kind="deduction", points=3 * ONE
    )
    scored()
    assert totals() == [0]


def test_only_main_assessed_posts_are_scored(scheme, diary):
    cadre = cadre_at(GAOCUN, assessed=False)
    PostFactory(cadre=cadre, main=False, assessed=False)
    counted = cadre_at(GAOCUN)
    scored()
    assert Score.objects.get().cadre == counted


def test_a_household_counts_as_priority_only_if_it_was_so_on_the_day(city, diary_of_priority):
    cadre, village = diary_of_priority
    before, during = (HouseholdFactory(village=village) for _ in range(2))
    science = HouseholdFactory(village=village)
    HouseholdCategoryFactory(household=before, valid_from=D(2011, 10, 12))
    HouseholdCategoryFactory(household=during, valid_from=None, valid_to=D(2011, 10, 12))
    HouseholdCategoryFactory(household=during, category="grievance")
    HouseholdCategoryFactory(household=science, category="science")
    for household in (before, during, science):
        visit_on(cadre, GAOCUN, 11, household=household)
    scored()
    assert ScoreItem.objects.get().numerator == 1


@pytest.fixture
def diary_of_priority(city):
    """A scheme on priority households alone; a cadre and a village of Gaocun, whose diary was received."""
    scheme = SchemeFactory(division=city)
    IndicatorFactory(scheme=scheme, measure="priority_households")
    adopt_scheme(scheme=scheme, by=None)
    DiarySubmissionFactory(division=place(GAOCUN), month=OCTOBER)
    return cadre_at(GAOCUN), VillageFactory(code=f"{GAOCUN}001", township=place(GAOCUN))


def every_measure():
    """An adopted scheme that asks for all measures of what cadres do, with equal points and the rest for the first."""
    scheme = SchemeFactory(division=place("4312"))
    measures = {key: measure for key, measure in registered().items() if key not in OF_PEOPLE}
    for position, (key, measure) in enumerate(measures.items()):
        equal = HUNDRED // len(measures)
        points = equal if position else HUNDRED - equal * (len(measures) - 1)
        target = ONE if measure.kind is Kind.SHARE else 10 * ONE
        IndicatorFactory(scheme=scheme, position=position, measure=key, target=target, points=points)
    adopt_scheme(scheme=scheme, by=None)


def selects(captured):
    return sum(query["sql"].startswith("SELECT") for query in captured)


def test_the_number_of_queries_does_not_grow_with_the_people(city):
    """All measures of visits alone are counted by one of them; what is written may take a statement more."""
    every_measure()
    staffed(cadres=1)
    open_period(code=OCTOBER, by=None)
    with CaptureQueriesContext(connection) as few:
        scored()
    staffed(towns=("431226103", "431228100"), cadres=6)
    for cadre in Score.objects.values_list("cadre", flat=True):
        HouseholdPairingFactory(cadre_id=cadre)
    with CaptureQueriesContext(connection) as many:
        scored()
    others = [measure for measure in registered().values() if not isinstance(measure.count, OverVisits)]
    assert selects(few) == selects(many) < 12 + len(others)
    assert len(many) - len(few) < 2


def test_an_indicator_of_the_half_year_leaves_a_month_to_the_others():
    staffed()
    scheme = SchemeFactory(division=place("4312"))
    IndicatorFactory(scheme=scheme, points=60 * ONE)
    IndicatorFactory(
        scheme=scheme, measure="review_grade", points=40 * ONE, target=ONE, periods=["half", "year"]
    )
    adopt_scheme(scheme=scheme, by=None)
    month = Score.objects.filter(run=scored())
    assert set(month.values_list("total", flat=True)) == {10 * ONE, 20 * ONE}
    assert {score.items.count() for score in month} == {1}
