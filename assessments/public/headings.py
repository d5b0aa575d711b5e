"""The column headings of a table as links that sort it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.filters import TableFilter

DESCENDING_FIRST = ("score", "n")


@dataclass(frozen=True)
class Heading:
    """A column: its key and label, how it is sorted now (ascending, descending or empty) and what a click asks."""

    key: str
    label: str
    sorted: str
    next: str


UNSORTED = ("county", "range", "group")


def headings(chosen: TableFilter) -> list[Heading]:
    labels = {
        "rank": _("Rank"),
        "range": _("Rank range"),
        "group": _("Within its class"),
        "name": _("Name"),
        "county": _("County"),
        "score": _("Score"),
        "n": _("Cadres"),
        "code": _("Code"),
    }
    shown = {"county": chosen.by_county, "range": chosen.ranged, "group": chosen.grouped}
    labels = {key: label for key, label in labels.items() if shown.get(key, True)}
    return [heading(key, label, chosen.order) for key, label in labels.items()]


def heading(key: str, label: str, order: str) -> Heading:
    if key in UNSORTED:
        return Heading(key, label, "", "")
    if order.removeprefix("-") != key:
        return Heading(key, label, "", f"-{key}" if key in DESCENDING_FIRST else key)
    descending = order.startswith("-")
    return Heading(key, label, "descending" if descending else "ascending", key if descending else f"-{key}")
