"""What lists export: the columns of the sheets that can be imported, so that a file taken out comes back as “same”.

Our number comes first; identity numbers are never among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, CharField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat

from cadres.models import LearningGoal, Post
from config.jurisdiction import Scope
from config.spreadsheets.exporting import ListResource, column
from villages.models import HouseholdCategory, VillagePairing
from villages.querysets import SENSITIVE
from villages.sheets.values_households import MASKED

CLASS = Case(
    When(post_class="leader", then=Value("领导")),
    When(post_class="ordinary", then=Value("一般")),
    default=None,
)
PURPOSE_WORDS = {
    "contact": "走访", "teaching": "教技术", "help": "帮办实事", "mediation": "调解矛盾", "policy": "政策宣传",
    "survey": "需求调查",
}  # fmt: skip

CATEGORY_WORDS = {
    "hardship": "困难户", "party_hardship": "困难党员户", "village_cadre": "村主干户", "large_producer": "种养大户",
    "grievance": "信访纠纷户", "science": "科技示范户",
}  # fmt: skip
LEVEL_WORDS = {"basic": "能在指导下操作", "skilled": "能独立操作", "teacher": "能传授他人"}
METHOD_WORDS = {
    "demonstration": "现场演示", "examination": "考试", "result": "实践成效", "certificate": "第三方证书",
}  # fmt: skip


def of_first(rows: QuerySet, **named: str) -> dict[str, Subquery]:
    """Subqueries for columns of the first of some rows."""
    return {name: Subquery(rows.values(path)[:1]) for name, path in named.items()}


def open_main_post(scope: Scope, cadre: str) -> QuerySet:
    """The open main post of a cadre, if the scope shows it."""
    posts = Post.objects.open_ended().visible_in(scope)
    return posts.filter(cadre=OuterRef(cadre), main=True).order_by("pk")


def in_words(field: str, words: Mapping[str, str]) -> Case:
    """The words for the codes of a field."""
    whens: list[Any] = [When(**{field: code}, then=Value(word)) for code, word in words.items()]
    return Case(*whens, default=F(field))


def those_that_hold(conditions: Mapping[str, Q | Exists]) -> Func:
    """The words whose conditions hold, parted by 、."""
    words = [
        Case(When(condition, then=Value(f"{word}、")), default=Value(""))
        for word, condition in conditions.items()
    ]
    return Func(Concat(*words), Value("、"), function="RTRIM", output_field=CharField())


def yes(field: str) -> Case:
    return Case(When(**{field: True}, then=Value("是")), default=Value("否"))


class RosterResource(ListResource):
    """Cadres as a roster."""

    number = column("number", "干部编号")
    name = column("name", "姓名")
    gender = column("gender", "性别")
    ethnicity = column("ethnicity", "民族")
    birth = column("birth", "出生年月")
    education = column("education", "学历")
    township = column("township", "乡镇")
    township_code = column("township_code", "乡镇代码")
    title = column("title", "职务")
    class_name = column("class_name", "职务类别")
    phone = column("phone", "手机号码")
    skill_code = column("skill_code", "技能代码")
    skill = column("skill", "所学技能")
    village_code = column("village_code", "结对村代码")
    village = column("village", "结对村")
    remark = column("remark", "备注")

    def rows(self, queryset: QuerySet) -> QuerySet:
        posts = open_main_post(self.scope, "pk")
        goals = LearningGoal.objects.open_ended().filter(cadre=OuterRef("pk")).order_by("pk")
        pairings = VillagePairing.objects.open_ended().visible_in(self.scope)
        primary = pairings.filter(cadre=OuterRef("pk"), primary=True).order_by("pk")
        return queryset.annotate(
            **of_first(
                posts.annotate(class_name=CLASS),
                township="division__name",
                township_code="division__code",
                title="title",
                class_name="class_name",
            ),
            **of_first(goals, skill_code="skill__code", skill="skill__name"),
            **of_first(primary, village_code="village__code", village="village__name"),
        )


class PairingResource(ListResource):
    """Pairings that have no end, as a ledger."""

    number = column("number", "干部编号")
    name = column("name", "姓名")
    township = column("township", "所在乡镇")
    township_code = column("township_code", "乡镇代码")
    title = column("title", "职务")
    village_code = column("village_code", "结对村代码")
    village_name = column("village_name", "结对村")
    valid_from = column("valid_from", "开始结对时间")

    def rows(self, queryset: QuerySet) -> QuerySet:
        posts = open_main_post(self.scope, "cadre_id")
        return queryset.open_ended().annotate(
            number=F("cadre__number"),
            name=F("cadre__name"),
            village_code=F("village__code"),
            village_name=F("village__name"),
            **of_first(posts, township="division__name", township_code="division__code", title="title"),
        )


class KeptResource(ListResource):
    """Records of cadres that stand, each with the place where it is kept; further columns follow these."""

    number = column("number", "干部编号")
    name = column("name", "姓名")
    township = column("township", "乡镇")
    township_code = column("township_code", "乡镇代码")

    def rows(self, queryset: QuerySet) -> QuerySet:
        return queryset.standing().annotate(
            number=F("cadre__number"),
            name=F("cadre__name"),
            township=F("division__name"),
            township_code=F("division__code"),
        )


class VisitResource(KeptResource):
    """Diary entries that stand."""

    visited_on = column("visited_on", "日期")
    village_code = column("village_code", "村代码")
    village_name = column("village_name", "村")
    household_number = column("household_number", "户号")
    purpose_word = column("purpose_word", "事由")
    done = column("done", "内容")
    skill_code = column("skill_code", "技能代码")
    stayed_word = column("stayed_word", "住宿")
    work_word = column("work_word", "劳动")
    suggestions = column("suggestions", "意见建议")
    signed_word = column("signed_word", "签字")

    def rows(self, queryset: QuerySet) -> QuerySet:
        kept = super().rows(queryset)
        return kept.annotate(
            village_code=F("village__code"),
            village_name=F("village__name"),
            household_number=F("household__number"),
            purpose_word=in_words("purpose", PURPOSE_WORDS),
            skill_code=F("skill__code"),
            stayed_word=yes("stayed"),
            work_word=yes("shared_work"),
            signed_word=yes("signed"),
        )


def category_words() -> Func:
    """The open categories of a household in words, parted by 、; hardship and dispute masked."""
    open_ones = HouseholdCategory.objects.open_ended().filter(household=OuterRef("pk"))
    shown = {MASKED: SENSITIVE}
    shown |= {word: (code,) for code, word in CATEGORY_WORDS.items() if code not in SENSITIVE}
    return those_that_hold(
        {word: Exists(open_ones.filter(category__in=codes)) for word, codes in shown.items()}
    )


class HouseholdResource(ListResource):
    """Households with the categories that they are in."""

    township_name = column("township_name", "乡镇")
    township_code = column("township_code", "乡镇代码")
    village_code = column("village_code", "村代码")
    village_name = column("village_name", "村名")
    number = column("number", "户号")
    head_name = column("head_name", "户主姓名")
    category_words = column("category_words", "类别")

    def rows(self, queryset: QuerySet) -> QuerySet:
        return queryset.annotate(
            township_name=F("village__township__name"),
            township_code=F("village__township__code"),
            village_code=F("village__code"),
            village_name=F("village__name"),
            category_words=category_words(),
        )


class MasteryResource(ListResource):
    """Masteries that stand, with the present place of the cadre."""

    number = column("number", "干部编号")
    name = column("name", "姓名")
    township = column("township", "乡镇")
    township_code = column("township_code", "乡镇代码")
    skill_code = column("skill_code", "技能代码")
    skill_name = column("skill_name", "掌握技能")
    verified_on = column("verified_on", "认定日期")
    level_word = column("level_word", "掌握程度")
    method_word = column("method_word", "认定方式")
    verified_by = column("verified_by", "认定人")

    def rows(self, queryset: QuerySet) -> QuerySet:
        posts = open_main_post(self.scope, "cadre_id")
        return queryset.standing().annotate(
            number=F("cadre__number"),
            name=F("cadre__name"),
            skill_code=F("skill__code"),
            skill_name=F("skill__name"),
            level_word=in_words("level", LEVEL_WORDS),
            method_word=in_words("method", METHOD_WORDS),
            **of_first(posts, township="division__name", township_code="division__code"),
        )


class VillageResource(ListResource):
    """Villages with their townships."""

    name = column("name", "村名")
    code = column("code", "村代码")
    township_name = column("township_name", "乡镇")
    township_code = column("township_code", "乡镇代码")
    name_en = column("name_en", "英文名")

    def rows(self, queryset: QuerySet) -> QuerySet:
        return queryset.annotate(township_name=F("township__name"), township_code=F("township__code"))
