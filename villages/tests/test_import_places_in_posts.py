"""A post that names a place: a township's by its short name, another one's, or one that nobody knows."""

import pytest

from config.spreadsheets.kinds import Context
from villages.tests.clerks_sheets import AUTUMN, COUNTY, GAOCUN, JINHE, coming, roster_of, silent
from villages.tests.sheets_cast import reasons, villages_and_skills

HEADER = ("姓名", "性别", "民族", "职务")


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


def man_with(post, **around):
    """The plan of a roster of one man with a post."""
    return roster_of(HEADER, ("张明", "男", "苗族", post), **around)


@pytest.mark.parametrize(
    "post", ["锦和副镇长", "锦和党委委员、副镇长", "锦和财政所所长", "锦和干部", "麻阳县锦和副镇长"]
)
def test_a_post_of_a_township_by_its_short_name_is_that_ones_where_nothing_else_tells(post):
    assert silent(man_with(post, sheet="花名册")) == {"张明": JINHE}


@pytest.mark.parametrize(
    "post", ["锦和副镇长", "锦和干部", "锦河镇副镇长", "党委委员、锦和镇副镇长", "锦和镇"]
)
def test_a_post_of_another_township_however_it_is_written_conflicts_with_the_sheet(post):
    plan = man_with(post)
    assert reasons(plan) == [(2, ["POST_ELSEWHERE"])]
    assert plan.refused[0].problems[0].more == "高村镇"


@pytest.mark.parametrize(
    "post", ["黄桑坪乡副乡长", "黄桑坪副乡长", "黄桑坪党委书记", "黄桑坪财政所所长", "黄桑坪苗族侗族乡干部"]
)
def test_a_post_of_a_place_that_is_not_known_does_not_fall_to_the_township_of_the_sheet(post):
    assert reasons(man_with(post)) == [(2, ["POST_PLACE_UNKNOWN"])]


def test_a_post_of_a_place_that_is_not_known_is_told_where_the_row_names_its_township():
    [draft] = roster_of((*HEADER, "乡镇"), ("张明", "男", "苗族", "黄桑坪乡副乡长", "高村镇")).rows
    assert (draft.record["township_code"], draft.warnings) == (GAOCUN, ("POST_NAMES_UNKNOWN_PLACE",))


def test_a_post_of_the_short_name_of_another_countys_township_is_elsewhere():
    assert reasons(man_with("芷江副镇长")) == [(2, ["POST_ELSEWHERE"])]


def test_the_only_township_that_may_be_meant_does_not_overrule_the_short_name_in_a_post():
    chosen = Context(as_of=AUTUMN, codes=(GAOCUN,))
    assert coming(man_with("锦和副镇长", sheet="Sheet1", context=chosen)) == {}


def test_the_short_name_of_ones_own_township_is_no_part_of_the_title():
    [draft] = man_with("高村副镇长").rows
    assert (draft.record["post_title"], draft.record["post_class"]) == ("副镇长", "leader")


@pytest.mark.parametrize(
    "post",
    [
        "常务副镇长",
        "党委委员副镇长",
        "党委副书记、镇长",
        "分管农业副镇长",
        "科技副镇长",
        "政府副镇长",
        "退居二线原镇长",
        "人大主席团主席",
        "党政办主任（兼扶贫专干）",
        "机关党委书记",
        "县人大代表",
        "西村党委书记",
        "小城镇建设专干",
        "美丽乡村办主任",
        "返乡创业服务站站长",
        "驻村干部",
        "驾驶员",
        "抽调锦和镇工作",
        "挂职锦和镇副镇长",
    ],
)
def test_words_about_posts_are_no_place(post):
    assert silent(man_with(post)) == {"张明": GAOCUN}


@pytest.mark.parametrize("sheet", ["花名册", "高村镇"])
def test_a_post_without_a_place_names_none(sheet):
    assert coming(man_with("副镇长", sheet=sheet, context=COUNTY)) == (
        {} if sheet == "花名册" else {"张明": GAOCUN}
    )
