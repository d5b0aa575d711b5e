"""Pages that only show write points as people do."""

import pytest
from django.urls import reverse

from assessments.tests.factories import AdjustmentFactory, IndicatorFactory, SchemeFactory
from config.millionths import ONE

pytestmark = pytest.mark.django_db


def test_an_adopted_scheme_shows_points_not_millionths(signed_in, city_editor):
    scheme = SchemeFactory()
    IndicatorFactory(scheme=scheme, target=12_500_000, points=37_250_000)
    scheme.state = "adopted"
    scheme.save()
    page = (
        signed_in(city_editor)
        .get(reverse("admin:assessments_scheme_change", args=[scheme.pk]))
        .content.decode()
    )
    assert "12.5" in page
    assert "37.25" in page
    assert "37250000" not in page


def test_a_draft_is_still_edited_in_decimals(signed_in, city_editor):
    scheme = SchemeFactory()
    IndicatorFactory(scheme=scheme, points=37_250_000)
    page = (
        signed_in(city_editor)
        .get(reverse("admin:assessments_scheme_change", args=[scheme.pk]))
        .content.decode()
    )
    assert 'value="37.25"' in page


def test_whoever_may_only_look_sees_the_points_of_a_bonus(signed_in, approver):
    bonus = AdjustmentFactory(points=2 * ONE + ONE // 2)
    page = (
        signed_in(approver)
        .get(reverse("admin:assessments_adjustment_change", args=[bonus.pk]))
        .content.decode()
    )
    assert "2.5" in page
    assert "2500000" not in page
