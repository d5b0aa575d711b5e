"""Every list leaves the site as a spreadsheet, alike: exceptions are listed here, never inclusions."""

import csv
import io
import json
from urllib.parse import unquote

import openpyxl
import pytest
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from openpyxl.utils.escape import unescape

from assessments.models import PublicAttempt
from cadres.models import Cadre, NumberRange, Role, Skill, SkillAlias, Staff
from cadres.roles import EDITORS
from cadres.tests.factories import CadreFactory, StaffFactory, cadre_at, clerk
from config.jobs.models import Worker
from config.journal.models import Entry, ErasedRecord, Erasure, Pruning, Resealing, Seal
from config.jurisdiction import own_models
from config.sending.models import Sent
from config.spreadsheets.kinds import kind_named
from config.testing import factory_for
from villages.models import Village

MODELS = list(own_models())
NOT_EXPORTED = {Worker, Sent}
"""Models whose list cannot be taken out: the site's own running, which no role may see."""
SHOWN_TO_EVERYBODY = {"skill", "skillalias", "skillcategory", "period"}
SHOWN_TO_NOBODY = {NumberRange, Seal, Pruning, Erasure, ErasedRecord, Resealing, PublicAttempt}
"""What no role sees, nor takes out."""
TAKEN_OUT_BY_READERS = {(Role.AUDITOR, Entry)}
"""Who only reads takes out nothing but this."""
XLSX, CSV = "0", "1"

every_list = pytest.mark.parametrize(
    "model", [m for m in MODELS if m not in NOT_EXPORTED], ids=lambda model: model._meta.label_lower
)


def page(model, name):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}")


def take_out(client, model, form=CSV, query="", **data):
    response = client.post(page(model, "export") + query, {"format": form, "resource": "0", **data})
    assert response.status_code == 200
    return response


def rows_of_csv(response):
    return list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def rows_of_xlsx(response):
    sheet = openpyxl.load_workbook(io.BytesIO(response.getvalue())).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def resource_of(model):
    model_admin = admin.site._registry[model]
    return kind_named(model_admin.import_kind).resource if model_admin.import_kind else None


@pytest.fixture
def office(db, signed_in):
    """The browser of an account that may see everything there is."""
    return signed_in(StaffFactory(is_superuser=True))


def in_any_state(model):
    """What is asked of a list to have all its rows, ended and void ones too."""
    own = {getattr(one, "parameter_name", "") for one in admin.site._registry[model].list_filter}
    return {"state": "all"} if "state" in own else {}


@every_list
def test_every_list_offers_its_export(model, office):
    factory_for(model).create()
    assert page(model, "export") in office.get(page(model, "changelist")).content.decode()
    shown = office.get(page(model, "export"), in_any_state(model))
    assert shown.context["rows"] >= 1
    assert shown.context["columns"]


@every_list
def test_a_file_has_the_columns_and_the_rows_of_its_list_in_their_order(model, office):
    factory_for(model).create_batch(3)
    listed = office.get(page(model, "changelist")).context["cl"]
    header, *rows = rows_of_csv(take_out(office, model))
    assert len(rows) == len(listed.result_list)
    if resource_of(model) is None:
        model_admin = admin.site._registry[model]
        names = model_admin.list_display
        assert header == [capfirst(label_for_field(name, model, model_admin)) for name in names]
        plain = [name for name in names if name in ("name", "code", "id", "username")]
        for row, obj in zip(rows, listed.result_list, strict=True):
            assert [row[names.index(name)] for name in plain] == [str(getattr(obj, name)) for name in plain]


@every_list
def test_both_formats_say_the_same(model, office):
    factory_for(model).create_batch(2)
    query = "?verb=change" if model is Entry else ""  # The first export adds a row to the journal.
    texts = rows_of_csv(take_out(office, model, CSV, query))
    cells = rows_of_xlsx(take_out(office, model, XLSX, query))
    assert texts == [["" if cell is None else str(cell) for cell in row] for row in cells]


@every_list
def test_an_export_costs_the_same_queries_for_ten_rows_and_for_twenty(model, office):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            take_out(office, model)
        return len(captured)

    factory_for(model).create_batch(10)
    cost()  # What Django keeps in memory is there now.
    ten = cost()
    factory_for(model).create_batch(10)
    assert cost() == ten


@every_list
def test_no_markup_leaves_with_a_list(model, office):
    factory_for(model).create()
    for row in rows_of_csv(take_out(office, model)):
        assert not any("<" in cell for cell in row)


@pytest.mark.parametrize(
    "model",
    [m for m in MODELS if m not in NOT_EXPORTED and m._meta.model_name not in SHOWN_TO_EVERYBODY],
    ids=lambda model: model._meta.label_lower,
)
def test_an_export_holds_nothing_that_lies_elsewhere(model, db, signed_in, zhijiang_town):
    """A record of Mayang county (where every factory makes its rows), taken out by a county of elsewhere."""
    factory_for(model).create()
    stranger = clerk(Role.COUNTY_ADMINISTRATOR, zhijiang_town.code[:6])
    browser = signed_in(stranger)
    if model in SHOWN_TO_NOBODY:
        assert browser.post(page(model, "export")).status_code == 403
        return
    own = model._default_manager.visible_to(stranger).count()
    assert len(rows_of_csv(take_out(browser, model))) == 1 + own


@every_list
@pytest.mark.parametrize("role", list(Role))
def test_an_office_takes_out_what_it_may_see_and_nobody_else_anything(model, role, db, signed_in, city):
    staff = clerk(role, "4312")
    views = staff.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    status = signed_in(staff).get(page(model, "export")).status_code
    takes_out = role in EDITORS or (role, model) in TAKEN_OUT_BY_READERS
    assert status == (200 if views and takes_out else 403)


def test_secrets_do_not_leave_with_a_list(office, gaocun):
    cadre = cadre_at("431226101")
    Cadre.objects.filter(pk=cadre.pk).update(id_digest="d1935" * 12, id_digest_version=1, id_last_two="77")
    StaffFactory(username="other", password="md5$s4lt$h4sh")
    for model in MODELS:
        text = take_out(office, model).getvalue().decode()
        assert "d1935" not in text and "h4sh" not in text, model


def test_words_dates_and_numbers_stand_as_on_the_page(office):
    staff = StaffFactory(username="x", name="=1+1", is_active=True)
    header, *rows = rows_of_csv(take_out(office, Staff))
    row = dict(zip(header, next(row for row in rows if row[0] == "x"), strict=True))
    assert row["有效"] == "是"
    assert row[capfirst(Staff._meta.get_field("name").verbose_name)] == "'=1+1"
    Entry.objects.create(verb="end", model="cadres.cadre", object_id=7, by=staff)
    header, *rows = rows_of_csv(take_out(office, Entry, query="?verb=end"))
    local = timezone.localtime(Entry.objects.get(verb="end").at)
    assert rows[0][0] == f"{local:%Y-%m-%d %H:%M:%S}"
    assert rows[0][3] == "7"


def test_a_file_holds_what_was_filtered_and_searched(office, gaocun, jinhe):
    factory = factory_for(Village)
    factory.create(code="431226101201", name="西村", township=gaocun)
    factory.create(code="431226102201", name="南村", township=jinhe)
    assert [row[0] for row in rows_of_csv(take_out(office, Village, query="?q=南村"))[1:]] == ["南村"]
    assert [row[0] for row in rows_of_csv(take_out(office, Village, query="?place=431226101"))[1:]] == [
        "西村"
    ]
    assert [row[0] for row in rows_of_csv(take_out(office, Village, query="?o=-2"))[1:]] == ["南村", "西村"]


def test_a_filter_that_the_list_does_not_have_is_refused(office):
    assert office.get(page(Village, "export") + "?name__regex=x").status_code == 400
    assert office.get(page(Staff, "export") + "?is_active__exact=x").status_code == 400


def test_chosen_rows_leave_alone(office):
    second = factory_for(Skill).create_batch(3)[1]
    chosen = {"action": "export_chosen", "_selected_action": [second.pk]}
    asked = office.post(page(Skill, "changelist"), chosen)
    assert asked.context["rows"] == 1
    assert f'name="export_items" value="{second.pk}"' in asked.content.decode()
    rows = rows_of_csv(take_out(office, Skill, export_items=[second.pk]))
    assert len(rows) == 2 and second.name in rows[1]


def test_choosing_all_rows_is_exporting_the_list(office):
    factory_for(Skill).create_batch(2)
    chosen = {"action": "export_chosen", "select_across": "1", "_selected_action": [Skill.objects.first().pk]}
    asked = office.post(page(Skill, "changelist") + "?q=x", chosen)
    assert (asked.status_code, asked.url) == (302, page(Skill, "export") + "?q=x")


def test_rows_of_elsewhere_cannot_be_chosen(signed_in, township_clerk):
    foreign = cadre_at("431226102", name="远人")
    data = {"format": CSV, "resource": "0", "export_items": [foreign.pk]}
    response = signed_in(township_clerk).post(page(Cadre, "export"), data)
    assert response.context["form"].errors["export_items"]
    assert "远人" not in response.content.decode()


def test_an_export_adds_one_row_to_the_journal_without_personal_data(signed_in, township_clerk):
    Cadre.objects.filter(pk=cadre_at("431226101", name="张近人").pk).update(gender="男")
    client = signed_in(township_clerk)
    take_out(client, Cadre, XLSX, query="?q=张近人&gender=男&o=1")
    entry = Entry.objects.get(verb="export")
    assert (entry.model, entry.by, entry.object_id) == ("cadres.cadre", township_clerk, None)
    assert entry.division_code == "431226101"
    assert entry.after == {"rows": 1, "format": "xlsx", "filter": {"q": "…", "gender": "男"}, "chosen": False}
    assert "张近人" not in json.dumps(entry.after, ensure_ascii=False)


def test_looking_at_the_page_of_an_export_adds_nothing_to_the_journal(office):
    office.get(page(Cadre, "export"))
    assert not Entry.objects.filter(verb="export").exists()


def test_a_list_that_is_too_long_is_not_written(office, monkeypatch):
    monkeypatch.setattr(admin.site._registry[SkillAlias], "export_limit", 2)
    factory_for(SkillAlias).create_batch(3)
    assert office.get(page(SkillAlias, "export")).context["too_long"]
    response = office.post(page(SkillAlias, "export"), {"format": CSV, "resource": "0"})
    assert "Content-Disposition" not in response.headers
    assert not Entry.objects.filter(verb="export").exists()


def test_a_file_is_named_by_its_list_and_the_day(office):
    header = take_out(office, Skill)["Content-Disposition"]
    assert header.startswith("attachment; filename*=utf-8''")
    name = unquote(header.partition("''")[2])
    assert name == f"{Skill._meta.verbose_name_plural}-{timezone.localdate().isoformat()}.csv"
    assert header.isascii() and '"' not in header and "\r" not in header


@pytest.mark.parametrize("form", [XLSX, CSV])
@pytest.mark.parametrize("text", ["=cmd|'/C calc'!A0", "<img src=x onerror=alert(1)>", "\x01@SUM(A1)"])
def test_no_text_of_a_list_becomes_a_formula(office, form, text):
    """Two lists: one exports the columns of its kind, the other those that it shows."""
    Cadre.objects.filter(pk=CadreFactory().pk).update(remark=text)
    SkillAlias.objects.filter(pk=factory_for(SkillAlias).create().pk).update(alias=text)
    for model in (Cadre, SkillAlias):
        response = take_out(office, model, form)
        if form == CSV:
            cells = {cell for row in rows_of_csv(response) for cell in row}
            assert text in cells or f"'{text}" in cells
            assert not any(cell.startswith("=") for cell in cells)
        else:
            sheet = openpyxl.load_workbook(io.BytesIO(response.getvalue())).active
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
            assert text in {unescape(str(cell.value)) for cell in cells}
            assert {cell.data_type for cell in cells} <= {"s", "n"}
