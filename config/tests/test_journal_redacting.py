"""Entries whose records lost their personal data are emptied; the chain holds, and every other change is found."""

import pytest
from django.db import IntegrityError, connection, transaction

from config.journal.models import Entry, ErasedRecord, Erasure, Resealing, Seal
from config.journal.redacting import NotRedacted, redact
from config.journal.sealing import digest_of, mac_of, seal_some
from config.journal.verifying import findings
from config.testing import lift_guards
from config.tests.factories import EntryFactory, ErasedRecordFactory, ErasureFactory, ResealingFactory

pytestmark = pytest.mark.django_db
PERSON, OTHER = 7, 8


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement, *values):
    with pytest.raises(IntegrityError), transaction.atomic():
        sql(statement, *values)


def erased(*keys):
    """An erasure that states these records and has emptied their entries."""
    erasure = ErasureFactory()
    for key in keys:
        ErasedRecordFactory(erasure=erasure, object_id=key)
    with transaction.atomic():
        redact(erasure)
    return erasure


@pytest.fixture
def journal():
    """Three entries under each of two seals, every other one about the person."""
    for _seal in range(2):
        for key in (PERSON, OTHER, PERSON):
            EntryFactory(object_id=key, before={"name": "甲"}, after={"name": "乙"}, reason="丙")
        seal_some()


def test_what_an_entry_told_of_the_person_goes_and_the_rest_of_it_stays(journal):
    at = list(Entry.objects.order_by("pk").values_list("at", "verb", "by"))
    erasure = erased(PERSON)
    emptied = Entry.objects.filter(object_id=PERSON)
    assert set(emptied.values_list("before", "after", "reason", "erasure")) == {(None, None, "", erasure.pk)}
    assert list(Entry.objects.order_by("pk").values_list("at", "verb", "by")) == at


def test_the_entries_of_others_stay_as_they_are(journal):
    before = list(Entry.objects.filter(object_id=OTHER).values())
    erased(PERSON)
    assert list(Entry.objects.filter(object_id=OTHER).values()) == before


def test_the_chain_holds_after_one_erasure_and_after_another(journal):
    erased(PERSON)
    assert list(findings()) == []
    erased(OTHER)
    assert list(findings()) == []
    EntryFactory()
    seal_some()
    assert list(findings()) == []


def test_no_digest_of_what_was_erased_is_left_to_try_a_name_against(journal):
    erased(PERSON)
    erased(OTHER)
    assert set(Seal.objects.values_list("digest", "salt")) == {("", "")}
    first, last = Resealing.objects.filter(seal__number=1).order_by("pk")
    assert (first.digest, first.salt) == ("", "")
    assert last.digest and last.salt


def test_a_seal_made_before_there_were_salts_can_be_made_anew():
    EntryFactory(object_id=PERSON)
    seal_some()
    seal = Seal.objects.get()
    assert digest_of(seal.spans)[0] != seal.digest
    lift_guards()
    former = Seal(**{**Seal.objects.values().get(), "salt": "", "digest": digest_of(seal.spans)[0]})
    sql("UPDATE journal_seal SET salt = '', digest = %s, mac = %s", former.digest, mac_of(former, ""))
    assert list(findings()) == []
    erased(PERSON)
    assert list(findings()) == []


# What is found


@pytest.fixture
def owner(journal):
    """Whoever owns the database can drop its triggers."""
    erased(PERSON)
    lift_guards()


@pytest.mark.parametrize("key", [PERSON, OTHER])
def test_a_changed_entry_under_a_resealed_seal_is_found(owner, key):
    entry = Entry.objects.filter(object_id=key).earliest("pk")
    sql("UPDATE journal_entry SET reason = 'x' WHERE id = %s", entry.pk)
    assert list(findings()) == [f"封存1下的记录被改动：编号{spans()}。"]


def spans():
    return ", ".join(f"{first}–{last}" for first, last in Seal.objects.get(number=1).spans)


def test_an_entry_that_somebody_else_emptied_is_found(owner):
    sql('UPDATE journal_entry SET "before" = NULL WHERE object_id = %s', OTHER)
    assert len(list(findings())) == 2


def test_a_resealing_made_without_the_key_is_found(owner, settings):
    sql("UPDATE journal_entry SET reason = 'x' WHERE object_id = %s", OTHER)
    resealing = Resealing.objects.get(seal__number=1)
    digest = digest_of(resealing.seal.spans, resealing.salt)[0]
    sql("UPDATE journal_resealing SET digest = %s WHERE id = %s", digest, resealing.pk)
    assert "封存1被改动，或与前一封存不相接。" in list(findings())


def test_a_resealing_that_was_taken_out_is_found(owner):
    sql("DELETE FROM journal_resealing")
    assert "封存1被改动，或与前一封存不相接。" in list(findings())


@pytest.mark.parametrize("column", ["entries", "key_version", "latest_at", "mac"])
def test_a_resealed_seal_that_was_changed_is_found(owner, column):
    # The last seal: no seal after it speaks of its code.
    value = {"mac": "'0'", "latest_at": "'2011-10-01'"}.get(column, f"{column} + 1")
    sql(f"UPDATE journal_seal SET {column} = {value} WHERE number = 2")
    assert list(findings())


# What is not done


def test_nothing_is_emptied_under_a_seal_that_does_not_hold(journal):
    lift_guards()
    sql("UPDATE journal_entry SET reason = 'x' WHERE id = %s", Entry.objects.earliest("pk").pk)
    with pytest.raises(NotRedacted) as told:
        erased(PERSON)
    assert told.value.unsound == [1]
    assert Entry.objects.filter(object_id=PERSON, erasure=None).count() == 4
    assert not Resealing.objects.exists()


def test_nothing_is_emptied_under_a_seal_that_was_made_anew_without_the_key(journal):
    lift_guards()
    seal = Seal.objects.get(number=2)
    sql("UPDATE journal_entry SET reason = 'x' WHERE id = %s", Entry.objects.latest("pk").pk)
    sql("UPDATE journal_seal SET digest = %s WHERE number = 2", digest_of(seal.spans, seal.salt)[0])
    with pytest.raises(NotRedacted):
        erased(PERSON)


def test_nothing_is_emptied_that_is_not_sealed_yet(journal):
    EntryFactory(object_id=PERSON)
    with pytest.raises(NotRedacted):
        erased(PERSON)
    assert not Entry.objects.exclude(erasure=None).exists()


# What the database refuses


def test_an_entry_of_a_record_that_was_not_stated_is_not_emptied(journal):
    erasure = erased(PERSON)
    refused(
        'UPDATE journal_entry SET "before" = NULL, "after" = NULL, reason = \'\', erasure_id = %s '
        "WHERE object_id = %s",
        erasure.pk,
        OTHER,
    )


@pytest.mark.parametrize("change", ["verb = 'x'", "object_id = 9", "by_id = 1", "at = '2011-10-01'"])
def test_emptying_changes_nothing_else(journal, change):
    erasure = ErasureFactory()
    ErasedRecordFactory(erasure=erasure, object_id=PERSON)
    refused(
        f'UPDATE journal_entry SET "before" = NULL, "after" = NULL, reason = \'\', erasure_id = %s, {change} '
        "WHERE object_id = %s",
        erasure.pk,
        PERSON,
    )


def test_what_is_emptied_stays_with_the_erasure_that_emptied_it(journal):
    erased(PERSON)
    another = ErasureFactory()
    ErasedRecordFactory(erasure=another, object_id=PERSON)
    refused("UPDATE journal_entry SET erasure_id = %s WHERE object_id = %s", another.pk, PERSON)


@pytest.mark.parametrize("part", ['"before" = NULL, "after" = \'{}\'', "\"before\" = NULL, reason = 'x'"])
def test_an_entry_is_not_filled_with_something_else(journal, part):
    erasure = ErasureFactory()
    ErasedRecordFactory(erasure=erasure, object_id=PERSON)
    refused(f"UPDATE journal_entry SET {part}, erasure_id = %s WHERE object_id = %s", erasure.pk, PERSON)


def test_a_digest_stays_until_another_has_taken_its_place(journal):
    refused("UPDATE journal_seal SET digest = '', salt = ''")
    erased(PERSON)
    refused("UPDATE journal_resealing SET digest = '', salt = ''")


@pytest.mark.parametrize(
    ("table", "make"),
    [
        ("journal_erasure", ErasureFactory),
        ("journal_erasedrecord", ErasedRecordFactory),
        ("journal_resealing", ResealingFactory),
    ],
)
def test_what_was_stated_of_an_erasure_stays(table, make):
    row = make()
    refused(f"UPDATE {table} SET id = id WHERE id = %s", row.pk)
    refused(f"DELETE FROM {table} WHERE id = %s", row.pk)


def test_the_same_record_is_stated_once_an_erasure():
    row = ErasedRecordFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasedRecord.objects.create(erasure=row.erasure, model=row.model, object_id=row.object_id)
    assert Erasure.objects.count() == 1
