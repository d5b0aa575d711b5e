"""A county's scheme refines the city's inside the bounds that the city sets; and which scheme is in force when."""

import datetime

import pytest
from django.urls import reverse

from assessments.actions import NotPossible, adopt_scheme, copy_scheme, refine_scheme, refine_superior
from assessments.models import Scheme
from assessments.tests.factories import IndicatorFactory, SchemeFactory
from cadres.models import Role
from cadres.tests.factories import clerk, place
from config.millionths import ONE

pytestmark = pytest.mark.django_db
MAYANG = "431226"


@pytest.fixture
def of_the_city():
    """60 points for days of visits (50 to 70 and 8 to 12 days are free), 40 (30) for signatures; 10 for one's own."""
    scheme = SchemeFactory(own_points=10 * ONE, bonus_cap=5 * ONE, rank_minimum=5)
    free = {"points_min": 50 * ONE, "points_max": 70 * ONE, "target_min": 8 * ONE, "target_max": 12 * ONE}
    IndicatorFactory(scheme=scheme, name="下村天数", points=60 * ONE, **free)
    IndicatorFactory(
        scheme=scheme, name="签字率", measure="signed_share", points=40 * ONE, target=ONE, points_min=30 * ONE
    )
    return adopt_scheme(scheme=scheme, by=None)


@pytest.fixture
def draft(of_the_city):
    return refine_scheme(scheme=of_the_city, division=place(MAYANG), by=None)


def change(draft, name, **values):
    draft.indicators.filter(name=name).update(**values)


def refusal(draft):
    with pytest.raises(NotPossible) as refused:
        adopt_scheme(scheme=draft, by=None)
    return str(refused.value)


def test_a_refined_scheme_begins_as_the_superior_s_and_may_be_adopted_as_it_is(draft, of_the_city):
    assert adopt_scheme(scheme=draft, by=None).refines == of_the_city
    assert list(draft.indicators.values_list("name", "points")) == list(
        of_the_city.indicators.values_list("name", "points")
    )


def test_points_and_targets_may_change_inside_the_bounds(draft):
    change(draft, "下村天数", points=70 * ONE, target=12 * ONE)
    change(draft, "签字率", points=30 * ONE)
    assert adopt_scheme(scheme=draft, by=None).state == "adopted"


@pytest.mark.parametrize("values", [{"target": 7 * ONE}, {"target": 13 * ONE}])
def test_a_target_outside_the_bounds_is_refused_with_them(draft, values):
    change(draft, "下村天数", **values)
    sentence = refusal(draft)
    assert "下村天数" in sentence
    assert "8" in sentence
    assert "12" in sentence


def test_without_bounds_nothing_may_change(draft):
    change(draft, "签字率", target=ONE // 2)
    assert "签字率" in refusal(draft)


def test_what_is_measured_and_how_is_fixed(draft):
    change(draft, "下村天数", curve="all_or_nothing")
    assert "下村天数" in refusal(draft)


def test_an_indicator_of_the_superior_may_not_be_left_out(draft):
    draft.indicators.filter(name="签字率").delete()
    change(draft, "下村天数", points=100 * ONE)
    assert "签字率" in refusal(draft)


def test_an_indicator_of_the_superior_is_not_taken_twice_to_double_its_points():
    city = SchemeFactory()
    IndicatorFactory(
        scheme=city, name="签字率", measure="signed_share", points=50 * ONE, target=ONE, points_min=0
    )
    IndicatorFactory(scheme=city, name="下村天数", points=50 * ONE)
    draft = refine_scheme(scheme=adopt_scheme(scheme=city, by=None), division=place(MAYANG), by=None)
    draft.indicators.filter(name="签字率").delete()
    again = draft.indicators.get()
    IndicatorFactory(scheme=draft, name="又是下村天数", points=50 * ONE, refines=again.refines)
    assert "下村天数" in refusal(draft)


def test_own_indicators_have_as_many_points_as_the_superior_leaves_them(draft):
    change(draft, "下村天数", points=50 * ONE)
    own = IndicatorFactory(scheme=draft, name="联户", measure="household_pairings", points=10 * ONE)
    assert adopt_scheme(scheme=draft, by=None).state == "adopted"
    again = copy_scheme(scheme=draft, year=2011, by=None)
    change(again, own.name, points=20 * ONE)
    change(again, "签字率", points=30 * ONE)
    assert "20" in refusal(again)


@pytest.mark.parametrize("limit", [{"rank_minimum": 4}, {"bonus_cap": 6 * ONE}, {"bonus_cap": None}])
def test_limits_may_become_stricter_and_not_looser(draft, limit):
    Scheme.objects.filter(pk=draft.pk).update(**limit)
    assert refusal(draft)


def test_a_scheme_below_one_in_force_that_does_not_refine_it_is_refused(of_the_city):
    alone = IndicatorFactory(scheme__division=place(MAYANG)).scheme
    assert str(of_the_city) in refusal(alone)


def test_only_what_is_adopted_is_refined_and_only_for_a_place_below(of_the_city):
    with pytest.raises(NotPossible):
        refine_scheme(scheme=SchemeFactory(), division=place(MAYANG), by=None)
    for elsewhere in ("4312", "43", "4313"):
        with pytest.raises(NotPossible):
            refine_scheme(scheme=of_the_city, division=place(elsewhere), by=None)


def test_a_period_is_judged_by_the_rules_in_force_when_it_began(of_the_city):
    later = copy_scheme(scheme=of_the_city, year=2011, by=None)
    later.effective_from = datetime.date(2011, 7, 1)
    later.save()
    adopt_scheme(scheme=later, by=None)
    for day, scheme in ((datetime.date(2011, 6, 30), of_the_city), (datetime.date(2011, 7, 1), later)):
        assert Scheme.objects.valid_for("431226101", day) == scheme
    assert Scheme.objects.valid_for("431226101", datetime.date(2012, 1, 1)) is None


def test_a_county_begins_from_the_scheme_that_its_superior_has_in_force(of_the_city):
    draft = refine_superior(division=place(MAYANG), year=2011, by=None)
    assert (draft.refines, draft.state) == (of_the_city, "draft")
    with pytest.raises(NotPossible):
        refine_superior(division=place(MAYANG), year=2012, by=None)


def test_a_county_does_so_in_the_admin_without_seeing_the_city_s_scheme(of_the_city, signed_in):
    client = signed_in(clerk(Role.COUNTY_EDITOR, MAYANG))
    address = reverse("admin:assessments_scheme_do", args=["refine-superior"])
    page = client.get(address)
    form = {"division": place(MAYANG).pk, "year": 2011, "_once": page.context["once"]}
    client.post(address, form)
    draft = Scheme.objects.get(division__code=MAYANG)
    assert draft.refines == of_the_city
    beside = client.get(reverse("admin:assessments_scheme_page", args=[draft.pk, "compare"]))
    assert {line["kind"] for line in beside.context["lines"]} == {"same"}
