"""What the lists of divisions and skills export: the columns of their sheets, so that a file taken out comes back as
“same”."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import F, QuerySet

from cadres.models import SkillAlias
from config.spreadsheets.exporting import ListResource, column


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
