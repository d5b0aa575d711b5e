"""How a row of a sheet becomes facts: the post, the pairing, the learning goal of a cadre, from a day on.

A fact that says something else than before ends on the day, and another begins. Where the stored one began on that very
day it is corrected instead; where it began later, the row is refused: a file does not reach behind what is known since.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from cadres.models import Cadre, LearningGoal, Post
from cadres.sheets.people import FIELDS, Held, Person, identity_changes
from cadres.sheets.values import person as cells
from cadres.sheets.values.post import post_title
from config.spreadsheets.cells import told_text
from config.spreadsheets.intents import Birth, Correction
from config.spreadsheets.planning import Draft, Status
from config.spreadsheets.writing import Update
from villages.models import VillagePairing
from villages.sheets.references import Paired, References

EDUCATION_KEPT = {"硕士研究生": "研究生", "博士研究生": "研究生"}
"""Levels that the site does not tell apart."""
READ: dict[str, Callable[[str], str | None]] = {
    "name": lambda stored: cells.name(stored).value,
    "ethnicity": lambda stored: cells.ethnicity(stored).value,
    "phone": lambda stored: cells.phone(stored).value,
    "remark": told_text,
}
"""How what is stored would be read, where forms keep it as it was written."""


def kept(record: dict[str, Any]) -> dict[str, str]:
    """What a record says about the person, as it is stored; fields that say nothing are left out."""
    said = {name: record[name] for name in FIELDS if record.get(name)}
    if "education" in said:
        said["education"] = EDUCATION_KEPT.get(said["education"], said["education"])
    return said


def new_cadre(draft: Draft) -> Birth:
    """The birth of the cadre that a row tells of, with the identity number where there is one."""
    values = kept(draft.record)
    if draft.record["id_number"]:
        values["id_number"] = draft.record["id_number"]
    return Birth(Cadre, values, draft.place)


def correct_cadre(draft: Draft, person: Person) -> None:
    """Corrects what a row says otherwise about a stored cadre."""
    said = kept(draft.record)
    stored = person.values
    after: dict[str, Any] = {
        name: value for name, value in said.items() if not agree(name, stored[name], value)
    }
    for name, value in after.items():
        draft.change(name, person.values[name], value)
    identity = identity_changes(person, draft.record["id_number"])
    if identity:
        old = f"…{person.last_two}" if person.digest else ""
        draft.change("id_number", old, f"…{identity['id_number'][-2:]}")
    if after or identity:
        before: dict[str, Any] = {name: person.values[name] for name in after}
        if identity:
            before |= {
                "id_digest": person.digest,
                "id_digest_version": person.digest_version,
                "id_last_two": person.last_two,
            }
        update = Update(person.pk, before, {**after, **identity}, draft.place)
        draft.intent.append(Correction(Cadre, update))


def agree(field: str, stored: str, said: str) -> bool:
    """Whether a stored value is what a row says: the same, or what would be read as the same. A day is in its month."""
    if field == "birth":
        return stored.startswith(said)
    return said == stored or (field in READ and said == READ[field](stored))


def new_post(draft: Draft, cadre: Birth | int, refs: References, day: datetime.date) -> Birth:
    """A main post in the row's township from the day on."""
    return Birth(
        Post,
        {
            "cadre_id": cadre,
            "division_id": refs.division_ids[draft.place],
            "title": draft.record["post_title"] or "",
            "post_class": draft.record["post_class"] or "ordinary",
            "valid_from": day,
        },
        draft.place,
    )


def settle_post(draft: Draft, person: Person, refs: References, day: datetime.date) -> None:
    """The main post of a stored cadre. Another class ends it and opens the next; another title alone corrects it."""
    if not draft.place:
        return
    held = person.main_post
    if held is None:
        if any(post.main and post.valid_to and post.valid_to > day for post in person.posts):
            draft.refuse("AS_OF_TOO_EARLY", "post_title")
            return
        birth = new_post(draft, person.pk, refs, day)
        draft.change("post_title", "", birth.values["title"] or draft.place)
        draft.intent.append(birth)
    elif held.code != draft.place:
        draft.refuse("IN_POST_ELSEWHERE", "township")
    else:
        continue_post(draft, held, refs, day)


def continue_post(draft: Draft, held: Held, refs: References, day: datetime.date) -> None:
    """A post in the same township, whose title or class may have become another."""
    title = draft.record["post_title"] or held.title
    if title == post_title(held.title, refs.places.names_of(draft.place)).value:
        title = held.title
    post_class = draft.record["post_class"] or held.post_class
    after = {
        name: new
        for name, old, new in (("title", held.title, title), ("post_class", held.post_class, post_class))
        if old != new
    }
    if not after:
        return
    before = {name: getattr(held, name) for name in after}
    for name, field in (("title", "post_title"), ("post_class", "post_class")):
        if name in after:
            draft.change(field, before[name], after[name])
    if "post_class" not in after or held.valid_from == day:
        draft.intent.append(Correction(Post, Update(held.pk, before, after, draft.place)))
    elif held.valid_from and held.valid_from > day:
        draft.refuse("AS_OF_TOO_EARLY", "post_class")
    else:
        draft.intent.append(ends(Post, held.pk, day, draft.place))
        birth = new_post(draft, held.cadre_id, refs, day)
        birth.values |= {"title": title, "post_class": post_class}
        draft.intent.append(birth)


def new_pairing(
    cadre: Birth | int, village: str, refs: References, day: datetime.date, primary: bool = True
) -> Birth:
    """A pairing with a village from the day on."""
    values = {
        "cadre_id": cadre,
        "village_id": refs.village_ids[village],
        "primary": primary,
        "valid_from": day,
    }
    return Birth(VillagePairing, values, refs.villages.township_of[village])


def settle_primary(draft: Draft, person: Person, village: str, refs: References, day: datetime.date) -> None:
    """Makes a village the primary one of a stored cadre; a former primary village gives way."""
    pairings = refs.open_pairings(person.pk)
    former = next((pairing for pairing in pairings if pairing.primary), None)
    if former and former.code == village:
        return
    secondary = next((pairing for pairing in pairings if pairing.code == village), None)
    giving_way = [pairing for pairing in (former, secondary) if pairing]
    draft.change("village_code", shown(former, refs), village)
    if any(pairing.valid_from and pairing.valid_from > day for pairing in giving_way):
        draft.refuse("AS_OF_TOO_EARLY", "village")
    elif not any(pairing.valid_from == day for pairing in giving_way):
        draft.intent += [
            ends(VillagePairing, pairing.pk, day, township_of(pairing, refs)) for pairing in giving_way
        ]
        draft.intent.append(new_pairing(person.pk, village, refs, day))
    elif len(giving_way) == 1:
        draft.intent.append(corrected_pairing(giving_way[0], village, refs))
    else:
        draft.refuse("AS_OF_TOO_EARLY", "village")


def shown(former: Paired | None, refs: References) -> str:
    """The former village as the preview may name it: one outside the jurisdiction of whoever imports is a dash."""
    if former is None:
        return ""
    return former.code if refs.context.scope.covers(former.code) else "—"


def corrected_pairing(pairing: Paired, village: str, refs: References) -> Correction:
    """A pairing that began on the very day: it is made the primary one with the right village."""
    after = {"village_id": refs.village_ids[village], "primary": True}
    before = {"village_id": pairing.village_id, "primary": pairing.primary}
    return Correction(VillagePairing, Update(pairing.pk, before, after, township_of(pairing, refs)))


def township_of(pairing: Paired, refs: References) -> str:
    return refs.villages.township_of[pairing.code]


def ends(model: Any, pk: int, day: datetime.date, place: str) -> Correction:
    """The end of a stored fact that had none."""
    return Correction(model, Update(pk, {"valid_to": None}, {"valid_to": day}, place, verb="end"))


def new_goal(cadre: Birth | int, skill: str, refs: References, day: datetime.date, place: str) -> Birth:
    """The cadre takes up a skill from the day on."""
    values = {"cadre_id": cadre, "skill_id": refs.skill_ids[skill], "valid_from": day}
    return Birth(LearningGoal, values, place)


def settle_goal(
    draft: Draft, person: Person, refs: References, goals: set[tuple[int, int]], day: datetime.date
) -> None:
    """A skill that a stored cadre has not taken up yet; goals that the row does not name go on."""
    skill = draft.record["skill_code"]
    if skill and (person.pk, refs.skill_ids[skill]) not in goals:
        draft.change("skill_code", "", skill)
        draft.intent.append(new_goal(person.pk, skill, refs, day, draft.place))


def conclude_status(draft: Draft, new: bool) -> None:
    """new, changed or same, by what the row would write."""
    draft.status = Status.NEW if new else Status.CHANGED if draft.intent else Status.SAME
