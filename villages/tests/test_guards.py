"""Plain SQL tries to enter visits that cannot have happened."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cadres.tests.factories import cadre_at
from villages.models import Visit
from villages.tests.factories import HouseholdFactory, VillageFactory, VisitFactory

pytestmark = pytest.mark.django_db


def insert_visit(
    *, cadre, gaocun, visited_on, recorded_at="2011-10-20 00:00:00+00:00", household=None, village=None
):
    village = village or VillageFactory(code="431226101001")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO villages_visit (cadre_id, division_id, village_id, household_id, visited_on, purpose, done, "
            "stayed, shared_work, suggestions, signed, recorded_at, void_reason) "
            "VALUES (%s, %s, %s, %s, %s, 'contact', '', %s, %s, '', %s, %s, '')",
            [
                cadre.pk,
                gaocun.pk,
                village.pk,
                household and household.pk,
                visited_on,
                False,
                False,
                True,
                recorded_at,
            ],
        )


@pytest.fixture
def cadre(gaocun):
    return cadre_at(gaocun.code, valid_from=datetime.date(2011, 9, 15), valid_to=datetime.date(2011, 11, 1))


def test_a_visit_in_post_is_let_in(cadre, gaocun):
    insert_visit(cadre=cadre, gaocun=gaocun, visited_on="2011-10-11")
    assert Visit.objects.count() == 1


def test_a_visit_after_the_day_it_was_entered_is_refused(cadre, gaocun):
    with pytest.raises(IntegrityError):
        insert_visit(cadre=cadre, gaocun=gaocun, visited_on="2011-10-21")


def test_the_day_it_was_entered_is_a_day_in_china(cadre, gaocun):
    insert_visit(cadre=cadre, gaocun=gaocun, visited_on="2011-10-21", recorded_at="2011-10-20 16:30:00+00:00")
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("day", ["2011-09-14", "2011-11-01"])
def test_a_visit_outside_a_post_is_refused(cadre, gaocun, day):
    with pytest.raises(IntegrityError):
        insert_visit(cadre=cadre, gaocun=gaocun, visited_on=day, recorded_at="2011-12-01 00:00:00+00:00")


def test_a_household_of_another_village_is_refused(cadre, gaocun):
    elsewhere = HouseholdFactory(village=VillageFactory(code="431226101002"))
    with pytest.raises(IntegrityError):
        insert_visit(cadre=cadre, gaocun=gaocun, visited_on="2011-10-11", household=elsewhere)


def test_moving_a_visit_out_of_the_post_by_plain_sql_is_refused(cadre, gaocun):
    insert_visit(cadre=cadre, gaocun=gaocun, visited_on="2011-10-11")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE villages_visit SET visited_on = '2011-09-01'")


def test_the_same_household_twice_a_day_is_refused_and_a_void_entry_does_not_count():
    first = VisitFactory(
        household=HouseholdFactory(village=VillageFactory(code="431226101001")), village__code="431226101001"
    )
    again = {"cadre": first.cadre, "village": first.village, "household": first.household}
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitFactory(**again)
    Visit.objects.update(voided_at="2011-10-12T00:00:00Z", void_reason="entered twice")
    VisitFactory(**again)
    assert Visit.objects.standing().count() == 1


def test_the_village_without_a_household_counts_once_a_day():
    first = VisitFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitFactory(cadre=first.cadre, village=first.village)


def test_a_village_whose_code_does_not_begin_with_its_townships_is_refused(jinhe):
    village = VillageFactory(code="431226101001")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE villages_village SET township_id = %s WHERE id = %s", [jinhe.pk, village.pk])
    village.township = jinhe
    with pytest.raises(ValidationError):
        village.full_clean()
