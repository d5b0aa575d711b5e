"""What published tables stand on keeps its code."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.actions import NotPossible, announce_edition, approve_edition
from assessments.models import Edition, Period
from assessments.tests.factories import EditionFactory, IndicatorFactory, SchemeFactory, ScoreRunFactory
from assessments.tests.notice import over
from assessments.tests.public import edition
from cadres.models import Division
from config.millionths import ONE

pytestmark = pytest.mark.django_db


def refused(sql, *parameters):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_a_scored_period_keeps_its_code_and_its_days():
    run = ScoreRunFactory()
    refused("UPDATE assessments_period SET code = '2010-10' WHERE id = %s", run.period_id)
    refused("UPDATE assessments_period SET ends_on = '2015-01-01' WHERE id = %s", run.period_id)


def test_a_scored_period_can_still_be_closed():
    run = ScoreRunFactory()
    Period.objects.filter(pk=run.period_id).update(state="closed")


def test_the_division_of_a_published_table_keeps_its_code():
    published = edition()
    refused("UPDATE cadres_division SET code = '4399' WHERE id = %s", published.division_id)


def test_the_forms_do_not_offer_to_change_a_code(signed_in, city_administrator, city):
    run = ScoreRunFactory()
    office = signed_in(city_administrator)
    office.post(
        reverse("admin:assessments_period_change", args=[run.period_id]), {"code": "2010-10", "state": "open"}
    )
    office.post(
        reverse("admin:cadres_division_change", args=[city.pk]),
        {"code": "4399", "name": "怀化市", "level": "city"},
    )
    assert not Period.objects.filter(code="2010-10").exists()
    assert not Division.objects.filter(code="4399").exists()


def test_a_table_prepared_again_after_it_was_looked_at_is_neither_announced_nor_approved(approver):
    draft = EditionFactory()
    seen = draft.prepared_at
    Edition.objects.filter(pk=draft.pk).update(prepared_at="2030-01-01T00:00:00Z")
    with pytest.raises(NotPossible):
        announce_edition(edition=draft, by=None, seen=seen)
    with pytest.raises(NotPossible):
        approve_edition(edition=over(draft), by=approver, seen=seen)


def test_the_page_of_the_notice_carries_the_table_that_it_shows(signed_in, city_editor):
    draft = EditionFactory()
    office = signed_in(city_editor)
    address = reverse("admin:assessments_edition_verb", args=[draft.pk, "announce"])
    until = timezone.localdate() + datetime.timedelta(days=20)
    seen = office.get(address).context["adminform"].form.initial["seen"]
    Edition.objects.filter(pk=draft.pk).update(prepared_at="2030-01-01T00:00:00Z")
    office.post(address, {"seen": seen, "until": until})
    assert Edition.objects.get(pk=draft.pk).state == "draft"
    now = office.get(address).context["adminform"].form.initial["seen"]
    office.post(address, {"seen": now, "until": until})
    assert Edition.objects.get(pk=draft.pk).state == "notice"


def test_a_share_has_no_target_above_one(signed_in, city_editor):
    scheme = SchemeFactory()
    IndicatorFactory(scheme=scheme, measure="signed_share", target=90 * ONE)
    signed_in(city_editor).post(reverse("admin:assessments_scheme_verb", args=[scheme.pk, "adopt"]))
    scheme.refresh_from_db()
    assert scheme.state == "draft"
