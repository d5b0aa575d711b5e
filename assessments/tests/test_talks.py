"""The two talks: who is proposed, who talks, in which order, and who may know of it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.actions import NotPossible, drop_talk, follow_up_talk, give_grades, hold_talk, propose_talks
from assessments.models import Talk
from assessments.tests.factories import TalkFactory
from assessments.tests.graded import TOWN, rule, run, scored
from cadres.models import Role
from cadres.tests.factories import cadre_at, clerk
from config.journal.models import Entry
from config.tests.test_registry import page

pytestmark = pytest.mark.django_db
READERS = (
    Role.CITY_ADMINISTRATOR,
    Role.CITY_EDITOR,
    Role.COUNTY_ADMINISTRATOR,
    Role.COUNTY_EDITOR,
    Role.AUDITOR,
)
OTHERS = tuple(role for role in Role if role not in READERS)
HELD_ON = datetime.date(2012, 1, 10)
DUE_ON = datetime.date(2012, 4, 10)


def names():
    return set(Talk.objects.values_list("cadre__name", flat=True))


def hold(talk, **values):
    told = {"talker": "镇党委书记", "held_on": HELD_ON, "record": "驻村天数不足，限期改进", "due_on": DUE_ON}
    return hold_talk(talk=talk, by=None, **told, **values)


def refused(sql):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_everybody_who_failed_is_proposed_and_nobody_who_passed_or_is_missing():
    rule()
    made = run(甲=60, 乙=59, 丙=None)
    give_grades(run=made, by=None)
    assert propose_talks(run=made, why="fail", by=None) == 1
    assert names() == {"乙"}
    assert Talk.objects.get().division.code == TOWN


def test_without_grades_nobody_has_failed():
    with pytest.raises(NotPossible, match="尚未评定"):
        propose_talks(run=run(甲=10), why="fail", by=None)


def test_the_lowest_of_each_place_are_all_that_share_the_last_score():
    made = run(甲=90, 乙=70, 丙=70, 丁=80)
    scored(made, "戊", 95, town="431226102")
    assert propose_talks(run=made, why="lowest", count=1, by=None) == 3
    assert names() == {"乙", "丙", "戊"}


def test_nobody_is_proposed_twice_for_a_period(county_editor):
    rule()
    made = run(乙=59)
    give_grades(run=made, by=None)
    propose_talks(run=made, why="lowest", by=county_editor)
    assert propose_talks(run=made, why="fail", by=county_editor) == 0
    assert Talk.objects.get().why == "lowest"
    assert Entry.objects.filter(model="assessments.talk", verb="propose", by=county_editor).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkFactory(cadre=Talk.objects.get().cadre, period=made.period)


def talker_of(made, name):
    propose_talks(run=made, why="lowest", count=9, by=None)
    return Talk.objects.get(cadre__name=name).talker


def test_an_ordinary_cadre_is_talked_to_by_the_party_secretary_of_the_township():
    cadre_at(TOWN, name="滕书记", title="党委书记", post_class="leader")
    cadre_at(TOWN, name="张某", title="党委副书记", post_class="leader")
    cadre_at("431226102", name="李某", title="党委书记", post_class="leader")
    assert talker_of(run(甲=50), "甲") == "滕书记 党委书记"


def test_a_secretary_who_has_left_talks_to_nobody():
    cadre_at(TOWN, name="滕书记", title="党委书记", valid_to=datetime.date(2011, 12, 1))
    assert talker_of(run(甲=50), "甲") == ""


def test_of_two_secretaries_neither_is_guessed():
    for name in ("滕书记", "张书记"):
        cadre_at(TOWN, name=name, title="书记", post_class="leader")
    assert talker_of(run(甲=50), "甲") == ""


def test_a_leader_is_talked_to_by_the_county():
    cadre_at(TOWN, name="滕书记", title="党委书记", post_class="leader")
    made = run()
    scored(made, "乙", 50, post_class="leader")
    assert talker_of(made, "乙") == "县委副书记或组织部部长"


def test_a_talk_is_held_and_followed_up():
    talk = hold(TalkFactory())
    assert (talk.state, talk.held_on, talk.due_on) == ("held", HELD_ON, DUE_ON)
    assert list(Talk.objects.overdue(DUE_ON)) == [talk]
    assert not Talk.objects.overdue(DUE_ON - datetime.timedelta(days=1)).exists()
    talk = follow_up_talk(talk=talk, closed_on=DUE_ON, finding="已按要求驻村", by=None)
    assert (talk.state, talk.closed_on) == ("followed_up", DUE_ON)
    assert not Talk.objects.overdue(DUE_ON).exists()


def test_a_talk_is_not_held_before_somebody_is_named():
    with pytest.raises(ValidationError, match="谈话人的姓名"):
        hold_talk(talk=TalkFactory(), talker=" ", held_on=HELD_ON, record="x", due_on=DUE_ON, by=None)


def test_the_follow_up_lies_after_the_talk_and_neither_in_the_future():
    with pytest.raises(ValidationError, match="回访日期"):
        hold_talk(talk=TalkFactory(), talker="书记", held_on=HELD_ON, record="x", due_on=HELD_ON, by=None)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    talk = hold(TalkFactory())
    for day in (tomorrow, HELD_ON - datetime.timedelta(days=1)):
        with pytest.raises(ValidationError):
            follow_up_talk(talk=talk, closed_on=day, finding="x", by=None)


def test_a_talk_is_dropped_with_a_reason_and_then_neither_held_nor_followed_up():
    with pytest.raises(ValidationError):
        drop_talk(talk=TalkFactory(), reason=" ", by=None)
    talk = drop_talk(talk=TalkFactory(), reason="已调离", by=None)
    with pytest.raises(NotPossible, match="已取消"):
        hold(talk)


def test_nothing_is_followed_up_that_was_not_held():
    with pytest.raises(NotPossible, match="只有在“已谈话”"):
        follow_up_talk(talk=TalkFactory(), closed_on=DUE_ON, finding="x", by=None)


def test_the_database_refuses_short_cuts():
    TalkFactory()
    refused(
        "UPDATE assessments_talk SET state = 'followed_up', held_on = '2012-01-10', record = 'x', "
        "due_on = '2012-04-10', closed_on = '2012-04-10', finding = 'x'"
    )
    refused("UPDATE assessments_talk SET state = 'held', held_on = '2012-01-10', due_on = '2012-04-10'")
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkFactory(state="dropped", drop_reason="x")


def test_the_database_refuses_a_step_with_something_left_out():
    TalkFactory()
    refused("UPDATE assessments_talk SET state = 'held', held_on = '2012-01-10', record = 'x'")
    refused("UPDATE assessments_talk SET why = 'fell'")
    hold(Talk.objects.get())
    refused("UPDATE assessments_talk SET state = 'followed_up', finding = 'x'")
    refused("UPDATE assessments_talk SET state = 'followed_up', closed_on = '2012-04-10'")


def test_what_was_said_is_never_rewritten():
    hold(TalkFactory())
    refused("UPDATE assessments_talk SET record = 'x'")
    refused("UPDATE assessments_talk SET state = 'proposed', held_on = NULL, due_on = NULL, record = ''")
    refused("DELETE FROM assessments_talk")


# Who may know


def account(role):
    return clerk(role, "4312" if role in (Role.CITY_ADMINISTRATOR, Role.CITY_EDITOR) else "431226")


@pytest.mark.parametrize("role", Role)
def test_only_the_roles_that_need_it_know_of_talks(role, gaocun, signed_in):
    talk = hold(TalkFactory())
    staff = account(role)
    assert Talk.objects.visible_to(staff).exists() == (role in READERS)
    opened = signed_in(staff).get(page(Talk, "changelist")).status_code
    assert opened == (200 if role in READERS else 403)
    about = signed_in(staff).get(reverse("admin:cadres_cadre_change", args=[talk.cadre_id])).content.decode()
    assert ("谈话 · " in about) == (role in READERS)
    assert "驻村天数不足" not in about


def test_each_look_at_a_talk_is_recorded(county_editor, signed_in):
    talk = TalkFactory()
    for name in ("change", "history"):
        signed_in(county_editor).get(page(Talk, name, talk.pk))
    assert Entry.objects.filter(verb="look", model="assessments.talk", object_id=talk.pk).count() == 2


def test_neither_the_journal_nor_a_list_nor_a_file_keeps_what_was_said(county_editor, signed_in):
    hold(TalkFactory())
    assert "record" not in Entry.objects.get(verb="hold").after
    client = signed_in(county_editor)
    sent = {"format": "1", "resource": "0", **{f"shownresource_{n}": "on" for n in ("cadre", "state")}}
    for answer in (client.get(page(Talk, "changelist")), client.post(page(Talk, "export"), sent)):
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "驻村天数不足".encode() not in body


def test_the_start_page_tells_what_is_to_be_held_and_followed_up(county_editor, signed_in):
    TalkFactory()
    hold(TalkFactory())
    waiting = signed_in(county_editor).get(reverse("admin:index")).context["waiting"]
    assert [item.count for item in waiting if "次谈话" in item.text] == [1, 1]
