"""What stands beside an edition: made when it is prepared, from its frozen inputs, unchanged once it is approved."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from assessments.actions import approve_edition, discard_edition, prepare_edition, publish_edition
from assessments.editions import recompute
from assessments.models import EditionSupplement, FrozenInputs
from assessments.scoring.canonical import sha256
from assessments.scoring.frozen import from_text, to_text
from assessments.scoring.resampling import seed_of
from assessments.supplements import FEWEST_CADRES, values_of
from assessments.tests.factories import EditionFactory, EditionSupplementFactory, PeriodFactory
from assessments.tests.notice import over
from assessments.tests.scored import adopted, scored, staffed
from assessments.tests.test_rising import month
from cadres.tests.factories import StaffFactory
from config.journal.models import Entry

pytestmark = pytest.mark.django_db
MOMENT = "2011-11-10T00:00:00Z"


@pytest.fixture
def run(city):
    adopted()
    staffed()
    return scored()


@pytest.fixture
def draft(run, city_editor):
    return prepare_edition(run=run, kind="townships", by=city_editor)


def refused(sql, *parameters):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_it_is_made_with_the_draft_from_a_seed_that_nobody_chose(draft, city_editor):
    made = draft.supplement
    assert (made.seed, made.replicates) == (seed_of(draft.inputs.sha256), 1000)
    assert made.places == {
        code: {"low": 1, "high": 2, "alike": [[1, 1]]} for code in ("431226101", "431226102")
    }
    assert Entry.objects.get(model="assessments.editionsupplement").by == city_editor


def test_a_draft_prepared_again_has_the_new_one(draft, run, city_editor):
    EditionSupplement.objects.update(places={})
    prepare_edition(run=run, kind="townships", by=city_editor)
    assert EditionSupplement.objects.get().places == draft.supplement.places


def test_it_is_computed_again_to_the_same_values(draft):
    stored = EditionSupplement.objects.get()
    again = values_of(draft, from_text(draft.inputs.text))
    assert {name: getattr(stored, name) for name in again} == again


def test_the_command_that_verifies_an_edition_computes_it_again_too(draft, approver):
    publish_edition(edition=approve_edition(edition=over(draft), by=approver), by=approver)
    call_command("verify_edition", "townships", "2011-10")


def test_ranges_that_do_not_follow_from_the_inputs_are_found(draft, approver):
    EditionSupplement.objects.update(
        places=draft.supplement.places | {"431226101": {"low": 2, "high": 2, "alike": []}}
    )
    publish_edition(edition=approve_edition(edition=over(draft), by=approver), by=approver)
    with pytest.raises(CommandError):
        call_command("verify_edition", "townships", "2011-10")


def test_the_hash_of_the_edition_does_not_cover_it(draft, approver):
    EditionSupplement.objects.update(places={})
    published = publish_edition(edition=approve_edition(edition=over(draft), by=approver), by=approver)
    assert len(published.sha256) == 64


def test_what_was_approved_is_not_changed(draft, approver):
    approve_edition(edition=over(draft), by=approver)
    refused("UPDATE assessments_editionsupplement SET seed = 7")


def test_what_was_published_is_neither_changed_nor_deleted(draft, approver):
    publish_edition(edition=approve_edition(edition=over(draft), by=approver), by=approver)
    refused("UPDATE assessments_editionsupplement SET places = '{}'")
    refused("DELETE FROM assessments_editionsupplement")


def test_it_does_not_move_to_or_from_an_edition_that_is_no_draft(draft, approver):
    other = EditionSupplementFactory()
    approve_edition(edition=over(draft), by=approver)
    refused("UPDATE assessments_editionsupplement SET edition_id = %s WHERE id = %s", draft.pk, other.pk)
    own = EditionSupplement.objects.get(edition=draft)
    refused(
        "UPDATE assessments_editionsupplement SET edition_id = %s WHERE id = %s", other.edition_id, own.pk
    )


def test_an_approved_edition_takes_none_and_has_none_replaced(draft, approver):
    approve_edition(edition=over(draft), by=approver)
    own = EditionSupplement.objects.get(edition=draft)
    empty = EditionFactory()
    columns = "(id, edition_id, model_name, seed, replicates, places, funnel, robustness, rising)"
    values = "VALUES (%s, %s, 'x', 1, 1, '{}', '{}', '{}', '[]')"
    replace = "INSERT OR REPLACE INTO" if connection.vendor == "sqlite" else "INSERT INTO"
    refused(f"{replace} assessments_editionsupplement {columns} {values}", own.pk, empty.pk)
    refused(f"{replace} assessments_editionsupplement {columns} {values}", own.pk + 100, draft.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        approved = EditionFactory(period=PeriodFactory(code="2011-05"))
        approve_edition(edition=over(approved), by=approver)
        EditionSupplementFactory(edition=approved)


def test_an_edition_that_is_discarded_takes_it_along(draft, approver):
    discard_edition(edition=draft, by=approver, reason="数据有误")
    assert not EditionSupplement.objects.exists()


def frozen(period, days, **other):
    """An edition of a month, prepared from plain inputs."""
    text = to_text(month(period, days, **other))
    stored = FrozenInputs.objects.get_or_create(sha256=sha256(text), defaults={"text": text})[0]
    table = recompute(text, "townships")
    told = {"inputs": stored, "rows": table.rows, "unranked": table.unranked}
    return EditionFactory(period=PeriodFactory(code=period), **told)


def publish(edition):
    clerk = StaffFactory()
    approve_edition(edition=over(edition), by=clerk)
    with transaction.atomic():
        type(edition).objects.filter(pk=edition.pk).update(
            state="published", published_at=MOMENT, sha256="0" * 64
        )
    return edition


GAOCUN = "431226101"
MANY = [5] * FEWEST_CADRES


def rising(edition):
    return values_of(edition, from_text(edition.inputs.text))["rising"]


def test_it_is_compared_with_the_month_before_and_the_same_month_of_the_year_before(city):
    for period in ("2010-10", "2011-08", "2011-09", "2011-11"):
        publish(frozen(period, {GAOCUN: [2] * FEWEST_CADRES}))
    found = rising(frozen("2011-10", {GAOCUN: MANY}))
    assert [(one["since"], [row["change"] for row in one["rows"]]) for one in found] == [
        ("2011-09", [30_000_000]),
        ("2010-10", [30_000_000]),
    ]


def test_it_is_not_compared_with_what_is_not_published(city):
    frozen("2011-09", {GAOCUN: MANY})
    assert rising(frozen("2011-10", {GAOCUN: MANY})) == []


def test_another_version_of_the_scheme_is_a_reason_and_no_row(city):
    publish(frozen("2011-09", {GAOCUN: MANY}, version=2))
    assert rising(frozen("2011-10", {GAOCUN: MANY})) == [
        {"since": "2011-09", "revision": 1, "refused": "other_version"}
    ]


def test_a_place_of_few_cadres_is_left_out(city):
    publish(frozen("2011-09", {GAOCUN: MANY[1:]}))
    (found,) = rising(frozen("2011-10", {GAOCUN: MANY}))
    assert (found["rows"], found["left_out"][GAOCUN], found["minimum"]) == ([], "too_few", FEWEST_CADRES)
