"""At a glance, most rows are plainly records. A glance may only ever spare the long look, never contradict it."""

import datetime
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from config.spreadsheets.tests.test_tables import CHEN, HEADER, understood
from config.spreadsheets.verdicts import BlockJudge

CELLS = (
    None, 0, 1, 2.0, 3, 14151301590.0, True, datetime.date(2011, 9, 15), "1", "(一)", "一、", "9人", "共9人",
    "2011", "陈林", "张 刚", "王某某", "李某", "桥江镇", "××村", "某镇", "XX村", "合计", "小计：", "共计9人",
    "填表人：", "负责人", "单位：双江镇", "注：以上属实", "※以上人员均已到岗", "示例", "例：陈林", "陈林（示例）",
    "镇长", "科员", "大专", "同上", "机关干部", "站所人员", "五、双江镇（9人）", "无", "—", "14154209779",
    "本表一式三份，由各乡镇填写后于每月底前报县委组织部备案存查。",
)  # fmt: skip
ROWS = st.lists(st.tuples(*[st.sampled_from(CELLS)] * len(HEADER)), max_size=6)


@given(ROWS)
def test_what_a_glance_calls_a_record_is_one_after_a_long_look(rows) -> None:
    sheet = ("中方县干部花名册",), HEADER, CHEN, *rows, CHEN
    with patch.object(BlockJudge, "is_plainly_a_record", return_value=False):
        looked_at = understood(*sheet)
    assert understood(*sheet) == looked_at


def test_a_glance_is_enough_for_a_plain_row() -> None:
    with patch.object(BlockJudge, "without_record", side_effect=AssertionError):
        assert understood(HEADER, CHEN).count == 1
