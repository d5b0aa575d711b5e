"""The columns of lists of bonuses and deductions, by everything that officials call them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from assessments.sheets.whom import exactly, who_called
from cadres.sheets.columns import LABELS, PRIVATE
from config.spreadsheets.types import Column, Kind

LAYOUT = Kind(
    name="adjustments",
    columns=(
        *who_called("被考核人", "考核对象"),
        Column(
            "period",
            ("考核期间", "考核周期", "考核时段", "所属期间", "考核月份", "考核年度"),
            exact=("月份", "年度"),
        ),
        Column("kind", ("加减分类型", "加扣分类型", "加减分类别", "加扣分类别"), exact=("类型", "类别")),
        exactly("points", "分值", "分数", "加减分", "加减分值", "加扣分", "加扣分值"),
        exactly("bonus", "加分", "加分值", "加分分值", "加分数", "奖励分"),
        exactly("deduction", "扣分", "减分", "扣分值", "减分值", "扣分分值", "扣分数"),
        Column(
            "reason",
            (
                "加减分事由", "加扣分事由", "加分事由", "扣分事由", "加减分原因", "加扣分原因", "加减分理由",
            ),
            exact=("事由", "原因", "理由"),
        ),
        Column("decided_by", ("决定人", "决定人及职务", "批准人", "认定人", "认定单位")),
        Column("decided_code", ("决定单位代码",)),
        Column("decided_at", ("决定单位",)),
        Column("state", ("审定情况",)),
    ),
    private=PRIVATE,
)  # fmt: skip
"""What 审定情况 says is not read: approving is done on the site."""

EXAMPLE = {
    "乡镇": "××镇",
    "姓名": "李某某",
    "考核期间": "2011年10月",
    "加减分类型": "加分",
    "分值": "2",
    "事由": "抢险救灾表现突出",
    "决定人": "田某某 县委组织部部长",
}
"""The blank table, with what stands under its headings on the example sheet."""

NAMES = {
    **LABELS,
    "period": _("period"),
    "kind": _("kind"),
    "points": _("points"),
    "bonus": _("bonus"),
    "deduction": _("deduction"),
    "reason": _("reason"),
    "decided_by": _("decided by"),
    "decided_code": _("decided at"),
    "decided_at": _("decided at"),
    "state": _("stage"),
}
"""The fields of a record, for people."""
