import pytest
from django.db import transaction

from assessments.tests.matrix.accounts import open_office
from assessments.tests.matrix.whole import make_world


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """The world, made once; it is gone when the last test that looks at it is over."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def office_of(world, db):
    """office_of(name) is the office of that account; what a test changes in the world is undone after it."""
    return lambda name: open_office(name, world)
