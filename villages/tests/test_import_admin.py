"""Importing and exporting in the admin: upload, preview, confirm; and the way back."""

import datetime
import io
import os
import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cadres.models import Cadre, Post, Role
from cadres.tests.factories import cadre_at, clerk, place
from config.jurisdiction import EVERYTHING
from config.spreadsheets import actions, refusals, vault
from config.spreadsheets.kinds import Context
from config.spreadsheets.models import Batch
from config.spreadsheets.reading import limits_of_site
from config.tests.factories import BatchFactory
from villages.models import VillagePairing, Visit
from villages.tests.sheets_cast import (
    diary,
    id_number,
    imported,
    person,
    planned,
    roster,
    villages_and_skills,
    visit,
)

UPLOAD = "/admin/cadres/cadre/import/"
CONFIRM = "/admin/cadres/cadre/process_import/"
AUTUMN = Context(as_of=datetime.date(2011, 9, 15))


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


def upload(client, data, as_of="2011-09-15", url=UPLOAD):
    file = SimpleUploadedFile("花名册.xlsx", data)
    return client.post(url, {"import_file": file, "as_of": as_of}, follow=True)


def confirmation(page):
    """What the confirm button of a preview sends."""
    html = page.content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]+)"', html)[1] for name in ("key", "token")}


def messages(page):
    return " ".join(str(message) for message in page.context["messages"])


@pytest.mark.parser_process
def test_upload_preview_confirm(signed_in, county_editor):
    client = signed_in(county_editor)
    preview = upload(client, roster(person(1), person(3, gender="女")))
    assert preview.status_code == 200
    assert not Cadre.objects.exists()
    done = client.post(CONFIRM, confirmation(preview), follow=True)
    batch = Batch.objects.get()
    assert Cadre.objects.get().recorded_by == county_editor
    assert reverse("admin:spreadsheets_batch_change", args=[batch.pk]) in messages(done)
    assert (batch.file_name, batch.made_by, batch.counts["refused"]) == ("花名册.xlsx", county_editor, 1)


def test_the_preview_tells_refusals_with_their_cells_and_shows_no_identity_number(signed_in, county_editor):
    page = upload(signed_in(county_editor), roster(person(1), person(3, gender="女")))
    html = page.content.decode()
    assert "<b>C4</b>" in html
    assert id_number(1) not in html
    assert id_number(3) not in html
    assert "<script" not in html.split("<main")[-1]
    assert " style=" not in html


def test_confirming_twice_imports_once(signed_in, county_editor):
    client = signed_in(county_editor)
    answer = confirmation(upload(client, roster(person(1))))
    client.post(CONFIRM, answer)
    client.post(CONFIRM, answer)
    assert Batch.objects.count() == 1
    assert Cadre.objects.count() == 1


def test_what_changed_since_the_preview_is_not_overwritten(signed_in, county_editor):
    client = signed_in(county_editor)
    imported("cadres", roster(person(1)), AUTUMN)
    answer = confirmation(upload(client, roster(person(1, title="计生专干")), as_of="2011-11-01"))
    Post.objects.update(title="林业专干")
    page = client.post(CONFIRM, answer, follow=True)
    assert Post.objects.get().title == "林业专干"
    assert "林业专干 → 计生专干" in page.content.decode()


def test_a_waiting_file_belongs_to_who_uploaded_it(signed_in, county_editor):
    page = upload(signed_in(county_editor), roster(person(1)))
    other = signed_in(clerk(Role.COUNTY_EDITOR, "431226", username="another"))
    key = confirmation(page)["key"]
    assert other.get(f"{UPLOAD}{key}/").status_code == 302
    other.post(CONFIRM, confirmation(page))
    assert not Cadre.objects.exists()


def test_a_file_is_kept_encrypted_and_private_and_is_gone_after_a_day(signed_in, county_editor, tmp_path):
    data = roster(person(1))
    upload(signed_in(county_editor), data)
    files = list((tmp_path / "imports").iterdir())
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert not any(data[:100] in path.read_bytes() or "赵军".encode() in path.read_bytes() for path in files)
    assert actions.upload_of(Batch.objects.get()).data == data
    a_day_passes(tmp_path)
    assert actions.erase_expired() == 1
    assert not list((tmp_path / "imports").iterdir())
    assert Batch.objects.get().state == Batch.State.EXPIRED


def a_day_passes(folder):
    yesterday = time.time() - vault.KEPT_SECONDS - 1
    for path in (folder / "imports").iterdir():
        os.utime(path, (yesterday, yesterday))
    Batch.objects.update(made_at=timezone.now() - datetime.timedelta(days=1, seconds=1))


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(signed_in, county_editor, tmp_path):
    page = upload(signed_in(county_editor), b"no spreadsheet\x00\x01")
    assert page.context["form"].errors["import_file"]
    assert not list((tmp_path / "imports").iterdir())


def test_a_file_that_is_too_large_is_refused_by_its_size_before_it_is_put_by(
    signed_in, county_editor, settings, tmp_path
):
    settings.SPREADSHEET_LIMITS = {"file_bytes": 1024 * 1024}
    page = upload(signed_in(county_editor), b"x" * (1024 * 1024 + 1))
    [sentence] = page.context["form"].errors["import_file"]
    assert sentence == refusals.sentence("FILE_TOO_LARGE", limits_of_site())
    assert not (tmp_path / "imports").exists()


def test_files_that_nobody_confirmed_are_erased_by_a_command(signed_in, county_editor, tmp_path, capsys):
    upload(signed_in(county_editor), roster(person(1)))
    call_command("erase_expired_uploads")
    assert list((tmp_path / "imports").iterdir())
    a_day_passes(tmp_path)
    call_command("erase_expired_uploads")
    assert not list((tmp_path / "imports").iterdir())
    nothing, one = capsys.readouterr().out.splitlines()
    assert "0" in nothing and "1" in one


def test_staff_import_into_their_own_jurisdiction_only(signed_in, township_clerk):
    client = signed_in(township_clerk)
    page = upload(client, roster(person(1, township="锦和镇", village="南村"), person(3)))
    assert Batch.objects.get().counts["refused"] == 1
    client.post(CONFIRM, confirmation(page))
    assert [cadre.name for cadre in Cadre.objects.all()] == ["赵军"]


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.AUDITOR, Role.APPROVER])
def test_without_the_permission_there_is_neither_import_nor_export(signed_in, role, mayang):
    client = signed_in(clerk(role, "431226"))
    assert client.get(UPLOAD).status_code == 403
    assert client.post(CONFIRM).status_code == 403
    assert client.get("/admin/cadres/cadre/export/").status_code == 403
    assert "import_link" not in client.get("/admin/cadres/cadre/").content.decode()


def exported(client, model, form="0"):
    page = client.post(f"/admin/{model}/export/", {"format": form, "resource": "0"})
    assert page.status_code == 200, page
    return page.getvalue()


@pytest.mark.parametrize("form", ["0", "1"])
def test_cadres_taken_out_come_back_as_the_same(signed_in, county_editor, form):
    imported("cadres", roster(*(person(serial) for serial in range(10))), AUTUMN)
    imported(
        "cadres", roster(person(1, title="副镇长", village="东村")), Context(as_of=datetime.date(2011, 11, 1))
    )
    file = exported(signed_in(county_editor), "cadres/cadre", form)
    plan = planned("cadres", file, Context(as_of=datetime.date(2011, 12, 1)))
    assert plan.counts == {"rows": 10, "new": 0, "changed": 0, "same": 10, "refused": 0, "ignored": 1}
    assert id_number(1).encode() not in file


@pytest.mark.parametrize(
    ("kind", "model"), [("pairings", "villages/villagepairing"), ("visits", "villages/visit")]
)
def test_pairings_and_visits_taken_out_come_back_as_the_same(signed_in, county_editor, kind, model):
    imported("cadres", roster(person(1), person(3)), AUTUMN)
    imported(
        "visits", diary(visit("2011-10-11", done="=1+1", suggestions="+修路"), visit("2011-10-12")), AUTUMN
    )
    client = signed_in(county_editor)
    for form in ("0", "1"):
        plan = planned(kind, exported(client, model, form), AUTUMN)
        assert (plan.counts["rows"], plan.counts["same"]) == (2, 2)


def test_an_export_holds_what_the_account_may_see(signed_in, township_clerk):
    cadre_at("431226101", name="近人")
    cadre_at("431226102", name="远人")
    text = exported(signed_in(township_clerk), "cadres/cadre", "1").decode()
    assert "近人" in text
    assert "远人" not in text


def test_a_text_cannot_become_a_formula(signed_in, county_editor):
    cadre = cadre_at("431226101", name="近人")
    Cadre.objects.filter(pk=cadre.pk).update(remark="=HYPERLINK(1)")
    client = signed_in(county_editor)
    assert ",'=HYPERLINK(1)" in exported(client, "cadres/cadre", "1").decode()
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(exported(client, "cadres/cadre"))).active
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)")
    assert cell.data_type == "s"


def test_the_batch_and_its_journal_can_be_read(signed_in, city_administrator):
    _plan, batch = imported("cadres", roster(person(1)), AUTUMN, by=city_administrator)
    client = signed_in(city_administrator)
    page = client.get(reverse("admin:spreadsheets_batch_change", args=[batch.pk]))
    link = f"/admin/journal/entry/?batch={batch.pk}"
    assert link in page.content.decode()
    assert client.get(link).context["cl"].result_count == 5
    assert client.get(reverse("admin:spreadsheets_batch_changelist")).status_code == 200


def test_an_import_into_two_counties_is_seen_by_whoever_made_it(signed_in, county_editor):
    county_editor.assignments.create(role=Role.COUNTY_EDITOR, division=place("431228"))
    own = BatchFactory(division_code="4312", made_by=county_editor)
    BatchFactory(division_code="4312")
    client = signed_in(county_editor)
    listed = client.get(reverse("admin:spreadsheets_batch_changelist")).context["cl"].result_list
    assert [batch.pk for batch in listed] == [own.pk]
    assert client.get(reverse("admin:spreadsheets_batch_change", args=[own.pk])).status_code == 200


def test_visits_and_pairings_have_their_own_import(signed_in, county_editor):
    imported("cadres", roster(person(1)), AUTUMN)
    client = signed_in(county_editor)
    page = upload(client, diary(visit()), url="/admin/villages/visit/import/")
    client.post("/admin/villages/visit/process_import/", confirmation(page))
    assert Visit.objects.get().recorded_by == county_editor
    assert client.get("/admin/villages/villagepairing/import/").status_code == 200
    assert VillagePairing.objects.visible_in(EVERYTHING).count() == 1
