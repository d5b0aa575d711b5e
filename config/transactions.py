"""Transactions that see one state of the data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


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
