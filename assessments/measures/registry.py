"""The list of measures, by key. Each file of measures lists its own as MEASURES."""

from __future__ import annotations

from django.utils.functional import Promise

from assessments.measures import households, learning, paired, people, purposes, rhythm, standing, visits
from assessments.measures.measure import Kind, Measure

__all__ = ["Kind", "Measure", "choices", "registered"]

_FILES = (
    visits,
    households,
    standing,
    purposes,
    rhythm,
    paired,
    learning,
    people,
)

_MEASURES: dict[str, Measure] = {measure.key: measure for file in _FILES for measure in file.MEASURES}


def registered() -> dict[str, Measure]:
    """All measures by key."""
    return dict(_MEASURES)


def choices() -> list[tuple[str, str | Promise]]:
    """For a form: (key, name) of every measure."""
    return [(m.key, m.name) for m in _MEASURES.values()]
