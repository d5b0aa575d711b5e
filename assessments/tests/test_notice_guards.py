"""Plain SQL tries short cuts around the notice and the objections, on both databases."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from assessments.models import Edition, Objection
from assessments.tests.factories import EditionFactory, ObjectionFactory
from assessments.tests.notice import put_on_notice
from cadres.tests.factories import StaffFactory
from config.personal import ERASED

pytestmark = pytest.mark.django_db
DAYS = datetime.date(2011, 11, 1), datetime.date(2011, 11, 10)
"""Over since long."""
IN_TIME, A_MOMENT_EARLY = "2011-11-09 16:00:00+00:00", "2011-11-09 15:59:59+00:00"
"""The tenth begins in China at four in the afternoon of the ninth, by the clocks of Greenwich."""


def execute(sql, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.rowcount


def refused(sql, *parameters):
    with pytest.raises(IntegrityError):
        execute(sql, *parameters)


APPROVE = """
    UPDATE assessments_edition SET state = 'approved', approved_by_id = %s, approved_at = %s WHERE id = %s
"""


def approval(edition, moment=IN_TIME):
    return APPROVE, StaffFactory().pk, moment, edition.pk


@pytest.fixture
def over():
    return put_on_notice(EditionFactory(rows=[{"rank": 1}]), *DAYS)


def test_a_notice_that_is_over_lets_an_approval_pass(over):
    assert execute(*approval(over)) == 1


def test_a_draft_is_not_approved():
    refused(*approval(EditionFactory()))


def test_no_approval_before_the_last_day_is_over_in_china(over):
    refused(*approval(over, A_MOMENT_EARLY))


def test_no_approval_of_today_is_dated_tomorrow():
    today = timezone.localdate()
    edition = put_on_notice(EditionFactory(), today, today + datetime.timedelta(days=3))
    refused(*approval(edition, (timezone.now() + datetime.timedelta(days=5)).isoformat(" ")))


@pytest.mark.parametrize("decision", ["", "upheld", "partly"])
def test_no_approval_while_an_objection_is_open_or_was_upheld(decision):
    objection = objection_on()
    answer(objection, decision or "refused")
    second = open_objection(objection.edition) if not decision else None
    edition = objection.edition
    moment = timezone.now() - datetime.timedelta(seconds=5)
    refused(*approval(finish(edition), moment.isoformat(" ")))
    if second is not None:
        answer(second, "refused")
        assert execute(*approval(edition, moment.isoformat(" "))) == 1


def objection_on():
    return ObjectionFactory(edition=notice_until_today())


def notice_until_today():
    """On notice until the end of today: a test makes it over by `finish`."""
    return put_on_notice(EditionFactory(), timezone.localdate() - datetime.timedelta(days=9), tomorrow())


def tomorrow():
    return timezone.localdate() + datetime.timedelta(days=1)


def finish(edition):
    """Lets the notice end today, as no verb can."""
    drop = "assessments_edition_notice_keeps_its_days_0"
    on = " ON assessments_edition" if connection.vendor == "postgresql" else ""
    execute(f"DROP TRIGGER {drop}{on}")
    Edition.objects.filter(pk=edition.pk).update(notice_until=timezone.localdate())
    return edition


def open_objection(edition):
    return ObjectionFactory(edition=edition)


def answer(objection, decision):
    Objection.objects.filter(pk=objection.pk).update(
        decision=decision, reason="已核实", answered_by=StaffFactory(), answered_at=timezone.now()
    )


@pytest.mark.parametrize(
    "change",
    [
        "rows = '[]'",
        "unranked = '[1]'",
        "differences = '[1]'",
        "note = 'x'",
        "scheme_name = 'x'",
        "revision = 9",
        "prepared_by_id = NULL",
        "notice_until = '2011-11-02'",
        "notice_from = '2011-10-02'",
        "hearing = '{}'",
        "state = 'draft', notice_from = NULL, notice_until = NULL, announced_at = NULL",
        "state = 'published', published_at = '2011-11-10', sha256 = '" + "0" * 64 + "'",
    ],
)
def test_a_table_on_notice_is_fixed(over, change):
    refused(f"UPDATE assessments_edition SET {change} WHERE id = %s", over.pk)


def test_what_it_is_computed_from_is_fixed_too(over):
    refused("UPDATE assessments_frozeninputs SET text = 'x' WHERE id = %s", over.inputs_id)


def test_a_table_that_was_on_notice_is_not_deleted(over):
    refused("DELETE FROM assessments_edition WHERE id = %s", over.pk)


def test_a_withdrawn_table_comes_back_in_no_way(over):
    Edition.objects.filter(pk=over.pk).update(
        state="withdrawn", withdrawn_at=timezone.now(), withdraw_reason="有误"
    )
    for state in ("draft", "notice", "approved"):
        refused("UPDATE assessments_edition SET state = %s WHERE id = %s", state, over.pk)
    refused("UPDATE assessments_edition SET withdraw_reason = 'x' WHERE id = %s", over.pk)
    refused("DELETE FROM assessments_edition WHERE id = %s", over.pk)


def test_a_withdrawal_has_a_reason(over):
    refused(
        "UPDATE assessments_edition SET state = 'withdrawn', withdrawn_at = %s WHERE id = %s",
        IN_TIME,
        over.pk,
    )


def test_a_notice_has_days_and_ends_after_it_began():
    edition = EditionFactory()
    refused("UPDATE assessments_edition SET state = 'notice' WHERE id = %s", edition.pk)
    refused(
        "UPDATE assessments_edition SET state = 'notice', notice_from = '2011-11-02', notice_until = '2011-11-02', "
        "announced_at = %s WHERE id = %s",
        IN_TIME, edition.pk,
    )  # fmt: skip


def test_no_insert_takes_the_place_of_a_table_on_notice(over):
    if connection.vendor == "sqlite":
        refused("INSERT OR REPLACE INTO assessments_edition SELECT * FROM assessments_edition")
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionFactory(division=over.division, period=over.period)


def test_an_objection_is_taken_on_the_days_of_the_notice_alone(over):
    for moment in ("2011-10-31T15:59:59+00:00", "2011-11-09T16:00:00+00:00"):
        with pytest.raises(IntegrityError), transaction.atomic():
            ObjectionFactory(edition=over, received_at=moment)
    for moment in ("2011-10-31T16:00:00+00:00", "2011-11-09T15:59:59+00:00"):
        assert ObjectionFactory(edition=over, received_at=moment).pk


def test_no_objection_to_a_draft_and_none_comes_answered():
    with pytest.raises(IntegrityError), transaction.atomic():
        ObjectionFactory(edition=EditionFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        ObjectionFactory(
            decision="refused", reason="x", answered_by=StaffFactory(), answered_at=timezone.now()
        )


@pytest.mark.parametrize(
    "change",
    ["text = 'x'", "reference = 'AAAAAAAA'", "edition_id = edition_id + 1", "form = 'x'",
     "received_at = '2011-01-01'", "contact = NULL"],
)  # fmt: skip
def test_an_open_objection_stays_as_it_was_received(change):
    objection = ObjectionFactory(contact=b"sealed")
    refused(f"UPDATE assessments_objection SET {change} WHERE id = %s", objection.pk)


def test_an_objection_is_never_deleted():
    refused("DELETE FROM assessments_objection WHERE id = %s", ObjectionFactory().pk)


def test_an_objection_is_not_replaced_by_an_insert():
    objection = ObjectionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ObjectionFactory(edition=objection.edition, reference=objection.reference)
    if connection.vendor == "sqlite":
        refused("INSERT OR REPLACE INTO assessments_objection SELECT * FROM assessments_objection")


def test_whoever_prepared_the_table_decides_no_objection_to_it():
    objection = ObjectionFactory()
    refused(
        "UPDATE assessments_objection SET decision = 'refused', reason = 'x', answered_by_id = %s, answered_at = %s",
        objection.edition.prepared_by_id, IN_TIME,
    )  # fmt: skip


@pytest.mark.parametrize("change", ["decision = 'upheld'", "reason = 'x'", "answered_at = '2011-11-11'"])
def test_an_answer_stays_as_it_was_given(change):
    objection = ObjectionFactory()
    answer(objection, "refused")
    refused(f"UPDATE assessments_objection SET {change} WHERE id = %s", objection.pk)


def test_of_an_answered_objection_contact_and_text_can_be_erased_and_not_be_changed():
    objection = ObjectionFactory(contact=b"sealed")
    answer(objection, "refused")
    refused("UPDATE assessments_objection SET text = 'x'")
    Objection.objects.update(contact=None, text=ERASED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.update(contact=b"other")
