import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cadres.actions import transfer
from cadres.tests.factories import cadre_at, place
from config.journal.models import Entry
from villages.actions import record_visit, save_visit, void_visit
from villages.models import Visit
from villages.tests.factories import HouseholdFactory, VillageFactory, VillagePairingFactory

DAY = datetime.date(2011, 10, 11)


@pytest.fixture
def cadre(gaocun):
    return cadre_at(gaocun.code)


@pytest.fixture
def village(db):
    return VillageFactory()


def enter(cadre, village, by=None, visited_on=DAY, **values):
    return record_visit(
        cadre=cadre,
        village=village,
        visited_on=visited_on,
        purpose="contact",
        done="入户走访",
        by=by,
        **values,
    )


def codes_of(refused):
    return {field: errors[0].code for field, errors in refused.value.error_dict.items()}


def test_a_visit_says_who_entered_it(cadre, village, township_clerk):
    visit = enter(cadre, village, by=township_clerk)
    assert (visit.recorded_by, visit.division.code) == (township_clerk, "431226101")


def test_a_new_visit_tells_its_own_birth_and_its_correction_is_journalled(cadre, village, township_clerk):
    visit = enter(cadre, village)
    assert not Entry.objects.filter(model="villages.visit").exists()
    visit.done = "帮助秋收"
    save_visit(visit=visit, by=township_clerk)
    entry = Entry.objects.get(model="villages.visit")
    assert (entry.verb, entry.after) == ("change", {"done": "帮助秋收"})


def test_a_visit_in_the_future_is_refused(cadre, village):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        enter(cadre, village, visited_on=tomorrow)
    assert codes_of(refused) == {"visited_on": "future"}


def test_a_visit_of_today_is_taken(cadre, village):
    assert enter(cadre, village, visited_on=timezone.localdate()).pk


def test_a_visit_outside_a_post_is_refused(cadre, village):
    with pytest.raises(ValidationError) as refused:
        enter(cadre, village, visited_on=datetime.date(2010, 12, 31))
    assert codes_of(refused) == {"visited_on": "outside_post"}


def test_a_household_of_another_village_is_refused(cadre, village):
    with pytest.raises(ValidationError) as refused:
        enter(cadre, village, household=HouseholdFactory())
    assert codes_of(refused) == {"household": "foreign_household"}


def test_the_same_household_is_entered_once_a_day(cadre, village):
    household = HouseholdFactory(village=village)
    enter(cadre, village, household=household)
    with pytest.raises(ValidationError):
        enter(cadre, village, household=household)


def test_the_village_as_a_whole_is_entered_once_a_day(cadre, village):
    enter(cadre, village)
    with pytest.raises(ValidationError):
        enter(cadre, village)


def test_village_and_households_may_be_entered_on_the_same_day(cadre, village):
    enter(cadre, village)
    for _number in range(2):
        enter(cadre, village, household=HouseholdFactory(village=village))
    assert Visit.objects.count() == 3


def test_a_voided_visit_may_be_entered_again(cadre, village):
    void_visit(fact=enter(cadre, village), by=None, reason="wrong day")
    assert enter(cadre, village).pk


def test_the_diary_is_kept_where_the_main_post_was_on_the_day(cadre, village, jinhe):
    transfer(cadre=cadre, to=jinhe, on=datetime.date(2011, 10, 17), by=None)
    before = enter(cadre, village)
    after = enter(cadre, village, visited_on=datetime.date(2011, 10, 17))
    assert (before.division.code, after.division.code) == ("431226101", "431226102")


def test_a_clerk_enters_no_day_that_another_place_keeps(cadre, village, jinhe, township_clerk):
    transfer(cadre=cadre, to=jinhe, on=datetime.date(2011, 10, 1), by=None)
    with pytest.raises(ValidationError) as refused:
        enter(cadre, village, by=township_clerk)
    assert codes_of(refused) == {"visited_on": "kept_elsewhere"}


def test_a_visit_outside_a_pairing_is_flagged_and_not_refused(cadre, village):
    inside = VillagePairingFactory(cadre=cadre).village
    paired, outside = enter(cadre, inside), enter(cadre, village)
    flags = dict(Visit.objects.with_outside_pairing().values_list("pk", "outside_pairing"))
    assert flags == {paired.pk: False, outside.pk: True}


def test_a_visit_is_voided_with_a_reason(cadre, village, township_clerk):
    visit = enter(cadre, village)
    void_visit(fact=visit, by=township_clerk, reason="entered twice")
    assert not Visit.objects.standing().exists()
    assert Entry.objects.get(verb="void").reason == "entered twice"


def test_the_rule_holds_for_any_place(db):
    cadre = cadre_at("431228100")
    visit = enter(cadre, VillageFactory(code="431228100201"))
    assert visit.division == place("431228100")
