"""Rosters made by chance, with every quirk in some of them: each comes to what is known of its people."""

import pytest

from cadres.models import Division, Skill
from villages.models import Village
from villages.sheets.values import stem_of
from villages.tests.messy.layouts import LAYOUTS
from villages.tests.messy.sheets import Messy, World
from villages.tests.real_places import load_real_places, told

SEEDS = 25


@pytest.fixture
def worlds(db):
    """Three counties with their townships, villages and skills."""
    load_real_places()
    skills = list(Skill.objects.order_by("code").values_list("code", "name"))
    return [world(code, skills) for code in ("431224", "431226", "431227")]


def world(code, skills):
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


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_messy_roster_comes_to_what_is_true_of_its_people(worlds, layout):
    for seed in range(SEEDS):
        one = worlds[seed % len(worlds)]
        messy = Messy(seed, one)
        workbook = layout(messy)
        compare(told(workbook, one.county), messy.expected, workbook)


def compare(found, expected, workbook):
    """Every difference, part by part, with the row of the workbook it is about."""
    rows = [{name: value for name, value in row.items() if name != "status"} for row in found["rows"]]
    cells = {sheet.name: sheet.rows for sheet in workbook.sheets}
    for part, got in (("ignored", found["ignored"]), ("refused", found["refused"]), ("rows", rows)):
        wanted = getattr(expected, part)
        odd = [one for one in [*got, *wanted] if one not in got or one not in wanted]
        told_of = "\n".join(f"{one} {cells[one['sheet']][one['row'] - 1]}" for one in odd)
        assert not odd, f"{part}\n{told_of}"
        assert len(got) == len(wanted)
