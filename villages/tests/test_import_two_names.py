"""A cell of names: two people are not one, and a vacant post is nobody."""

import pytest

from villages.tests.clerks_sheets import PLAIN, coming, man, roster_of, silent
from villages.tests.sheets_cast import villages_and_skills


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


@pytest.mark.parametrize("names", ["张明\n王强", "张明、王强", "张明 王强", "张明及王强", "张明和王强"])
def test_two_names_in_a_cell_are_not_one_person(names):
    assert silent(roster_of(PLAIN[:4], (1, names, "男", "干事"))) == {}


@pytest.mark.parametrize("words", ["暂无", "空岗", "待聘", "缺员", "待招聘"])
def test_a_vacancy_does_not_become_a_cadre(words):
    assert coming(roster_of(PLAIN[:4], (1, words, None, "副镇长"))) == {}


def test_a_header_with_few_columns_does_not_become_a_cadre():
    rows = [PLAIN, man(1, "张明"), (), ("聘用人员",), ("序号", "姓名", "电话"), (1, "王强", "13800000001")]
    assert "姓名" not in coming(roster_of(*rows))


@pytest.mark.parametrize(
    ("cell", "name"),
    [("张　明", "张明"), ("欧阳 明月", "欧阳明月"), ("张和平", "张和平"), ("李\n明", "李明")],
)
def test_one_name_written_with_blanks_stays_one(cell, name):
    assert set(coming(roster_of(PLAIN[:4], (1, cell, "男", "干事")))) == {name}


def test_kana_and_punctuation_are_in_nobodys_name():
    assert coming(roster_of(PLAIN[:4], (1, "あい明", "男", "干事"), (2, "张明。", "男", "干事"))) == {}


def test_under_a_small_header_its_own_columns_hold():
    plan = roster_of(
        PLAIN, man(1, "张明"), (), ("聘用人员",), ("序号", "姓名", "电话"), (1, "王强", "13800000001")
    )
    assert {draft.name: draft.record["phone"] for draft in plan.rows}["王强"] == "13800000001"
