"""The floor of visit diaries: calamine's read, the same normalising functions, one bulk write.

It takes every row for good: no post, no pairing, no earlier visit is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from assessments.bench.imports_bulk import Pile, new_batch
from assessments.bench.imports_floor import Places, cells_of, stamp
from assessments.demo import AS_OF
from cadres.models import Cadre
from cadres.sheets.values.person import name
from config.spreadsheets.cells import digits_of, free_text, full_date, yes_or_no
from config.spreadsheets.writing import reserve
from villages.models import Household, Visit
from villages.sheets.values_visits import purpose

NAMES = (
    "id", "cadre_id", "division_id", "village_id", "household_id", "visited_on", "purpose", "done", "skill_id",
    "stayed", "shared_work", "suggestions", "signed",
)  # fmt: skip


class Diaries(Places):
    """What diaries refer to besides: cadres by number, households by village and number."""

    def __init__(self) -> None:
        super().__init__()
        self.cadres = dict(Cadre.objects.values_list("number", "pk"))
        self.households = {
            (village, number): pk
            for pk, village, number in Household.objects.values_list("pk", "village_id", "number")
        }


@transaction.atomic
def write_visits(path: Path) -> None:
    """Reads, normalises and writes the diaries; visits tell their own birth, only the batch is journalled."""
    rows = list(visits_of(path, Diaries()))
    batch = new_batch("visits", AS_OF, len(rows))
    pile = Pile(Visit, NAMES, **stamp(batch))
    pile.rows = [(key, *row) for key, row in zip(reserve(Visit, len(rows)), rows, strict=True)]
    del rows
    pile.write()


def visits_of(path: Path, diaries: Diaries) -> Iterator[tuple[Any, ...]]:
    """The rows of the diaries, normalised, in the order of `NAMES` without the key."""
    for cells in cells_of(path):
        name(cells["姓名"])
        township = digits_of(cells["乡镇代码"]) or ""
        village = diaries.village_ids[
            diaries.villages.village(None, township, code=cells["村代码"]).value or ""
        ]
        number, day = free_text(cells["户号"]), full_date(cells["日期"])
        skill = diaries.skills.skill(None, cells["技能代码"]).value
        yield (
            diaries.cadres[digits_of(cells["干部编号"]) or ""],
            diaries.division_ids[township],
            village,
            diaries.households[village, number] if number else None,
            day.isoformat() if day else None,
            purpose(cells["事由"]).value,
            free_text(cells["内容"]),
            diaries.skill_ids[skill] if skill else None,
            bool(yes_or_no(cells["住宿"])),
            bool(yes_or_no(cells["劳动"])),
            free_text(cells["意见建议"]),
            bool(yes_or_no(cells["签字"])),
        )
