"""A column of units: a unit of a township by its short name, one that every township has, and one that nobody knows."""

import pytest

from config.spreadsheets.kinds import Context
from villages.tests.clerks_sheets import AUTUMN, GAOCUN, JINHE, coming, roster_of, silent
from villages.tests.sheets_cast import id_number, reasons, villages_and_skills

HEADER = ("姓名", "性别", "工作单位", "职务", "身份证号")


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


def man_of(unit, **around):
    """The plan of a roster of one man of a unit."""
    return roster_of(HEADER, ("张明", "男", unit, "干事", id_number(1)), **around)


@pytest.mark.parametrize(
    "unit", ["锦和", "锦和党政办", "锦和计生办", "锦和综治办", "锦和社会事务办", "锦和人大"]
)
def test_a_unit_by_the_short_name_of_another_township_is_that_ones(unit):
    assert silent(man_of(unit)) == {"张明": JINHE}
    chosen = Context(as_of=AUTUMN, codes=(GAOCUN,))
    assert coming(man_of(unit, sheet="Sheet1", context=chosen)) == {}


@pytest.mark.parametrize(
    "unit",
    [
        "黄桑坪",
        "黄桑坪财政所",
        "黄桑坪党政办",
        "省农科院",
        "湖南省农科院",
        "市农科所",
        "县畜牧站",
        "本县粮站",
        "国家统计局队",
    ],
)
def test_a_unit_of_a_place_that_is_not_known_does_not_fall_to_the_township_of_the_sheet(unit):
    assert reasons(man_of(unit)) == [(2, ["UNIT_UNKNOWN"])]


@pytest.mark.parametrize("unit", ["烟叶收购站", "思源学校", "生猪办"])
def test_a_unit_that_may_be_of_any_township_comes_in_with_a_word(unit):
    [draft] = man_of(unit).rows
    assert (draft.record["township_code"], draft.warnings) == (GAOCUN, ("UNIT_ASSUMED",))


@pytest.mark.parametrize(
    "unit", ["林业", "妇联", "农业综合服务中心", "社会治安综合治理办", "西村", "人口和计划生育办公室"]
)
def test_a_unit_whose_words_every_township_has_belongs_to_the_sheet(unit):
    assert silent(man_of(unit)) == {"张明": GAOCUN}


def test_a_unit_of_a_township_of_another_county_by_its_short_name_is_outside():
    assert reasons(man_of("芷江财政所")) == [(2, ["TOWNSHIP_OUTSIDE_COUNTY"])]


@pytest.mark.parametrize(
    ("post", "reason"), [("锦和镇副镇长", "POST_ELSEWHERE"), ("黄桑坪乡副乡长", "POST_PLACE_UNKNOWN")]
)
def test_a_unit_that_every_township_has_does_not_overrule_the_place_in_a_post(post, reason):
    assert reasons(roster_of(HEADER, ("张明", "男", "党政办", post, id_number(1)))) == [(2, [reason])]
    [draft] = roster_of(HEADER, ("张明", "男", "高村党政办", post, id_number(1))).rows
    assert (draft.record["township_code"], len(draft.warnings)) == (GAOCUN, 1)
