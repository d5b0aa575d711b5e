"""What the rows of a sheet refer to, loaded by a fixed number of SELECTs, whatever the number of rows."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from cadres.models import LearningGoal
from cadres.sheets.people import People
from cadres.sheets.rows import Catalogue
from config.spreadsheets.kinds import Context
from villages.models import Village, VillagePairing
from villages.sheets.values import VillageIndex


@dataclass(slots=True)
class Paired:
    """A standing pairing with a village, as stored."""

    pk: int
    cadre_id: int
    village_id: int
    code: str
    primary: bool
    valid_from: datetime.date | None
    valid_to: datetime.date | None

    def holds_on(self, day: datetime.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


class References(Catalogue):
    """Places, skills, villages, people and their pairings. Eight SELECTs."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.people = People(context.scope)
        rows = list(Village.objects.order_by("code").values_list("pk", "code", "name", "township__code"))
        self.villages = VillageIndex(
            [(code, title, township) for _pk, code, title, township in rows], self.places.names.items()
        )
        self.village_ids = {code: pk for pk, code, _title, _township in rows}
        self.paired: dict[int, list[Paired]] = defaultdict(list)
        columns = ("pk", "cadre_id", "village_id", "village__code", "primary", "valid_from", "valid_to")
        for row in VillagePairing.objects.standing().order_by("pk").values_list(*columns):
            self.paired[row[1]].append(Paired(*row))

    def open_pairings(self, cadre_id: int) -> list[Paired]:
        """A cadre's pairings that have no end."""
        return [pairing for pairing in self.paired[cadre_id] if pairing.valid_to is None]


def open_goals() -> set[tuple[int, int]]:
    """(cadre, skill) of every learning goal that has no end. One SELECT."""
    return set(LearningGoal.objects.open_ended().order_by().values_list("cadre_id", "skill_id"))
