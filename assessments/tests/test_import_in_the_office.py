"""The lists of this floor come in at their pages: upload, preview, confirmation, and the way back."""

import pytest
from django.urls import reverse

from cadres.models import Role
from cadres.tests.factories import cadre_at, clerk
from config.spreadsheets.kinds import kind_named
from config.spreadsheets.models import Batch
from config.tests.pages import sent_by
from villages.tests.random_kinds import maker_of
from villages.tests.sheets_cast import workbook
from villages.tests.test_import_admin import confirmation, upload

pytestmark = pytest.mark.django_db
KINDS = ("adjustments", "polls", "reviews", "studies")


@pytest.fixture(autouse=True)
def zhao(gaocun, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return cadre_at(gaocun.code, name="赵军")


@pytest.mark.parametrize("name", KINDS)
def test_a_list_is_shown_confirmed_and_taken_back(signed_in, mayang, name):
    kind, office = kind_named(name), signed_in(clerk(Role.COUNTY_EDITOR, "431226"))
    [row] = maker_of(name).fill()
    unknown = row | {"姓名": "无此人"}
    at = f"/admin/{kind.model.replace('.', '/')}/"
    shown = upload(office, workbook(tuple(row), row.values(), unknown.values()), url=f"{at}import/")
    assert shown.status_code == 200
    assert (shown.context["batch"].counts["new"], shown.context["batch"].counts["refused"]) == (1, 1)
    assert "该乡镇没有登记此干部" in shown.text
    assert office.post(f"{at}process_import/", confirmation(shown)).status_code == 302
    assert "赵军" in office.get(at).text
    undo = reverse("admin:spreadsheets_batch_verb", args=[Batch.objects.get().pk, "undo"])
    assert office.post(undo, sent_by(office.get(undo))).status_code == 302
    assert "赵军" not in office.get(at).text
