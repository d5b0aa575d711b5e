"""The city's scheme of 2011, a county's own, and the skills that the county requires.

In the city's scheme, counts of visits carry 30 of 100 points; the rest is verified, signed, or standing ties.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from assessments.actions import adopt_scheme, refine_scheme
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


class Bounds(NamedTuple):
    """How far a county may depart from a line, in hundredths like the line."""

    target: tuple[int, int]
    points: tuple[int, int]


class Refined(NamedTuple):
    """What a county makes of a line of the city's."""

    target: int
    points: int


CITY_LINES: tuple[tuple[Line, Bounds, Refined], ...] = (
    (
        Line("learning", "skills_mastered", "掌握实用技能（经验收）", "Practical skills, verified", 100, 3000),
        Bounds((100, 300), (2500, 4000)),
        Refined(100, 3500),
    ),
    (
        Line("contact", "visit_days", "每月下村天数", "Days in the village each month", 1000, 1000),
        Bounds((800, 1200), (500, 1000)),
        Refined(1000, 800),
    ),
    (
        Line("contact", "stay_days", "每月住村天数", "Days staying with households each month", 300, 600, "ordinary"),
        Bounds((300, 600), (400, 800)),
        Refined(400, 400),
    ),
    (
        Line("contact", "stay_days", "班子成员每月住村天数", "Days staying, leaders", 200, 600, "leader"),
        Bounds((200, 600), (400, 800)),
        Refined(300, 400),
    ),
    (
        Line("contact", "shared_work_days", "每月同劳动天数", "Days of shared work each month", 200, 400),
        Bounds((200, 400), (300, 600)),
        Refined(300, 400),
    ),
    (
        Line("contact", "signed_share", "走访由群众签字的比例", "Share of visits signed by residents", 90, 2000),
        Bounds((80, 100), (1500, 2500)),
        Refined(95, 2500),
    ),
    (
        Line("helping", "household_pairings", "结对联户数", "Households paired with", 500, 2000),
        Bounds((500, 800), (1000, 2500)),
        Refined(500, 1400),
    ),
    (
        Line("helping", "priority_households", "每月走访重点户数", "Priority households visited each month", 300, 1000),
        Bounds((300, 600), (800, 1500)),
        Refined(400, 1000),
    ),
)  # fmt: skip


def schemes_stand() -> bool:
    """Whether a scheme of the year has been adopted for the city and for the county."""
    codes = {city().code, COUNTY}
    return codes <= set(Scheme.objects.adopted().filter(year=YEAR).values_list("division__code", flat=True))


@transaction.atomic
def adopt_schemes() -> int:
    """Adopts the city's scheme and the county's refinement of it, and requires the county's skills; how many lines."""
    county = Division.objects.get(code=COUNTY)
    above = adopt_scheme(scheme=draft_of_the_city(), by=None)
    below = refine_scheme(scheme=above, division=county, by=None)
    for indicator, (_line, _bounds, refined) in zip(below.indicators.all(), CITY_LINES, strict=True):
        indicator.target, indicator.points = hundredths(refined.target), hundredths(refined.points)
        journal.save(obj=indicator, by=None)
    below.name, below.name_en = f"百分制考核方案（{county.name}）", f"100-point scheme of {county.name_en}"
    journal.save(obj=below, by=None)
    adopt_scheme(scheme=below, by=None)
    for skill in Skill.objects.filter(code__in=REQUIRED).order_by("code"):
        required = RequiredSkill(division=county, year=YEAR, skill=skill, recorded_at=moment(AS_OF))
        journal.save(obj=required, by=None)
    return 2 * len(CITY_LINES)


def draft_of_the_city() -> Scheme:
    """The city's scheme with its lines and the bounds of each, as a draft."""
    scheme = Scheme(
        division=city(),
        year=YEAR,
        name="百分制考核方案（全市）",
        name_en="100-point scheme of the city",
        recorded_at=moment(AS_OF),
    )
    journal.save(obj=scheme, by=None)
    for position, (line, bounds, _refined) in enumerate(CITY_LINES, 1):
        numbers = {
            "target": line.target,
            "points": line.points,
            "target_min": bounds.target[0],
            "target_max": bounds.target[1],
            "points_min": bounds.points[0],
            "points_max": bounds.points[1],
        }
        scaled = {name: hundredths(number) for name, number in numbers.items()}
        journal.save(obj=Indicator(scheme=scheme, position=position, **{**line._asdict(), **scaled}), by=None)
    return scheme


def hundredths(number: int) -> int:
    """Hundredths as millionths."""
    return number * ONE // 100
