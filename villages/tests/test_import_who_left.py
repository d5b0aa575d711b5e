"""Who has left does not come in as serving without a word."""

import openpyxl
import pytest
from openpyxl.styles import Font

from villages.tests.clerks_sheets import COUNTY, GAOCUN, PLAIN, man, roster_of, saved, silent
from villages.tests.sheets_cast import planned, villages_and_skills


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


@pytest.mark.parametrize("name", ["张明（已调离）", "张明（退休）", "张明（已故）"])
def test_who_has_left_by_the_words_beside_the_name_does_not_come_in_without_a_word(name):
    assert silent(roster_of(PLAIN, man(1, name))) == {}


@pytest.mark.parametrize("heading", ["二、退休人员", "已调离人员（1人）"])
def test_who_stands_under_a_heading_of_those_who_left_does_not_come_in_without_a_word(heading):
    assert silent(roster_of(PLAIN, man(1, "张明"), (heading,), man(3, "王强"))) == {"张明": GAOCUN}


def test_who_stands_on_a_sheet_of_those_who_left_does_not_come_in_without_a_word():
    assert silent(roster_of(("高村镇干部花名册",), PLAIN, man(1, "张明"), sheet="已调离人员")) == {}


@pytest.mark.parametrize("title", ["已退休", "副镇长（已调离）"])
def test_who_has_left_by_the_column_of_posts_does_not_come_in_without_a_word(title):
    assert silent(roster_of(PLAIN, man(1, "张明", title))) == {}


def test_who_is_struck_out_but_for_the_running_number_does_not_come_in_without_a_word():
    book = openpyxl.Workbook()
    book.active.title = "高村镇"
    for row in (PLAIN, man(1, "张明"), man(3, "王强")):
        book.active.append(row)
    for cell in book.active[2][1:]:
        cell.font = Font(strike=True)
    assert silent(planned("cadres", saved(book), COUNTY)) == {"王强": GAOCUN}


def test_where_those_who_serve_may_stand_as_well_it_is_told():
    [draft] = roster_of(PLAIN, man(1, "张明"), sheet="高村镇（含退休）").rows
    assert "MAY_HAVE_LEFT" in draft.warnings


@pytest.mark.parametrize("title", ["离退休干部办公室主任", "退休干部党支部书记", "副镇长（挂职）"])
def test_who_serves_those_who_retired_is_in_post(title):
    assert silent(roster_of(PLAIN, man(1, "张明", title))) == {"张明": GAOCUN}


def refused(plan):
    """The names of all who are refused."""
    return {draft.name for draft in plan.refused}


@pytest.mark.parametrize("heading", ["二、退休人员", "（三）调离人员", "3.已故人员"])
def test_who_stands_under_a_numbered_heading_of_those_who_left_is_refused(heading):
    assert refused(roster_of(PLAIN, man(1, "张明"), (heading,), man(3, "王强"))) == {"王强"}


@pytest.mark.parametrize(
    "words", ["离退休除外", "退休人员未列入", "已剔除调离人员", "删退休", "离退休办", "离退休干部工作办公室"]
)
def test_that_those_who_left_stand_elsewhere_and_their_office_make_nobody_leave(words):
    assert silent(roster_of(PLAIN, man(1, "张明"), sheet=f"高村镇（{words}）")) == {"张明": GAOCUN}
    assert silent(roster_of((f"高村镇干部花名册（{words}）",), PLAIN, man(1, "张明"))) == {"张明": GAOCUN}


@pytest.mark.parametrize("heading", ["二、离退休办", "二、新调任人员", "二、调任公务员"])
def test_a_heading_of_an_office_or_of_newcomers_makes_nobody_leave(heading):
    assert silent(roster_of(PLAIN, (heading,), man(1, "张明"))) == {"张明": GAOCUN}


@pytest.mark.parametrize(
    "above", [[PLAIN, ("二、退休人员",), ("高村镇",)], [("麻阳县退休干部花名册",), ("高村镇",), PLAIN]]
)
def test_wider_words_over_the_nearest_are_not_passed_over(above):
    assert silent(roster_of(*above, man(1, "张明"))) == {}


@pytest.mark.parametrize(
    "title",
    [
        "副镇长、已调离",
        "原副镇长，已退休",
        "退休（2011年8月）",
        "副镇长 2011.8退休",
        "因病去世",
        "已调任锦和镇",
        "已调县农业局",
        "离退休人员",
    ],
)
def test_who_has_left_by_a_part_of_the_title_does_not_come_in_without_a_word(title):
    assert silent(roster_of(PLAIN, man(1, "张明", title))) == {}


REMARKED = (*PLAIN, "备注")


@pytest.mark.parametrize(
    "remark",
    [
        "配偶已退休",
        "妻子退休",
        "父亲2010年去世",
        "丧偶（配偶病逝）",
        "爱人退休在家",
        "其父已故",
        "离退休干部支部书记",
        "退休干部管理服务站站长",
    ],
)
def test_that_a_relative_has_left_or_who_serves_those_who_have_is_no_leaving(remark):
    assert silent(roster_of(REMARKED, (*man(1, "张明"), remark))) == {"张明": GAOCUN}


@pytest.mark.parametrize(
    "remark",
    [
        "因父亲去世调离",
        "随配偶调离",
        "随其配偶调离",
        "已退休未列编",
        "调离工作岗位",
        "退休办理完毕",
        "退休科员",
        "照顾父母辞职",
        "配偶退休，本人已调离",
        "妻子在县城，2011年8月退休",
    ],
)
def test_who_has_left_because_of_a_relative_has_left(remark):
    assert refused(roster_of(REMARKED, (*man(1, "张明"), remark))) == {"张明"}
