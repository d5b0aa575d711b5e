"""Adopting a scheme."""

import pytest

from assessments.actions import NotPossible, adopt_scheme
from assessments.tests.factories import IndicatorFactory, SchemeFactory
from config.journal.models import Entry
from config.millionths import ONE

pytestmark = pytest.mark.django_db


def test_a_scheme_whose_points_add_up_to_100_is_adopted_and_journalled(city_editor):
    scheme = IndicatorFactory().scheme
    assert adopt_scheme(scheme=scheme, by=city_editor).state == "adopted"
    assert Entry.objects.filter(verb="adopt", by=city_editor, object_id=scheme.pk).exists()


def test_points_that_do_not_add_up_to_100_for_a_class_are_refused_with_the_sum():
    scheme = SchemeFactory()
    IndicatorFactory(scheme=scheme, points=60 * ONE)
    IndicatorFactory(scheme=scheme, points=40 * ONE, applies_to="leader")
    with pytest.raises(NotPossible, match=r"60\.00"):
        adopt_scheme(scheme=scheme, by=None)
    scheme.refresh_from_db()
    assert scheme.state == "draft"


def test_a_scheme_without_indicators_is_refused():
    with pytest.raises(NotPossible):
        adopt_scheme(scheme=SchemeFactory(), by=None)


def test_an_adopted_scheme_is_not_adopted_again():
    scheme = adopt_scheme(scheme=IndicatorFactory().scheme, by=None)
    with pytest.raises(NotPossible):
        adopt_scheme(scheme=scheme, by=None)
