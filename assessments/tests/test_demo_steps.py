"""The steps of the demonstration on a small city, with every guard of the database standing."""

import pytest

from assessments.demo import AS_OF, MONTHS, accounts, ballots, books, judging, people, reviewing, rules
from assessments.demo.batches import is_done, silent_townships
from assessments.demo.releasing import OBJECTED_TO
from assessments.demo.steps import NullOutput
from assessments.models import Edition, Objection, Poll, PollResult, Review
from cadres.models import Mastery, Post
from cadres.tests.factories import LearningGoalFactory, SkillFactory, cadre_at, place
from config.journal.models import Entry
from villages.models import DiarySubmission, Household, HouseholdPairing, Visit
from villages.tests.factories import VillageFactory, VillagePairingFactory

pytestmark = pytest.mark.django_db
TOWNSHIPS = ("431226106", "431226101", "431226102", "431228100", "431228101")
MONTH = MONTHS[0]


@pytest.fixture
def people_in_post():
    """Five townships of two counties, each with a village and five cadres who are paired with it."""
    skill = SkillFactory()
    for code in TOWNSHIPS:
        village = VillageFactory(code=f"{code}201", township=place(code))
        for _ in range(5):
            cadre = cadre_at(code, valid_from=AS_OF)
            VillagePairingFactory(cadre=cadre, village=village, valid_from=AS_OF)
            LearningGoalFactory(cadre=cadre, skill=skill, valid_from=AS_OF)


@pytest.fixture
def friends(people_in_post):
    people.make_homes()
    people.make_friends()
    people.make_masteries()


@pytest.fixture
def diaries(friends):
    return books.keep_diaries(MONTH)


def test_households_pairings_and_masteries_are_journalled_with_their_place(friends):
    assert Household.objects.count() >= 7 * len(TOWNSHIPS)
    assert HouseholdPairing.objects.count() >= 2 * 15
    for model, label in ((HouseholdPairing, "villages.householdpairing"), (Mastery, "cadres.mastery")):
        entries = Entry.objects.filter(model=label, verb="create")
        assert entries.count() == model.objects.count() > 0
        assert set(entries.values_list("division_code", flat=True)) <= set(TOWNSHIPS)


def test_a_month_of_diaries_passes_the_guards_of_the_database(diaries):
    assert Visit.objects.count() == diaries > 0
    assert set(Visit.objects.values_list("batch__file_name", flat=True)) == {books.step_of(MONTH)}


def test_two_townships_hand_in_nothing_and_have_no_visits(diaries):
    silent = silent_townships()
    assert len({code[:6] for code in silent}) == 2
    assert accounts.TOWNSHIP not in silent
    assert not Visit.objects.filter(division__code__in=silent).exists()
    received = set(DiarySubmission.objects.filter(month=MONTH).values_list("division__code", flat=True))
    assert received == set(TOWNSHIPS) - silent


def test_a_month_is_scored_approved_by_a_second_person_and_published(diaries):
    accounts.open_accounts()
    rules.adopt_schemes()
    judging.publish_month(MONTH)
    assert judging.is_published(MONTH)
    table = Edition.objects.get(kind="townships", division__code="4312", state="published")
    assert len(table.rows) == 3
    assert {row["code"] for row in table.unranked} == silent_townships()
    assert table.prepared_by.username == "city"
    assert table.approved_by.username == "approver"


def test_after_a_month_is_scored_somebody_has_looked_for_implausible_records(diaries):
    accounts.open_accounts()
    rules.adopt_schemes()
    judging.publish_month(MONTH)
    runs = {edition.run for edition in Edition.objects.published()}
    assert {run.division.code for run in runs} == {"4312", "431226"}
    assert all(run.anomalies_found_at for run in runs)


@pytest.fixture
def half_year(friends):
    """Three months of diaries, reviews and polls; of each township's five cadres the first is a leader."""
    for code in TOWNSHIPS:
        first = Post.objects.filter(division__code=code).order_by("cadre__number").first()
        Post.objects.filter(pk=first.pk).update(post_class="leader")
    for month in MONTHS:
        books.keep_diaries(month)
    reviewing.review_everybody()
    ballots.hold_polls()


def test_leaders_are_reviewed_by_the_county_leader_of_the_township_and_the_others_by_their_leader(half_year):
    reviews = Review.objects.select_related("cadre", "tie", "superior")
    assert reviews.count() == 5 * (len(TOWNSHIPS) - 2)
    for review in reviews:
        if review.tie:
            assert review.tie.division == review.division
        else:
            assert review.superior.posts.get().post_class == "leader"
            assert review.superior.posts.get().division == review.division


def test_the_demo_county_holds_two_kinds_of_polls_and_the_others_one(half_year):
    held = set(Poll.objects.values_list("division__code", "kind"))
    of_county = {kind for code, kind in held if code.startswith("431226")}
    assert of_county == {"democratic", "satisfaction"}
    assert {kind for code, kind in held if not code.startswith("431226")} == {"satisfaction"}
    assert PollResult.objects.count() == 5 * len(held)


def test_the_half_year_is_published_and_rests_on_reviews_and_satisfaction(half_year):
    accounts.open_accounts()
    rules.adopt_schemes()
    assert not judging.half_is_published()
    judging.publish_half()
    assert judging.half_is_published()
    table = Edition.objects.get()
    assert {row["code"] for row in table.unranked} == silent_townships()
    assert len(table.rows) == 3
    assert all(float(row["sections"]["evaluation"]) > 0 for row in table.rows)


def test_an_objection_is_upheld_and_the_next_table_published_after_one_was_refused(friends):
    books.keep_diaries(OBJECTED_TO)
    accounts.open_accounts()
    rules.adopt_schemes()
    judging.publish_month(OBJECTED_TO)
    tables = Edition.objects.filter(kind="townships", division__code="4312").order_by("pk")
    wrong, right = tables
    assert (wrong.state, right.state, right.revision) == ("withdrawn", "published", 1)
    assert [o.decision for o in Objection.objects.order_by("pk")] == ["upheld", "refused"]
    assert (right.hearing["received"], right.hearing["upheld"]) == (1, 0)
    assert wrong.rows != right.rows
    assert right.published_at.date() >= right.notice_until > wrong.notice_until


def test_a_cadre_without_a_village_gets_one_of_the_township(people_in_post):
    lost = cadre_at(TOWNSHIPS[0], valid_from=AS_OF)
    people.make_homes()
    people.make_friends()
    pairing = lost.village_pairings.get()
    assert pairing.village.code.startswith(TOWNSHIPS[0])
    assert lost.household_pairings.exists()


def test_a_step_is_done_once_its_batch_is_there(people_in_post):
    assert not is_done(people.HOMES)
    people.make_homes()
    assert is_done(people.HOMES)


def test_what_a_loading_command_says_is_swallowed():
    assert NullOutput().write("words") == 5
