"""What stands in the way of undoing an import, and what is kept aside so that it can be undone."""

import datetime
import sqlite3

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from assessments.tests.factories import ScoreFactory
from cadres.actions import transfer
from cadres.models import Cadre, Post, Role
from cadres.tests.factories import clerk
from config.journal import actions as journal
from config.journal.models import Entry
from config.spreadsheets import actions
from config.spreadsheets.actions import erase_expired, undo
from config.spreadsheets.models import UNDO_DAYS, Batch
from config.spreadsheets.obstacles import obstacles_of, why_not
from config.spreadsheets.undo import extent_of
from config.spreadsheets.writing import Ledger, Update
from config.transactions import somebody_else_is_at_it
from villages.tests.sheets_cast import diary, imported, person, roster, villages_and_skills, visit
from villages.tests.test_import_admin import CONFIRM, confirmation, messages, upload
from villages.tests.test_import_undo import AUTUMN, NOVEMBER

UNDO = "admin:spreadsheets_batch_verb"
CHANGE = "admin:spreadsheets_batch_change"


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town) -> None:
    villages_and_skills()


def aged(batch: Batch, days: int) -> Batch:
    """The batch as if it had been imported so many days ago."""
    Batch.objects.filter(pk=batch.pk).update(applied_at=timezone.now() - datetime.timedelta(days=days))
    batch.refresh_from_db()
    return batch


def test_a_score_of_a_post_that_the_import_began_stands_in_the_way() -> None:
    imported("cadres", roster(person(1)), AUTUMN)
    _plan, batch = imported("cadres", roster(person(1, title="党委书记")), NOVEMBER)
    post = Post.objects.get(batch=batch)
    score = ScoreFactory(post=post, cadre=post.cadre, division=post.division)
    assert str(score) in " ".join(obstacles_of(batch, None).named)
    with pytest.raises(ValidationError):
        undo(batch=batch, by=None)


def test_of_a_value_changed_twice_the_earliest_is_put_back() -> None:
    imported("cadres", roster(person(1)), AUTUMN)
    cadre = Cadre.objects.get()
    first = cadre.id_last_two
    batch = Batch.objects.create(
        kind="cadres", file_name="f", file_sha256="0" * 64, as_of=NOVEMBER.as_of, division_code="431226"
    )
    ledger = Ledger(batch)
    for before, after in ((first, "21"), ("21", "22")):
        ledger.change(Cadre, [Update(cadre.pk, {"id_last_two": before}, {"id_last_two": after}, "431226")])
    batch.kept_aside = ledger.aside
    batch.save()
    journal.record(verb="import", obj=batch, by=None, before=None, after=journal.snapshot(batch), batch=batch)
    undo(batch=batch, by=None)
    assert Cadre.objects.get().id_last_two == first


def test_a_later_change_tells_what_who_and_when(county_editor) -> None:
    _plan, batch = imported("cadres", roster(person(1)), AUTUMN, by=county_editor)
    imported("cadres", roster(person(1, phone="14100009999")), NOVEMBER, by=county_editor)
    change = Entry.objects.filter(model="cadres.cadre").latest("pk")
    [told] = obstacles_of(batch, county_editor).named
    at = timezone.localtime(change.at).strftime("%Y-%m-%d %H:%M")
    assert all(part in told for part in (str(Cadre.objects.get()), str(county_editor), at))


def test_who_changed_it_is_named_to_those_who_may_see_that_account(county_editor, township_clerk) -> None:
    _plan, batch = imported("cadres", roster(person(1)), AUTUMN, by=township_clerk)
    imported("cadres", roster(person(1, phone="14100009999")), NOVEMBER, by=county_editor)
    [told] = obstacles_of(batch, township_clerk).named
    assert str(county_editor) not in told


def test_whoever_has_gone_elsewhere_since_is_not_named(county_editor, zhijiang_town) -> None:
    _plan, batch = imported("cadres", roster(person(1)), AUTUMN, by=county_editor)
    imported("cadres", roster(person(1, phone="14100009999")), NOVEMBER, by=county_editor)
    cadre = Cadre.objects.get()
    transfer(cadre=cadre, to=zhijiang_town, on=datetime.date(2011, 12, 1), by=None)
    about_cadres = str(Cadre._meta.verbose_name)
    [told] = [one for one in obstacles_of(batch, county_editor).named if one.startswith(about_cadres)]
    assert cadre.name not in told and str(cadre.pk) in told


def test_the_page_counts_by_kind_of_record_what_would_be_undone(signed_in, county_editor) -> None:
    imported("cadres", roster(person(1), person(3)), AUTUMN)
    changed = roster(person(1, phone="14100009999"), person(3), person(5))
    _plan, batch = imported("cadres", changed, NOVEMBER, by=county_editor)
    assert (Cadre._meta.verbose_name, 1, 1) in [tuple(line) for line in extent_of(batch)]
    page = signed_in(county_editor).get(reverse(UNDO, args=[batch.pk, "undo"]))
    assert page.context["outlook"].extent == extent_of(batch)
    assert 'type="submit" value=' in page.content.decode().partition('class="submit-row"')[2]


def test_the_page_lists_the_obstacles_and_has_no_button_then(signed_in, county_editor) -> None:
    _plan, batch = imported("cadres", roster(person(1)), AUTUMN, by=county_editor)
    imported("visits", diary(visit("2011-10-11", name="李华")), AUTUMN)
    page = signed_in(county_editor).get(reverse(UNDO, args=[batch.pk, "undo"]))
    told = obstacles_of(batch, county_editor)
    assert page.context["outlook"].obstacles == told.sentences()
    assert told.named[0] in page.content.decode()
    assert 'type="submit" value=' not in page.content.decode().partition('class="submit-row"')[2]


def test_an_import_is_not_undone_once_its_days_are_over(signed_in, county_editor) -> None:
    _plan, batch = imported("cadres", roster(person(1)), AUTUMN, by=county_editor)
    undoing = reverse(UNDO, args=[batch.pk, "undo"])
    client = signed_in(county_editor)
    aged(batch, UNDO_DAYS - 1)
    assert undoing in client.get(reverse(CHANGE, args=[batch.pk])).content.decode()
    aged(batch, UNDO_DAYS + 1)
    page = client.get(reverse(CHANGE, args=[batch.pk])).content.decode()
    assert undoing not in page
    assert f"{UNDO_DAYS} " in page.partition('class="verbs"')[2].partition("</ul>")[0]
    assert client.post(undoing).status_code == 403
    with pytest.raises(ValidationError):
        undo(batch=batch, by=None)
    assert Cadre.objects.exists()


@pytest.mark.parametrize(("days", "kept"), [(UNDO_DAYS - 1, True), (UNDO_DAYS + 1, False)])
def test_what_is_kept_aside_is_erased_once_the_days_are_over(days: int, kept: bool) -> None:
    imported("cadres", roster(person(1, id_number=None)), AUTUMN)
    _plan, batch = imported("cadres", roster(person(1)), NOVEMBER)
    assert batch.kept_aside
    aged(batch, days)
    erase_expired()
    batch.refresh_from_db()
    assert bool(batch.kept_aside) is kept


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.COUNTY_ADMINISTRATOR, True), (Role.COUNTY_EDITOR, False), (Role.TOWNSHIP_CLERK, False)],
)
def test_of_others_only_an_administrator_undoes_an_import(
    role: Role, may: bool, county_editor, signed_in
) -> None:
    _plan, batch = imported("cadres", roster(person(1)), AUTUMN, by=county_editor)
    other = clerk(role, "431226", username="other")
    page = signed_in(other).get(reverse(CHANGE, args=[batch.pk])).content.decode()
    assert (reverse(UNDO, args=[batch.pk, "undo"]) in page) is may
    assert may or why_not(batch, other) in page
    assert (why_not(batch, other) == "") is may


@pytest.mark.parametrize(("code", "busy"), [(sqlite3.SQLITE_BUSY, True), (sqlite3.SQLITE_FULL, False)])
def test_a_busy_database_is_told_in_a_sentence_and_any_other_fault_is_not(
    code: int, busy: bool, county_editor, signed_in, monkeypatch
) -> None:
    _plan, batch = imported("cadres", roster(person(1)), AUTUMN, by=county_editor)
    cause = sqlite3.OperationalError("fault")
    cause.sqlite_errorcode = code

    def fail(**_arguments: object) -> None:
        raise OperationalError("fault") from cause

    monkeypatch.setattr(actions, "undo", fail)
    client, address = signed_in(county_editor), reverse(UNDO, args=[batch.pk, "undo"])
    if busy:
        assert somebody_else_is_at_it() in client.post(address).content.decode()
    else:
        with pytest.raises(OperationalError):
            client.post(address)


def test_a_busy_database_at_the_confirmation_of_an_import_is_told_and_the_import_still_waits(
    county_editor, signed_in, monkeypatch, settings, tmp_path
) -> None:
    settings.VAR_DIR = tmp_path
    cause = sqlite3.OperationalError("locked")
    cause.sqlite_errorcode = sqlite3.SQLITE_BUSY

    def fail(**_arguments: object) -> None:
        raise OperationalError("locked") from cause

    client = signed_in(county_editor)
    sent = confirmation(upload(client, roster(person(1))))
    monkeypatch.setattr(actions, "confirm", fail)
    assert somebody_else_is_at_it() in messages(client.post(CONFIRM, sent, follow=True))
    assert Batch.objects.get().state == Batch.State.SHOWN
