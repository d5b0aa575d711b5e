"""Whom a row of a sheet of this floor means; columns that several of its kinds need."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from cadres.sheets.columns import NAME, WHO
from cadres.sheets.people import Person
from cadres.sheets.recognition import Wanted
from cadres.sheets.rows import refuse_unrecognised
from config.spreadsheets.planning import Draft
from config.spreadsheets.types import Column


def who_called(*labels: str, others: Collection[str] = ()) -> tuple[Column, ...]:
    """The columns that say whom a row means, the name also under these labels: 被测评人. `others` are labels that tell
    of other people here, and never name whom the row is about: 参加人员."""
    alone = tuple(label for label in NAME.alone if label not in others)
    named = replace(NAME, labels=(*NAME.labels, *labels), alone=alone)
    return tuple(named if column is NAME else column for column in WHO)


def exactly(field: str, *labels: str) -> Column:
    """A column whose labels mean something else inside of longer ones: 日期 in 填报日期."""
    return Column(field, labels, exact=labels)


def recognised(draft: Draft, who: Wanted) -> Person | None:
    """Whom a row means; refused where that is nobody who is recorded."""
    if who.problem:
        refuse_unrecognised(draft, who)
    elif who.person is None and not draft.refused:
        draft.refuse("CADRE_UNKNOWN", "name")
    return who.person


def row_of(draft: Draft) -> str:
    """Where a row stands, for a sentence about another one."""
    return f"{draft.sheet or ''} {draft.row}".strip()
