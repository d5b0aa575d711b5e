"""The write side of imports: what the drafts of a plan intend, written in sets, births after changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from cadres.identity import identity_of
from cadres.models import Cadre, LearningGoal, Post
from cadres.numbers import take_cadre_numbers
from cadres.pinyin import name_pinyin
from config.spreadsheets.planning import Plan, Status
from config.spreadsheets.writing import Ledger, Update, Values, reserve
from villages.models import VillagePairing, Visit

ORDER: tuple[type[models.Model], ...] = (Cadre, Post, VillagePairing, LearningGoal, Visit)
"""Those that others point to come first."""
TELL_THEIR_OWN_BIRTH = (Visit,)
"""Models whose rows are not journalled when they are born."""


AT_ONCE = 5_000
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


def write_plan(plan: Plan, ledger: Ledger) -> None:
    """Writes every new and changed row of a plan; the number of SELECTs does not grow with the rows."""
    intents = [one for draft in plan.rows if draft.status != Status.SAME for one in draft.intent]
    corrections: dict[type[models.Model], list[Update]] = defaultdict(list)
    births: dict[type[models.Model], list[Birth]] = defaultdict(list)
    for one in intents:
        if isinstance(one, Correction):
            corrections[one.model].append(one.update)
        else:
            births[one.model].append(one)
    for model in ORDER:
        ledger.change(model, with_identity(model, corrections[model]))
    finish_cadres(births[Cadre])
    for model in ORDER:
        give_keys(model, births[model])
    for model in ORDER:
        for start in range(0, len(births[model]), AT_ONCE):
            bring(ledger, model, births[model][start : start + AT_ONCE])


def give_keys(model: type[models.Model], births: list[Birth]) -> None:
    for birth, pk in zip(births, reserve(model, len(births)), strict=True):
        birth.key = pk


def bring(ledger: Ledger, model: type[models.Model], births: list[Birth]) -> None:
    """Inserts some rows, with their journal."""
    rows = [resolved(birth) for birth in births]
    ledger.add(model, rows, [birth.place for birth in births], journal=model not in TELL_THEIR_OWN_BIRTH)


def resolved(birth: Birth) -> Values:
    """The values with every birth among them replaced by its key, and its own key."""
    values = {name: v.key if isinstance(v, Birth) else v for name, v in birth.values.items()}
    return {"id": birth.key, **values}


def finish_cadres(births: list[Birth]) -> None:
    """Gives new cadres what is not in the file: number, pinyin, and the digest in place of the identity number."""
    for birth, number in zip(births, take_cadre_numbers(len(births)) if births else (), strict=True):
        values = dict(birth.values)
        values |= {"number": number, **of_name(values["name"])}
        birth.values = values | of_identity(values.pop("id_number", None))


def with_identity(model: type[models.Model], updates: list[Update]) -> list[Update]:
    """Changes of cadres with what follows from a new name or identity number."""
    if model is Cadre:
        for update in updates:
            if "name" in update.after:
                update.after.update(of_name(update.after["name"]))
            update.after.update(of_identity(update.after.pop("id_number", None)))
    return updates


def of_name(name: str) -> dict[str, str]:
    """The stored columns that a name determines."""
    pinyin, initials = name_pinyin(name)
    return {"pinyin": pinyin, "initials": initials}


def of_identity(id_number: str | None) -> dict[str, Any]:
    """The stored columns that an identity number determines; the number itself is not among them."""
    if not id_number:
        return {}
    identity = identity_of(id_number)
    return {
        "id_digest": identity.digest,
        "id_digest_version": identity.version,
        "id_last_two": identity.last_two,
    }
