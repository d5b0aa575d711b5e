"""Rosters made by chance, with every quirk in some of them: each comes to what is known of its people."""

import pytest

from villages.tests.messy.layouts import LAYOUTS
from villages.tests.messy.sheets import Messy
from villages.tests.messy.worlds import real_worlds
from villages.tests.real_places import told

SEEDS = 25


@pytest.fixture
def worlds(real_places, db):
    return real_worlds()


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
    # The layouts do not say which of their headings are about townships.
    ignored = [
        {name: value for name, value in row.items() if name != "township_code"} for row in found["ignored"]
    ]
    for part, got in (("ignored", ignored), ("refused", found["refused"]), ("rows", rows)):
        wanted = getattr(expected, part)
        odd = [one for one in [*got, *wanted] if one not in got or one not in wanted]
        told_of = "\n".join(f"{one} {cells[one['sheet']][one['row'] - 1]}" for one in odd)
        assert not odd, f"{part}\n{told_of}"
        assert len(got) == len(wanted)
