"""Names with a form of address, and names in several words."""

import pytest

from villages.tests.clerks_sheets import coming, roster_of
from villages.tests.sheets_cast import reasons, villages_and_skills

HEADER = ("姓名", "性别", "民族", "职务")


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


def named(cell, of_group="汉"):
    """The plan of a roster of somebody of an ethnic group."""
    return roster_of(HEADER, (cell, "女", of_group, "干事"))


@pytest.mark.parametrize(
    "cell", ["张明 同志", "张明同志", "张明　同志", "张 明 同志", "张明女士", "张明（同志）"]
)
def test_a_form_of_address_is_no_part_of_the_name(cell):
    assert set(coming(named(cell))) == {"张明"}


def test_a_surname_with_a_form_of_address_is_nobodys_name():
    assert reasons(named("李同志")) == [(2, ["NAME_INVALID"])]


@pytest.mark.parametrize(
    ("cell", "of_group", "name"),
    [
        ("阿依 古丽", "维吾尔", "阿依古丽"),
        ("阿依　古丽", "维吾尔族", "阿依古丽"),
        ("扎西 多吉", "藏", "扎西多吉"),
        ("阿依·古丽 买买提", "维吾尔", "阿依·古丽买买提"),
    ],
)
def test_several_words_are_the_name_of_one_who_is_no_han(cell, of_group, name):
    assert set(coming(named(cell, of_group))) == {name}


@pytest.mark.parametrize(
    ("cell", "of_group"),
    [
        ("阿依 古丽", "汉"),
        ("阿依 古丽", None),
        ("阿依\n古丽", "维吾尔"),
        ("阿依、古丽", "维吾尔"),
        ("张明 李华", "汉"),
        ("张明 李华", "苗"),
        ("张明 阿依", "苗"),
    ],
)
def test_several_words_that_may_be_two_people_are_asked_about(cell, of_group):
    assert reasons(named(cell, of_group)) == [(2, ["TWO_PEOPLE"])]


def test_several_words_are_asked_about_without_a_column_of_ethnic_groups():
    plan = roster_of(("姓名", "性别", "职务", "手机号码"), ("阿依 古丽", "女", "干事", "14100000001"))
    assert reasons(plan) == [(2, ["TWO_PEOPLE"])]
