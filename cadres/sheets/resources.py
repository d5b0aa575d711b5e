"""What the lists of divisions, skills and posts export: the columns of their sheets, so that a file taken out comes
back as “same”."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When

from cadres.models import Cadre, Post, SkillAlias
from config.spreadsheets.exporting import ListResource, column

CLASS_WORDS = {"leader": "领导", "ordinary": "一般"}


class DivisionResource(ListResource):
    """Divisions with their superiors."""

    code = column("code", "代码")
    name = column("name", "名称")
    superior = column("superior", "上级")
    name_en = column("name_en", "英文名")

    def rows(self, queryset: QuerySet) -> QuerySet:
        return queryset.annotate(superior=F("parent__name"))


class SkillResource(ListResource):
    """Skills with their wordings."""

    code = column("code", "代码")
    name = column("name", "名称")
    category_name = column("category_name", "类别")
    name_en = column("name_en", "英文名")
    basis = column("basis", "依据")
    aliases = column("pk", "别名")

    def rows(self, queryset: QuerySet) -> QuerySet:
        return queryset.annotate(category_name=F("category__name"))

    def records(self, queryset: QuerySet) -> Iterator[Sequence[Any]]:
        """The values of each row; all wordings are fetched once, since databases join texts each in their own way."""
        wordings: dict[int, list[str]] = defaultdict(list)
        for skill, alias in SkillAlias.objects.order_by("alias").values_list("skill_id", "alias"):
            wordings[skill].append(alias)
        for *values, pk in super().records(queryset):
            yield [*values, "、".join(wordings.get(pk, ()))]


class TransferResource(ListResource):
    """Posts as a list of transfers, each with the place that the cadre came from. Left out are posts that are void,
    those that ended and began nobody knows when, and those of cadres who have gone elsewhere."""

    number = column("number", "干部编号")
    name = column("name", "姓名")
    left = column("left", "原乡镇")
    left_code = column("left_code", "原乡镇代码")
    joined = column("joined", "调入乡镇")
    joined_code = column("joined_code", "调入乡镇代码")
    valid_from = column("valid_from", "调动日期")
    title = column("title", "新任职务")
    class_word = column("class_word", "职务类别")
    main_word = column("main_word", "主要职务")

    def rows(self, queryset: QuerySet) -> QuerySet:
        posts = Post.objects.standing().visible_in(self.scope).filter(main=True, cadre=OuterRef("cadre"))
        former = posts.filter(valid_to=OuterRef("valid_from")).order_by("pk")
        classes = [When(post_class=code, then=Value(word)) for code, word in CLASS_WORDS.items()]
        return (
            queryset.standing()
            .filter(cadre__in=Cadre.objects.visible_in(self.scope))
            .exclude(valid_from=None, valid_to__isnull=False)
            .annotate(
                number=F("cadre__number"),
                name=F("cadre__name"),
                left=Case(When(main=True, then=Subquery(former.values("division__name")[:1]))),
                left_code=Case(When(main=True, then=Subquery(former.values("division__code")[:1]))),
                joined=F("division__name"),
                joined_code=F("division__code"),
                class_word=Case(*classes, default=F("post_class")),
                main_word=Case(When(main=True, then=Value("是")), default=Value("否")),
            )
        )
