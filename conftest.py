"""The shared cast: three counties' worth of places, the people who work in the admin, and how they sign in.

Mayang (431226) has the townships 431226101 and 431226102; Zhijiang (431228) has 431228100.
"""

import pytest
from django.test import Client

from cadres.models import Role
from cadres.tests.factories import clerk, place


@pytest.fixture
def city(db):
    return place("4312", "怀化市")


@pytest.fixture
def mayang(city):
    return place("431226", "麻阳苗族自治县")


@pytest.fixture
def gaocun(mayang):
    """A township of Mayang."""
    return place("431226101", "高村镇")


@pytest.fixture
def jinhe(mayang):
    """Another township of Mayang."""
    return place("431226102", "锦和镇")


@pytest.fixture
def zhijiang_town(city):
    """A township of another county, Zhijiang."""
    place("431228", "芷江侗族自治县")
    return place("431228100", "芷江镇")


@pytest.fixture
def city_editor(city):
    return clerk(Role.CITY_EDITOR, "4312", username="city")


@pytest.fixture
def city_administrator(city):
    return clerk(Role.CITY_ADMINISTRATOR, "4312", username="city-administrator")


@pytest.fixture
def county_editor(mayang):
    return clerk(Role.COUNTY_EDITOR, "431226", username="mayang")


@pytest.fixture
def township_clerk(gaocun):
    return clerk(Role.TOWNSHIP_CLERK, "431226101", username="gaocun")


@pytest.fixture
def approver(city):
    return clerk(Role.APPROVER, "4312", username="approver")


@pytest.fixture
def signed_in():
    """signed_in(staff) is a test client with that account's session."""

    def sign_in(staff):
        client = Client()
        client.force_login(staff)
        return client

    return sign_in
