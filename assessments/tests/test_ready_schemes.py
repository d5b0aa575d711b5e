"""The ready schemes: each can be adopted as it is, in any place."""

import pytest
from django.urls import reverse

from assessments.actions import adopt_scheme, begin_scheme
from assessments.measures import registered
from assessments.models import Scheme
from assessments.ready import KEYS, choices, ready_scheme
from assessments.scoring.weights import weight_sums
from cadres.models import Role
from cadres.tests.factories import clerk, place
from config.millionths import ONE

pytestmark = pytest.mark.django_db
COUNTS_OF_VISITS = {
    "visit_days", "stay_days", "shared_work_days", "households_visited", "priority_households",
    "paired_households_visited", "suggestions_recorded",
}  # fmt: skip


def begun(key, code="4312"):
    return begin_scheme(key=key, division=place(code), year=2011, by=None)


@pytest.mark.parametrize("key", KEYS)
def test_a_ready_scheme_is_adopted_as_it_is(key):
    assert adopt_scheme(scheme=begun(key), by=None).state == "adopted"


@pytest.mark.parametrize("key", KEYS)
def test_every_name_is_given_in_both_languages_and_every_measure_exists(key):
    scheme = begun(key)
    assert scheme.name_en
    for indicator in scheme.indicators.all():
        assert indicator.name_en
        assert indicator.measure in registered()
    assert ready_scheme(key).data["about_en"]


def test_in_the_city_s_scheme_counts_of_visits_carry_at_most_30_points():
    of_visits = begun("city").indicators.filter(measure__in=COUNTS_OF_VISITS)
    assert max(weight_sums(of_visits).values()) <= 30 * ONE


def test_a_ready_scheme_becomes_the_next_version():
    assert [begun("city").version for _ in range(2)] == [1, 2]


def test_it_is_begun_in_the_admin(signed_in):
    client = signed_in(clerk(Role.COUNTY_EDITOR, "431226"))
    address = reverse("admin:assessments_scheme_do", args=["begin"])
    form = {
        "key": "mayang",
        "division": place("431226").pk,
        "year": 2011,
        "_once": client.get(address).context["once"],
    }
    client.post(address, form)
    assert Scheme.objects.get(division__code="431226").indicators.count() == len(
        ready_scheme("mayang").data["lines"]
    )


def test_the_choice_says_what_each_is_about():
    assert all("：" in label or ":" in label for _key, label in choices())
