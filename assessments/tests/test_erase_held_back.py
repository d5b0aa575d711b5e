"""Under a seal of the journal that does not hold nothing is emptied: of whom it tells stays, everybody else goes."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cadres.models import Cadre, Post
from cadres.tests.factories import PostFactory
from config.journal.models import Entry, Seal
from config.journal.pruning import prune
from config.journal.sealing import entries_of, seal_some
from config.journal.verifying import findings
from config.retention import erasing
from config.testing import lift_guards
from config.tests.factories import EntryFactory

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.datetime(2012, 5, 1, tzinfo=datetime.UTC)
OVER = datetime.date(2015, 1, 1)


def erase():
    call_command("erase_former_people", stdout=StringIO())


def refused():
    """What the command says of whom it could not erase."""
    with pytest.raises(CommandError) as told:
        erase()
    return str(told.value)


def write(reason, entry):
    lift_guards()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET reason = %s WHERE id = %s", [reason, entry.pk])


def tamper(number):
    """Somebody who owns the database changes an entry under a seal."""
    [entry] = entries_of(Seal.objects.get(number=number).spans[0])
    write("x", entry)
    return entry


def sealed_alone(**values):
    entry = EntryFactory(at=LONG_AGO, **values)
    assert seal_some() == 1
    return entry


@pytest.fixture
def three(gaocun):
    """Three cadres who left long ago. Under seals of their own stand entries about the first, about the post of the
    second, and about the third."""
    first, second, third = (PostFactory(valid_to=OVER, title="鹇职") for _number in range(3))
    sealed_alone(object_id=first.cadre_id)
    sealed_alone(model="cadres.post", object_id=second.pk)
    sealed_alone(object_id=third.cadre_id)
    return [post.cadre_id for post in (first, second, third)]


def erased():
    return list(Cadre.objects.exclude(erased_at=None).order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize("at_once", [1, 2, 200])
@pytest.mark.parametrize("whose", [0, 1, 2])
def test_the_others_of_the_same_transaction_go(three, whose, at_once, monkeypatch):
    monkeypatch.setattr(erasing, "AT_ONCE", at_once)
    tamper(whose + 1)
    refused()
    assert erased() == [cadre for cadre in three if cadre != three[whose]]
    kept = Post.objects.filter(title="鹇职").values_list("cadre", flat=True)
    assert list(kept) == [three[whose]]


def test_it_is_told_which_seals_do_not_hold_over_what_and_whom_they_hold_back(three):
    first, third = tamper(1), tamper(3)
    told = refused()
    for number, entry in ((1, first), (3, third)):
        assert f"封存{number}与内容不符" in told and f"记录编号{entry.pk}–{entry.pk}。" in told
    assert "封存2" not in told
    assert "干部：2条未清除" in told and "verify_journal" in told
    assert erased() == [three[1]]


def test_whoever_is_told_of_by_what_an_undone_import_left_stays_as_well(three):
    sealed_alone(model="cadres.post", verb="undo", object_id=10**9, before={"cadre_id": three[1]}, after=None)
    tamper(4)
    assert "封存4与内容不符" in refused()
    assert erased() == [three[0], three[2]]


def test_a_row_of_an_undone_import_under_an_unsound_seal_stays_and_the_others_go(db):
    for number in (1, 2):
        sealed_alone(verb="undo", object_id=10**9 + number, before={"name": "檀雀"}, after=None)
    tamper(1)
    assert "干部：1条未清除" in refused()
    told = Entry.objects.filter(verb="undo").order_by("pk").values_list("before", flat=True)
    assert list(told) == [{"name": "檀雀"}, None]


def test_the_change_is_still_found_afterwards(three):
    tamper(1)
    refused()
    while seal_some():
        pass
    [sentence] = findings()
    assert sentence.startswith("封存1下的记录被改动")


def test_whoever_was_held_back_goes_once_the_change_is_put_right(three):
    entry = tamper(1)
    refused()
    write("", entry)
    erase()
    assert erased() == three


def test_whoever_was_held_back_goes_once_the_entries_are_past_their_time_and_taken_out(three):
    tamper(1)
    refused()
    assert prune(by=None) == 3
    erase()
    assert erased() == three


def test_no_one_is_held_back_by_an_unsound_seal_that_tells_of_others(three):
    sealed_alone(object_id=10**9)
    tamper(4)
    erase()
    assert erased() == three
