"""Whom a row of a sheet of this floor means; columns that several of its kinds need."""

from __future__ import annotations

from dataclasses import replace

from cadres.sheets.columns import NAME, WHO
from cadres.sheets.people import Person
from cadres.sheets.recognition import Wanted
from cadres.sheets.rows import refuse_unrecognised
from config.spreadsheets.planning import Draft
from config.spreadsheets.types import Column


def who_called(*labels: str) -> tuple[Column, ...]:
    """The columns that say whom a row means, the name also under these labels: 被测评人."""
    named = replace(NAME, labels=(*NAME.labels, *labels))
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
