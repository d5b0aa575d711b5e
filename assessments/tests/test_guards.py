"""Plain SQL tries to change what was adopted or published, and to take short cuts."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from assessments.models import Edition, Scheme
from assessments.tests.factories import (
    AdjustmentFactory,
    AnomalyFactory,
    CommendationFactory,
    EditionFactory,
    FrozenInputsFactory,
    GradeRuleFactory,
    IndicatorFactory,
    ProgrammeGradeFactory,
    SchemeFactory,
    TalkFactory,
    YearlyGradeFactory,
)
from assessments.tests.notice import put_on_notice
from cadres.tests.factories import StaffFactory

pytestmark = pytest.mark.django_db
MOMENT = "2011-11-10T00:00:00Z"
DAYS = datetime.date(2011, 11, 1), datetime.date(2011, 11, 10)


def refused(sql, *parameters):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.fixture
def published():
    edition = EditionFactory(rows=[{"rank": 1}])
    stored = Edition.objects.filter(pk=edition.pk)
    put_on_notice(edition, *DAYS)
    stored.update(state="approved", approved_by=StaffFactory(), approved_at=MOMENT)
    stored.update(state="published", published_at=MOMENT, sha256="0" * 64)
    edition.refresh_from_db()
    return edition


def test_a_published_edition_is_never_changed(published):
    refused("UPDATE assessments_edition SET note = 'x' WHERE id = %s", published.pk)


def test_a_published_edition_is_never_deleted(published):
    refused("DELETE FROM assessments_edition WHERE id = %s", published.pk)


def test_the_inputs_of_a_published_edition_are_never_changed(published):
    refused("UPDATE assessments_frozeninputs SET text = 'x' WHERE id = %s", published.inputs_id)
    refused("DELETE FROM assessments_frozeninputs WHERE id = %s", published.inputs_id)


def test_a_published_edition_is_not_replaced_by_an_insert(published):
    if connection.vendor == "sqlite":
        refused("INSERT OR REPLACE INTO assessments_edition SELECT * FROM assessments_edition")
    else:
        refused("INSERT INTO assessments_edition SELECT * FROM assessments_edition")
    assert Edition.objects.get(pk=published.pk).state == "published"


def test_an_edition_starts_as_a_draft():
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionFactory(
            state="published",
            approved_by=StaffFactory(),
            approved_at=MOMENT,
            published_at=MOMENT,
            sha256="0" * 64,
        )


def test_a_draft_is_not_published_without_approval():
    edition = EditionFactory()
    refused(
        "UPDATE assessments_edition SET state = 'published', approved_by_id = %s, approved_at = %s, published_at = %s, "
        "sha256 = %s WHERE id = %s",
        StaffFactory().pk, MOMENT, MOMENT, "0" * 64, edition.pk,
    )  # fmt: skip


def test_whoever_prepared_an_edition_cannot_approve_it():
    edition = put_on_notice(EditionFactory(), *DAYS)
    refused(
        "UPDATE assessments_edition SET state = 'approved', approved_by_id = prepared_by_id, approved_at = %s "
        "WHERE id = %s",
        MOMENT, edition.pk,
    )  # fmt: skip


def test_the_rows_of_an_approved_edition_are_unchanged():
    edition = put_on_notice(EditionFactory(), *DAYS)
    Edition.objects.update(state="approved", approved_by=StaffFactory(), approved_at=MOMENT)
    refused("UPDATE assessments_edition SET rows = '[1]' WHERE id = %s", edition.pk)


def test_an_adopted_scheme_and_its_indicators_stay():
    indicator = IndicatorFactory(scheme=SchemeFactory())
    Scheme.objects.update(state="adopted")
    refused("UPDATE assessments_scheme SET name = 'x'")
    refused("UPDATE assessments_indicator SET points = 1")
    refused("DELETE FROM assessments_indicator WHERE id = %s", indicator.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorFactory(scheme=indicator.scheme)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone has REPLACE.")
@pytest.mark.parametrize(
    "factory",
    [
        AnomalyFactory,
        CommendationFactory,
        FrozenInputsFactory,
        GradeRuleFactory,
        IndicatorFactory,
        ProgrammeGradeFactory,
        SchemeFactory,
        TalkFactory,
        YearlyGradeFactory,
    ],
)
def test_no_insert_takes_the_place_of_a_row(factory):
    table = factory()._meta.db_table
    refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone has REPLACE.")
@pytest.mark.parametrize(
    "factory", [CommendationFactory, ProgrammeGradeFactory, TalkFactory, YearlyGradeFactory]
)
def test_no_insert_of_the_same_under_another_key_does_either(factory):
    row = factory()
    columns = [field.column for field in row._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{name}"' for name in columns)
    refused(f"INSERT OR REPLACE INTO {row._meta.db_table} ({names}) SELECT {names} FROM {row._meta.db_table}")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone has REPLACE.")
def test_what_is_approved_is_not_replaced_by_a_proposal():
    columns = [field.column for field in AdjustmentFactory()._meta.concrete_fields]
    kept = {name: name for name in columns if not name.startswith("settled")} | {"state": "'proposed'"}
    names, values = ", ".join(kept), ", ".join(kept.values())
    refused(
        f"INSERT OR REPLACE INTO assessments_adjustment ({names}) SELECT {values} FROM assessments_adjustment"
    )
