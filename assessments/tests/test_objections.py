"""Objecting to a table on notice and answering, by the verbs."""

import datetime

import pytest
from django.utils import timezone

from assessments.actions import NotPossible, answer_objection, receive_objection, withdraw_edition
from assessments.actions.objections import ALPHABET, contact_of, erase_past_objections
from assessments.models import Objection, PublicAttempt
from assessments.tests import public
from assessments.tests.notice import objection_to, put_on_notice
from cadres.models import Role
from cadres.tests.factories import clerk
from config.journal.models import Entry
from config.personal import ERASED
from config.testing import lift_guards

pytestmark = pytest.mark.django_db
GAOCUN, ELSEWHERE = "431226101", "431302199"
NOW = timezone.now
OVER = datetime.date(2011, 11, 1), datetime.date(2011, 11, 10)


@pytest.fixture
def table(gaocun, city_editor):
    """The city's table on notice, with Gaocun among its places."""
    return put_on_notice(public.edition(state="draft", prepared_by=city_editor))


def test_an_objection_lies_where_the_place_lies_and_has_a_number_that_can_be_read_aloud(table):
    objection = objection_to(table, GAOCUN, text="下村天数少算两天")
    assert (objection.division.code, objection.edition, objection.text) == (GAOCUN, table, "下村天数少算两天")
    assert len(objection.reference) == 8 and set(objection.reference) <= set(ALPHABET)
    assert str(objection) == f"{objection.reference[:4]}-{objection.reference[4:]}"
    assert not set("0O1IL2Z5S8BUV") & set(ALPHABET)


def test_a_place_that_the_table_does_not_name_cannot_be_objected_to(table):
    with pytest.raises(NotPossible):
        objection_to(table, ELSEWHERE)


def test_the_same_sheet_counts_once(table):
    first, second = (objection_to(table, form="a sheet") for _ in range(2))
    assert first == second and Objection.objects.count() == 1


@pytest.mark.parametrize("state", ["draft", "approved", "published"])
def test_only_a_table_on_notice_is_objected_to(city, state):
    edition = public.edition(state=state)
    edition.notice_from = timezone.localdate()
    with pytest.raises(NotPossible):
        objection_to(edition)


def test_nothing_is_taken_once_the_notice_is_over_or_the_table_withdrawn(table, city_editor):
    ended = put_on_notice(public.edition("2011-11", state="draft"), *OVER)
    with pytest.raises(NotPossible, match="期已满"):
        objection_to(ended, at=NOW())
    withdraw_edition(edition=table, by=city_editor, reason="有误")
    with pytest.raises(NotPossible, match="撤回"):
        objection_to(table)


def test_the_contact_is_kept_sealed_and_read_again(table):
    objection = objection_to(table, contact="0745-5822123")
    objection.refresh_from_db()
    assert b"5822123" not in bytes(objection.contact)
    assert contact_of(objection) == "0745-5822123"
    assert contact_of(objection_to(table, form="other")) == ""


def test_the_journal_has_neither_text_nor_contact_nor_network_address(table):
    objection_to(table, text="某某虚报", contact="0745-5822123", address="203.0.113.7")
    entry = Entry.objects.get(verb="object")
    assert entry.address is None and entry.by is None
    assert not {"text", "contact", "form"} & set(entry.after)
    assert "203.0.113.7" not in str(PublicAttempt.objects.values())


def test_one_address_objects_so_often_an_hour_and_others_go_on(table, settings):
    settings.OBJECTIONS_AN_HOUR = 2
    for n in range(2):
        objection_to(table, form=f"s{n}", address="203.0.113.7")
    with pytest.raises(NotPossible):
        objection_to(table, form="s3", address="203.0.113.7")
    assert objection_to(table, form="s3", address="203.0.113.8").pk
    PublicAttempt.objects.update(at=NOW() - datetime.timedelta(hours=1, minutes=1))
    assert objection_to(table, form="s4", address="203.0.113.7").pk


def test_neighbours_in_the_same_ipv6_network_count_as_one(table, settings):
    settings.OBJECTIONS_AN_HOUR = 1
    objection_to(table, form="a", address="2001:db8:1:2::1")
    with pytest.raises(NotPossible):
        objection_to(table, form="b", address="2001:db8:1:2:ffff::9")
    assert objection_to(table, form="c", address="2001:db8:1:3::1").pk


def test_a_table_takes_so_many_an_hour_in_all_and_another_table_goes_on(table, settings):
    settings.OBJECTIONS_AN_HOUR_IN_ALL = 1
    objection_to(table, form="a", address="203.0.113.7")
    with pytest.raises(NotPossible):
        objection_to(table, form="b", address="203.0.113.8")
    other = put_on_notice(public.edition("2011-11", state="draft"))
    assert objection_to(other, form="c", address="203.0.113.8").pk


def test_attempts_are_forgotten_after_a_day(table):
    objection_to(table, form="a")
    PublicAttempt.objects.update(at=NOW() - datetime.timedelta(days=1, minutes=1))
    objection_to(table, form="b")
    assert PublicAttempt.objects.count() == 1


def test_an_answer_has_decision_reason_and_somebody_who_gives_it(table, approver):
    objection = answer_objection(
        objection=objection_to(table), by=approver, decision="refused", reason=" 计分无误 "
    )
    assert (objection.decision, objection.reason, objection.answered_by) == ("refused", "计分无误", approver)
    assert Entry.objects.get(verb="answer").after["reason"] == "计分无误"


@pytest.mark.parametrize(("decision", "reason"), [("refused", " "), ("", "x"), ("maybe", "x")])
def test_no_answer_without_decision_and_reason(table, approver, decision, reason):
    with pytest.raises(NotPossible):
        answer_objection(objection=objection_to(table), by=approver, decision=decision, reason=reason)
    assert not Objection.objects.answered().exists()


def test_whoever_prepared_the_table_does_not_decide_and_nobody_decides_twice(table, approver, city_editor):
    objection = objection_to(table)
    with pytest.raises(NotPossible):
        answer_objection(objection=objection, by=city_editor, decision="refused", reason="x")
    answer_objection(objection=objection, by=approver, decision="refused", reason="x")
    with pytest.raises(NotPossible):
        answer_objection(objection=objection, by=approver, decision="upheld", reason="x")


def test_the_office_of_the_place_reads_and_that_of_the_table_decides(table, county_editor):
    objection = objection_to(table, GAOCUN)
    assert list(Objection.objects.visible_to(county_editor)) == [objection]
    with pytest.raises(NotPossible, match="怀化市"):
        answer_objection(objection=objection, by=county_editor, decision="refused", reason="x")
    administrator = clerk(Role.CITY_ADMINISTRATOR, "4312")
    assert answer_objection(objection=objection, by=administrator, decision="refused", reason="x").is_answered


def test_an_objection_to_a_withdrawn_table_is_still_answered(table, approver, city_editor):
    objection = objection_to(table)
    withdraw_edition(edition=table, by=city_editor, reason="有误")
    assert answer_objection(objection=objection, by=approver, decision="upheld", reason="属实").is_answered


@pytest.fixture
def answered_ago(table, approver):
    """answered_ago(days) is an objection with a contact that was answered so long ago; None: it was not answered."""

    def make(days):
        objection = receive_objection(
            edition=table, place=GAOCUN, text="原文", contact="0745-5822123", form=f"f{days}", address=None
        )
        if days is not None:
            answer_objection(objection=objection, by=approver, decision="refused", reason="x")
            first = NOW() - datetime.timedelta(days=days)
            # As it would stand after that time: no verb answers before something is received.
            lift_guards()
            Objection.objects.filter(pk=objection.pk).update(answered_at=first)
        return objection

    return make


def test_contacts_go_after_the_days_that_are_set_and_texts_after_the_years(answered_ago):
    made = {days: answered_ago(days) for days in (None, 29, 32, 366 * 5 + 1)}
    assert erase_past_objections() == 2
    for objection in made.values():
        objection.refresh_from_db()
    kept = {days: (bool(one.contact), one.text) for days, one in made.items()}
    assert kept == {
        None: (True, "原文"), 29: (True, "原文"), 32: (False, "原文"), 366 * 5 + 1: (False, ERASED),
    }  # fmt: skip
    assert Entry.objects.filter(model="assessments.objection", verb="erase").count() == 2
    assert erase_past_objections() == 0
