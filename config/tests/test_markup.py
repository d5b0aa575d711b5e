"""Markup that somebody types as a name is text wherever it is shown: on lists, pages, histories, in forms of verbs, in
the preview of an import. Files and public tables: `test_exports.py`, `test_public_tables.py`."""

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, models, transaction

from cadres.models import Cadre
from cadres.tests.factories import StaffFactory
from config.testing import factory_for
from config.tests.factories import EntryFactory
from config.tests.test_registry import every_model, page
from villages.tests.sheets_cast import person, roster, villages_and_skills

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def office(db, signed_in):
    return signed_in(StaffFactory(is_superuser=True))


def made_hostile(obj):
    """Writes the markup into every text of a record that the database lets have it."""
    for column in obj._meta.concrete_fields:
        if isinstance(column, (models.CharField, models.TextField)) and not column.flatchoices:
            if column.name in ("kind", "key"):
                continue
            try:
                with transaction.atomic():
                    type(obj)._base_manager.filter(pk=obj.pk).update(
                        **{column.name: HOSTILE[: column.max_length]}
                    )
            except Error:
                continue


@every_model
def test_no_page_of_a_record_takes_a_text_for_markup(model, office):
    obj = factory_for(model).create()
    for key in obj._meta.concrete_fields:
        if key.remote_field and getattr(obj, key.attname):
            made_hostile(getattr(obj, key.name))
    made_hostile(obj)
    told = {"remark": HOSTILE, "name": HOSTILE}
    EntryFactory(model=model._meta.label_lower, object_id=obj.pk, before=told, after=told, reason=HOSTILE)
    verbs = [verb.name for verb in admin.site._registry[model].get_verbs() if not verb.on_list]
    pages = [page(model, name, obj.pk) for name in ("change", "history")]
    for address in [
        page(model, "changelist"),
        *pages,
        *(page(model, "verb", obj.pk, verb) for verb in verbs),
    ]:
        assert "<img src=x" not in office.get(address).content.decode(), address


def test_no_preview_takes_a_cell_for_markup(office, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()
    data = roster(person(1, name=HOSTILE), person(2, remark=HOSTILE), person(3, gender=HOSTILE))
    file = SimpleUploadedFile(f"{HOSTILE}.xlsx", data)
    sent = {"import_file": file, "as_of": "2011-09-15"}
    preview = office.post(page(Cadre, "import"), sent, follow=True).content.decode()
    assert "&lt;img" in preview and "<img src=x" not in preview
