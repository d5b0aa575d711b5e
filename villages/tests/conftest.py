import pytest
from django.db import transaction

from villages.tests.real_places import load_real_places


@pytest.fixture(scope="module")
def real_places(django_db_setup, django_db_blocker):
    """The places and skills of the repository, loaded once for all tests of a file and gone when they are over.

    For files of which every test wants them: the others would find them there."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_real_places()
        yield
        transaction.set_rollback(True)
