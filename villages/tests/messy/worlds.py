"""The counties that messy rosters are about, from the places of the repository (the fixture `real_places`)."""

from cadres.models import Division, Skill
from villages.models import Village
from villages.sheets.values import stem_of
from villages.tests.messy.sheets import World

COUNTIES = ("431224", "431226", "431227")


def real_worlds() -> list[World]:
    """Three counties with their townships, villages and skills, as they are loaded."""
    skills = list(Skill.objects.order_by("code").values_list("code", "name"))
    return [world(code, skills) for code in COUNTIES]


def world(code: str, skills: list[tuple[str, str]]) -> World:
    """A county, with those of its villages whose name no other of their township shares."""
    divisions = Division.objects.filter(code__startswith=code).order_by("code")
    names = dict(divisions.values_list("code", "name"))
    villages = {}
    for township in (found for found in names if len(found) == 9):
        own = list(
            Village.objects.filter(code__startswith=township).order_by("code").values_list("code", "name")
        )
        stems = [stem_of(name) for _code, name in own]
        villages[township] = [pair for pair, stem in zip(own, stems, strict=True) if stems.count(stem) == 1]
    townships = {found: names[found] for found in villages if villages[found]}
    return World(code, names[code], townships, villages, skills)
