"""The refused rows, sent back, say what they said in the file."""

import pytest

from config.spreadsheets.copies import copy_of_refused, whole_copy
from villages.tests.clerks_sheets import COUNTY, GAOCUN, SHORT, accounted, book_of
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


def test_the_copy_of_tables_beside_each_other_keeps_both_headers(county_editor):
    rows = [
        SHORT,
        ("张明", "男", "干事", "苗族"),
        ("王强", "男", "干事", "苗族", None, *SHORT),
        ("刘洋", "男", "干事", "苗族", None, "杨帆、李华", "男", "干事", "苗族"),
    ]
    batch = shown(county_editor, book_of(("高村镇", rows)))
    for copy in (copy_of_refused(batch), whole_copy(batch)):
        plan = planned("cadres", copy, COUNTY)
        assert [draft.name for draft in plan.refused] == ["杨帆、李华"]
        assert "王强" in accounted(plan)


def test_a_ditto_mark_under_a_blank_row_of_its_own_table_says_the_same_in_the_copy_of_what_is_refused(
    county_editor,
):
    header = ("乡镇", "姓名", "性别", "职务", "身份证号")
    gap = (None,) * len(header)
    rows = [
        (*header, None, *header),
        ("高村镇", "张明", "男", "干事", id_number(1), None, "锦和镇", "刘洋", "男", "干事", id_number(5)),
        (*gap, None, "锦和镇", "杨帆", "男", "干事", id_number(7)),
        ("同上", "王强", "女", "同上", id_number(3), None, *gap),
    ]
    file = book_of(("名册", rows))
    [before] = planned("cadres", file, COUNTY).refused
    [after] = planned("cadres", copy_of_refused(shown(county_editor, file)), COUNTY).refused
    told = ("name", "township_code", "post_title")
    assert (
        [after.record[name] for name in told]
        == [before.record[name] for name in told]
        == ["王强", GAOCUN, "干事"]
    )


def test_a_ditto_mark_of_nothing_does_not_come_to_mean_something_in_the_copy_of_what_is_refused(
    county_editor,
):
    header = ("乡镇", "姓名", "性别", "职务", "身份证号")
    rows = [
        header,
        ("高村镇", "张明", "女", "干事", id_number(1)),
        ("高村镇", "王强", "男", None, id_number(3)),
        ("高村镇", "李华", "女", "同上", id_number(5)),
    ]
    file = book_of(("名册", rows))
    copy = planned("cadres", copy_of_refused(shown(county_editor, file)), COUNTY)
    assert {draft.name: draft.record["post_title"] for draft in copy.refused} == {
        "张明": "干事",
        "李华": None,
    }
