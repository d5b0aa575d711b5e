"""The real places; the people of lists of transfers, and the clerks who import them."""

import pytest
from django.db import transaction

from cadres.models import Cadre, Role
from cadres.tests.factories import clerk
from config.spreadsheets.kinds import Context
from villages.tests.real_places import load_real_places
from villages.tests.sheets_cast import imported, person, roster, villages_and_skills
from villages.tests.transfers_cast import AUTUMN, SEPTEMBER


@pytest.fixture
def people(gaocun, jinhe, zhijiang_town):
    """李华 and 赵军 of Gaocun, in post and paired with a village since September."""
    villages_and_skills()
    imported("cadres", roster(person(1), person(3)), AUTUMN)


@pytest.fixture
def li():
    return Cadre.objects.get(name="李华")


@pytest.fixture
def gaocun_alone():
    """What the clerk of Gaocun imports under."""
    return Context(as_of=SEPTEMBER, scope=clerk(Role.TOWNSHIP_CLERK, "431226101").scope)


@pytest.fixture
def jinhe_clerk():
    return clerk(Role.TOWNSHIP_CLERK, "431226102")


@pytest.fixture
def jinhe_alone(jinhe_clerk):
    return Context(as_of=SEPTEMBER, scope=jinhe_clerk.scope)


@pytest.fixture(scope="module")
def real_places(django_db_setup, django_db_blocker):
    """The places and skills of the repository, loaded once for all tests of a file and gone when they are over.

    For files of which every test wants them: the others would find them there."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_real_places()
        yield
        transaction.set_rollback(True)
