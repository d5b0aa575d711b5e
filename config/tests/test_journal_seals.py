"""The journal cannot be changed; where its owner changes it all the same, that is found."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from config.journal import sealing
from config.journal.models import Entry, Pruning, Seal
from config.journal.pruning import prune, removed, state
from config.journal.sealing import canonical, seal_some
from config.journal.verifying import findings, latest_checkpoint
from config.testing import lift_guards
from config.tests.factories import EntryFactory, PruningFactory, SealFactory

pytestmark = pytest.mark.django_db
OLD = datetime.timedelta(days=400)
TABLES = {"journal_entry": EntryFactory, "journal_seal": SealFactory, "journal_pruning": PruningFactory}
every_table = pytest.mark.parametrize("table", TABLES)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement, *values):
    with pytest.raises(IntegrityError), transaction.atomic():
        sql(statement, *values)


def sealed(count, **values):
    """So many entries under one more seal."""
    entries = EntryFactory.create_batch(count, **values)
    assert seal_some() == count
    return entries


# What the database refuses


@every_table
def test_nobody_changes_or_deletes_a_row(table):
    row = TABLES[table].create()
    refused(f"UPDATE {table} SET id = id WHERE id = %s", row.pk)
    refused(f"DELETE FROM {table} WHERE id = %s", row.pk)


@every_table
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite alone has REPLACE.")
def test_nobody_replaces_a_row(table):
    row = TABLES[table].create()
    refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = %s", row.pk)


@every_table
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL alone has TRUNCATE.")
def test_nobody_empties_a_table(table):
    refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(("age", "stated"), [(OLD, False), (datetime.timedelta(days=364), True)])
def test_an_entry_goes_only_if_it_is_past_its_time_and_its_going_was_stated(age, stated):
    (entry,) = sealed(1, at=timezone.now() - age)
    if stated:
        state(up_to=Seal.objects.get(), by=None)
    refused("DELETE FROM journal_entry WHERE id = %s", entry.pk)


# Sealing


def test_every_entry_is_sealed_once():
    sealed(3)
    assert seal_some() == 0
    sealed(2)
    assert [seal.entries for seal in Seal.objects.order_by("number")] == [3, 2]
    assert list(findings()) == []


def test_an_entry_that_becomes_visible_late_stands_under_a_later_seal():
    last = sealed(1)[0].pk
    EntryFactory(pk=last + 5)
    assert seal_some() == 1
    EntryFactory(pk=last + 2)
    EntryFactory(pk=last + 6)
    assert seal_some() == 2
    assert Seal.objects.order_by("number").last().spans == [[last + 2, last + 2], [last + 6, last + 6]]
    assert list(findings()) == []


def test_no_more_goes_under_a_seal_than_it_may_hold(monkeypatch):
    monkeypatch.setattr(sealing, "AT_ONCE", 2)
    EntryFactory.create_batch(3)
    assert [seal_some(), seal_some(), seal_some()] == [2, 1, 0]


def test_of_two_who_seal_at_once_one_does(monkeypatch):
    EntryFactory()

    def slow(seal, previous):
        SealFactory(number=seal.number)
        return "0" * 64

    monkeypatch.setattr(sealing, "mac_of", slow)
    assert seal_some() == 0
    assert Seal.objects.count() == 1


def test_a_field_that_is_added_later_changes_nothing_about_what_is_sealed():
    told = dict(
        zip(
            sealing.FIELDS,
            Entry.objects.filter(pk=EntryFactory().pk).values_list(*sealing.FIELDS)[0],
            strict=True,
        )
    )
    assert canonical({**told, "added": None, "also": ""}) == canonical(told)


# What is found


@pytest.fixture
def owner():
    """Whoever owns the database can drop its triggers."""
    sealed(3)
    sealed(2)
    lift_guards()


def test_a_changed_entry_is_found(owner):
    sql("UPDATE journal_entry SET reason = 'x' WHERE id = %s", Entry.objects.earliest("pk").pk)
    (found,) = findings()
    assert found.startswith("封存1")


def test_an_entry_that_was_taken_out_is_found(owner):
    sql("DELETE FROM journal_entry WHERE id = %s", Entry.objects.earliest("pk").pk)
    assert list(findings()) == ["封存1下有2条记录，封存时为3条。"]


def test_a_seal_that_was_taken_out_is_found(owner):
    sql("DELETE FROM journal_seal WHERE number = 1")
    assert "封存1至1缺失。" in list(findings())


def test_a_seal_made_anew_without_the_key_is_found(owner, settings):
    sql("UPDATE journal_entry SET reason = 'x'")
    sql("DELETE FROM journal_seal")
    settings.JOURNAL_KEYS = {1: "guessed"}
    seal_some()
    settings.JOURNAL_KEYS = {1: "the true key"}
    assert list(findings()) == ["封存1被改动，或与前一封存不相接。"]


def test_an_end_that_was_cut_off_is_found_with_a_checkpoint_only(owner):
    kept = latest_checkpoint()
    sql("DELETE FROM journal_seal WHERE number = 2")
    sql("DELETE FROM journal_entry WHERE id IN (SELECT id FROM journal_entry ORDER BY id DESC LIMIT 2)")
    assert list(findings()) == []
    assert list(findings(kept)) == ["末尾被截去：检查点为封存2，现最后为封存1。"]


def test_a_journal_that_grew_on_after_the_checkpoint_is_as_it_was_sealed():
    sealed(1)
    kept = latest_checkpoint()
    sealed(1)
    assert list(findings(kept)) == []


def test_what_is_not_sealed_after_a_day_is_told():
    EntryFactory(at=timezone.now() - datetime.timedelta(days=2))
    assert list(findings()) == ["1条记录超过一天仍未封存。"]


# Past its time


def test_what_is_past_its_time_goes_and_the_chain_still_holds():
    old, young = sealed(2, at=timezone.now() - OLD), sealed(1)
    assert prune(by=None) == 2
    left = Entry.objects.order_by("pk")
    assert [entry.verb for entry in left] == [young[0].verb, "prune"]
    assert not Entry.objects.filter(pk__in=[entry.pk for entry in old]).exists()
    assert list(findings()) == []
    assert prune(by=None) == 0
    assert Pruning.objects.count() == 1


def test_a_seal_with_one_young_entry_stays_whole():
    EntryFactory(at=timezone.now() - OLD)
    sealed_together = EntryFactory()
    seal_some()
    assert prune(by=None) == 0
    assert Entry.objects.filter(pk=sealed_together.pk).exists()


def test_no_setting_goes_below_a_year(settings):
    settings.JOURNAL_DAYS_KEPT = 30
    sealed(1, at=timezone.now() - datetime.timedelta(days=300))
    assert prune(by=None) == 0


def test_a_longer_time_may_be_set(settings):
    settings.JOURNAL_DAYS_KEPT = 3650
    sealed(1, at=timezone.now() - OLD)
    assert prune(by=None) == 0


def test_what_was_killed_half_way_is_gone_on_with():
    sealed(2, at=timezone.now() - OLD)
    sealed(2, at=timezone.now() - OLD)
    first, second = Seal.objects.order_by("number")
    state(up_to=second, by=None)
    removed(first)
    assert list(findings()) == []
    assert prune(by=None) == 2


# The commands


def test_the_commands_seal_and_verify_and_keep_a_checkpoint(tmp_path):
    def told(*arguments):
        out = StringIO()
        call_command(*arguments, stdout=out)
        return out.getvalue().strip()

    EntryFactory.create_batch(2)
    path = tmp_path / "checkpoint"
    assert told("seal_journal") == "已封存2条记录。"
    assert told("verify_journal", "--checkpoint", str(path)) == "日志与封存一致，共1个封存。"
    assert told("verify_journal", "--against", str(path)) == "日志与封存一致，共1个封存。"
    assert told("prune_journal") == "已清理0条记录。"
    lift_guards()
    sql("DELETE FROM journal_entry")
    with pytest.raises(CommandError, match="日志与封存不一致。"):
        told("verify_journal")


def test_a_file_without_a_checkpoint_is_told(tmp_path):
    with pytest.raises(CommandError, match="没有检查点"):
        call_command("verify_journal", "--against", str(tmp_path / "none"))
