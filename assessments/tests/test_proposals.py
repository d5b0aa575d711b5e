"""Bonuses, deductions and commendations: proposed by one account, settled by another."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from assessments.actions import (
    NotPossible,
    approve,
    propose,
    propose_strongest,
    publish_commendation,
    refuse,
)
from assessments.gathering import adjustments_of
from assessments.models import Adjustment, Commendation, Scheme
from assessments.tests import public
from assessments.tests.factories import AdjustmentFactory, CommendationFactory, ProgrammeGradeFactory
from assessments.tests.graded import close
from cadres.models import Role
from cadres.tests.factories import clerk, place
from config import corrections
from config.journal.models import Entry
from config.millionths import ONE
from config.tests.pages import sent_by
from config.tests.test_registry import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(mayang):
    return clerk(Role.COUNTY_ADMINISTRATOR, "431226", username="chief")


def open_bonus(by=None, **kwargs):
    made = AdjustmentFactory(settled=False, **kwargs)
    return propose(proposal=made, by=by)


def refused(sql, *parameters):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_only_what_is_approved_counts(county_editor, chief):
    bonus = open_bonus(county_editor)
    assert adjustments_of(bonus.period, Scheme()) == {}
    approve(proposal=bonus, by=chief)
    assert adjustments_of(bonus.period, Scheme()) == {bonus.cadre_id: 2 * ONE}


def test_what_is_refused_counts_for_nothing(county_editor, chief):
    bonus = refuse(proposal=open_bonus(county_editor), by=chief, reason="依据不足")
    assert (bonus.state, bonus.refusal, adjustments_of(bonus.period, Scheme())) == ("refused", "依据不足", {})
    with pytest.raises(NotPossible, match="已经审定"):
        approve(proposal=bonus, by=chief)


def test_whoever_proposed_it_cannot_approve_it(chief):
    bonus = open_bonus(chief)
    with pytest.raises(NotPossible, match="请由另一人办理"):
        approve(proposal=bonus, by=chief)
    refused(
        "UPDATE assessments_adjustment SET state = 'approved', settled_by_id = proposed_by_id, "
        "settled_at = '2012-01-01'"
    )


def test_whoever_changes_a_proposal_is_its_proposer(county_editor, chief):
    bonus = open_bonus(county_editor)
    bonus.points = 20 * ONE
    propose(proposal=bonus, by=chief)
    with pytest.raises(NotPossible):
        approve(proposal=bonus, by=chief)
    approve(proposal=bonus, by=county_editor)


def test_what_is_approved_is_what_the_approver_saw(county_editor, chief):
    bonus = open_bonus(county_editor)
    seen = bonus.proposed_at
    propose(proposal=bonus, by=county_editor)
    with pytest.raises(NotPossible, match="已被修改"):
        approve(proposal=bonus, by=chief, seen=seen)


def test_nothing_is_approved_in_a_closed_period(county_editor, chief):
    bonus = open_bonus(county_editor)
    close(bonus.period)
    with pytest.raises(NotPossible, match="已关闭"):
        approve(proposal=bonus, by=chief)


def test_what_is_approved_never_changes(county_editor, chief):
    approve(proposal=open_bonus(county_editor), by=chief)
    refused("UPDATE assessments_adjustment SET points = 1")
    refused("UPDATE assessments_adjustment SET reason = 'x'")
    refused("UPDATE assessments_adjustment SET state = 'proposed', settled_by_id = NULL, settled_at = NULL")
    refused("DELETE FROM assessments_adjustment")
    refused("UPDATE assessments_adjustment SET proposed_by_id = NULL")


def test_what_was_approved_and_voided_does_not_stand_again(county_editor, chief):
    approve(proposal=open_bonus(county_editor), by=chief)
    corrections.void(fact=Adjustment.objects.get(), by=chief, reason="录入有误")
    refused("UPDATE assessments_adjustment SET voided_at = NULL, voided_by_id = NULL, void_reason = ''")


def test_nothing_is_entered_as_approved(chief):
    with pytest.raises(IntegrityError), transaction.atomic():
        AdjustmentFactory(settled=False, state="approved", settled_by=chief, settled_at="2012-01-01T00:00Z")


def test_what_is_approved_is_voided_by_a_second_person_only(county_editor, chief):
    bonus = approve(proposal=open_bonus(county_editor), by=chief)
    with pytest.raises(IntegrityError), transaction.atomic():
        corrections.void(fact=Adjustment.objects.get(), by=county_editor, reason="录入有误")
    corrections.void(fact=Adjustment.objects.get(), by=chief, reason="录入有误")
    assert adjustments_of(bonus.period, Scheme()) == {}


def buttons(client, obj):
    return [
        b["label"] for b in client.get(page(type(obj), "change", obj.pk)).context["buttons"] if "url" in b
    ]


def test_the_office_offers_approval_to_administrators_who_did_not_propose(county_editor, chief, signed_in):
    bonus = open_bonus(chief)
    second = clerk(Role.COUNTY_ADMINISTRATOR, "431226")
    assert buttons(signed_in(second), bonus) == ["审定", "不同意", "作废"]
    assert buttons(signed_in(chief), bonus) == ["作废"]
    assert buttons(signed_in(county_editor), bonus) == ["作废"]
    approve(proposal=bonus, by=second)
    assert buttons(signed_in(county_editor), bonus) == []
    assert buttons(signed_in(second), bonus) == ["作废"]


def test_the_form_makes_a_proposal_and_the_button_approves_it(county_editor, chief, signed_in):
    bonus = open_bonus()
    office = signed_in(county_editor)
    address = page(Adjustment, "change", bonus.pk)
    assert office.post(address, {**sent_by(office.get(address)), "points": "3"}).status_code == 302
    bonus.refresh_from_db()
    assert (bonus.proposed_by, bonus.points) == (county_editor, 3 * ONE)
    verb = page(Adjustment, "verb", bonus.pk, "approve")
    assert signed_in(chief).post(verb, sent_by(signed_in(chief).get(verb))).status_code == 302
    bonus.refresh_from_db()
    assert (bonus.state, bonus.settled_by) == ("approved", chief)
    assert Entry.objects.filter(model="assessments.adjustment", verb="approve", by=chief).count() == 1


def test_the_start_page_tells_an_administrator_what_waits(county_editor, chief, signed_in):
    open_bonus(county_editor)
    open_bonus(chief)
    waiting = signed_in(chief).get(reverse("admin:index")).context["waiting"]
    assert [item.count for item in waiting if "加分扣分" in item.text] == [1]
    waiting = signed_in(county_editor).get(reverse("admin:index")).context["waiting"]
    assert not [item for item in waiting if "加分扣分" in item.text]


# Commendations


def star(by=None, **kwargs):
    return propose(proposal=CommendationFactory(**kwargs), by=by)


def test_a_commendation_is_published_only_when_a_second_person_has_approved_it(county_editor, approver):
    proposed = star(county_editor)
    with pytest.raises(NotPossible, match="已审定"):
        publish_commendation(commendation=proposed, by=approver)
    with pytest.raises(NotPossible, match="请由另一人办理"):
        approve(proposal=proposed, by=county_editor)
    approve(proposal=proposed, by=approver)
    assert publish_commendation(commendation=proposed, by=approver).published_at is not None


def test_the_database_lets_no_commendation_skip_its_approval(approver):
    star()
    refused("UPDATE assessments_commendation SET state = 'published', published_at = '2012-01-01'")
    refused(
        "UPDATE assessments_commendation SET state = 'published', published_at = '2012-01-01', "
        "settled_by_id = %s, settled_at = '2012-01-01'",
        approver.pk,
    )


def test_a_published_commendation_never_changes(approver):
    publish_commendation(commendation=approve(proposal=star(), by=approver), by=approver)
    refused("UPDATE assessments_commendation SET citation = 'x'")
    refused("UPDATE assessments_commendation SET cadre_id = cadre_id + 1")
    refused("UPDATE assessments_commendation SET rank = 1")
    refused("UPDATE assessments_commendation SET published_at = '2012-01-01'")
    refused("UPDATE assessments_commendation SET proposed_by_id = NULL, proposed_at = '2012-01-01'")
    refused("DELETE FROM assessments_commendation")


def test_whoever_failed_in_a_period_is_no_star_of_it(approver):
    failed = ProgrammeGradeFactory(score=59 * ONE)
    proposed = star(cadre=failed.cadre, period=failed.period)
    with pytest.raises(NotPossible, match="不及格"):
        approve(proposal=proposed, by=approver)


def ranks(*numbers):
    return [public.row(f"4312261{n:02d}", rank) for n, rank in enumerate(numbers, start=1)]


def test_the_ten_strongest_are_all_that_share_the_tenth_place(county_editor):
    rows = ranks(1, 2, 3, 4, 5, 6, 7, 8, 8, 10, 10, 12)
    for row in rows:
        place(row["code"])
    edition = public.edition(rows=rows, unranked=[])
    assert propose_strongest(edition=edition, by=county_editor) == 11
    assert propose_strongest(edition=edition, by=county_editor) == 0
    last = Commendation.objects.order_by("division__code").last()
    assert (last.rank, last.state, last.edition, last.proposed_by) == (10, "proposed", edition, county_editor)
    assert last.citation == "2011年10月百分制考核得分 80.00，在 12 个参加排名的乡镇中列第 10 名。"


@pytest.mark.parametrize("state", ["draft", "approved"])
def test_nothing_is_proposed_from_a_table_that_is_not_published(state):
    with pytest.raises(NotPossible, match="已发布"):
        propose_strongest(edition=public.edition(state=state), by=None)


def test_nothing_is_proposed_from_a_table_that_has_been_corrected():
    first = public.edition()
    public.edition(revision=2, note="更正")
    with pytest.raises(NotPossible, match="修订版"):
        propose_strongest(edition=first, by=None)


def test_a_place_is_not_commended_by_a_table_that_has_been_corrected_meanwhile(county_editor, approver):
    place("431226101")
    rows = [public.row("431226101", 1)]
    propose_strongest(edition=public.edition(rows=rows, unranked=[]), by=county_editor)
    proposed = Commendation.objects.get()
    approve(proposal=proposed, by=approver)
    public.edition(revision=2, note="更正", rows=rows, unranked=[])
    with pytest.raises(NotPossible, match="已经更正"):
        publish_commendation(commendation=proposed, by=approver)


def test_a_place_is_commended_once_for_a_period():
    made = CommendationFactory(kind="fastest", cadre=None, skill=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        CommendationFactory(
            kind="fastest", cadre=None, skill=None, division=made.division, period=made.period
        )
