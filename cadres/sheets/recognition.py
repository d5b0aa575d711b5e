"""Whom a row of a sheet means: recognised by our number, else by the identity number, else by name and township."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cadres.sheets.people import People, Person, identity_changes
from cadres.sheets.values.person import name as name_of


@dataclass(slots=True)
class Wanted:
    """What a row says about whom it means."""

    name: str | None
    code: str | None
    """The township; None where it is not known."""
    id_number: str | None = None
    number: str | None = None
    on: datetime.date | None = None
    """The day on which the person served there; None: still serves."""
    person: Person | None = None
    """Whom it means; None: nobody who is recorded."""
    birth: str | None = None
    """The month of birth that the row tells, YYYY-MM."""
    problem: str = ""
    """The code of the reason why it cannot be told."""
    is_born_otherwise: bool = False
    """Whether the person was recognised by a mere name, and is recorded as born in another month."""
    is_namesake: bool = False
    """Whether somebody else of this name is recorded there, with another identity number, and stands in no row."""
    more: str = ""
    """Who is meant by the number, where the name is another's."""
    elsewhere: Person | None = None
    """Whom the identity number names, where that is somebody whom the scope does not show."""


def recognise(people: People, rows: Iterable[Wanted], once: bool = True, corrects: bool = False) -> None:
    """Finds for each row the person it means. Numbers and identity numbers come first, for all rows; then names.

    `once`: a person stands in one row only, so that whoever a number names is not meant by a mere name elsewhere.
    `corrects`: the rows may correct the name of whom a number means.
    """
    rows = list(rows)
    for row in rows:
        _by_number_or_identity(people, row)
        if row.person:
            _refuse_name_of_another(people, row, corrects)
    claimed = {row.person.pk for row in rows if row.person}
    namesakes: dict[tuple[str, str], list[Wanted]] = defaultdict(list)
    for row in rows:
        if not row.person and not row.problem and row.name and row.code:
            namesakes[row.name, row.code].append(row)
    for (name, code), group in namesakes.items():
        _by_name(people, group, claimed if once else set())
        _tell_from_recorded(people.namesakes(name, code, claimed), group)


def _by_number_or_identity(people: People, row: Wanted) -> None:
    known = people.identified(row.id_number) if row.id_number else None
    if row.number:
        row.person = people.numbered(row.number, row.on)
        if row.person is None:
            row.problem = "NUMBER_UNKNOWN"
        elif known and known is not row.person:
            row.problem = "NUMBER_ID_MISMATCH"
    elif known and known.seen_by(people.scope):
        row.person = known
    elif known:
        row.problem, row.elsewhere = "IN_POST_ELSEWHERE", known


def _by_name(people: People, group: list[Wanted], claimed: set[int]) -> None:
    """Rows of one name and township. Where they are told apart by identity numbers or months of birth, the one whose
    birth is the recorded one is that person; the first is never guessed to be."""
    found = [people.named(row.name or "", row.code or "", row.id_number, row.on, claimed) for row in group]
    if any(len({getattr(row, name) for row in group} - {None}) > 1 for name in ("id_number", "birth")):
        _by_birth(group, found)
        return
    for row, persons in zip(group, found, strict=True):
        if len(persons) == 1:
            row.person = persons[0]
            row.is_born_otherwise = bool(
                row.birth and row.person.values["birth"] and not is_born(row.person, row.birth)
            )
        elif persons:
            row.problem = "PERSON_AMBIGUOUS"


def _by_birth(group: list[Wanted], found: list[list[Person]]) -> None:
    """Of namesakes each is the recorded person of the same month of birth, if nobody else is. Who is not, and has an
    identity number, is somebody new once all who are recorded have been found; otherwise it cannot be told."""
    fitting: dict[int, set[str | None]] = defaultdict(set)
    for row, persons in zip(group, found, strict=True):
        for person in persons:
            if is_born(person, row.birth):
                fitting[person.pk].add(row.id_number)
    met = {pk for pk, identities in fitting.items() if len(identities - {None}) < 2}
    for row, persons in zip(group, found, strict=True):
        same = [person for person in persons if person.pk in met and is_born(person, row.birth)]
        if len(same) == 1:
            row.person = same[0]
        elif persons and (same or not row.id_number or not all(person.pk in met for person in persons)):
            row.problem = "PERSON_AMBIGUOUS"


def is_born(person: Person, birth: str | None) -> bool:
    """Whether a person is recorded as born in a month."""
    return bool(birth) and person.values["birth"].startswith(birth or "")


def _tell_from_recorded(recorded: list[Person], group: list[Wanted]) -> None:
    """Somebody new by the identity number whose name and township somebody recorded has: refused where the month of
    birth is the same, since then the number is likely to be a corrected one; else warned about."""
    for row in group:
        if row.id_number and not row.person and not row.problem and recorded:
            row.is_namesake = True
            if any(is_born(person, row.birth) for person in recorded):
                row.problem = "RECORDED_WITH_ANOTHER_ID"


def _refuse_name_of_another(people: People, row: Wanted, corrects: bool) -> None:
    """A number of one person beside the name of another means neither of them.

    Where rows may correct a name, one that keeps a character does, unless somebody else of the township has it; any
    name does where our number and the identity number agree."""
    person = row.person
    if person is None or not row.name or row.name in (person.name, name_of(person.name).value):
        return
    if corrects:
        place = row.code or (person.main_post.code if person.main_post else "")
        others = [one for one in people.by_name.get((row.name, place), ()) if one is not person]
        agreed = row.number and row.id_number and not identity_changes(person, row.id_number)
        if agreed or (not others and set(row.name) & set(person.name)):
            return
    row.problem = "NUMBER_NAME_MISMATCH" if row.number else "ID_NAME_MISMATCH"
    row.person, row.more = None, person.name
