"""Erasing the personal data of former people: the row, what is about it, its journal, and what is kept for undoing.

Some people at a time, each whole or not at all. What is to go is stated first, as the journal demands.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from config.journal import actions as journal
from config.journal.models import Entry, ErasedRecord, Erasure
from config.journal.redacting import redact
from config.journal.sealing import seal_some
from config.personal import about, erased_as, start_of
from config.retention.registry import PEOPLE, People
from config.spreadsheets.forgetting import forget
from config.spreadsheets.importing import let_imports_wait
from config.spreadsheets.models import Batch

AT_ONCE = 200
"""So many people go in one transaction."""
Model = type[models.Model]
Stated = tuple[Model, list[int]]


def erase_all(up_to: datetime.date) -> Iterator[tuple[str, int, int]]:
    """Erases everybody who left before a day; tells after each transaction (kind, people, entries of the journal).

    Killed half-way, the next call goes on. NotRedacted if the journal does not hold or is not sealed.
    """
    for people in PEOPLE:
        while True:
            seal_everything()
            count, entries = erase_some(people, up_to)
            if not count:
                break
            yield people.label, count, entries
    yield from erase_undone(up_to)


def seal_everything() -> None:
    """Only what is sealed can be emptied."""
    while seal_some():
        pass


def erase_some(people: People, up_to: datetime.date) -> tuple[int, int]:
    """Erases the first of those who left before a day, in one transaction; how many, and how many entries were
    emptied."""
    with transaction.atomic():
        let_imports_wait()
        first = list(people.former(up_to).values_list("pk", flat=True)[:AT_ONCE])
        # Whoever opens a post for one of them meanwhile waits at this lock, or is seen below.
        held = people.model._default_manager.select_for_update().filter(pk__in=first)
        list(held.values_list("pk"))
        keys = list(people.former(up_to).filter(pk__in=first).values_list("pk", flat=True))
        return (len(keys), erase(people, keys, up_to)) if keys else (0, 0)


def erase(people: People, keys: list[int], up_to: datetime.date) -> int:
    """Erases these people; how many entries of the journal were emptied. Joins the caller's transaction."""
    erasure = Erasure.objects.create(up_to=up_to)
    rows = people.model._default_manager.filter(pk__in=keys)
    state(erasure, [(people.model, keys), *((m, told_of(m, key, keys)) for m, key in about(people.model))])
    for model, key in about(people.model):
        if erased_as(model):
            model._default_manager.filter(**{f"{key}__in": keys}).update(**erased_as(model))
    places = dict(rows.with_place().values_list("pk", "place"))
    rows.update(**erased_as(people.model), erased_at=timezone.now())
    return conclude(erasure, people.label, places)


def told_of(model: Model, key: str, keys: list[int]) -> list[int]:
    """The records about these people of which the journal tells, those of undone imports among them; and those that an
    import bore which could still be undone."""
    rows: QuerySet[Any] = model._default_manager.filter(**{f"{key}__in": keys}).order_by()
    entries = Entry.objects.filter(model=model._meta.label_lower).order_by()
    found = set(entries.filter(object_id__in=rows.values("pk")).values_list("object_id", flat=True))
    undone = entries.filter(**{f"before__{key}_id__in": keys}, verb="undo", after__isnull=True)
    found |= set(undone.values_list("object_id", flat=True))
    if any(field.name == "batch" for field in model._meta.concrete_fields):
        undoable = Batch.objects.written().exclude(pk__in=Batch.objects.past_undoing().values("pk"))
        found |= set(rows.filter(batch__in=undoable.values("pk")).values_list("pk", flat=True))
    return sorted(found)


def state(erasure: Erasure, records: Iterable[Stated]) -> None:
    """States which records an erasure is about."""
    rows = (
        ErasedRecord(erasure=erasure, model=model._meta.label_lower, object_id=key)
        for model, keys in records
        for key in keys
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


def erase_undone(up_to: datetime.date) -> Iterator[tuple[str, int, int]]:
    """Empties the entries about personal records that an import bore and whose undoing lies before a day."""
    for model in personal_models():
        while keys := undone_before(model, up_to):
            seal_everything()
            with transaction.atomic():
                let_imports_wait()
                erasure = Erasure.objects.create(up_to=up_to)
                state(erasure, [(model, keys)])
                emptied = conclude(erasure, model._meta.label_lower, dict.fromkeys(keys, ""))
            yield model._meta.label_lower, 0, emptied


def personal_models() -> list[Model]:
    """The models of people, and those about people."""
    found = [people.model for people in PEOPLE]
    return found + list(dict.fromkeys(model for one in found for model, _key in about(one)))


def undone_before(model: Model, up_to: datetime.date) -> list[int]:
    """Some records that are not there any more, removed before a day, of which the journal still tells."""
    label = model._meta.label_lower
    gone = Entry.objects.filter(model=label, verb="undo", after__isnull=True, before__isnull=False)
    gone = gone.filter(at__lt=start_of(up_to)).exclude(object_id__in=model._default_manager.values("pk"))
    return sorted(set(gone.order_by("pk").values_list("object_id", flat=True)[:AT_ONCE]))


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
    telling = Q(before__isnull=False) | Q(after__isnull=False) | ~Q(reason="")
    which = Q(pk__in=[])
    for people in PEOPLE:
        former = people.former(up_to).order_by().values("pk")
        which |= Q(model=people.label, object_id__in=former)
        for model, key in about(people.model):
            rows = model._default_manager.filter(**{f"{key}__in": former}).order_by()
            which |= Q(model=model._meta.label_lower, object_id__in=rows.values("pk"))
    return Entry.objects.filter(telling, which, erasure=None).count()
