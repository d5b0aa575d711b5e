"""Points add up to 100 for every class."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

HUNDRED = 100_000_000
"""One hundred points, in millionths."""

CLASSES = ("leader", "ordinary")


class Weighted(Protocol):
    """What is needed of an indicator: `points` in millionths, `applies_to` leader, ordinary or both."""

    @property
    def points(self) -> int: ...

    @property
    def applies_to(self) -> str: ...


def applies(indicator: Weighted, post_class: str) -> bool:
    """Whether an indicator is meant for a class."""
    return indicator.applies_to in ("both", post_class)


def weight_sums(indicators: Iterable[Weighted]) -> dict[str, int]:
    """The sum of points for each class, in millionths."""
    found = list(indicators)
    return {c: sum(i.points for i in found if applies(i, c)) for c in CLASSES}
