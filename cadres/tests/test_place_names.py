"""English names of places, and how their pinyin is read."""

import csv
import re

import pytest

from cadres.loading import DIVISIONS_FILE
from cadres.pinyin import pinyin, place_pinyin
from cadres.place_names import english_name

NAMES = [
    ("湖南省", "Hunan Province"),
    ("怀化市", "Huaihua City"),
    ("鹤城区", "Hecheng District"),
    ("中方县", "Zhongfang County"),
    ("沅陵县", "Yuanling County"),
    ("辰溪县", "Chenxi County"),
    ("溆浦县", "Xupu County"),
    ("会同县", "Huitong County"),
    ("麻阳苗族自治县", "Mayang Miao Autonomous County"),
    ("新晃侗族自治县", "Xinhuang Dong Autonomous County"),
    ("芷江侗族自治县", "Zhijiang Dong Autonomous County"),
    ("靖州苗族侗族自治县", "Jingzhou Miao and Dong Autonomous County"),
    ("通道侗族自治县", "Tongdao Dong Autonomous County"),
    ("怀化市洪江管理区", "Hongjiang Administrative District"),
    ("洪江市", "Hongjiang City"),
    ("城中街道", "Chengzhong Subdistrict"),
    ("高坡街街道", "Gaopojie Subdistrict"),
    ("黄金坳镇", "Huangjin'ao Town"),
    ("高村镇", "Gaocun Town"),
    ("江市镇", "Jiangshi Town"),
    ("县溪镇", "Xianxi Town"),
    ("吕家坪镇", "Lüjiaping Town"),
    ("大堡子镇", "Dabaozi Town"),
    ("长田湾乡", "Changtianwan Township"),
    ("火场土家族乡", "Huochang Tujia Ethnic Township"),
    ("蒿吉坪瑶族乡", "Haojiping Yao Ethnic Township"),
    ("金子岩侗族苗族乡", "Jinziyan Dong and Miao Ethnic Township"),
    ("黄岩旅游度假区", "Huangyan Tourist Resort"),
    ("通道县地连林场", "Dilian Forest Farm"),
    ("通道县播阳农场", "Boyang Farm"),
    ("马鞍镇", "Ma'an Town"),
    ("仰溪铺村", "Yangxipu Village"),
    ("覃村", "Qincun Village"),
    ("解放社区", "Jiefang Community"),
    ("曾家坪渔业村", "Zengjiapingyuye Village"),
    ("中方县工业园区社区", "Zhongfangxian Industrial Park Community"),
    ("泸阳林场生活区", "Luyang Forest Farm Residential Area"),
]


@pytest.mark.parametrize(("name", "english"), NAMES)
def test_a_place_has_an_english_name(name, english):
    assert english_name(name) == english


def test_every_place_of_the_file_gets_a_name_in_latin_letters():
    with DIVISIONS_FILE.open(encoding="utf-8") as file:
        names = [english_name(row["name"]) for row in csv.DictReader(file)]
    assert [name for name in names if not re.fullmatch(r"[A-Z][a-zü']+( [A-Za-z()]+)*", name)] == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [("长田湾乡", "changtianwanxiang"), ("吕家坪镇", "lvjiapingzhen"), ("溆浦县", "xupuxian")],
)
def test_the_search_column_holds_what_a_clerk_types(name, typed):
    assert place_pinyin(name) == typed


@pytest.mark.parametrize(
    ("skill", "typed"),
    [("纠纷调解", "jiufentiaojie"), ("厚朴种植", "houpozhongzhi"), ("白术种植", "baizhuzhongzhi")],
)
def test_words_of_the_catalogue_of_skills_are_read_as_they_are_spoken(skill, typed):
    assert pinyin(skill) == typed
