"""The file back with its mistakes marked: it is corrected and sent again."""

import datetime
import io

import openpyxl
import pytest

from cadres.models import Cadre, Post
from cadres.tests.factories import place
from config.spreadsheets.actions import make_plan, receive
from config.spreadsheets.copies import copy_of_refused, whole_copy
from config.spreadsheets.importing import Upload
from config.spreadsheets.kinds import Context, kind_named
from villages.tests.sheets_cast import imported, person, roster, villages_and_skills
from villages.tests.test_import_admin import UPLOAD, upload

AUTUMN = datetime.date(2011, 9, 15)


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


def shown(by, data, name="花名册.xlsx"):
    return make_plan(batch=receive(kind=kind_named("cadres"), upload=Upload(name, data), as_of=AUTUMN, by=by))


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_bad_cell_is_coloured_and_the_reason_stands_behind_its_row(county_editor):
    batch = shown(county_editor, roster(person(1), person(3, gender="女"), person(5, remark="=1+1")))
    sheet = opened(whole_copy(batch)).active
    assert sheet["C4"].fill.fgColor.rgb == "FFFFC7CE" != sheet["C3"].fill.fgColor.rgb
    assert sheet["N2"].value == "导入结果"
    assert sheet["N4"].value
    assert sheet["N3"].value is None
    assert (sheet["M5"].value, sheet["M5"].data_type) == ("=1+1", "s")


def test_the_refused_rows_alone_are_corrected_and_come_in(county_editor):
    batch = shown(county_editor, roster(person(1), person(3, gender="女"), person(5)))
    book = opened(copy_of_refused(batch))
    assert [row[1].value for row in book.active.iter_rows(min_row=3)] == [person(3)[1]]
    book.active["C3"] = "男"
    out = io.BytesIO()
    book.save(out)
    plan, _batch = imported("cadres", out.getvalue(), Context(as_of=AUTUMN))
    assert (plan.counts["new"], plan.counts["refused"], plan.unmapped) == (1, 0, ())
    assert Cadre.objects.get().name == person(3)[1]


MERGED = """花名册,,,,\n乡镇,姓名,性别,职务,身份证号\n高村镇,张一,男,干事,\n同上,李二,坏,干事,123\n"""


def test_a_refused_row_keeps_the_township_that_it_leaned_on(county_editor):
    batch = shown(county_editor, MERGED.encode(), "花名册.csv")
    assert batch.counts["refused"] == 1
    book = opened(copy_of_refused(batch))
    book.active["E3"] = None
    out = io.BytesIO()
    book.save(out)
    imported("cadres", out.getvalue(), Context(as_of=AUTUMN))
    assert Post.objects.get().division == place("431226101")


def test_the_preview_offers_both_copies_to_its_maker(signed_in, county_editor, city_administrator):
    client = signed_in(county_editor)
    page = upload(client, roster(person(1), person(3, gender="女")))
    for what in ("marked", "refused"):
        address = page.context[f"{what}_url"]
        assert address in page.content.decode()
        assert client.get(address).getvalue().startswith(b"PK")
    assert signed_in(city_administrator).get(page.context["marked_url"]).status_code == 302
    assert client.get(f"{UPLOAD}{'0' * 32}/copy/marked/").status_code == 302
