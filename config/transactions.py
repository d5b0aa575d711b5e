"""Transactions that see one state of the data, and what is told when somebody else holds it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

BUSY_IN_POSTGRESQL = {"40001", "40P01", "55P03"}
"""Serialization failure, deadlock, lock not available."""
BUSY_IN_SQLITE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def is_busy(error: OperationalError) -> bool:
    """Whether a statement failed because somebody else writes the same records, and may succeed if tried again."""
    cause = error.__cause__
    extended = getattr(cause, "sqlite_errorcode", None) or 0
    return getattr(cause, "sqlstate", None) in BUSY_IN_POSTGRESQL or extended & 0xFF in BUSY_IN_SQLITE


def somebody_else_is_at_it() -> str:
    """What is said to a person whose work failed because the records are busy."""
    return _("Somebody else is working on the same records at this moment. Nothing was changed; try again.")


@contextmanager
def one_snapshot() -> Iterator[None]:
    """An atomic block all of whose reads see the same state of the data, whatever others write meanwhile.

    On SQLite every transaction holds the write lock. On PostgreSQL the isolation level is raised, which only the
    outermost transaction can do; inside another one this block sees what that one sees.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@contextmanager
def impatient(seconds: float) -> Iterator[None]:
    """An atomic block that waits only so long for what somebody else has locked, and then raises OperationalError.

    For writes that can as well be made later. Not inside another transaction: that one decides how long it waits.
    """
    usual = connection.settings_dict["OPTIONS"].get("timeout", 5)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
        try:
            with transaction.atomic():
                if connection.vendor == "postgresql":
                    cursor.execute(f"SET LOCAL lock_timeout = {int(seconds * 1000)}")
                yield
        finally:
            if connection.vendor == "sqlite":
                cursor.execute(f"PRAGMA busy_timeout = {int(usual * 1000)}")
