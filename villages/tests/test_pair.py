import datetime

import pytest
from django.core.exceptions import ValidationError

from cadres.tests.factories import cadre_at
from villages.actions import end_pairing, pair_with_household, pair_with_village
from villages.models import VillagePairing
from villages.tests.factories import HouseholdFactory, VillageFactory, VillagePairingFactory

FIRST, LATER = datetime.date(2011, 1, 1), datetime.date(2011, 10, 1)


@pytest.fixture
def cadre(gaocun):
    return cadre_at(gaocun.code)


def held(cadre, day):
    found = VillagePairing.objects.in_force(day).filter(cadre=cadre)
    return {pairing.village_id: pairing.primary for pairing in found}


def test_a_new_primary_village_takes_the_place_of_the_former_one(cadre):
    old, new = VillageFactory.create_batch(2)
    pair_with_village(cadre=cadre, village=old, on=FIRST, by=None)
    pair_with_village(cadre=cadre, village=new, on=LATER, by=None)
    assert held(cadre, datetime.date(2011, 9, 30)) == {old.pk: True}
    assert held(cadre, LATER) == {new.pk: True}


def test_a_further_village_leaves_the_primary_one_alone(cadre):
    first, second = VillageFactory.create_batch(2)
    pair_with_village(cadre=cadre, village=first, on=FIRST, by=None)
    pair_with_village(cadre=cadre, village=second, on=LATER, by=None, primary=False)
    assert held(cadre, LATER) == {first.pk: True, second.pk: False}


def test_a_further_village_may_become_the_primary_one(cadre):
    first, second = VillageFactory.create_batch(2)
    pair_with_village(cadre=cadre, village=first, on=FIRST, by=None)
    pair_with_village(cadre=cadre, village=second, on=FIRST, by=None, primary=False)
    pair_with_village(cadre=cadre, village=second, on=LATER, by=None)
    assert held(cadre, LATER) == {second.pk: True}


def test_the_same_village_is_not_paired_twice(cadre):
    village = VillageFactory()
    pair_with_village(cadre=cadre, village=village, on=FIRST, by=None)
    with pytest.raises(ValidationError):
        pair_with_village(cadre=cadre, village=village, on=LATER, by=None)


def test_a_pairing_ends_on_a_day_after_its_first(cadre):
    pairing = pair_with_village(cadre=cadre, village=VillageFactory(), on=FIRST, by=None)
    with pytest.raises(ValidationError):
        end_pairing(fact=pairing, on=FIRST, by=None)
    end_pairing(fact=pairing, on=LATER, by=None)
    assert held(cadre, LATER) == {}


def test_a_household_is_paired_once_at_a_time(cadre):
    household = HouseholdFactory()
    pairing = pair_with_household(cadre=cadre, household=household, on=FIRST, by=None)
    with pytest.raises(ValidationError):
        pair_with_household(cadre=cadre, household=household, on=LATER, by=None)
    end_pairing(fact=pairing, on=LATER, by=None)
    assert pair_with_household(cadre=cadre, household=household, on=LATER, by=None).pk


def test_a_primary_village_is_corrected_in_place_on_the_day_it_began(gaocun):
    day = datetime.date(2011, 10, 3)
    cadre = cadre_at(gaocun.code)
    wrong, right = VillageFactory(code=f"{gaocun.code}001"), VillageFactory(code=f"{gaocun.code}002")
    first = pair_with_village(cadre=cadre, village=wrong, on=day, by=None)
    pair_with_village(cadre=cadre, village=right, on=day, by=None)
    assert [(p.pk, p.village) for p in cadre.village_pairings.standing()] == [(first.pk, right)]


@pytest.fixture
def across(cadre, zhijiang_town):
    """The cadre's primary village lies in Zhijiang."""
    return VillagePairingFactory(cadre=cadre, village=VillageFactory(code=f"{zhijiang_town.code}001"))


def test_the_pairing_of_elsewhere_ends_when_the_place_that_the_cadre_has_come_to_makes_one(
    cadre, across, township_clerk
):
    new = VillageFactory()
    pair_with_village(cadre=cadre, village=new, on=LATER, by=township_clerk)
    assert (held(cadre, FIRST), held(cadre, LATER)) == ({across.village_id: True}, {new.pk: True})


def test_a_pairing_that_another_office_made_that_day_is_not_rewritten(cadre, across, township_clerk):
    with pytest.raises(ValidationError) as refused:
        pair_with_village(cadre=cadre, village=VillageFactory(), on=FIRST, by=township_clerk)
    assert refused.value.message_dict["on"][0].startswith("就在这一天")
    assert held(cadre, FIRST) == {across.village_id: True}
