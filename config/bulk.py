"""Many rows at once: `executemany` on SQLite, COPY on PostgreSQL, several times faster than `bulk_create`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def reserve_keys(model: type[models.Model], count: int) -> range | list[int]:
    """`count` primary keys that no other row has or will get. On SQLite the caller must hold the write lock, as every
    transaction of this site does."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [table, key, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
    return range(last + 1, last + 1 + count)


def insert(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes rows, each a sequence of values in the order of `fields` (`run_id` for a key of another row).

    Fields not named get no default of Django's: name every field that has no default in the database. Values are
    integers, texts, dates, None; `save()` and signals are not called.
    """
    columns = ", ".join(connection.ops.quote_name(column_of(model, field)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def column_of(model: type[models.Model], name: str) -> str:
    """The column of a field, found by its name or, for a key of another row, its attribute."""
    return next(f.column for f in model._meta.concrete_fields if name in (f.name, f.attname))
