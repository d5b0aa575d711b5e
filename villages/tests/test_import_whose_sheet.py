"""Under which township a row is filed: by its own words, by those around it only where they agree, or not at all."""

import pytest

from config.spreadsheets.kinds import Context
from villages.tests.sheets_cast import id_number, planned, reasons, villages_and_skills
from villages.tests.small_books import (
    AUTUMN,
    COUNTY,
    GAOCUN,
    JINHE,
    PLAIN,
    book_of,
    coming,
    man,
    roster_of,
    silent,
)
from villages.tests.test_import_admin import upload
from villages.tests.test_import_answers import answer

WITH_UNIT = ("姓名", "性别", "工作单位", "职务", "身份证号")
WITH_COUNTY = ("县市区", "乡镇", "姓名", "性别", "职务")


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


# What was answered about one file


@pytest.mark.parametrize(
    ("sheet", "title"), [("花名册", None), ("Sheet1", None), ("Sheet1", "干部花名册"), ("干部", "基本情况表")]
)
def test_which_township_one_file_is_about_is_not_remembered_for_the_next_by_a_name_that_every_file_has(
    signed_in, county_editor, sheet, title
):
    client = signed_in(county_editor)

    def file(*men):
        return book_of((sheet, [*([(title,)] if title else []), PLAIN, *men]))

    page = upload(client, file(man(1, "张明")))
    [question] = page.context["answers_form"].questions
    answer(client, page, **{question: GAOCUN})
    assert upload(client, file(man(3, "王强"))).context["answers_form"].questions


def test_what_a_heading_means_is_remembered_for_headings_and_not_for_sheets(signed_in, county_editor):
    client = signed_in(county_editor)
    file = book_of(("花名册", [PLAIN, ("东江镇",), man(1, "张明")]))
    page = upload(client, file)
    [question] = page.context["answers_form"].questions
    answer(client, page, **{question: GAOCUN})
    assert not upload(client, file).context["answers_form"].questions
    of_sheet = book_of(("东江镇", [PLAIN, man(3, "王强")]), ("花名册", [PLAIN, ("东江镇",), man(1, "张明")]))
    [question] = upload(client, of_sheet).context["answers_form"].questions.values()
    assert (question.sheet, question.whole) == ("东江镇", True)


@pytest.mark.parametrize("sheet", ["高村镇", "高村"])
def test_the_preview_tells_under_which_township_somebody_new_will_be_filed(signed_in, county_editor, sheet):
    page = upload(signed_in(county_editor), book_of((sheet, [PLAIN, man(1, "张明")])))
    [row] = page.context["rows"]
    assert "高村镇" in str(row.lines)


def test_the_preview_tells_the_township_that_was_answered(signed_in, county_editor):
    client = signed_in(county_editor)
    page = upload(client, book_of(("花名册", [PLAIN, man(1, "张明")])))
    [question] = page.context["answers_form"].questions
    [row] = answer(client, page, **{question: JINHE}).context["rows"]
    assert "锦和镇" in str(row.lines)


# Sheets and titles


def test_a_sheet_of_another_township_does_not_fall_to_the_only_township_of_a_clerk(township_clerk):
    file = book_of(("高村镇", [PLAIN, man(1, "张明")]), ("锦和镇", [PLAIN, man(3, "王强")]))
    plan = planned("cadres", file, Context(as_of=AUTUMN, scope=township_clerk.scope))
    assert coming(plan) == {"张明": GAOCUN}
    [problem] = plan.refused[0].problems
    assert (problem.code, problem.text) == ("TOWNSHIP_OUTSIDE_COUNTY", "锦和镇")


@pytest.mark.parametrize("title", ["锦和镇干部花名册", "芷江侗族自治县干部花名册", "芷江县干部花名册"])
def test_a_title_of_another_place_does_not_fall_to_the_division_that_was_chosen(title):
    chosen = Context(as_of=AUTUMN, codes=(GAOCUN,))
    assert coming(roster_of((title,), PLAIN, man(3, "王强"), sheet="Sheet1", context=chosen)) == {}


def test_a_title_that_names_the_own_county_falls_to_the_division_that_was_chosen():
    chosen = Context(as_of=AUTUMN, codes=(GAOCUN,))
    plan = roster_of(("怀化市麻阳县干部花名册",), PLAIN, man(3, "王强"), sheet="Sheet1", context=chosen)
    assert coming(plan) == {"王强": GAOCUN}


@pytest.mark.parametrize(
    ("sheet", "above"),
    [
        ("高村镇", ["锦和镇干部花名册"]),
        ("高村镇", ["填报单位：锦和镇人民政府"]),
        ("Sheet1", ["锦和镇干部花名册", "填报单位：高村镇人民政府"]),
        ("高村镇", ["芷江县干部花名册"]),
    ],
)
def test_two_places_around_a_table_are_asked_about(signed_in, county_editor, sheet, above):
    client = signed_in(county_editor)
    page = upload(client, book_of((sheet, [*((line,) for line in above), PLAIN, man(1, "张明")])))
    [name] = page.context["answers_form"].questions
    [row] = answer(client, page, **{name: GAOCUN}).context["rows"]
    assert row.name == "张明"
    assert "高村镇" in str(row.lines)


def test_a_sheet_and_a_title_of_one_township_are_no_two_places():
    above = [("麻阳县高村镇干部花名册",), ("填报单位：高村镇人民政府",)]
    assert silent(roster_of(*above, PLAIN, man(1, "张明"), sheet="1.高村")) == {"张明": GAOCUN}


# The row's own words


@pytest.mark.parametrize(
    "unit", ["黄桑坪乡", "锦河乡政府", "芷江镇财政所", "县农业局", "怀化市农业局", "芷江县林业站"]
)
def test_a_unit_of_another_place_does_not_fall_to_the_township_of_the_sheet(unit):
    plan = roster_of(WITH_UNIT, ("张明", "男", unit, "干事", id_number(1)))
    assert coming(plan) == {}
    assert plan.refused[0].reasons[0] in ("TOWNSHIP_UNKNOWN", "TOWNSHIP_OUTSIDE_COUNTY")


@pytest.mark.parametrize(
    "unit",
    [
        "党政办",
        "财政所",
        "镇政府",
        "乡镇企业站",
        "城乡建设办",
        "社区服务中心",
        "市场监管办",
        "麻阳县高村镇财政所",
    ],
)
def test_a_unit_that_any_township_has_belongs_to_the_township_of_the_sheet(unit):
    assert silent(roster_of(WITH_UNIT, ("张明", "男", unit, "干事", id_number(1)))) == {"张明": GAOCUN}


@pytest.mark.parametrize("post", ["锦和镇党委副书记", "麻阳县锦和镇干部", "芷江镇副镇长", "芷江县林业局干部"])
def test_a_post_of_another_place_does_not_fall_to_the_township_of_the_sheet(post):
    rows = [("姓名", "性别", "民族", "单位及职务"), ("张明", "男", "苗族", post)]
    assert reasons(roster_of(*rows)) == [(2, ["POST_ELSEWHERE"])]
    own = [(*rows[0], "乡镇"), (*rows[1], "高村镇")]
    assert "POST_NAMES_ANOTHER_PLACE" in roster_of(*own).rows[0].warnings


@pytest.mark.parametrize(
    "post", ["高村镇党委副书记", "麻阳县高村镇干部", "镇长", "乡镇企业站站长", "城镇建设干部"]
)
def test_a_post_that_is_not_another_places_belongs_to_the_township_of_the_sheet(post):
    plan = roster_of(("姓名", "性别", "民族", "单位及职务"), ("张明", "男", "苗族", post))
    assert silent(plan) == {"张明": GAOCUN}


@pytest.mark.parametrize(("county", "reason"), [("芷江县", "COUNTY_OUTSIDE"), ("新晃县", "COUNTY_UNKNOWN")])
def test_a_row_that_names_another_county_does_not_fall_to_ones_own(county, reason):
    plan = roster_of(WITH_COUNTY, (county, "高村镇", "张明", "男", "干事"), sheet="全市")
    assert reasons(plan) == [(2, [reason])]
    assert plan.refused[0].problems[0].text == county


@pytest.mark.parametrize("county", ["麻阳县", "麻阳苗族自治县", "怀化市麻阳县", "怀化市", "431226", None])
def test_a_row_that_names_its_county_or_what_lies_above_comes_in(county):
    plan = roster_of(WITH_COUNTY, (county, "高村镇", "张明", "男", "干事"), sheet="全市", context=COUNTY)
    assert silent(plan) == {"张明": GAOCUN}


@pytest.mark.parametrize(
    "county",
    [
        "怀化麻阳",
        "怀化麻阳县",
        "怀化",
        "湖南怀化",
        "麻阳（县）",
        "麻阳自治县",
        "本县",
        "我县",
        "县直",
        "县直机关",
    ],
)
def test_a_county_in_other_words_is_no_other_county(county):
    plan = roster_of(WITH_COUNTY, (county, "高村镇", "张明", "男", "干事"), sheet="全市", context=COUNTY)
    assert silent(plan) == {"张明": GAOCUN}


@pytest.mark.parametrize("county", ["怀化芷江", "芷江（县）", "芷江自治县", "怀化凤凰县"])
def test_another_county_in_other_words_is_another_county(county):
    plan = roster_of(WITH_COUNTY, (county, "高村镇", "张明", "男", "干事"), sheet="全市", context=COUNTY)
    assert coming(plan) == {}


@pytest.mark.parametrize(
    "unit", ["党委", "政府", "机关", "人民政府", "麻阳县", "怀化市", "高村派出所", "高村中心小学"]
)
def test_a_body_that_every_township_has_and_a_station_by_its_short_name_belong_to_the_sheet(unit):
    assert silent(roster_of(WITH_UNIT, ("张明", "男", unit, "干事", id_number(1)))) == {"张明": GAOCUN}


@pytest.mark.parametrize("unit", ["锦和财政所", "锦和派出所", "锦和中心小学", "锦和卫生院"])
def test_a_station_by_the_short_name_of_another_township_is_that_ones(unit):
    row = ("张明", "男", unit, "干事", id_number(1))
    assert coming(roster_of(WITH_UNIT, row)) == {"张明": JINHE}
    chosen = Context(as_of=AUTUMN, codes=(GAOCUN,))
    assert coming(roster_of(WITH_UNIT, row, sheet="Sheet1", context=chosen)) == {}


@pytest.mark.parametrize("unit", ["芷江农业局", "麻阳农业局", "凤凰县", "长沙市"])
def test_a_county_and_its_bureau_by_the_short_name_are_no_townships(unit):
    assert coming(roster_of(WITH_UNIT, ("张明", "男", unit, "干事", id_number(1)))) == {}


@pytest.mark.parametrize(
    ("sheet", "title"),
    [
        ("东江镇", "干部花名册"),
        ("东江镇", "高村镇干部花名册"),
        ("Sheet1", "东江镇干部花名册"),
        ("2.东江乡（9人）", "名册"),
    ],
)
def test_a_sheet_of_a_township_that_is_not_known_falls_to_no_other(sheet, title):
    chosen = Context(as_of=AUTUMN, codes=(GAOCUN,))
    assert coming(roster_of((title,), PLAIN, man(3, "王强"), sheet=sheet, context=chosen)) == {}


@pytest.mark.parametrize("sheet", ["全镇", "各乡镇", "城镇", "集镇", "中心镇", "本乡", "镇", "返乡"])
def test_a_sheet_about_townships_in_general_is_of_the_one_that_was_chosen(sheet):
    chosen = Context(as_of=AUTUMN, codes=(GAOCUN,))
    plan = roster_of(("干部花名册",), PLAIN, man(3, "王强"), sheet=sheet, context=chosen)
    assert coming(plan) == {"王强": GAOCUN}
