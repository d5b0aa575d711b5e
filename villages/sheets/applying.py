"""The write side of imports: what the drafts of a plan intend, written in sets, births after changes."""

from __future__ import annotations

from typing import Any

from django.db import models

from cadres.identity import identity_of
from cadres.models import Cadre, LearningGoal, Post
from cadres.numbers import take_cadre_numbers
from cadres.pinyin import name_pinyin
from config.spreadsheets.intents import Birth, intents_of, write_in_order
from config.spreadsheets.planning import Plan
from config.spreadsheets.types import Record
from config.spreadsheets.writing import Ledger, Update
from villages.models import VillagePairing, Visit

ORDER: tuple[type[models.Model], ...] = (Cadre, Post, VillagePairing, LearningGoal, Visit)
"""Those that others point to come first."""
TELL_THEIR_OWN_BIRTH = (Visit,)
"""Models whose rows are not journalled when they are born."""


def write_plan(plan: Plan, ledger: Ledger) -> None:
    """Writes every new and changed row of a plan; the number of SELECTs does not grow with the rows."""
    updates, births = intents_of(plan)
    finish_updates(updates[Cadre])
    finish_cadres(births[Cadre])
    write_in_order(ledger, ORDER, updates, births, quiet=TELL_THEIR_OWN_BIRTH)


def finish_cadres(births: list[Birth]) -> None:
    """Gives new cadres what is not in the file: number, pinyin, and the digest in place of the identity number."""
    for birth, number in zip(births, take_cadre_numbers(len(births)) if births else (), strict=True):
        values = dict(birth.values)
        values |= {"number": number, **of_name(values["name"])}
        values |= of_identity(values.pop("id_number", None))
        birth.values = Record(tuple(values), tuple(values.values()))


def finish_updates(updates: list[Update]) -> None:
    """Adds to changes of cadres what follows from a new name or identity number."""
    for update in updates:
        if "name" in update.after:
            update.after.update(of_name(update.after["name"]))
        update.after.update(of_identity(update.after.pop("id_number", None)))


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
