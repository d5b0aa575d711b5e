"""What the measures with a rule of their own count, each by one small example of October 2011."""

import datetime

import pytest

from assessments.measures import Window, registered
from assessments.tests.scored import TOWNS, visit_on
from cadres.models import Post
from cadres.tests.factories import (
    LearningGoalFactory,
    MasteryFactory,
    RequiredSkillFactory,
    SkillFactory,
    cadre_at,
    place,
)
from villages.tests.factories import (
    HouseholdCategoryFactory,
    HouseholdFactory,
    HouseholdPairingFactory,
    VillageFactory,
    VillagePairingFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db
GAOCUN, JINHE = TOWNS
D = datetime.date
OCTOBER = Window(D(2011, 10, 1), D(2011, 11, 1))
QUARTER = Window(D(2011, 10, 1), D(2012, 1, 1))


def counted(key, window=OCTOBER):
    """(numerator, denominator) of the one post, or just the numerator of a count."""
    measure = registered()[key]
    rows = list(measure.count(Post.objects.all(), window))
    values = rows[0][1:] if rows else measure.nothing
    return tuple(values) if len(values) == 2 and measure.nothing[1] == 0 else values[0]


@pytest.fixture
def cadre(city):
    """In post in Gaocun since January."""
    return cadre_at(GAOCUN)


@pytest.fixture
def village(cadre):
    return VillageFactory(code=f"{GAOCUN}001", township=place(GAOCUN))


def test_several_visits_on_a_day_to_teach_are_one_day_of_teaching(cadre, village):
    for household in (HouseholdFactory(village=village) for _ in range(2)):
        visit_on(cadre, GAOCUN, 3, purpose="teaching", household=household)
    visit_on(cadre, GAOCUN, 4, purpose="mediation")
    assert (counted("teaching_days"), counted("mediation_days"), counted("help_days")) == (1, 1, 0)


def test_a_skill_that_the_county_and_the_township_require_counts_once(cadre):
    rice, citrus = SkillFactory(), SkillFactory()
    for code, skill in [("431226", rice), (GAOCUN, rice), (GAOCUN, citrus)]:
        RequiredSkillFactory(division=place(code), skill=skill)
    MasteryFactory(cadre=cadre, skill=rice, verified_on=D(2011, 10, 31))
    assert counted("required_skills_met") == (1, 2)


def test_what_another_township_or_another_year_requires_is_not_asked(cadre):
    RequiredSkillFactory(division=place(JINHE))
    RequiredSkillFactory(division=place(GAOCUN), year=2012)
    assert counted("required_skills_met") == (0, 0)


def test_a_skill_verified_after_the_last_day_is_not_reached(cadre):
    skill = SkillFactory()
    LearningGoalFactory(cadre=cadre, skill=skill)
    MasteryFactory(cadre=cadre, skill=skill, verified_on=D(2011, 11, 1))
    assert counted("goals_met") == (0, 1)


def test_a_goal_given_up_in_the_month_still_counts(cadre):
    LearningGoalFactory(cadre=cadre, valid_to=D(2011, 10, 2))
    LearningGoalFactory(cadre=cadre, valid_to=D(2011, 10, 1))
    assert counted("goals_met") == (0, 1)


def test_a_skill_verified_again_is_not_newly_mastered(cadre):
    old, new = SkillFactory(), SkillFactory()
    for skill, day in [(old, D(2011, 9, 30)), (old, D(2011, 10, 5)), (new, D(2011, 10, 5))]:
        MasteryFactory(cadre=cadre, skill=skill, verified_on=day)
    assert counted("masteries_gained") == 1


def test_a_household_counts_once_in_each_month(cadre, village):
    household = HouseholdFactory(village=village)
    for day in (D(2011, 10, 1), D(2011, 10, 2), D(2011, 11, 30)):
        VisitFactory(
            cadre=cadre, division=place(GAOCUN), village=village, household=household, visited_on=day
        )
    assert (counted("households_visited"), counted("households_visited", QUARTER)) == (1, 2)


def test_paired_households_are_asked_for_in_each_month(cadre, village):
    """Two households in three months are six; one is visited in October and in December, the other never."""
    visited, left_out = (HouseholdFactory(village=village) for _ in range(2))
    for household in (visited, left_out):
        HouseholdPairingFactory(cadre=cadre, household=household)
    for day in (D(2011, 10, 8), D(2011, 12, 31)):
        VisitFactory(cadre=cadre, division=place(GAOCUN), village=village, household=visited, visited_on=day)
    assert counted("paired_households_visited", QUARTER) == (2, 6)


def test_a_household_paired_in_mid_month_is_not_asked_for_before_the_next(cadre, village):
    HouseholdPairingFactory(
        cadre=cadre, household=HouseholdFactory(village=village), valid_from=D(2011, 10, 2)
    )
    assert counted("paired_households_visited") == (0, 0)
    assert counted("paired_households_visited", QUARTER) == (0, 2)


def test_the_priority_households_of_the_own_village_are_asked_for(cadre, village):
    """Of two priority households one is visited; a plain one, and one in another village, are not asked for."""
    VillagePairingFactory(cadre=cadre, village=village)
    visited, left_out, plain = (HouseholdFactory(village=village) for _ in range(3))
    elsewhere = HouseholdFactory(village=VillageFactory(code=f"{GAOCUN}002", township=place(GAOCUN)))
    for household in (visited, left_out, elsewhere):
        HouseholdCategoryFactory(household=household)
    for household in (visited, plain):
        visit_on(cadre, GAOCUN, 9, household=household)
    assert counted("priority_share") == (1, 2)


def test_a_visit_on_the_tenth_and_one_on_the_eleventh_lie_in_two_thirds_of_the_month(cadre, village):
    visit_on(cadre, GAOCUN, 9, 10, 11)
    assert counted("thirds_with_visits") == 2


def test_the_busiest_third_is_found_in_each_month(cadre, village):
    """October: 2 of 3 visits in its busiest third; November: 1 of 1."""
    visit_on(cadre, GAOCUN, 9, 10, 11)
    VisitFactory(cadre=cadre, division=place(GAOCUN), village=village, visited_on=D(2011, 11, 25))
    assert counted("largest_third_share", QUARTER) == (3, 4)


def test_an_entry_is_in_time_until_the_end_of_the_seventh_day_in_china(cadre, village):
    """A visit of the 1st, entered a minute before and at midnight after the 8th; China is eight hours ahead."""
    visit_on(cadre, GAOCUN, 1, recorded_at=datetime.datetime(2011, 10, 8, 15, 59, tzinfo=datetime.UTC))
    household = HouseholdFactory(village=village)
    at_midnight = datetime.datetime(2011, 10, 8, 16, 0, tzinfo=datetime.UTC)
    visit_on(cadre, GAOCUN, 1, household=household, recorded_at=at_midnight)
    assert counted("entered_in_time") == (1, 2)


def test_a_day_in_the_own_village_is_one_on_which_the_pairing_held(cadre, village):
    VillagePairingFactory(cadre=cadre, village=village, valid_from=D(2011, 10, 5))
    visit_on(cadre, GAOCUN, 4, 5, 6)
    assert counted("village_kept") == (2, 3)


def test_days_with_two_villages_are_counted_once(cadre, village):
    """Paired on 1–10 October with one village and on 6–20 October with another: 20 of 31 days."""
    other = VillageFactory(code=f"{GAOCUN}002", township=place(GAOCUN))
    for paired, first, after in [(village, None, D(2011, 10, 11)), (other, D(2011, 10, 6), D(2011, 10, 21))]:
        VillagePairingFactory(cadre=cadre, village=paired, primary=False, valid_from=first, valid_to=after)
    assert counted("pairing_kept") == (20, 31)


def test_without_any_village_no_day_is_kept(cadre):
    assert counted("pairing_kept") == (0, 31)


def test_empty_suggestions_are_none(cadre, village):
    visit_on(cadre, GAOCUN, 1, suggestions="盼修水渠")
    visit_on(cadre, GAOCUN, 2, suggestions="")
    assert counted("suggestions_recorded") == 1
