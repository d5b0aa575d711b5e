"""Cells of yes or no in diaries."""

import pytest

from villages.tests.clerks_sheets import DIARY, NOVEMBER, book_of, paired
from villages.tests.sheets_cast import planned, villages_and_skills


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


@pytest.fixture
def lihua(places):
    return paired("李华")


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("signed", "吴老汉"),
        ("stayed", "住1晚"),
        ("stayed", "2"),
        ("shared_work", "半天"),
        ("shared_work", "插秧"),
    ],
)
def test_what_is_neither_yes_nor_no_is_not_taken_for_no_without_a_word(lihua, field, cell):
    said = {"stayed": "否", "shared_work": "否", "signed": "否"} | {field: cell}
    row = ("2011-10-11", "高村镇", "李华", "西村", "走访", "了解销路", *said.values())
    plan = planned("visits", book_of(("日志", [DIARY, row])), NOVEMBER)
    assert [draft for draft in plan.rows if not draft.record[field] and not draft.warnings] == []


@pytest.mark.parametrize(
    ("field", "cell", "said"),
    [
        ("signed", "吴老汉", True),
        ("stayed", "住1晚", True),
        ("shared_work", "半天", True),
        ("stayed", "是（1晚）", True),
        ("signed", "已签", True),
        ("signed", "未签", False),
        ("stayed", "当天返回", False),
        ("shared_work", "没有劳动", False),
        ("shared_work", "1天", True),
        ("shared_work", "3小时", True),
        ("shared_work", "1.5小时", True),
        ("shared_work", "0天", False),
        ("stayed", "0晚", False),
        ("stayed", "回镇", False),
        ("stayed", "1晚（10日）", True),
        ("stayed", "住老吴家", True),
        ("stayed", "住西村", True),
        ("stayed", "在西村住宿", True),
        ("stayed", "住村委会", True),
        ("stayed", "与农户同住", True),
        ("signed", "吴老汉、李四", True),
        ("signed", "吴老汉（代签）", True),
        ("signed", "买买提·艾力", True),
        ("signed", "签", True),
        ("signed", "张无忌", True),
        ("signed", "王未来、李不凡", True),
        ("signed", "欧阳不群（代签）", True),
    ],
)
def test_the_usual_words_are_understood(lihua, field, cell, said):
    answers = {"stayed": "否", "shared_work": "否", "signed": "否"} | {field: cell}
    row = ("2011-10-11", "高村镇", "李华", "西村", "走访", "了解销路", *answers.values())
    [draft] = planned("visits", book_of(("日志", [DIARY, row])), NOVEMBER).rows
    assert draft.record[field] is said


@pytest.mark.parametrize(
    ("stayed", "work"),
    [("县城宾馆", "否"), ("住县城", "否"), ("住10日", "否"), ("10日", "否"), ("否", "下雨"), ("否", "开会")],
)
def test_what_nobody_understands_is_refused(lihua, stayed, work):
    row = ("2011-10-11", "高村镇", "李华", "西村", "走访", "了解销路", stayed, work, "是")
    [draft] = planned("visits", book_of(("日志", [DIARY, row])), NOVEMBER).refused
    assert draft.reasons == ["YES_NO_UNKNOWN"]


@pytest.mark.parametrize(
    "signed", ["户主不在", "本人未签", "张不在", "张明未签", "张无忌（未签）", "王强、李不在", "何家无人"]
)
def test_that_somebody_did_not_sign_is_no_signature(lihua, signed):
    row = ("2011-10-11", "高村镇", "李华", "西村", "走访", "了解销路", "否", "否", signed)
    [draft] = planned("visits", book_of(("日志", [DIARY, row])), NOVEMBER).refused
    assert draft.reasons == ["YES_NO_UNKNOWN"]
