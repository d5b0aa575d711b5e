"""What lists of this floor export: the columns of the sheets that can be imported, so that a file taken out comes back
as “same”. Our number comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import F, Func, Q, QuerySet

from assessments.sheets.values_adjustments import shown
from assessments.sheets.words import ADJUSTMENT_WORDS, GRADE_WORDS, POLL_WORDS, STATE_WORDS, TAKING_PART
from config.spreadsheets.exporting import ListResource, column
from villages.sheets.resources import KeptResource, in_words, of_first, open_main_post, those_that_hold


def taking_part_words(path: str = "") -> Func:
    """Who took part in an evaluation, parted by 、."""
    return those_that_hold({word: Q(**{f"{path}{name}": True}) for name, word in TAKING_PART.items()})


class PollResultResource(ListResource):
    """Results of evaluations that stand, each with its evaluation."""

    number = column("number", "干部编号")
    name = column("name", "姓名")
    township = column("township", "乡镇")
    township_code = column("township_code", "乡镇代码")
    kind_word = column("kind_word", "测评类型")
    held_on = column("held_on", "测评日期")
    period_code = column("period_code", "考核期间")
    people = column("people", "参加人员")
    list_size = column("list_size", "名单人数")
    seed = column("seed", "抽样种子")
    handed_out = column("handed_out", "发出票数")
    returned = column("returned", "收回票数")
    valid = column("valid", "有效票数")
    very_satisfied = column("very_satisfied", "优秀（很满意）")
    satisfied = column("satisfied", "称职（满意）")
    fair = column("fair", "基本称职（基本满意）")
    poor = column("poor", "不称职（不满意）")
    no_opinion = column("no_opinion", "弃权（不了解）")

    def rows(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(poll__voided_at=None).annotate(
            number=F("cadre__number"),
            name=F("cadre__name"),
            township=F("poll__division__name"),
            township_code=F("poll__division__code"),
            kind_word=in_words("poll__kind", POLL_WORDS),
            held_on=F("poll__held_on"),
            period_code=F("poll__period__code"),
            people=taking_part_words("poll__"),
            list_size=F("poll__list_size"),
            seed=F("poll__seed"),
            handed_out=F("poll__handed_out"),
            returned=F("poll__returned"),
            valid=F("poll__valid"),
        )


class StudyReportResource(KeptResource):
    """Study reports that stand."""

    month = column("month", "月份")
    handed_in_on = column("handed_in_on", "上交日期")
    content = column("content", "学习内容")
    hours = column("hours", "学时")


class ReviewResource(KeptResource):
    """Half-year reviews that stand. The number of the reviewer is that of a leader of the place."""

    period_code = column("period_code", "考核期间")
    held_on = column("held_on", "讲评日期")
    grade_word = column("grade_word", "讲评等次")
    reviewer_number = column("reviewer_number", "讲评人编号")
    reviewer = column("reviewer", "讲评人")
    text = column("text", "讲评意见")

    def rows(self, queryset: QuerySet) -> QuerySet:
        kept = super().rows(queryset)
        return kept.annotate(
            period_code=F("period__code"),
            grade_word=in_words("grade", GRADE_WORDS),
            reviewer_number=F("superior__number"),
        )


class AdjustmentResource(ListResource):
    """Bonuses and deductions that stand, settled or not, with the present place of the cadre."""

    number = column("number", "干部编号")
    name = column("name", "姓名")
    township = column("township", "乡镇")
    township_code = column("township_code", "乡镇代码")
    period_code = column("period_code", "考核期间")
    kind_word = column("kind_word", "加减分类型")
    points = column("points", "分值")
    reason = column("reason", "事由")
    decided_by = column("decided_by", "决定人")
    decided_code = column("decided_code", "决定单位代码")
    decided_at = column("decided_at", "决定单位")
    state_word = column("state_word", "审定情况")

    def rows(self, queryset: QuerySet) -> QuerySet:
        posts = open_main_post(self.scope, "cadre_id")
        return queryset.standing().annotate(
            number=F("cadre__number"),
            name=F("cadre__name"),
            period_code=F("period__code"),
            kind_word=in_words("kind", ADJUSTMENT_WORDS),
            decided_code=F("division__code"),
            decided_at=F("division__name"),
            state_word=in_words("state", STATE_WORDS),
            **of_first(posts, township="division__name", township_code="division__code"),
        )

    def records(self, queryset: QuerySet) -> Iterator[Sequence[Any]]:
        """The values of each row; points as people write them."""
        at = list(self.fields).index("points")
        for row in super().records(queryset):
            yield (*row[:at], shown(row[at]), *row[at + 1 :])
