"""The one rule: inside a jurisdiction is one range of codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.models import Division
from cadres.tests.factories import clerk, place
from config.jurisdiction import EVERYTHING, Scope, code_range, own_models

CODES = st.sampled_from([2, 4, 6, 9]).flatmap(lambda n: st.integers(10 ** (n - 1), 10**n - 2).map(str))


@given(CODES, st.integers(0, 10**12 - 1).map(lambda n: f"{n:012d}"))
def test_the_range_holds_exactly_the_codes_that_begin_with_the_superior(superior, code):
    first, after = code_range(superior)
    assert (first <= code < after) is code.startswith(superior)


def test_a_scope_covers_its_divisions_and_all_below():
    scope = Scope(codes=("431226", "431228100"))
    assert scope.covers("431226101")
    assert scope.covers("431228100")
    assert not scope.covers("431228")
    assert not scope.covers("4312")
    assert EVERYTHING.covers("11")


@pytest.mark.django_db
def test_an_empty_scope_shows_nothing(gaocun):
    assert not Division.objects.visible_in(Scope()).exists()


@pytest.mark.django_db
def test_an_account_sees_its_county_and_not_the_next(gaocun, zhijiang_town, county_editor):
    codes = set(Division.objects.visible_to(county_editor).values_list("code", flat=True))
    assert codes == {"431226", "431226101"}


@pytest.mark.django_db
def test_an_assignment_that_has_ended_shows_nothing(gaocun):
    staff = clerk("county_editor", "431226")
    staff.assignments.update(valid_to="2012-01-01")
    assert not Division.objects.visible_to(staff).exists()


@pytest.mark.django_db
def test_a_disabled_account_sees_nothing(gaocun):
    staff = clerk("county_editor", "431226", is_active=False)
    assert staff.scope == Scope()


@pytest.mark.django_db
def test_an_inspector_may_hold_several_counties():
    staff = clerk("inspector", "431226")
    staff.assignments.create(role="inspector", division=place("431228"))
    assert staff.scope.codes == ("431226", "431228")


def test_every_model_of_the_site_says_how_it_reaches_a_division():
    for model in own_models():
        assert hasattr(model, "jurisdiction"), model._meta.label
