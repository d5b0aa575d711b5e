"""The fastest way of rows into a table: `executemany` of the driver on SQLite, COPY on PostgreSQL.

For the floor of the imports alone: it shares nothing with the way in which imports write.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.utils import timezone

from config.journal import actions as journal
from config.journal.models import Entry
from config.spreadsheets.models import Batch
from config.spreadsheets.writing import journalled, reserve


class Pile:
    """Rows of one table, all written at once. `names` differ from row to row and stand in it as the database takes
    them, the key first; all other columns are the same in every row: `shared`, else the default."""

    def __init__(self, model: type[models.Model], names: Sequence[str], /, **shared: Any) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields}
        rest = {name: field.get_default() for name, field in fields.items() if name not in names} | shared
        told = {field.attname for field in journalled(model)}
        self.model, self.names = model, names
        self.columns = [str(fields[name].column) for name in (*names, *rest)]
        self.shared = tuple(fields[name].get_db_prep_save(value, connection) for name, value in rest.items())
        common = {name: value for name, value in rest.items() if name in told}
        self.told_of_all: dict[str, Any] = json.loads(json.dumps(common, cls=DjangoJSONEncoder))
        self.told = [(at, name) for at, name in enumerate(names) if name in told]
        self.rows: list[tuple[Any, ...]] = []

    def write(self) -> None:
        """All rows, in one statement."""
        quote = connection.ops.quote_name
        table, names = quote(self.model._meta.db_table), ", ".join(map(quote, self.columns))
        rows = (row + self.shared for row in self.rows)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * len(self.columns))
            connection.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)

    def write_journal(self, places: Sequence[str], batch: Batch) -> None:
        """An entry of the journal for each row, which was born in the division with the code beside it."""
        entries = Pile(
            Entry,
            ("id", "object_id", "division_code", "after"),
            model=self.model._meta.label_lower,
            verb="create",
            at=batch.made_at,
            batch_id=batch.pk,
        )
        encode = json.JSONEncoder().encode
        for key, row, place in zip(reserve(Entry, len(self.rows)), self.rows, places, strict=True):
            after = self.told_of_all | {name: row[at] for at, name in self.told}
            entries.rows.append((key, row[0], place, encode(after)))
        entries.write()


def new_batch(kind: str, as_of: datetime.date, rows: int) -> Batch:
    """The batch that the rows of a floor belong to, with its entry in the journal."""
    now = timezone.now()
    counts = {"rows": rows, "new": rows, "changed": 0, "same": 0, "refused": 0, "ignored": 0}
    batch = Batch(kind=kind, file_name="floor", as_of=as_of, counts=counts, made_at=now, applied_at=now)
    batch.save()
    journal.record(verb="import", obj=batch, by=None, before=None, after=journal.snapshot(batch), batch=batch)
    return batch
