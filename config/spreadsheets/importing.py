"""The steps of an import in their order: read, find the tables, plan; and, once confirmed, write in one transaction."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, OperationalError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from config.journal import actions as journal
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.models import Batch
from config.spreadsheets.planning import Draft, Plan, Status, conclude
from config.spreadsheets.reading import read_tables
from config.spreadsheets.types import FileRefused, Reading
from config.spreadsheets.writing import Ledger
from config.transactions import one_snapshot
from config.uncollected import uncollected

log = logging.getLogger(__name__)
TOLD_EVERY = 500
"""Rows between two words about the progress."""
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
    check_tables(kind, reading)
    return reading


def check_tables(kind: SheetKind, reading: Reading) -> None:
    """FileRefused where there is no table, or a table lacks a column it needs."""
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


def missing(sheet: str | None, header_rows: tuple[int, ...], wanted: str) -> str:
    """The sentence about a column that a table lacks."""
    row = header_rows[-1] if header_rows else 1
    return _("%(sheet)s: the header in row %(row)s has no column “%(wanted)s”. Add it and try again.") % {
        "sheet": sheet or _("The file"),
        "row": row,
        "wanted": wanted,
    }


@uncollected()
def plan_of(kind: SheetKind, reading: Reading, context: Context) -> Plan:
    """What importing a file under a context would do now. Writes nothing; a fixed number of SELECTs."""
    return conclude(kind.name, context.as_of, reading, kind.plan(reading, context))


def preview(kind: SheetKind, upload: Upload, context: Context) -> Plan:
    """Read and plan. Writes nothing."""
    return plan_of(kind, understand(kind, upload), context)


def watched(reading: Reading, tell: Callable[[int, int], None] | None) -> Reading:
    """The same reading, which tells (rows taken, rows in all) from time to time while its rows are taken."""
    if tell is None or reading.stream is None:
        return reading
    return replace(reading, stream=telling(reading.stream, reading.count, tell))


def telling(stream: Iterator[Any], count: int, tell: Callable[[int, int], None]) -> Iterator[Any]:
    """The rows of a stream; reading them counts as four fifths of the work."""
    for number, row in enumerate(stream):
        if number % TOLD_EVERY == 0:
            tell(number, count + count // 4 + 1)
        yield row
    tell(count, count + count // 4 + 1)


def carry_out(*, kind: SheetKind, upload: Upload, context: Context, by: Any) -> tuple[Plan, Batch | None]:
    """Imports a file at once, in one transaction, without a preview: for commands.

    Without anything new, changed or asked of others there is no batch.
    """
    reading = understand(kind, upload)
    with all_or_none():
        plan = plan_of(kind, reading, context)
        if not plan.asks and all(draft.status == Status.SAME for draft in plan.rows):
            return plan, None
        batch = Batch(
            kind=kind.name,
            file_name=os.path.basename(upload.name)[-255:],
            file_sha256=upload.sha256,
            as_of=context.as_of,
            codes=list(context.codes),
            made_by=by,
        )
        write(kind, plan, batch)
        return plan, batch


@uncollected()
def write(kind: SheetKind, plan: Plan, batch: Batch) -> None:
    """Writes a plan, and what its refused rows ask of others, as the batch, which is applied by that. Joins the
    caller's transaction."""
    rows = [draft for draft in plan.rows if draft.status != Status.SAME] + plan.asks
    batch.state, batch.applied_at, batch.reason = Batch.State.APPLIED, timezone.now(), ""
    batch.counts, batch.division_code = plan.counts, common_division(rows)
    batch.save()
    ledger = Ledger(batch)
    kind.write(plan, ledger)
    if kind.after_write:
        kind.after_write(plan, ledger)
    if ledger.aside:
        batch.kept_aside = ledger.aside
        batch.save(update_fields=("kept_aside",))
    journal.record(
        verb="import", obj=batch, by=batch.made_by, before=None, after=journal.snapshot(batch), batch=batch
    )


def common_division(rows: list[Draft]) -> str:
    """The code of the smallest division that holds all rows; "" if they share none."""
    codes = {draft.place for draft in rows} or {""}
    return next((code for n in LEVELS if len(code := min(codes)[:n]) == n and max(codes)[:n] == code), "")


@contextmanager
def all_or_none() -> Iterator[None]:
    """As `alone`; where the database refuses what is written, NotWritten says so."""
    try:
        with alone():
            yield
    except (IntegrityError, OperationalError) as error:
        log.exception("an import was rolled back")
        raise NotWritten(
            _(
                "The database refused the import, perhaps because somebody changed the same records meanwhile. "
                "Nothing was written; try again."
            )
        ) from error


@contextmanager
def alone() -> Iterator[None]:
    """A transaction in which no other import writes, and in which what was planned cannot change before it is written.

    SQLite: the transaction takes the write lock at its start. PostgreSQL: imports queue for a lock on the batches,
    taken before the snapshot; a record that somebody else changes after the snapshot makes the write fail.
    """
    outermost = not connection.in_atomic_block
    with one_snapshot():
        if outermost:
            let_imports_wait()
        yield


def let_imports_wait() -> None:
    """Lets no import write until the transaction ends; on SQLite nobody else writes anyhow."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE spreadsheets_batch IN SHARE ROW EXCLUSIVE MODE")
