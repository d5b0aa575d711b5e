"""What the drafts of a plan intend, and how it is written: in sets, births after changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from config.spreadsheets.planning import Plan, Status
from config.spreadsheets.types import Record
from config.spreadsheets.writing import Ledger, Update, Values, reserve

AT_ONCE = 2_000
"""So many rows are made ready for the database at a time."""


@dataclass(slots=True, eq=False)
class Birth:
    """A row to be written. Among its values another birth may stand for its key."""

    model: type[models.Model]
    values: Mapping[str, Any]
    place: str
    key: int = 0
    """Its key, once it has been given one."""


@dataclass(slots=True, eq=False)
class Correction:
    """A stored row to be changed."""

    model: type[models.Model]
    update: Update


Updates = dict[type[models.Model], list[Update]]
Births = dict[type[models.Model], list[Birth]]


def intents_of(plan: Plan) -> tuple[Updates, Births]:
    """Everything that the new and changed rows of a plan intend, by model, in the order of the file."""
    updates: Updates = defaultdict(list)
    births: Births = defaultdict(list)
    for draft in plan.rows:
        if draft.status == Status.SAME:
            continue
        for one in draft.intent:
            if isinstance(one, Correction):
                updates[one.model].append(one.update)
            else:
                births[one.model].append(one)
    return updates, births


def write_in_order(
    ledger: Ledger,
    order: Sequence[type[models.Model]],
    updates: Updates,
    births: Births,
    quiet: Collection[type[models.Model]] = (),
) -> None:
    """Writes changes, then births, model by model: those that others point to come first in `order`.

    The births of `quiet` models are not journalled: their rows tell them themselves."""
    for model in order:
        ledger.change(model, updates[model])
    for model in order:
        give_keys(model, births[model])
    for model in order:
        for start in range(0, len(births[model]), AT_ONCE):
            some = births[model][start : start + AT_ONCE]
            rows = [resolved(birth) for birth in some]
            ledger.add(model, rows, [birth.place for birth in some], journal=model not in quiet)


def give_keys(model: type[models.Model], births: list[Birth]) -> None:
    """Reserves a key for each birth."""
    for birth, pk in zip(births, reserve(model, len(births)), strict=True):
        birth.key = pk


def resolved(birth: Birth) -> Values:
    """The values with every birth among them replaced by its key, and its own key."""
    said = birth.values.unpacked() if isinstance(birth.values, Record) else birth.values
    keys = {name: value.key for name, value in said.items() if type(value) is Birth}
    return {"id": birth.key, **said, **keys}
