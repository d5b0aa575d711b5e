"""Erasing the personal data of former people: the row, what is about it, its journal, and what is kept for undoing.

Some people at a time, each whole or not at all. What is to go is stated first, as the journal demands; whom a seal that
does not hold keeps from going is left, and the others go.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from config.journal import actions as journal
from config.journal.models import Entry, ErasedRecord, Erasure
from config.journal.redacting import TELLING, NotRedacted, redact
from config.journal.sealing import seal_some
from config.personal import about, erased_as, start_of
from config.retention.held_back import HeldBack, Whom
from config.retention.registry import PEOPLE, People
from config.spreadsheets.forgetting import forget
from config.spreadsheets.importing import let_imports_wait
from config.spreadsheets.models import Batch

AT_ONCE = 200
"""So many people go in one transaction."""
Model = type[models.Model]


def erase_all(up_to: datetime.date, held: HeldBack) -> Iterator[tuple[str, int, int]]:
    """Erases everybody who left before a day; tells after each transaction (kind, people, entries of the journal), and
    notes in `held` who had to be left.

    Killed half-way, the next call goes on. NotRedacted if some of the journal is not sealed.
    """
    for people in PEOPLE:
        whom, erase_these = partial(about_whom, people), partial(erase_some, people, up_to)
        for keys in in_parts(people, up_to):
            count, entries = erase_free(people.label, keys, whom, erase_these, held)
            if count:
                yield people.label, count, entries
    yield from erase_undone(up_to, held)


def in_parts(people: People, up_to: datetime.date) -> Iterator[list[int]]:
    """Everybody who left before a day, AT_ONCE at a time."""
    after = 0
    while keys := list(people.former(up_to).filter(pk__gt=after).values_list("pk", flat=True)[:AT_ONCE]):
        yield keys
        after = keys[-1]


def erase_free(
    label: str,
    keys: list[int],
    whom: Callable[[list[int]], Whom],
    erase_these: Callable[[list[int]], tuple[int, int]],
    held: HeldBack,
) -> tuple[int, int]:
    """Erases those over whom every seal holds, in one transaction; what that came to."""
    while keys := held.free(label, keys, whom):
        seal_everything()
        try:
            return erase_these(keys)
        except NotRedacted as reason:
            held.learn(reason)
    return 0, 0


def seal_everything() -> None:
    """Only what is sealed can be emptied."""
    while seal_some():
        pass


def erase_some(people: People, up_to: datetime.date, keys: list[int]) -> tuple[int, int]:
    """Erases those of these people who left before a day, in one transaction; how many, and how many entries were
    emptied."""
    with transaction.atomic():
        let_imports_wait()
        # Whoever opens a post for one of them meanwhile waits at this lock, or is seen below.
        locked = people.model._default_manager.select_for_update().filter(pk__in=keys)
        list(locked.values_list("pk"))
        keys = list(people.former(up_to).filter(pk__in=keys).values_list("pk", flat=True))
        return (len(keys), erase(people, keys, up_to)) if keys else (0, 0)


def erase(people: People, keys: list[int], up_to: datetime.date) -> int:
    """Erases these people; how many entries of the journal were emptied. Joins the caller's transaction."""
    erasure = Erasure.objects.create(up_to=up_to)
    rows = people.model._default_manager.filter(pk__in=keys)
    state(erasure, about_whom(people, keys))
    for model, key in about(people.model):
        if erased_as(model):
            model._default_manager.filter(**{f"{key}__in": keys}).update(**erased_as(model))
    places = dict(rows.with_place().values_list("pk", "place"))
    rows.update(**erased_as(people.model), erased_at=timezone.now())
    return conclude(erasure, people.label, places)


def about_whom(people: People, keys: list[int]) -> Whom:
    """These people, and the records about them that an erasure has to state."""
    about_them = [(model, told_of(model, key, keys)) for model, key in about(people.model)]
    return [*themselves(people.model, keys), *about_them]


def told_of(model: Model, key: str, keys: list[int]) -> dict[int, int]:
    """The records about these people of which the journal tells, those of undone imports among them, and those that an
    import bore which could still be undone; each with whom it is about."""
    rows: QuerySet[Any] = model._default_manager.filter(**{f"{key}__in": keys}).order_by()
    entries = Entry.objects.filter(model=model._meta.label_lower).order_by()
    found = set(entries.filter(object_id__in=rows.values("pk")).values_list("object_id", flat=True))
    if any(field.name == "batch" for field in model._meta.concrete_fields):
        undoable = Batch.objects.written().exclude(pk__in=Batch.objects.past_undoing().values("pk"))
        found |= set(rows.filter(batch__in=undoable.values("pk")).values_list("pk", flat=True))
    undone = entries.filter(**{f"before__{key}_id__in": keys}, verb="undo", after__isnull=True)
    whose = {pk: before[f"{key}_id"] for pk, before in undone.values_list("object_id", "before")}
    return whose | {pk: person for pk, person in rows.values_list("pk", f"{key}_id") if pk in found}


def state(erasure: Erasure, whom: Whom) -> None:
    """States which records an erasure is about."""
    rows = (
        ErasedRecord(erasure=erasure, model=model._meta.label_lower, object_id=key)
        for model, records in whom
        for key in sorted(records)
    )
    ErasedRecord.objects.bulk_create(rows, batch_size=journal.BATCH_SIZE)


def conclude(erasure: Erasure, label: str, places: dict[int, str]) -> int:
    """Empties the journal and what is kept for undoing, and enters the erasure in the journal: whose data, by number
    alone. How many entries were emptied."""
    emptied = redact(erasure)
    forget(erasure)
    told = {
        "erasure": erasure.pk,
        "up_to": erasure.up_to,
        "kind": label,
        "records": sorted(places),
        "entries": emptied,
    }
    journal.record_about_list(verb="erase", model=Erasure, by=None, told=told)
    journal.record_many(
        Entry(verb="erase", model=label, object_id=key, division_code=place) for key, place in places.items()
    )
    return emptied


# What undone imports left in the journal


def erase_undone(up_to: datetime.date, held: HeldBack) -> Iterator[tuple[str, int, int]]:
    """Empties the entries about personal records that an import bore and whose undoing lies before a day."""
    for model in personal_models():
        whom, empty_these = partial(themselves, model), partial(empty_undone, model, up_to)
        after = 0
        while keys := undone_before(model, up_to, after):
            count, emptied = erase_free(model._meta.label_lower, keys, whom, empty_these, held)
            if count:
                yield model._meta.label_lower, 0, emptied
            after = keys[-1]


def themselves(model: Model, keys: list[int]) -> Whom:
    """Records that are about nobody but themselves."""
    return [(model, dict(zip(keys, keys, strict=True)))]


def empty_undone(model: Model, up_to: datetime.date, keys: list[int]) -> tuple[int, int]:
    """Empties the entries about records that are not there any more, in one transaction; how many records, and how many
    entries."""
    with transaction.atomic():
        let_imports_wait()
        erasure = Erasure.objects.create(up_to=up_to)
        state(erasure, themselves(model, keys))
        return len(keys), conclude(erasure, model._meta.label_lower, dict.fromkeys(keys, ""))


def personal_models() -> list[Model]:
    """The models of people, and those about people."""
    found = [people.model for people in PEOPLE]
    return found + list(dict.fromkeys(model for one in found for model, _key in about(one)))


def undone_before(model: Model, up_to: datetime.date, after: int) -> list[int]:
    """The first AT_ONCE records after this key that are not there any more, removed before a day, of which the journal
    still tells."""
    label = model._meta.label_lower
    gone = Entry.objects.filter(model=label, verb="undo", after__isnull=True, before__isnull=False)
    gone = gone.filter(at__lt=start_of(up_to)).exclude(object_id__in=model._default_manager.values("pk"))
    keys = gone.filter(object_id__gt=after).order_by("object_id").values_list("object_id", flat=True)
    return list(keys.distinct()[:AT_ONCE])


# What it would come to


def extent(up_to: datetime.date) -> Iterator[tuple[Model, int]]:
    """How many rows of each model an erasure would empty; writes nothing."""
    for people in PEOPLE:
        former = people.former(up_to).order_by()
        yield people.model, former.count()
        for model, key in about(people.model):
            if erased_as(model):
                yield model, model._default_manager.filter(**{f"{key}__in": former.values("pk")}).count()
    yield Entry, entries_about(up_to)


def entries_about(up_to: datetime.date) -> int:
    """How many entries of the journal an erasure would empty, but for those of undone imports."""
    which = Q(pk__in=[])
    for people in PEOPLE:
        former = people.former(up_to).order_by().values("pk")
        which |= Q(model=people.label, object_id__in=former)
        for model, key in about(people.model):
            rows = model._default_manager.filter(**{f"{key}__in": former}).order_by()
            which |= Q(model=model._meta.label_lower, object_id__in=rows.values("pk"))
    return Entry.objects.filter(TELLING, which, erasure=None).count()
