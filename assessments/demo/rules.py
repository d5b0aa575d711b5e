"""The city's scheme of 2011, a county's own, and the skills that the county requires.

In the city's scheme, counts of visits carry 30 of 100 points; the rest is verified, signed, or standing ties.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from assessments.actions import adopt_scheme
from assessments.demo import AS_OF, COUNTY, YEAR, moment
from assessments.demo.batches import city
from assessments.models import Indicator, Scheme
from cadres.models import Division, RequiredSkill, Skill
from config.journal import actions as journal
from config.millionths import ONE

REQUIRED = ("A0111-01", "A0153-01")
"""Rice growing and citrus care."""


class Line(NamedTuple):
    """One indicator: target and points in hundredths, so that 0.9 of the visits is 90 and 10 points are 1,000."""

    section: str
    measure: str
    name: str
    name_en: str
    target: int
    points: int
    applies_to: str = "both"
    curve: str = "proportional"


CITY_LINES = (
    Line("learning", "skills_mastered", "掌握实用技能（经验收）", "Practical skills mastered and verified", 100, 3000),
    Line("contact", "visit_days", "每月下村天数", "Days in the village each month", 1000, 1000),
    Line("contact", "stay_days", "每月住村天数", "Days staying with households each month", 300, 600, "ordinary"),
    Line("contact", "stay_days", "班子成员每月住村天数", "Days staying with households, leaders", 200, 600, "leader"),
    Line("contact", "shared_work_days", "每月同劳动天数", "Days of shared work each month", 200, 400),
    Line("contact", "signed_share", "走访由群众签字的比例", "Share of visits signed by residents", 90, 2000),
    Line("helping", "household_pairings", "结对联户数", "Households paired with", 500, 2000),
    Line("helping", "priority_households", "每月走访重点户数", "Priority households visited each month", 300, 1000),
)  # fmt: skip
COUNTY_LINES = (
    Line("learning", "skills_mastered", "掌握实用技能（经验收）", "Practical skills mastered and verified", 100, 3500),
    Line("contact", "visit_days", "每月下村天数", "Days in the village each month", 1000, 800),
    Line("contact", "stay_days", "每月住村天数", "Days staying with households each month", 300, 400),
    Line("contact", "shared_work_days", "每月同劳动天数", "Days of shared work each month", 300, 400),
    Line("contact", "signed_share", "民情日志由群众签字的比例", "Share of diary entries signed", 95, 2500),
    Line("helping", "household_pairings", "结对联户数", "Households paired with", 500, 1400),
    Line("helping", "priority_households", "每月走访重点户数", "Priority households visited each month", 400, 1000),
)  # fmt: skip


def schemes_stand() -> bool:
    """Whether a scheme of the year has been adopted for the city and for the county."""
    codes = {city().code, COUNTY}
    return codes <= set(Scheme.objects.adopted().filter(year=YEAR).values_list("division__code", flat=True))


@transaction.atomic
def adopt_schemes() -> int:
    """Drafts and adopts both schemes, and requires the county's two skills; how many indicators."""
    county = Division.objects.get(code=COUNTY)
    draft(city(), "百分制考核方案（全市）", "100-point scheme of the city", CITY_LINES)
    draft(county, f"百分制考核方案（{county.name}）", f"100-point scheme of {county.name_en}", COUNTY_LINES)
    for skill in Skill.objects.filter(code__in=REQUIRED).order_by("code"):
        required = RequiredSkill(division=county, year=YEAR, skill=skill, recorded_at=moment(AS_OF))
        journal.save(obj=required, by=None)
    return len(CITY_LINES) + len(COUNTY_LINES)


def draft(division: Division, name: str, name_en: str, lines: tuple[Line, ...]) -> None:
    """Drafts a scheme with its indicators, and adopts it."""
    scheme = Scheme(division=division, year=YEAR, name=name, name_en=name_en, recorded_at=moment(AS_OF))
    journal.save(obj=scheme, by=None)
    for position, line in enumerate(lines, 1):
        scaled = {"target": line.target * ONE // 100, "points": line.points * ONE // 100}
        journal.save(obj=Indicator(scheme=scheme, position=position, **{**line._asdict(), **scaled}), by=None)
    adopt_scheme(scheme=scheme, by=None)
