"""An import taken back: as if it had never been, as long as nothing has touched its rows since."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.urls import reverse

from cadres.models import Cadre, NumberRange, Post, Role
from cadres.tests.factories import clerk
from config.jobs.models import Job, Worker
from config.journal.models import Entry
from config.jurisdiction import own_models
from config.spreadsheets.actions import undo
from config.spreadsheets.kinds import Context
from config.spreadsheets.models import Batch
from config.spreadsheets.obstacles import obstacles_of
from villages.models import VillagePairing, Visit
from villages.tests.sheets_cast import (
    diary,
    imported,
    ledger,
    person,
    roster,
    villages_and_skills,
    visit,
)
from villages.tests.test_import_pairings import pair

AUTUMN = Context(as_of=datetime.date(2011, 9, 15))
NOVEMBER = Context(as_of=datetime.date(2011, 11, 1))
NOT_DOMAIN = {Batch, Entry, Job, Worker, NumberRange}
"""Journal, work, and the marks of what numbers were given: not put back."""


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town):
    villages_and_skills()


def everything():
    """All rows of all domain tables."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in own_models()
        if model not in NOT_DOMAIN
    }


def test_what_an_import_recorded_is_gone(county_editor):
    before = everything()
    _plan, batch = imported(
        "cadres", roster(*(person(serial) for serial in range(8))), AUTUMN, by=county_editor
    )
    assert Post.objects.count() == VillagePairing.objects.count() == 8
    undone = undo(batch=batch, by=county_editor)
    assert everything() == before
    assert (undone.state, undone.undone_by) == ("undone", county_editor)


def test_what_an_import_changed_is_as_it_was(county_editor):
    imported("cadres", roster(*(person(serial) for serial in range(4))), AUTUMN)
    before = everything()
    changed = roster(
        person(0, title="副镇长", village="东村"),
        person(1, phone="14100009999", skill="网箱养鱼"),
        person(2),
        person(7),
    )
    _plan, batch = imported("cadres", changed, NOVEMBER, by=county_editor)
    assert everything() != before
    undo(batch=batch, by=county_editor)
    assert everything() == before


def test_an_identity_number_that_an_import_added_is_forgotten_again():
    imported("cadres", roster(person(1, id_number=None)), AUTUMN)
    before = everything()
    _plan, batch = imported("cadres", roster(person(1)), NOVEMBER)
    assert Cadre.objects.get().id_digest
    undo(batch=batch, by=None)
    assert everything() == before
    assert Batch.objects.get(pk=batch.pk).kept_aside == []


@pytest.mark.parametrize("kind", ["pairings", "visits"])
def test_ledgers_and_diaries_are_taken_back_too(kind):
    imported("cadres", roster(person(1), person(3)), AUTUMN)
    before = everything()
    file = (
        diary(visit("2011-10-11"), visit("2011-10-12"))
        if kind == "visits"
        else ledger(pair(1, village="东村"))
    )
    _plan, batch = imported(kind, file, NOVEMBER)
    assert everything() != before
    undo(batch=batch, by=None)
    assert everything() == before


def test_the_journal_keeps_what_was_removed(county_editor):
    _plan, batch = imported("cadres", roster(person(1)), AUTUMN, by=county_editor)
    imported("visits", diary(visit("2011-10-11", name="李华")), AUTUMN, by=county_editor)
    diary_batch = Batch.objects.get(kind="visits")
    undo(batch=diary_batch, by=county_editor)
    undo(batch=batch, by=county_editor)
    removed = Entry.objects.filter(verb="undo", batch=batch, after__isnull=True)
    assert set(removed.values_list("model", flat=True)) == {
        "cadres.cadre", "cadres.post", "cadres.learninggoal", "villages.villagepairing",
    }  # fmt: skip
    told = removed.get(model="cadres.cadre")
    assert (told.before["name"], told.by, told.division_code) == ("李华", county_editor, batch.division_code)
    assert "id_digest" not in told.before
    assert Entry.objects.get(verb="undo", batch=diary_batch, model="villages.visit").before["done"]


def test_the_same_file_comes_in_again_after_it_was_undone():
    file = roster(person(1), person(3))
    _plan, batch = imported("cadres", file, AUTUMN)
    undo(batch=batch, by=None)
    plan, _again = imported("cadres", file, AUTUMN)
    assert plan.counts["new"] == 2


def test_an_import_is_undone_once():
    _plan, batch = imported("cadres", roster(person(1)), AUTUMN)
    undo(batch=batch, by=None)
    with pytest.raises(ValidationError):
        undo(batch=batch, by=None)


def test_a_later_change_stands_in_the_way_and_nothing_is_undone():
    _plan, first = imported("cadres", roster(person(1), person(3)), AUTUMN)
    imported("cadres", roster(person(1, title="副镇长")), NOVEMBER)
    before = everything()
    with pytest.raises(ValidationError) as refusal:
        undo(batch=first, by=None)
    assert len(refusal.value.messages) == 3
    assert everything() == before


def test_a_later_row_that_points_to_one_of_the_import_stands_in_the_way():
    _plan, first = imported("cadres", roster(person(1)), AUTUMN)
    imported("visits", diary(visit("2011-10-11", name="李华")), AUTUMN)
    with pytest.raises(ValidationError) as refusal:
        undo(batch=first, by=None)
    assert str(Visit.objects.get()) in " ".join(refusal.value.messages)


def test_after_the_later_import_is_undone_the_earlier_can_be_too():
    before = everything()
    _plan, first = imported("cadres", roster(person(1), person(3)), AUTUMN)
    _plan, second = imported("cadres", roster(person(1, title="副镇长")), NOVEMBER)
    undo(batch=second, by=None)
    undo(batch=first, by=None)
    assert everything() == before


def test_what_lies_elsewhere_is_counted_and_not_named(county_editor):
    _plan, first = imported("cadres", roster(person(1)), AUTUMN)
    imported("visits", diary(visit("2011-10-11", name="李华")), AUTUMN)
    stranger = clerk(Role.COUNTY_EDITOR, "431228", username="stranger")
    seen, hidden = obstacles_of(first, county_editor), obstacles_of(first, stranger)
    assert (len(seen.named), seen.others) == (1, 0)
    assert (hidden.named, hidden.others) == ([], 1)
    assert "李华" not in " ".join(hidden.sentences())


def test_nobody_undoes_what_lies_outside_the_own_jurisdiction(county_editor):
    """Not even whoever imported it, once the assignment is over."""
    _plan, batch = imported("cadres", roster(person(1)), AUTUMN, by=county_editor)
    county_editor.assignments.all().delete()
    for by in (
        get_user_model().objects.get(pk=county_editor.pk),
        clerk(Role.COUNTY_EDITOR, "431228", username="else"),
    ):
        with pytest.raises(ValidationError):
            undo(batch=batch, by=by)
    assert Cadre.objects.exists()


def test_an_import_is_undone_on_its_page(signed_in, county_editor):
    _plan, batch = imported("cadres", roster(person(1)), AUTUMN, by=county_editor)
    client = signed_in(county_editor)
    address = reverse("admin:spreadsheets_batch_verb", args=[batch.pk, "undo"])
    assert address in client.get(reverse("admin:spreadsheets_batch_change", args=[batch.pk])).content.decode()
    client.post(address)
    assert not Cadre.objects.exists()
    assert client.post(address).status_code == 403


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.AUDITOR, Role.APPROVER])
def test_who_may_not_import_may_not_undo(signed_in, mayang, role):
    _plan, batch = imported("cadres", roster(person(1)), AUTUMN)
    signed_in(clerk(role, "431226")).post(reverse("admin:spreadsheets_batch_verb", args=[batch.pk, "undo"]))
    assert Cadre.objects.get().name == "李华"
