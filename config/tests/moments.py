"""Several people who do something at the same moment, each in a thread and with a connection of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

T = TypeVar("T")


def at_the_same_moment(deeds: Sequence[Callable[[], T]]) -> list[T]:
    """What each deed returned; they all start together."""
    start = threading.Barrier(len(deeds), timeout=10)

    def do(deed: Callable[[], T]) -> T:
        start.wait()
        try:
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))
