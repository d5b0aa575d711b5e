"""What is done elsewhere leaves no trace here: no list, number, choice or task of an account changes by it."""

import pytest

from assessments.tests.matrix.traces import no_trace

pytestmark = pytest.mark.django_db

ACCOUNTS = [
    "city_administrator",
    "county_administrator",
    "county_editor",
    "township_clerk",
    "approver",
    "auditor",
]


@pytest.mark.parametrize("name", ACCOUNTS)
def test_what_is_done_elsewhere_changes_nothing_here(name, office_of):
    no_trace(office_of(name))
