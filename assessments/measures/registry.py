"""The list of measures, by key."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """What can be counted for a post segment."""

    key: str
    name: str
    unit: str


_MEASURES: dict[str, Measure] = {}


def registered() -> dict[str, Measure]:
    """All measures by key."""
    return dict(_MEASURES)


def choices() -> list[tuple[str, str]]:
    """For a form: (key, name) of every measure."""
    return [(m.key, m.name) for m in _MEASURES.values()]
