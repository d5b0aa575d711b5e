"""The refused rows, sent back, say what they said in the file."""

import pytest

from config.spreadsheets.copies import copy_of_refused
from villages.tests.clerks_sheets import COUNTY, book_of
from villages.tests.sheets_cast import id_number, planned, villages_and_skills
from villages.tests.test_marked_copies import shown


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


def test_a_ditto_mark_under_a_subtotal_says_the_same_in_the_copy_of_what_is_refused(county_editor):
    header = ("序号", "乡镇", "姓名", "性别", "所学技能", "职务", "身份证号")
    first = (1, "高村镇", "张明", "男", "柑橘栽培", "干事", id_number(1))
    wrong = (2, "高村镇", "王强", "女", "同上", "同上", id_number(3))
    file = book_of(("名册", [header, first, ("小计", None, None, "1人"), wrong]))
    [before] = planned("cadres", file, COUNTY).refused
    [after] = planned("cadres", copy_of_refused(shown(county_editor, file)), COUNTY).refused
    told = ("skill_code", "post_title")
    assert [after.record[name] for name in told] == [before.record[name] for name in told]


def test_an_unclear_month_of_a_text_file_stays_unclear_in_the_copy_of_what_is_refused(county_editor):
    file = "乡镇,姓名,性别,职务,出生年月,备注\n高村镇,张明,男,干事,1985.1,已调离\n".encode()
    [before] = planned("cadres", file, COUNTY).refused
    [after] = planned("cadres", copy_of_refused(shown(county_editor, file, "花名册.csv")), COUNTY).refused
    assert (before.record["birth"], after.record["birth"]) == (None, None)
