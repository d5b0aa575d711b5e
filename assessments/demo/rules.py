"""The city's scheme of 2011, a county's own, and the skills that the county requires.

In the city's scheme, counts of visits carry 30 of 100 points; the rest is verified, signed, or standing ties.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from assessments.actions import adopt_scheme, begin_scheme, refine_scheme
from assessments.demo import AS_OF, COUNTY, YEAR, moment
from assessments.demo.batches import city
from assessments.models import Scheme
from assessments.ready import millionths
from cadres.models import Division, RequiredSkill, Skill
from config.journal import actions as journal

REQUIRED = ("A0111-01", "A0153-01")
"""Rice growing and citrus care."""


class Refined(NamedTuple):
    """What a county makes of an indicator of the city's, as people write numbers."""

    target: str
    points: str


OF_THE_COUNTY: tuple[Refined, ...] = (
    Refined("1", "10"),
    Refined("1", "20"),
    Refined("1", "5"),
    Refined("10", "8"),
    Refined("4", "4"),
    Refined("3", "4"),
    Refined("3", "4"),
    Refined("4", "5"),
    Refined("0.95", "19"),
    Refined("5", "8"),
    Refined("1", "3"),
    Refined("1", "5"),
    Refined("0.9", "9"),
)
"""For each indicator of the city's ready scheme, in its order: more for required skills and signatures."""


def schemes_stand() -> bool:
    """Whether a scheme of the year has been adopted for the city and for the county."""
    codes = {city().code, COUNTY}
    return codes <= set(Scheme.objects.adopted().filter(year=YEAR).values_list("division__code", flat=True))


@transaction.atomic
def adopt_schemes() -> int:
    """Adopts the city's scheme and the county's refinement of it, and requires the county's skills; how many lines."""
    county = Division.objects.get(code=COUNTY)
    draft = begin_scheme(key="city", division=city(), year=YEAR, by=None)
    above = adopt_scheme(scheme=draft, by=None)
    below = refine_scheme(scheme=above, division=county, by=None)
    for indicator, refined in zip(below.indicators.all(), OF_THE_COUNTY, strict=True):
        indicator.target, indicator.points = millionths(refined.target), millionths(refined.points)
        journal.save(obj=indicator, by=None)
    below.name, below.name_en = f"百分制考核方案（{county.name}）", f"100-point scheme of {county.name_en}"
    journal.save(obj=below, by=None)
    adopt_scheme(scheme=below, by=None)
    for skill in Skill.objects.filter(code__in=REQUIRED).order_by("code"):
        required = RequiredSkill(division=county, year=YEAR, skill=skill, recorded_at=moment(AS_OF))
        journal.save(obj=required, by=None)
    return 2 * len(OF_THE_COUNTY)
