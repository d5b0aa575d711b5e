"""The steps of an import in their order: read, find the tables, plan; and, once confirmed, write in one transaction."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, OperationalError, connection
from django.utils.translation import gettext as _

from config.journal import actions as journal
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.models import Batch
from config.spreadsheets.planning import Draft, Plan, Status, conclude
from config.spreadsheets.reading import read_tables
from config.spreadsheets.types import FileRefused, Reading
from config.spreadsheets.writing import Ledger
from config.transactions import one_snapshot

log = logging.getLogger(__name__)
LEVELS = (9, 6, 4, 2)
"""Lengths of the codes of divisions, the smallest division first."""


class NotWritten(Exception):
    """An import that stopped with nothing written; its text is a sentence for whoever started it."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def understand(kind: SheetKind, upload: Upload) -> Reading:
    """The tables of a file; FileRefused where it cannot be read, has no table, or a table lacks a column it needs."""
    reading = read_tables(upload.data, kind.layout)
    if not reading.tables:
        raise FileRefused("NO_TABLE", _("No table with the expected column headers was found in the file."))
    for table in reading.tables:
        for choice in kind.required:
            if not any(name in table.columns for name in choice):
                wanted = " / ".join(str(kind.labels.get(name, name)) for name in choice)
                raise FileRefused("COLUMN_MISSING", missing(table.sheet, table.header_rows, wanted))
    if not reading.count:
        raise FileRefused(
            "NO_ROWS",
            _(
                "The column headers are there, but no row is filled in under them. Fill in the table and try again."
            ),
        )
    return reading


def missing(sheet: str | None, header_rows: tuple[int, ...], wanted: str) -> str:
    """The sentence about a column that a table lacks."""
    row = header_rows[-1] if header_rows else 1
    return _("%(sheet)s: the header in row %(row)s has no column “%(wanted)s”. Add it and try again.") % {
        "sheet": sheet or _("The file"),
        "row": row,
        "wanted": wanted,
    }


def plan_of(kind: SheetKind, reading: Reading, context: Context) -> Plan:
    """What importing a file under a context would do now. Writes nothing; a fixed number of SELECTs."""
    return conclude(kind.name, context.as_of, reading, kind.plan(reading, context))


def preview(kind: SheetKind, upload: Upload, context: Context) -> Plan:
    """Read and plan. Writes nothing."""
    return plan_of(kind, understand(kind, upload), context)


def carry_out(
    *, kind: SheetKind, upload: Upload, context: Context, by: Any, expected: str | None = None
) -> tuple[Plan, Batch | None]:
    """Imports a file: plans it again inside the transaction that writes it, so that nothing changes silently.

    `expected` is the fingerprint of the plan that a person has seen; NotWritten if the plan is another one by now.
    Without anything new or changed there is no batch.
    """
    reading = understand(kind, upload)
    try:
        with alone():
            plan = plan_of(kind, reading, context)
            if expected is not None and plan.fingerprint() != expected:
                raise NotWritten(
                    _(
                        "Records have changed since this preview was made. Nothing was written; check the new preview."
                    )
                )
            return plan, write(kind, plan, upload, by)
    except (IntegrityError, OperationalError) as error:
        log.exception("an import of %s was rolled back", kind.name)
        raise NotWritten(
            _(
                "The database refused the import, perhaps because somebody changed the same records meanwhile. "
                "Nothing was written; try again."
            )
        ) from error


def write(kind: SheetKind, plan: Plan, upload: Upload, by: Any) -> Batch | None:
    """Writes a plan as one batch; None if there is nothing to write."""
    rows = [draft for draft in plan.rows if draft.status != Status.SAME]
    if not rows:
        return None
    batch = Batch.objects.create(
        kind=kind.name,
        file_name=os.path.basename(upload.name)[-255:],
        file_sha256=upload.sha256,
        as_of=plan.as_of,
        division_code=common_division(rows),
        counts=plan.counts,
        made_by=by,
    )
    kind.write(plan, Ledger(batch))
    journal.record(verb="import", obj=batch, by=by, before=None, after=journal.snapshot(batch), batch=batch)
    return batch


def common_division(rows: list[Draft]) -> str:
    """The code of the smallest division that holds all rows; "" if they share none."""
    codes = {draft.place for draft in rows}
    return next((code for n in LEVELS if len(code := min(codes)[:n]) == n and max(codes)[:n] == code), "")


@contextmanager
def alone() -> Iterator[None]:
    """A transaction in which no other import writes, and in which what was planned cannot change before it is written.

    SQLite: the transaction takes the write lock at its start. PostgreSQL: imports queue for a lock on the batches,
    taken before the snapshot; a record that somebody else changes after the snapshot makes the write fail.
    """
    outermost = not connection.in_atomic_block
    with one_snapshot():
        if connection.vendor == "postgresql" and outermost:
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE spreadsheets_batch IN SHARE ROW EXCLUSIVE MODE")
        yield
