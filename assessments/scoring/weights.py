"""Points add up to 100 for every class of cadres in every class of townships."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Protocol

from config.millionths import ratio

HUNDRED = 100_000_000
"""One hundred points, in millionths."""

CLASSES = ("leader", "ordinary")

GROUPS = ("street", "near_town", "mountain", "resettlement")
"""Classes of townships: street, near a town, in the mountains, resettlement area."""

UNGROUPED = "none"
"""A township without a class, and the offices of counties and cities."""


class Weighted(Protocol):
    """What is needed of an indicator: `points` in millionths, `applies_to` leader, ordinary or both, and the
    `groups` of townships it is meant for, none: all."""

    @property
    def points(self) -> int: ...

    @property
    def applies_to(self) -> str: ...

    @property
    def groups(self) -> Collection[str]: ...


def applies(indicator: Weighted, post_class: str, group: str) -> bool:
    """Whether an indicator is meant for a class of cadres in a class of townships."""
    return indicator.applies_to in ("both", post_class) and (
        not indicator.groups or group in indicator.groups
    )


def weight_sums(indicators: Iterable[Weighted]) -> dict[tuple[str, str], int]:
    """The sum of points, in millionths, for each (class of cadres, class of townships)."""
    found = list(indicators)
    return {
        (post_class, group): sum(i.points for i in found if applies(i, post_class, group))
        for post_class in CLASSES
        for group in (UNGROUPED, *GROUPS)
    }


def full_points(points: Iterable[int], apply: Sequence[bool]) -> list[int]:
    """How many points, in millionths, each indicator can bring where only some of them apply: those make exactly 100,
    the others are 0."""
    meant = tuple(one for one, holds in zip(points, apply, strict=True) if holds)
    full = iter(scaled(meant))
    return [next(full) if holds else 0 for holds in apply]


@lru_cache(maxsize=4096)
def scaled(points: tuple[int, ...]) -> tuple[int, ...]:
    """Points in millionths scaled so that they make exactly 100; as they are where they do already.

    Each is the difference of two rounded running sums, so that not a millionth is lost between them.
    """
    whole = sum(points)
    if whole in (0, HUNDRED):
        return points
    result, running, before = [], 0, 0
    for one in points:
        running += one
        after = ratio(running * HUNDRED, whole)
        result.append(after - before)
        before = after
    return tuple(result)
