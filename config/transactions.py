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
