"""The columns of tables of results of evaluations, by everything that officials call them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.sheets.whom import exactly, who_called
from cadres.sheets.columns import LABELS, PRIVATE
from config.spreadsheets.types import Column, Kind


def counted(field: str, *opinions: str) -> Column:
    """A column of counts: headed by an opinion alone, or with the word for papers. 优秀率 is none of them."""
    endings = ("", "票", "票数", "得票", "得票数")
    return exactly(field, *(f"{opinion}{ending}" for opinion in opinions for ending in endings))


TOOK_PART = ("参加人员", "参评人员", "参测人员", "评议主体", "测评主体", "参加评议人员", "参加测评人员")

LAYOUT = Kind(
    name="polls",
    columns=(
        *who_called(
            "被测评人",
            "被评议人",
            "被测评人姓名",
            "被评议人姓名",
            "测评对象",
            "评议对象",
            "被测评干部",
            others=TOOK_PART,
        ),
        Column("kind", ("测评类型", "评议类型", "测评类别", "评议类别", "测评种类"), exact=("类型",)),
        Column(
            "held_on", ("测评日期", "测评时间", "评议日期", "评议时间", "会议时间"), exact=("日期", "时间")
        ),
        Column(
            "period",
            ("考核期间", "考核周期", "测评期间", "评议期间", "考核时段", "所属期间", "考核年度"),
            exact=("年度",),
        ),
        Column("people", TOOK_PART),
        Column("sampling", ("抽样方式", "调查方式", "测评方式")),
        Column("list_size", ("名单人数", "应到人数", "应参评人数", "应测评人数", "应参加人数")),
        Column("seed", ("抽样种子", "随机种子")),
        Column(
            "handed_out",
            ("发出票数", "发放票数", "发票数", "发出张数", "发出份数", "发放份数", "发出问卷", "发放问卷"),
            exact=("发出", "发放", "测评票发出", "测评票发放"),
        ),
        Column(
            "returned",
            ("收回票数", "回收票数", "收回张数", "收回份数", "回收份数", "收回问卷", "回收问卷"),
            exact=("收回", "回收", "测评票收回", "测评票回收"),
        ),
        Column(
            "valid", ("有效票数", "有效张数", "有效份数", "有效问卷"), exact=("有效", "有效票", "测评票有效")
        ),
        counted("very_satisfied", "优秀", "很满意", "非常满意", "十分满意", "好"),
        counted("satisfied", "称职", "合格", "满意", "较好"),
        counted("fairly_satisfied", "比较满意", "较满意"),
        counted("fair", "基本称职", "基本合格", "基本满意", "一般"),
        counted("poor", "不称职", "不合格", "不满意", "差", "较差"),
        counted("no_opinion", "弃权", "不了解", "弃权/不了解", "未表态", "说不清"),
        exactly("total", "合计", "票数合计", "合计票数", "总票数", "小计", "票数"),
    ),
    private=PRIVATE,
)

EXAMPLE = {
    "乡镇": "××镇",
    "姓名": "李某某",
    "测评类型": "民主评议",
    "测评日期": "2011-12-20",
    "考核期间": "2011年下半年",
    "参加人员": "村干部、两代表一委员、群众代表",
    "名单人数": "60",
    "抽样种子": "20111201",
    "发出票数": "50",
    "收回票数": "48",
    "有效票数": "48",
    "优秀（很满意）": "30",
    "称职（满意）": "12",
    "基本称职（基本满意）": "4",
    "不称职（不满意）": "1",
    "弃权（不了解）": "1",
}
"""The blank table, with what stands under its headings on the example sheet."""

NAMES = {
    **LABELS,
    "kind": _("kind of evaluation"),
    "held_on": _("held on"),
    "period": _("period"),
    "people": _("who took part"),
    "sampling": _("who was asked"),
    "drawn": _("drawn sample"),
    "list_size": _("people on the list"),
    "seed": _("seed"),
    "handed_out": _("papers handed out"),
    "returned": _("papers returned"),
    "valid": _("valid papers"),
    "very_satisfied": pgettext_lazy("of a ballot", "very satisfied"),
    "satisfied": pgettext_lazy("of a ballot", "satisfied"),
    "fairly_satisfied": pgettext_lazy("of a ballot", "fairly satisfied"),
    "fair": pgettext_lazy("of a ballot", "fair"),
    "poor": pgettext_lazy("of a ballot", "poor"),
    "no_opinion": pgettext_lazy("of a ballot", "no opinion"),
    "total": _("sum"),
}
"""The fields of a record, for people."""
