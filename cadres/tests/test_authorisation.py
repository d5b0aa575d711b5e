"""Who may sign in, and what an account may do."""

import pytest
from django.conf import settings as site_settings
from django.contrib.auth import authenticate

from cadres.tests.factories import PASSWORD, StaffFactory, clerk

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(rf):
    """The request of whoever signs in."""
    return rf.post("/admin/login/")


def test_the_password_of_the_demonstration_opens_nothing_without_debug(settings, asking):
    StaffFactory(username="demo", password=site_settings.DEMO_PASSWORD)
    settings.DEBUG = False
    assert authenticate(asking, username="demo", password=settings.DEMO_PASSWORD) is None


def test_the_password_of_the_demonstration_opens_the_demonstration(settings, asking):
    account = StaffFactory(username="demo", password=site_settings.DEMO_PASSWORD)
    settings.DEBUG = True
    assert authenticate(asking, username="demo", password=settings.DEMO_PASSWORD) == account


def test_a_disabled_account_does_not_sign_in(asking):
    StaffFactory(username="gone", is_active=False)
    assert authenticate(asking, username="gone", password=PASSWORD) is None


def test_permissions_come_from_the_roles_held_today_and_from_nowhere_else(gaocun):
    staff = clerk("township_clerk", gaocun.code)
    assert staff.has_perm("villages.add_visit")
    assert not staff.has_perm("assessments.add_scheme")
    staff.assignments.update(valid_to="2012-01-01")
    assert not type(staff).objects.get(pk=staff.pk).has_perm("villages.add_visit")
