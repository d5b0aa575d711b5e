"""The class of a township: one at a time, of townships only; plain SQL is refused as well."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cadres.models import TownshipClass
from cadres.tests.factories import TownshipClassFactory, place

pytestmark = pytest.mark.django_db
JULY = datetime.date(2011, 7, 1)


def raw(division, valid_from, valid_to=None):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cadres_townshipclass (division_id, kind, valid_from, valid_to, recorded_at, void_reason) "
            "VALUES (%s, 'street', %s, %s, CURRENT_TIMESTAMP, '')",
            [division.pk, valid_from, valid_to],
        )


def test_a_class_follows_another_on_the_day_on_which_that_ends():
    former = TownshipClassFactory(valid_from=None, valid_to=JULY)
    raw(former.division, JULY)
    assert [one.kind for one in TownshipClass.objects.in_force(JULY)] == ["street"]


@pytest.mark.parametrize("valid_to", [None, datetime.date(2011, 7, 2)])
def test_a_second_class_on_the_same_day_is_refused_by_form_and_database(valid_to):
    former = TownshipClassFactory(valid_from=None, valid_to=valid_to)
    with pytest.raises(ValidationError):
        TownshipClass(division=former.division, kind="street", valid_from=JULY).full_clean()
    with pytest.raises(IntegrityError):
        raw(former.division, JULY)


def test_a_void_class_stands_in_nobodys_way():
    TownshipClassFactory(valid_from=None, valid_to=None, voided_at="2011-08-01T00:00Z", void_reason="误录")
    raw(place("431226101"), JULY)


@pytest.mark.parametrize("code", ["431226", "4312"])
def test_only_a_township_has_a_class(code):
    with pytest.raises(ValidationError):
        TownshipClass(division=place(code), kind="street").full_clean()
    with pytest.raises(IntegrityError):
        raw(place(code), JULY)
