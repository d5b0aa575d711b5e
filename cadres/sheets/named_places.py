"""What follows from the name of a place: its pinyin and, unless another one is told, its English name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cadres.pinyin import place_pinyin
from cadres.place_names import english_name
from cadres.sheets.entries import Stored

LONGEST = {"name": 50, "name_en": 100}


def new_place(record: Mapping[str, Any]) -> dict[str, str]:
    """The names of a place that a row tells of first."""
    return {**following(record["name"]), "name": record["name"], **told_in_english(record)}


def corrected_place(record: Mapping[str, Any], stored: Stored) -> dict[str, str]:
    """The names of a stored place as a row tells them. The usual English name of the old name gives way with it."""
    name, english = stored.values["name"], stored.values["name_en"]
    if record["name"] is None or stored.is_called(record["name"]):
        return told_in_english(record)
    usual = english == following(name)["name_en"] and record["name_en"] in (None, english)
    kept = {"name_en": english} | told_in_english(record)
    return {**following(record["name"]), "name": record["name"], **({} if usual else kept)}


def following(name: str) -> dict[str, str]:
    """What the site itself makes of a name."""
    return {"name_en": english_name(name)[: LONGEST["name_en"]], "pinyin": place_pinyin(name)}


def told_in_english(record: Mapping[str, Any]) -> dict[str, str]:
    return {"name_en": record["name_en"]} if record["name_en"] else {}
