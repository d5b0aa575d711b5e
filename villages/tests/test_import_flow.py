"""An import on its way: pages of the preview, work in the background, giving up, and what comes twice."""

import datetime
import signal
import subprocess
import sys

import pytest

from cadres.models import Cadre, Role
from cadres.tests.factories import clerk
from config.jobs.inline import work_inline
from config.jobs.models import Job
from config.journal.models import Entry
from config.spreadsheets import actions, vault
from config.spreadsheets.importing import NotWritten, Upload
from config.spreadsheets.kinds import Context, kind_named
from config.spreadsheets.models import Batch, new_key
from config.tests.processes import environment, when_free
from villages.tests.sheets_cast import imported, person, roster, villages_and_skills
from villages.tests.test_import_admin import CONFIRM, UPLOAD, confirmation, messages, upload

AUTUMN = datetime.date(2011, 9, 15)


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


@pytest.fixture
def everything_is_long(monkeypatch):
    monkeypatch.setattr(actions, "INLINE_ROWS", 1)


def received(by, *rows, **said):
    file = Upload("花名册.xlsx", roster(*rows))
    return actions.receive(kind=kind_named("cadres"), upload=file, as_of=AUTUMN, by=by, **said)


def shown(by, *rows, **said):
    return actions.make_plan(batch=received(by, *rows, **said))


def people(count):
    return [person(serial) for serial in range(count)]


def test_the_preview_shows_the_refused_first_and_every_row_on_some_page(signed_in, county_editor):
    client = signed_in(county_editor)
    page = upload(client, roster(*(person(serial, gender="女") for serial in (201, 203, 205)), *people(130)))
    assert [row.row for row in page.context["rows"]] == [3, 4, 5]
    seen = [
        row.row
        for number in ("1", "2", "3")
        for row in client.get(page.request["PATH_INFO"], {"section": "new", "page": number}).context["rows"]
    ]
    assert sorted(seen) == list(range(6, 136))


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "9" * 9, "²"])
def test_a_page_that_is_not_there_is_the_nearest(signed_in, county_editor, number):
    client = signed_in(county_editor)
    page = upload(client, roster(*people(3)))
    assert client.get(page.request["PATH_INFO"], {"section": "new", "page": number}).context["rows"]
    assert client.get(page.request["PATH_INFO"], {"section": "nonsense"}).status_code == 200


def test_a_long_file_is_read_and_written_by_a_worker(signed_in, county_editor, everything_is_long):
    client = signed_in(county_editor)
    page = upload(client, roster(*people(3)))
    address = page.request["PATH_INFO"]
    assert Job.objects.get().state == "waiting"
    assert page.context["no_worker"]
    assert client.get(f"{address}progress/").json() == {"over": False, "percent": None, "waits": True}
    work_inline()
    assert client.get(f"{address}progress/").json()["over"]
    waiting = client.post(CONFIRM, confirmation(client.get(address)), follow=True)
    assert not Cadre.objects.exists()
    assert waiting.context["is_written"]
    work_inline()
    assert Cadre.objects.count() == 3
    done = client.get(address, follow=True)
    assert done.request["PATH_INFO"].startswith("/admin/spreadsheets/batch/")


def test_a_short_file_needs_no_worker(county_editor):
    batch = actions.plan_now_or_later(batch=received(county_editor, person(1)))
    assert (batch.state, batch.job) == ("shown", None)


def test_confirming_a_long_file_twice_asks_for_the_work_once(county_editor, everything_is_long):
    batch = shown(county_editor, *people(3))
    for _time in range(2):
        actions.confirm(batch=batch, by=county_editor, fingerprint=batch.fingerprint)
        actions.apply_now_or_later(batch=batch)
    assert Job.objects.count() == 1
    work_inline()
    actions.apply(batch=batch)
    assert Cadre.objects.count() == 3


def test_nobody_confirms_the_import_of_somebody_else_or_another_plan(county_editor, city_administrator):
    batch = shown(county_editor, person(1))
    for by, fingerprint in ((city_administrator, batch.fingerprint), (county_editor, "0" * 64)):
        with pytest.raises(NotWritten):
            actions.confirm(batch=batch, by=by, fingerprint=fingerprint)
    assert Batch.objects.get().state == "shown"


def test_one_refused_row_stops_the_whole_file_if_that_was_asked_for(signed_in, county_editor):
    client = signed_in(county_editor)
    batch = shown(county_editor, person(1), person(3, gender="女"), all_or_nothing=True)
    page = client.get(f"{UPLOAD}{batch.key}/")
    assert page.context["stopped"]
    assert 'name="token"' not in page.content.decode()
    actions.confirm(batch=batch, by=county_editor, fingerprint=batch.fingerprint)
    assert actions.apply(batch=batch).state == "shown"
    assert not Cadre.objects.exists()


def test_who_gives_up_an_import_leaves_nothing_behind(signed_in, county_editor, tmp_path):
    client = signed_in(county_editor)
    address = upload(client, roster(person(1))).request["PATH_INFO"]
    client.post(f"{address}give-up/")
    assert Batch.objects.get().state == "cancelled"
    assert not list((tmp_path / "imports").iterdir())
    assert client.get(address).status_code == 302
    assert client.get(f"{address}give-up/").status_code == 405


def test_giving_up_stops_the_work_in_the_background(county_editor, everything_is_long):
    batch = actions.plan_now_or_later(batch=received(county_editor, *people(3)))
    actions.give_up(batch=batch, by=county_editor)
    work_inline()
    assert (Batch.objects.get().state, Job.objects.get().state) == ("cancelled", "cancelled")


def test_an_import_is_not_given_up_once_it_is_written(signed_in, county_editor):
    client = signed_in(county_editor)
    page = upload(client, roster(person(1)))
    client.post(CONFIRM, confirmation(page))
    answer = client.post(f"{page.request['PATH_INFO']}give-up/", follow=True)
    assert Batch.objects.get().state == "applied"
    assert messages(answer)


def test_an_account_that_may_not_import_any_more_writes_nothing(county_editor, everything_is_long):
    batch = actions.plan_now_or_later(batch=received(county_editor, *people(3)))
    county_editor.assignments.all().delete()
    work_inline()
    assert Job.objects.get().problem == "not_allowed"
    assert Batch.objects.get().state == "reading"
    assert batch.made_by == county_editor


def test_the_steps_of_an_import_are_seen_by_its_maker_alone(signed_in, county_editor):
    batch = shown(county_editor, person(1))
    other = signed_in(clerk(Role.COUNTY_EDITOR, "431226", username="another"))
    assert other.get(f"{UPLOAD}{batch.key}/progress/").status_code == 404
    other.post(f"{UPLOAD}{batch.key}/give-up/")
    assert Batch.objects.get().state == "shown"


ASKED = (
    ("get", ""),
    ("get", "progress/"),
    ("post", "answer/"),
    ("get", "copy/marked/"),
    ("post", "give-up/"),
)
"""The addresses of one import."""


def refusals():
    found = Entry.objects.filter(verb="refuse-access").order_by("pk")
    return [(entry.by, entry.model, entry.object_id, entry.reason) for entry in found]


@pytest.mark.parametrize("whose", ["another's", "nobody's"])
@pytest.mark.parametrize(("method", "at"), ASKED)
def test_the_import_of_somebody_else_that_is_asked_for_stands_in_the_journal_as_one_that_never_was(
    signed_in, county_editor, method, at, whose
):
    key = shown(county_editor, person(1)).key if whose == "another's" else new_key()
    other = clerk(Role.COUNTY_EDITOR, "431226", username="another")
    getattr(signed_in(other), method)(f"{UPLOAD}{key}/{at}")
    asked = f"{method.upper()} {UPLOAD}{key}/{at}"
    assert refusals() == [(other, "spreadsheets.batch", None, asked)]


def test_the_import_of_somebody_else_that_is_confirmed_stands_in_the_journal_without_what_was_sent(
    signed_in, county_editor
):
    answer = confirmation(upload(signed_in(county_editor), roster(person(1))))
    other = clerk(Role.COUNTY_EDITOR, "431226", username="another")
    signed_in(other).post(CONFIRM, answer)
    assert refusals() == [(other, "spreadsheets.batch", None, f"POST {CONFIRM}")]


def test_an_import_of_ones_own_that_is_over_is_asked_for_without_a_refusal(signed_in, county_editor):
    batch = shown(county_editor, person(1))
    client = signed_in(county_editor)
    for method, at in ASKED:
        assert getattr(client, method)(f"{UPLOAD}{batch.key}/{at}").status_code in (200, 302)
    client.get(f"{UPLOAD}{batch.key}/")
    assert Batch.objects.get().state == "cancelled"
    assert refusals() == []


def test_a_file_erased_before_the_confirmation_ends_in_a_sentence(signed_in, county_editor):
    client = signed_in(county_editor)
    page = upload(client, roster(person(1)))
    answer = confirmation(page)
    vault.erase(Batch.objects.get().key)
    assert messages(client.post(CONFIRM, answer, follow=True))
    assert client.get(page.request["PATH_INFO"]).status_code == 302
    assert not Cadre.objects.exists()


def test_a_plan_put_by_holds_no_identity_number_and_cannot_be_exchanged(county_editor):
    one, two = shown(county_editor, person(1)), shown(county_editor, person(3))
    folder = vault._path(one.key, vault.SUMMARY).parent
    (folder / f"{one.key}.summary").write_bytes((folder / f"{two.key}.summary").read_bytes())
    with pytest.raises(vault.Gone):
        vault.get(one.key, vault.SUMMARY)
    with pytest.raises(vault.Gone):
        vault.get("../../etc/passwd", vault.FILE)


KILLED = """
import os, signal, sys
import django
django.setup()
from config.spreadsheets import actions, writing
from config.spreadsheets.models import Batch
real = writing.insert
def insert(model, rows):
    real(model, rows)
    if model.__name__ == "VillagePairing":
        os.kill(os.getpid(), signal.SIGKILL)
writing.insert = insert
actions.apply(batch=Batch.objects.get(key=sys.argv[1]))
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_while_it_writes_leaves_nothing_and_the_batch_tells(
    county_editor, tmp_path, settings
):
    batch = shown(county_editor, *people(20))
    actions.confirm(batch=batch, by=county_editor, fingerprint=batch.fingerprint)
    killed = subprocess.run([sys.executable, "-c", KILLED, batch.key], env=environment(tmp_path), timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert not Cadre.objects.exists()
    batch.refresh_from_db()
    assert (batch.state, batch.applied_at) == ("confirmed", None)
    assert when_free(lambda: actions.apply(batch=batch), NotWritten).state == "applied"
    assert Cadre.objects.count() == 20


def test_a_refused_row_tells_no_change_that_it_would_not_make(signed_in, county_editor):
    imported("cadres", roster(person(1, township="锦和镇", village=None)), Context(as_of=AUTUMN))
    Cadre.objects.update(phone="14177777777")
    page = upload(signed_in(county_editor), roster(person(1, village=None)))
    [row] = page.context["rows"]
    assert row.lines
    assert "14177777777" not in page.content.decode()
