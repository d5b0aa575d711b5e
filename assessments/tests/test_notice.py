"""From the draft over the notice to the approval, or back."""

import datetime

import pytest
from django.utils import timezone

from assessments.actions import (
    NotPossible,
    announce_edition,
    answer_objection,
    approve_edition,
    discard_edition,
    prepare_edition,
    publish_edition,
    withdraw_edition,
)
from assessments.models import Edition
from assessments.notice_days import earliest_end
from assessments.tests.notice import objection_to, over, put_on_notice
from assessments.tests.scored import adopted, scored, staffed, visit_on
from cadres.models import Cadre
from config.journal.models import Entry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def run(city):
    adopted()
    staffed()
    return scored()


@pytest.fixture
def draft(run, city_editor):
    return prepare_edition(run=run, kind="townships", by=city_editor)


@pytest.fixture
def answered(draft, approver):
    """answered(decision) is a table whose notice is over, and to which one objection was answered so."""

    def with_decision(decision):
        edition = put_on_notice(draft, TODAY() - datetime.timedelta(days=20), TODAY())
        objection = objection_to(edition)
        answer_objection(objection=objection, by=approver, decision=decision, reason="已核实")
        return edition

    return with_decision


def test_a_draft_is_put_on_notice_for_the_shortest_time_unless_more_is_said(draft, city_editor):
    edition = announce_edition(edition=draft, by=city_editor)
    assert (edition.state, edition.notice_from, edition.announced_by) == ("notice", TODAY(), city_editor)
    assert edition.notice_until == earliest_end(TODAY())


def test_a_notice_may_last_longer_and_not_shorter(draft):
    with pytest.raises(NotPossible, match=earliest_end(TODAY()).isoformat()):
        announce_edition(edition=draft, by=None, until=earliest_end(TODAY()) - datetime.timedelta(days=1))
    longer = earliest_end(TODAY()) + datetime.timedelta(days=3)
    assert announce_edition(edition=draft, by=None, until=longer).notice_until == longer


def test_nothing_is_announced_or_approved_ahead_of_the_clock(draft, approver):
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    with pytest.raises(NotPossible):
        announce_edition(edition=draft, by=None, at=tomorrow)
    edition = announce_edition(edition=draft, by=None)
    with pytest.raises(NotPossible):
        approve_edition(edition=edition, by=approver, at=timezone.now() + datetime.timedelta(days=30))


def test_a_table_is_put_on_notice_once(draft):
    announce_edition(edition=draft, by=None)
    with pytest.raises(NotPossible):
        announce_edition(edition=draft, by=None)


def test_a_draft_is_not_approved(draft, approver):
    with pytest.raises(NotPossible):
        approve_edition(edition=draft, by=approver)


def test_a_table_is_not_approved_before_its_notice_is_over(draft, approver):
    edition = announce_edition(edition=draft, by=None)
    with pytest.raises(NotPossible, match=edition.notice_until.isoformat()):
        approve_edition(edition=edition, by=approver)


def test_a_table_is_approved_on_the_first_day_after_the_notice(draft, approver):
    edition = put_on_notice(draft, TODAY() - datetime.timedelta(days=8), TODAY())
    assert approve_edition(edition=edition, by=approver).state == "approved"


def test_an_open_objection_keeps_a_table_from_approval(draft, approver):
    edition = over(draft)
    objection_to(edition)
    with pytest.raises(NotPossible, match="1"):
        approve_edition(edition=edition, by=approver)


@pytest.mark.parametrize("decision", ["upheld", "partly"])
def test_an_upheld_objection_keeps_a_table_from_approval_for_ever(answered, approver, decision):
    edition = answered(decision)
    with pytest.raises(NotPossible):
        approve_edition(edition=edition, by=approver)


def test_a_refused_objection_does_not_and_is_kept_with_the_table(answered, approver):
    edition = approve_edition(edition=answered("refused"), by=approver)
    assert edition.hearing == {
        "received": 1,
        "answered": 1,
        "upheld": 0,
        "answers": [{"place": "怀化市", "place_en": "", "decision": "refused", "reason": "已核实"}],
    }


def test_a_table_on_notice_is_neither_prepared_again_nor_discarded(draft, run, city_editor):
    edition = announce_edition(edition=draft, by=None)
    with pytest.raises(NotPossible):
        prepare_edition(run=run, kind="townships", by=city_editor)
    with pytest.raises(NotPossible):
        discard_edition(edition=edition, by=city_editor, reason="数据有误")


def test_after_an_upheld_objection_a_new_table_takes_the_place_and_goes_on_notice_anew(
    answered, approver, city_editor
):
    wrong = answered("upheld")
    withdraw_edition(edition=wrong, by=city_editor, reason="异议成立，重新核算")
    visit_on(Cadre.objects.first(), "431226101", 20, 21)
    new = prepare_edition(run=scored(), kind="townships", by=city_editor)
    assert (new.revision, new.state, new.note) == (1, "draft", "")
    published = publish_edition(edition=approve_edition(edition=over(new), by=approver), by=approver)
    wrong.refresh_from_db()
    assert (wrong.state, wrong.withdraw_reason) == ("withdrawn", "异议成立，重新核算")
    assert wrong.objections.count() == 1
    assert (published.revision, published.hearing["received"]) == (1, 0)


def test_a_withdrawal_needs_a_reason_and_something_to_withdraw(draft, city_editor):
    with pytest.raises(NotPossible):
        withdraw_edition(edition=draft, by=city_editor, reason="有误")
    edition = announce_edition(edition=draft, by=None)
    with pytest.raises(NotPossible):
        withdraw_edition(edition=edition, by=city_editor, reason=" ")


def test_an_approved_table_is_withdrawn_too_and_a_published_one_is_not(answered, approver, run, city_editor):
    withdraw_edition(
        edition=approve_edition(edition=answered("refused"), by=approver), by=approver, reason="有误"
    )
    second = over(prepare_edition(run=run, kind="townships", by=city_editor))
    published = publish_edition(edition=approve_edition(edition=second, by=approver), by=approver)
    with pytest.raises(NotPossible):
        withdraw_edition(edition=published, by=approver, reason="有误")


def test_every_step_is_journalled(answered, city_editor):
    edition = answered("upheld")
    withdraw_edition(edition=edition, by=city_editor, reason="有误")
    entries = Entry.objects.filter(model="assessments.edition", object_id=edition.pk).order_by("id")
    assert [(e.verb, e.by) for e in entries] == [("prepare", city_editor), ("withdraw", city_editor)]
    assert entries[1].after["withdraw_reason"] == "有误"


def test_a_correction_carries_what_it_changes(draft, approver, city_editor):
    publish_edition(edition=approve_edition(edition=over(draft), by=approver), by=approver)
    visit_on(Cadre.objects.filter(posts__division__code="431226101").first(), "431226101", 20, 21)
    second = prepare_edition(run=scored(), kind="townships", by=city_editor, note="补录走访")
    assert draft.differences is None
    assert [(one["code"], one["before"], one["after"]) for one in second.differences] == [
        ("431226101", {"rank": 1, "score": "15.00"}, {"rank": 1, "score": "25.00"}),
        ("431226102", {"rank": 1, "score": "15.00"}, {"rank": 2, "score": "15.00"}),
    ]
    assert Edition.objects.get(pk=second.pk).differences == second.differences
