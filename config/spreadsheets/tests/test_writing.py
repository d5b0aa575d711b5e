"""Writing in sets: the same rows as Django would write, keys that nobody else gets, a journal beside them."""

import datetime

import pytest

from cadres.models import Cadre, Post
from cadres.tests.factories import CadreFactory, cadre_at, place
from config.journal.actions import snapshot
from config.journal.models import Entry
from config.spreadsheets.models import Batch
from config.spreadsheets.writing import Ledger, Update, insert, reserve

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch():
    return Batch.objects.create(kind="cadres", file_name="f", as_of=datetime.date(2011, 9, 15))


def cadre_row(pk, **values):
    return {"id": pk, "number": f"{pk:08d}", "name": "李华", "pinyin": "lihua", "initials": "lh", **values}


def test_reserved_keys_are_new_and_given_once():
    CadreFactory()
    first, second = reserve(Cadre, 3), reserve(Cadre, 0)
    insert(Cadre, [cadre_row(pk) for pk in first])
    third = reserve(Cadre, 2)
    assert len({*first, *third}) == 5
    assert not second
    assert CadreFactory().pk not in {*first}


def test_a_row_is_what_django_reads_back_with_defaults_filled_in(batch):
    Ledger(batch).add(Cadre, [cadre_row(*reserve(Cadre, 1), remark='=制表\t"引号"\\n')], ["431226101"])
    cadre = Cadre.objects.get()
    assert (cadre.remark, cadre.phone, cadre.id_digest_version) == ('=制表\t"引号"\\n', "", None)
    assert cadre.batch == batch
    assert cadre.recorded_at.tzinfo is not None


def test_the_journal_of_a_birth_is_the_snapshot_of_the_row(batch):
    cadre, township = CadreFactory(), place("431226101")
    [pk] = reserve(Post, 1)
    day = datetime.date(2011, 9, 15)
    Ledger(batch).add(
        Post, [{"id": pk, "cadre_id": cadre.pk, "division_id": township.pk, "valid_from": day}], ["431226101"]
    )
    entry = Entry.objects.get(model="cadres.post", object_id=pk)
    expected = Entry(after=snapshot(Post.objects.get()))
    expected.save()
    expected.refresh_from_db()
    assert entry.after == expected.after
    assert (entry.verb, entry.batch, entry.division_code, entry.before) == (
        "create",
        batch,
        "431226101",
        None,
    )


def test_omitted_fields_stay_out_of_the_journal(batch):
    ledger = Ledger(batch)
    ledger.add(Cadre, [cadre_row(*reserve(Cadre, 1), id_digest="d" * 64, id_digest_version=1)], [""])
    cadre = Cadre.objects.get()
    change = Update(cadre.pk, {"phone": ""}, {"phone": "141", "id_last_two": "12"}, "")
    ledger.change(Cadre, [change])
    cadre.refresh_from_db()
    assert (cadre.phone, cadre.id_last_two) == ("141", "12")
    assert "id_digest" not in Entry.objects.get(verb="create").after
    assert Entry.objects.get(verb="change").after == {"phone": "141"}


def test_changes_of_different_fields_are_written_each_by_its_own(batch):
    one, two = cadre_at("431226101", name="甲甲"), cadre_at("431226101", name="乙乙")
    updates = [Update(one.pk, {}, {"phone": "1"}, ""), Update(two.pk, {}, {"remark": "2", "phone": "3"}, "")]
    Ledger(batch).change(Cadre, updates)
    found = Cadre.objects.order_by("pk").values_list("phone", "remark")
    assert list(found) == [("1", ""), ("3", "2")]
