"""The floor of a roster: calamine's read, the same normalising functions, one bulk write a table, journal included.

It takes every row for good and everybody for new: it refuses, recognises, warns and accounts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import python_calamine
from django.db import transaction

from assessments.bench.imports_bulk import Pile, new_batch
from assessments.demo import AS_OF
from cadres.identity import identity_of
from cadres.models import Cadre, LearningGoal, Post
from cadres.numbers import take_cadre_numbers
from cadres.pinyin import name_pinyin
from cadres.sheets.rows import Catalogue
from cadres.sheets.values.birth import birth
from cadres.sheets.values.id_number import id_number
from cadres.sheets.values.person import education, ethnicity, gender, name, phone
from cadres.sheets.values.post import post_class, post_title
from config.spreadsheets.cells import free_text
from config.spreadsheets.kinds import Context
from config.spreadsheets.models import Batch
from config.spreadsheets.writing import reserve
from villages.models import Village, VillagePairing
from villages.sheets.facts import EDUCATION_KEPT
from villages.sheets.values import VillageIndex


class Said(NamedTuple):
    """What a row says, normalised; "" for nothing."""

    name: str
    gender: str
    ethnicity: str
    birth: str
    phone: str
    education: str
    remark: str
    title: str
    post_class: str
    township: str
    village: str
    skill: str
    id_number: str


OF_PERSON = Said._fields[:7]


class Places(Catalogue):
    """Townships, villages and skills by what they are called, with their keys."""

    def __init__(self) -> None:
        super().__init__(Context(as_of=AS_OF))
        rows = list(Village.objects.values_list("pk", "code", "name", "township__code"))
        self.villages = VillageIndex([row[1:] for row in rows], self.places.names.items())
        self.village_ids = {code: pk for pk, code, _name, _township in rows}


def cells_of(path: Path) -> Iterator[dict[str, Any]]:
    """The rows under the header of the first sheet: header → cell; an empty one is None."""
    rows = iter(python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())
    labels = next(rows)
    for row in rows:
        yield {label: None if cell == "" else cell for label, cell in zip(labels, row, strict=True)}


def said_by(path: Path, places: Places) -> Iterator[Said]:
    """The rows of a roster, normalised."""
    for cells in cells_of(path):
        township = places.places.township(cells["乡镇"], (), code=cells["乡镇代码"]).value or ""
        village = places.villages.village(cells["结对村"], township, code=cells["结对村代码"]).value
        identity = id_number(cells["身份证号"], AS_OF).value
        level = education(cells["学历"]).value
        title = post_title(cells["职务"], places.places.names_of(township)).value
        said = (
            name(cells["姓名"]).value,
            gender(cells["性别"]).value,
            ethnicity(cells["民族"]).value,
            birth(cells["出生年月"], id_number=identity, as_of=AS_OF).value,
            phone(cells["手机号码"]).value,
            EDUCATION_KEPT.get(level or "", level),
            free_text(cells["备注"]),
            title,
            post_class(cells["职务类别"], title).value,
            township,
            village,
            places.skills.skill(cells["所学技能"], cells["技能代码"]).value,
            identity,
        )
        yield Said(*[value or "" for value in said])


@transaction.atomic
def write_roster(path: Path) -> None:
    """Reads, normalises and writes the roster."""
    places = Places()
    rows = list(said_by(path, places))
    batch = new_batch("cadres", AS_OF, len(rows))
    keys = write_cadres(rows, batch)
    write_posts(rows, keys, places, batch)
    write_pairings(rows, keys, places, batch)
    write_goals(rows, keys, places, batch)


def write_cadres(rows: list[Said], batch: Batch) -> list[int]:
    """The people themselves; their keys, in the order of the rows."""
    columns = ("id", "number", "pinyin", "initials", "id_digest", "id_digest_version", "id_last_two")
    pile = Pile(Cadre, (*columns, *OF_PERSON), **stamp(batch))
    keys = reserve(Cadre, len(rows))
    for key, number, row in zip(keys, take_cadre_numbers(len(rows)), rows, strict=True):
        identity = identity_of(row.id_number)
        digest = (identity.digest, identity.version, identity.last_two)
        pile.rows.append((key, number, *name_pinyin(row.name), *digest, *row[:7]))
    pile.write()
    pile.write_journal([row.township for row in rows], batch)
    return list(keys)


def write_posts(rows: list[Said], keys: list[int], places: Places, batch: Batch) -> None:
    """A main post for everybody."""
    pile = Pile(
        Post, ("id", "cadre_id", "division_id", "title", "post_class"), valid_from=AS_OF, **stamp(batch)
    )
    pile.rows = [
        (key, cadre, places.division_ids[row.township], row.title, row.post_class)
        for key, cadre, row in zip(reserve(Post, len(rows)), keys, rows, strict=True)
    ]
    pile.write()
    pile.write_journal([row.township for row in rows], batch)


def write_pairings(rows: list[Said], keys: list[int], places: Places, batch: Batch) -> None:
    """The primary village of everybody who has one."""
    pile = Pile(VillagePairing, ("id", "cadre_id", "village_id"), valid_from=AS_OF, **stamp(batch))
    paired = [(cadre, row) for cadre, row in zip(keys, rows, strict=True) if row.village]
    pile.rows = [
        (key, cadre, places.village_ids[row.village])
        for key, (cadre, row) in zip(reserve(VillagePairing, len(paired)), paired, strict=True)
    ]
    pile.write()
    pile.write_journal([row.township for _cadre, row in paired], batch)


def write_goals(rows: list[Said], keys: list[int], places: Places, batch: Batch) -> None:
    """The skill of everybody who has taken one up."""
    pile = Pile(LearningGoal, ("id", "cadre_id", "skill_id"), valid_from=AS_OF, **stamp(batch))
    learning = [(cadre, row) for cadre, row in zip(keys, rows, strict=True) if row.skill]
    pile.rows = [
        (key, cadre, places.skill_ids[row.skill])
        for key, (cadre, row) in zip(reserve(LearningGoal, len(learning)), learning, strict=True)
    ]
    pile.write()
    pile.write_journal([row.township for _cadre, row in learning], batch)


def stamp(batch: Batch) -> dict[str, Any]:
    """When a row was entered, and by which batch."""
    return {"recorded_at": batch.made_at, "batch_id": batch.pk}
