"""What an import writes: whole sets of rows at once, each with its journal entry beside it.

Many rows a statement on SQLite, COPY on PostgreSQL; keys are reserved beforehand, so that rows can
point to each other before any of them is written. Everything joins the caller's transaction.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, islice
from typing import Any

from django.db import connection, models
from django.utils import timezone

from config.journal.actions import Snapshot
from config.journal.models import Entry
from config.spreadsheets.models import Batch

Values = dict[str, Any]
"""A row by attribute name (`cadre_id`, not `cadre`); what is left out takes the field's default."""


MOST_VARIABLES = 999
"""What every SQLite takes in one statement."""

Event = tuple[int, str, Snapshot | None, Snapshot | None, str, str]
"""(key, verb, before, after, division, reason) of a row."""


@dataclass(frozen=True, slots=True)
class Update:
    """Fields of a stored row that change: what they are, what they become, the division of the row, and why."""

    pk: int
    before: Values
    after: Values
    place: str
    verb: str = "change"
    reason: str = ""


class Ledger:
    """Writes the rows of one batch and their journal."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.at = timezone.now()
        self.aside: list[list[Any]] = []
        """[model, key, former values] of what the journal omits, to be kept with the batch."""

    def add(
        self, model: type[models.Model], rows: Sequence[Values], places: Sequence[str], journal: bool = True
    ) -> None:
        """Inserts rows that carry their keys; `places` are the division codes of their journal entries."""
        if not rows:
            return
        stamp = self._stamp(model)
        rows = [{**row, **stamp} for row in rows]
        insert(model, rows)
        if journal:
            told = [field.attname for field in journalled(model)]
            defaults = {field.attname: field.get_default() for field in journalled(model)}
            self._note(
                model,
                (
                    (
                        row["id"],
                        "create",
                        None,
                        {name: row.get(name, defaults[name]) for name in told},
                        place,
                        "",
                    )
                    for row, place in zip(rows, places, strict=True)
                ),
            )

    def change(self, model: type[models.Model], updates: Iterable[Update]) -> None:
        """Changes fields of stored rows; omitted fields of the model stay out of the journal."""
        updates = list(updates)
        update(model, updates)
        told = {field.attname for field in journalled(model)}
        self._note(
            model,
            ((u.pk, u.verb, only(u.before, told), only(u.after, told), u.place, u.reason) for u in updates),
        )
        untold = ([model._meta.label_lower, u.pk, without(u.before, told)] for u in updates)
        self.aside += [one for one in untold if one[2]]

    def _stamp(self, model: type[models.Model]) -> Values:
        stamp = {"recorded_by_id": self.batch.made_by_id, "recorded_at": self.at, "batch_id": self.batch.pk}
        names = {field.attname for field in model._meta.concrete_fields}
        return {name: value for name, value in stamp.items() if name in names}

    def _note(self, model: type[models.Model], events: Iterable[Event]) -> None:
        common = {"at": self.at, "by_id": self.batch.made_by_id, "batch_id": self.batch.pk}
        journal_rows(model, events, common)


def journal_rows(model: type[models.Model], events: Iterable[Event], common: Values) -> None:
    """Writes an entry of the journal for each event; `common` is what all of them share: when, by whom, which batch."""
    label = model._meta.label_lower
    entries = [
        {
            **common,
            "model": label,
            "verb": verb,
            "object_id": pk,
            "before": before,
            "after": after,
            "division_code": place,
            "reason": reason,
        }
        for pk, verb, before, after, place, reason in events
    ]
    for entry, pk in zip(entries, reserve(Entry, len(entries)), strict=True):
        entry["id"] = pk
    insert(Entry, entries)


def journalled(model: type[models.Model]) -> list[models.Field]:
    """The fields of a model that its journal keeps."""
    omitted = set(getattr(model, "journal_omits", ()))
    return [field for field in model._meta.concrete_fields if field.name not in omitted]


def only(values: Values, names: set[str]) -> Values:
    return {name: value for name, value in values.items() if name in names}


def without(values: Values, names: set[str]) -> Values:
    return {name: value for name, value in values.items() if name not in names}


def reserve(model: type[models.Model], count: int) -> Sequence[int]:
    """Keys for so many new rows, given to nobody else; one SELECT."""
    if not count:
        return ()
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            column = model._meta.pk.column
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # The transaction holds the write lock: nobody else can take these, and the insert moves the mark.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    first = (row[0] if row else 0) + 1
    return range(first, first + count)


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows with their keys; a fixed number of statements."""
    if rows:
        insert_columns(
            model, {field.attname: column_of(field, rows) for field in model._meta.concrete_fields}
        )


def insert_columns(model: type[models.Model], columns: Mapping[str, Sequence[Any]]) -> None:
    """Inserts rows that are given as the columns of all fields, by attribute name, as the database takes them."""
    quote = connection.ops.quote_name
    fields = model._meta.concrete_fields
    names = ", ".join(quote(str(field.column)) for field in fields)
    table = quote(model._meta.db_table)
    records = zip(*(columns[field.attname] for field in fields), strict=True)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for record in records:
                    copy.write_row(record)
        else:
            # Many rows in one go: SQLite looks up the last key for each execution anew.
            at_once = MOST_VARIABLES // len(fields)
            together = [tuple(chain.from_iterable(some)) for some in batched(records, at_once)]
            marks = f"({', '.join(['%s'] * len(fields))})"
            for length, group in groupby(together, key=len):
                values = ", ".join([marks] * (length // len(fields)))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES {values}", list(group))


def batched(rows: Iterable[Any], length: int) -> Iterator[list[Any]]:
    """Rows in lists of so many, the last of them shorter."""
    left = iter(rows)
    while some := list(islice(left, length)):
        yield some


def update(model: type[models.Model], updates: Iterable[Update]) -> None:
    """Changes stored rows by key: one statement for each set of fields that change together."""
    together: dict[tuple[str, ...], list[Update]] = defaultdict(list)
    for one in updates:
        together[tuple(sorted(one.after))].append(one)
    quote = connection.ops.quote_name
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    with connection.cursor() as cursor:
        for names, group in together.items():
            rows = [one.after for one in group]
            columns = [column_of(by_name[name], rows) for name in names]
            sets = ", ".join(f"{quote(str(by_name[name].column))} = %s" for name in names)
            cursor.executemany(
                f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE id = %s",
                list(zip(*columns, [one.pk for one in group], strict=True)),
            )


def column_of(field: models.Field, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """A field's values in all rows, as the database takes them."""
    name, default = field.attname, field.get_default()
    values = [row.get(name, default) for row in rows]
    prepare = preparation(field)
    return values if prepare is None else [prepare(value) for value in values]


def preparation(field: models.Field) -> Callable[[Any], Any] | None:
    """How a field's values are made ready; None where they can go as they are."""
    if isinstance(field, models.JSONField):
        encode = (field.encoder or json.JSONEncoder)().encode
        return lambda value: None if value is None else encode(value)
    if isinstance(field, models.DateField) and connection.vendor == "sqlite":
        return lru_cache(maxsize=4096)(lambda value: field.get_db_prep_save(value, connection))
    return None
