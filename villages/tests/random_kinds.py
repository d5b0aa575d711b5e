"""How each kind of sheet takes part in what holds of all of them. A new kind is added to MAKERS; until then its tests
fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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


MAKERS = {
    "cadres": Maker(records.cadre_with_facts, rows.new_cadre),
    "divisions": Maker(records.division, rows.new_division),
    "households": Maker(records.household, rows.new_household),
    "mastery": Maker(records.masteries, rows.new_mastery),
    "pairings": Maker(records.pairings, rows.new_pairing),
    "skills": Maker(records.skill, rows.new_skill),
    "villages": Maker(records.village, rows.new_village),
    "visits": Maker(records.visits, rows.new_visit),
}


def maker_of(kind: str) -> Maker:
    """The maker of a kind; LookupError where it has none yet."""
    try:
        return MAKERS[kind]
    except KeyError:
        raise LookupError(f"The kind “{kind}” has no maker in {__name__}.MAKERS.") from None
