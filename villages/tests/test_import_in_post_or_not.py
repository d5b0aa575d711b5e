"""A column that says who is in post; who has left by one sign, or by the cell of the name."""

import pytest

from villages.tests.clerks_sheets import PLAIN, man, roster_of, silent
from villages.tests.sheets_cast import reasons, villages_and_skills


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


def man_with(label, said):
    """The plan of a roster of one man with a column besides."""
    return roster_of((*PLAIN, label), (*man(1, "张明"), said))


LEFT = [
    ("人员状态", "退休"), ("人员状态", "调出"), ("人员状态", "去世"), ("人员状态", "退"), ("状态", "离退"),
    ("状态", "不在职"), ("在职情况", "2011年8月退休"), ("在职情况", "否"), ("是否在职", "否"), ("是否在职", "×"),
    ("是否在岗", "退休"), ("在职", "否"), ("是否退休", "是"), ("是否调离", "√"),
]  # fmt: skip
SERVES = [
    ("人员状态", "在职"), ("人员状态", "在职在编"), ("人员状态", "在岗"), ("人员状态", None),
    ("人员状态", "借调县委办"), ("状态", "正常"), ("是否在职", "是"), ("是否在职", "√"), ("是否退休", "否"),
    ("是否调离", None), ("在职情况", "现任"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "said"), LEFT)
def test_who_has_left_by_the_column_about_who_is_in_post_is_refused(label, said):
    plan = man_with(label, said)
    assert reasons(plan) == [(2, ["LEFT_POST_BESIDE"])]
    assert (plan.refused[0].problems[0].text, plan.refused[0].problems[0].cell) == (said, "G2")


@pytest.mark.parametrize(("label", "said"), SERVES)
def test_who_is_in_post_by_that_column_comes_in(label, said):
    plan = man_with(label, said)
    assert set(silent(plan)) == {"张明"}
    assert plan.unmapped == ()


@pytest.mark.parametrize(("label", "said"), [("人员状态", "长期病休"), ("人员状态", "是"), ("人员状态", "2")])
def test_what_that_column_does_not_make_clear_is_told(label, said):
    [draft] = man_with(label, said).rows
    assert draft.warnings == ("STATUS_UNKNOWN",)


@pytest.mark.parametrize("label", ["健康状态", "政治状态", "在职学历", "在职教育毕业院校"])
def test_a_longer_label_with_the_same_words_is_another_column(label):
    assert set(silent(man_with(label, "退休"))) <= {"张明"}
    assert not man_with(label, "退休").refused


@pytest.mark.parametrize(
    "name", ["已故张明", "张明已故", "张明 退休", "张明退休", "退休 张明", "张明(退)", "（已调离）张明"]
)
def test_who_has_left_by_the_cell_of_the_name_is_refused(name):
    assert "LEFT_POST_BESIDE" in roster_of(PLAIN, man(1, name)).refused[0].reasons


@pytest.mark.parametrize("title", ["退", "调", "离", "故"])
def test_who_has_left_by_one_sign_for_a_title_is_refused(title):
    assert reasons(roster_of(PLAIN, man(1, "张明", title))) == [(2, ["LEFT_POST_BESIDE"])]
