"""Classes of townships for the demonstration. Streets are streets by name; the rest is drawn, not taken from life."""

from __future__ import annotations

from django.db import transaction

from assessments.demo import dice
from assessments.demo.batches import close, ledger
from cadres.models import Division, TownshipClass
from config.spreadsheets.writing import reserve

CLASSES = "classes of townships"
SHARE_NEAR_TOWN, SHARE_RESETTLEMENT = 0.2, 0.06

Kind = TownshipClass.Kind


@transaction.atomic
def make_classes() -> int:
    """One class for each township, from always on."""
    book = ledger(CLASSES)
    towns = list(Division.objects.townships().order_by("code").values_list("id", "code", "name"))
    keys = reserve(TownshipClass, len(towns))
    rows = [
        {"id": key, "division_id": town, "kind": class_of(code, name)}
        for key, (town, code, name) in zip(keys, towns, strict=True)
    ]
    book.add(TownshipClass, rows, [code for _town, code, _name in towns])
    return close(book, len(rows))


def class_of(code: str, name: str) -> str:
    """A street by its name; else near a town, a resettlement area or, most often, in the mountains."""
    if name.endswith("街道"):
        return Kind.STREET
    drawn = dice("class", code).random()
    if drawn < SHARE_NEAR_TOWN:
        return Kind.NEAR_TOWN
    return Kind.RESETTLEMENT if drawn < SHARE_NEAR_TOWN + SHARE_RESETTLEMENT else Kind.MOUNTAIN
