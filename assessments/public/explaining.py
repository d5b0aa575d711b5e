"""A place's score in sentences, from a frozen table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Edition, Indicator
from config.millionths import ONE, to_text


def explain(edition: Edition, code: str) -> list[str]:
    """What made up the score of a ranked place, where most was left, how it lies to the others; [] for any other."""
    row = next((row for row in edition.rows if row["code"] == code), None)
    if row is None:
        return []
    full = {section: millionths(points) for section, points in row.get("full", {}).items()}
    return [
        *of_sections(row, full),
        *most_left(row, full),
        *of_the_others(edition, row),
        *of_late_entries(row),
    ]


def of_sections(row: Mapping[str, Any], full: Mapping[str, int]) -> Iterator[str]:
    """“Learning brought 23.31 of 30 points.”, a sentence a section."""
    for section, label in Indicator.Section.choices:
        if section in row["sections"]:
            words = {"section": capfirst(label), "points": row["sections"][section]}
            if section in full:
                words["full"] = to_text(full[section])
                yield _("%(section)s brought %(points)s of %(full)s points.") % words
            else:
                yield _("%(section)s brought %(points)s points.") % words


def most_left(row: Mapping[str, Any], full: Mapping[str, int]) -> Iterator[str]:
    """The section in which most points were left, if any were."""
    labels = dict(Indicator.Section.choices)
    left = {
        section: points - millionths(row["sections"][section])
        for section, points in full.items()
        if section in row["sections"]
    }
    section = max(left, key=lambda one: left[one], default=None)
    if section is not None and left[section] > 0:
        yield _("Most was left in “%(section)s”: %(points)s points.") % {
            "section": labels[section],
            "points": to_text(left[section]),
        }


def of_the_others(edition: Edition, row: Mapping[str, Any]) -> Iterator[str]:
    """How the score lies to the median of the ranked places, if there are others."""
    scores = sorted(one["score_millionths"] for one in edition.rows)
    if len(scores) < 2:
        return
    middle = (scores[(len(scores) - 1) // 2] + scores[len(scores) // 2]) // 2
    more = row["score_millionths"] - middle
    words = {"count": len(scores), "median": to_text(middle), "difference": to_text(abs(more))}
    if more >= 0:
        sentence = _(
            "The middle one of the %(count)s ranked places has %(median)s points; this one %(difference)s more."
        )
    else:
        sentence = _(
            "The middle one of the %(count)s ranked places has %(median)s points; this one %(difference)s less."
        )
    yield sentence % words


def of_late_entries(row: Mapping[str, Any]) -> Iterator[str]:
    """How many of its visits were entered late, if any were."""
    late = row.get("late", 0)
    if late:
        yield ngettext(
            "%(late)s visit counted here was entered late.",
            "%(late)s visits counted here were entered late.",
            late,
        ) % {"late": late}


def millionths(text: str) -> int:
    """A frozen text with two decimals as millionths."""
    whole, _dot, hundredths = text.lstrip("-").partition(".")
    value = int(whole) * ONE + int(hundredths or 0) * ONE // 100
    return -value if text.startswith("-") else value
