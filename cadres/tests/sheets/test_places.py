"""Townships by every name they go under, inside the county that a sheet is about."""

import pytest

from cadres.sheets.values.places import PlaceIndex
from cadres.sheets.values.skills import SkillIndex
from config.spreadsheets.types import Cell, Value

HECHENG, MAYANG, XINHUANG, TONGDAO = ("431202",), ("431226",), ("431227",), ("431230",)


@pytest.fixture(scope="module")
def places() -> PlaceIndex:
    return PlaceIndex(
        [
            ("43", "湖南省", None),
            ("4312", "怀化市", "43"),
            ("431202", "鹤城区", "4312"),
            ("431202009", "坨院街道", "431202"),
            ("431202101", "黄金坳镇", "431202"),
            ("431202008", "河滨路街道", "431202"),
            ("431224", "溆浦县", "4312"),
            ("431224100", "卢峰镇", "431224"),
            ("431224103", "桥江镇", "431224"),
            ("431224118", "大江口镇", "431224"),
            ("431224122", "三江镇", "431224"),
            ("431226", "麻阳苗族自治县", "4312"),
            ("431226108", "郭公坪镇", "431226"),
            ("431226215", "和平溪乡", "431226"),
            ("431227", "新晃侗族自治县", "4312"),
            ("431227100", "晃洲镇", "431227"),
            ("431227205", "金子岩侗族苗族乡", "431227"),
            ("431271", "怀化市洪江管理区", "4312"),
            ("431281", "洪江市", "4312"),
        ],
        [
            ("431202203", "石门乡", "431202", "absorbed", None),
            ("431226208", "郭公坪乡", "431226", "renamed", "431226108"),
            ("431224101", "江口镇", "431224", "absorbed", "431224118"),
        ],
    )


@pytest.mark.parametrize(
    ("cell", "within", "code"),
    [
        ("黄金坳镇", HECHENG, "431202101"),
        ("  黄金坳镇　", HECHENG, "431202101"),
        ("黄金坳", HECHENG, "431202101"),
        ("怀化市鹤城区坨院街道", HECHENG, "431202009"),
        ("河滨路街道办事处", HECHENG, "431202008"),
        ("河滨路办事处", HECHENG, "431202008"),
        ("金子岩乡", XINHUANG, "431227205"),
        ("金子岩", XINHUANG, "431227205"),
        ("金子岩侗族苗族乡", (), "431227205"),
        ("2.桥江", ("431224",), "431224103"),
        ("大江口镇（15人）", ("431224",), "431224118"),
        ("一、大江口镇（9人）", ("431224",), "431224118"),
        ("卢峰镇党委", ("431224",), "431224100"),
        ("431224100", ("431224",), "431224100"),
        (431224100.0, ("431224",), "431224100"),
    ],
)
def test_spellings_of_a_township(places: PlaceIndex, cell: Cell, within: tuple[str, ...], code: str) -> None:
    assert places.township(cell, within) == Value(code)


@pytest.mark.parametrize(
    ("cell", "within", "code", "warning"),
    [
        ("晃州镇", XINHUANG, "431227100", "TOWNSHIP_VARIANT"),
        ("郭公坪乡", MAYANG, "431226108", "TOWNSHIP_RENAMED"),
        ("和平溪镇", MAYANG, "431226215", "TOWNSHIP_VARIANT"),
    ],
)
def test_old_and_variant_names_are_told(
    places: PlaceIndex, cell: Cell, within: tuple[str, ...], code: str, warning: str
) -> None:
    assert places.township(cell, within) == Value(code, warnings=(warning,))


@pytest.mark.parametrize(
    ("cell", "within", "reason"),
    [
        (None, HECHENG, "TOWNSHIP_MISSING"),
        ("无", HECHENG, "TOWNSHIP_MISSING"),
        ("石门乡", HECHENG, "TOWNSHIP_ABOLISHED"),
        ("石门", HECHENG, "TOWNSHIP_ABOLISHED"),
        ("卢峰镇", HECHENG, "TOWNSHIP_OUTSIDE_COUNTY"),
        ("石门乡", MAYANG, "TOWNSHIP_UNKNOWN"),
        ("蓬莱镇", HECHENG, "TOWNSHIP_UNKNOWN"),
        ("黄银坳镇", HECHENG, "TOWNSHIP_UNKNOWN"),
    ],
)
def test_what_does_not_resolve_refuses_the_row(
    places: PlaceIndex, cell: Cell, within: tuple[str, ...], reason: str
) -> None:
    assert places.township(cell, within) == Value(None, reasons=(reason,))


def test_a_code_goes_before_a_name_and_must_not_contradict_it(places: PlaceIndex) -> None:
    assert places.township("黄金坳", HECHENG, code="431202101") == Value("431202101")
    assert places.township("卢峰镇", (), code="431202101").reasons == ("TOWNSHIP_CODE_MISMATCH",)
    assert places.township("黄金坳镇", HECHENG, code="431202999").reasons == ("TOWNSHIP_UNKNOWN",)
    assert places.township(None, HECHENG, code="431224100").reasons == ("TOWNSHIP_OUTSIDE_COUNTY",)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("麻阳县", "431226"),
        ("麻阳苗族自治县", "431226"),
        ("麻阳", "431226"),
        ("鹤城区", "431202"),
        ("怀化市鹤城区", "431202"),
        ("洪江区", "431271"),
        ("洪江市", "431281"),
        ("431226", "431226"),
    ],
)
def test_counties(places: PlaceIndex, cell: Cell, code: str) -> None:
    assert places.county(cell, ("4312",)) == Value(code)


def test_counties_outside_and_unknown(places: PlaceIndex) -> None:
    assert places.county("溆浦县", HECHENG).reasons == ("COUNTY_OUTSIDE",)
    assert places.county("蓬莱县", HECHENG).reasons == ("COUNTY_UNKNOWN",)
    assert places.county(None, HECHENG) == Value()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("溆浦县桥江镇干部学技术花名册", "431224103"),
        ("单位：卢峰镇党委　2011年9月", "431224100"),
        ("三江", "431224122"),
        ("大江口镇干部花名册", "431224118"),
        ("溆浦县干部花名册", None),
        ("卢峰镇、桥江镇花名册", None),
        ("Sheet1", None),
        (None, None),
    ],
)
def test_a_title_tells_its_township_if_it_names_one_only(
    places: PlaceIndex, text: str | None, code: str | None
) -> None:
    assert places.township_within_text(text, ("431224",)) == code


@pytest.fixture(scope="module")
def skills() -> SkillIndex:
    return SkillIndex(
        [("A0313-01", "柑橘栽培"), ("A0392-01", "蜜蜂养殖"), ("A0153-02", "李与梨栽培")],
        [("柑桔种植", "A0313-01"), ("养蜂", "A0392-01")],
    )


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("柑橘栽培", Value("A0313-01")),
        ("柑桔 种植", Value("A0313-01")),
        ("a0313-01", Value("A0313-01")),
        ("李与梨栽培", Value("A0153-02")),
        ("1.养蜂", Value("A0392-01")),
        ("蜜蜂养殖、无人机操作", Value("A0392-01", warnings=("SKILL_MULTIPLE",))),
        ("养蜂\n柑桔种植", Value("A0392-01", warnings=("SKILL_MULTIPLE",))),
        ("宇航技术", Value(None, warnings=("SKILL_UNKNOWN",))),
        (None, Value(None, warnings=("SKILL_ABSENT",))),
        ("无", Value(None, warnings=("SKILL_ABSENT",))),
    ],
)
def test_skills(skills: SkillIndex, cell: Cell, value: Value) -> None:
    assert skills.skill(cell) == value


def test_the_code_and_the_name_of_two_skills_mean_neither(skills: SkillIndex) -> None:
    assert skills.skill("养蜂", code="A0313-01") == Value(None, reasons=("SKILL_CODE_MISMATCH",))


def test_of_the_code_and_the_name_of_a_skill_the_one_that_is_known_holds(skills: SkillIndex) -> None:
    assert skills.skill("养蜂", code="A9999-99") == Value("A0392-01", warnings=("SKILL_CODE_UNKNOWN",))
    assert skills.skill("养凤", code="A0392-01") == Value("A0392-01", warnings=("SKILL_NAME_UNKNOWN",))
