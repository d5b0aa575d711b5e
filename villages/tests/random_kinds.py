"""How each kind of sheet takes part in what holds of all of them. A new kind is added to the MAKERS of its floor; until
then its tests fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from hypothesis import strategies as st

from villages.tests import random_records as records
from villages.tests import random_rows as rows
from villages.tests.random_records import Draw


@dataclass(frozen=True)
class Maker:
    """Makes what a kind of sheet is about."""

    store: Callable[[Draw], Any]
    """Stores a random record, as a form would, that the list of the kind may show."""
    tell: Callable[[Draw], rows.Row]
    """A random row of a sheet that tells of something that is not recorded, or is to be refused."""
    alter: dict[str, st.SearchStrategy[str]] = field(default_factory=dict)
    """What a sheet may tell otherwise of what is recorded, by its headers; nothing where no import changes anything."""
    fill: Callable[[], list[rows.Row]] | None = None
    """What somebody fills into the blank table about 赵军 of Gaocun, once it has recorded what that needs; of kinds
    that `test_templates` does not know itself."""


DAYS = st.sampled_from([str(day) for day in records.DAYS])
WORDS = st.sampled_from(["张明", "民政专干", "Hecheng", "柑橘"])

MAKERS = {
    "cadres": Maker(records.cadre_with_facts, rows.new_cadre, {"职务": WORDS, "备注": WORDS}),
    "divisions": Maker(records.division, rows.new_division, {"英文名": WORDS}),
    "households": Maker(records.household, rows.new_household, {"户主姓名": WORDS}),
    "mastery": Maker(records.masteries, rows.new_mastery, {"认定人": WORDS}),
    "pairings": Maker(records.pairings, rows.new_pairing, {"开始结对时间": DAYS}),
    "skills": Maker(records.skill, rows.new_skill, {"依据": WORDS}),
    "transfers": Maker(records.transfers, rows.new_transfer, {"新任职务": WORDS}),
    "villages": Maker(records.village, rows.new_village, {"英文名": WORDS}),
    "visits": Maker(records.visits, rows.new_visit),
}


HOMES = (__name__, "assessments.tests.random_kinds")
"""Where each floor has the makers of its kinds."""


def maker_of(kind: str) -> Maker:
    """The maker of a kind; LookupError where it has none yet."""
    for home in HOMES:
        if kind in (makers := import_module(home).MAKERS):
            found: Maker = makers[kind]
            return found
    raise LookupError(f"The kind “{kind}” has no maker in {' or '.join(HOMES)}.")
