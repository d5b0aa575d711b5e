"""What the blank tables of this floor offer to choose from."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cadres.models import Division, Skill
from config.jurisdiction import Scope
from config.spreadsheets.kinds import Under
from villages.models import Village

GENDERS = ("男", "女")
EDUCATION = ("研究生", "本科", "大专", "中专", "高中", "初中", "小学")
POST_CLASSES = ("领导", "一般")
YES_OR_NO = ("是", "否")
Offered = Mapping[str, tuple[str, ...] | Under]


def places_and_skills(*, township: str, village: str = "", skill: str = "") -> Callable[[Scope], Offered]:
    """The townships of a jurisdiction, the villages of each, and all skills, for the columns with these headers;
    without a header for them, no villages, no skills."""

    def within(scope: Scope) -> Offered:
        townships = Division.objects.visible_in(scope).townships().order_by("code")
        offered: dict[str, tuple[str, ...] | Under] = {
            township: tuple(townships.values_list("name", flat=True))
        }
        if village:
            villages = Village.objects.visible_in(scope).order_by("code")
            offered[village] = Under(township, tuple(villages.values_list("township__name", "name")))
        if skill:
            offered[skill] = tuple(Skill.objects.order_by("code").values_list("name", flat=True))
        return offered

    return within
