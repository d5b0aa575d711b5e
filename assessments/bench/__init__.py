"""Figures of speed, measured in one run on one machine. They are printed, never tested."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """What was done, how long it took in seconds, and what it is compared with."""

    name: str
    seconds: float
    floor: float | None = None

    def __str__(self) -> str:
        ratio = f"{self.seconds / self.floor:8.2f} ×" if self.floor else ""
        return f"{self.name:<64}{self.seconds * 1000:12.1f} ms{ratio}"


def timed(do: Callable[[], Any], times: int = 1) -> float:
    """The shortest of several runs, in seconds."""
    best = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        do()
        best = min(best, time.perf_counter() - began)
    return best
