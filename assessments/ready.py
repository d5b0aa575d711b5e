"""Schemes that are ready to begin from: the city's, and the practice of four counties and townships."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from assessments.models import Indicator, Scheme
from cadres.models import Division
from config.millionths import from_decimal

FOLDER = Path(__file__).resolve().parent / "data" / "schemes"
KEYS = ("city", "hecheng", "mayang", "guanzhuang", "zhupingpu")


@dataclass(frozen=True)
class ReadyScheme:
    """A scheme as its file tells it: numbers as texts of decimals, names in both languages."""

    key: str
    data: dict[str, Any]

    @property
    def label(self) -> str:
        """Its name and what it is about, in the language of the page."""
        in_language = "_en" if get_language() == "en" else ""
        return "{}: {}".format(self.data[f"name{in_language}"], self.data[f"about{in_language}"])

    def scheme(self, division: Division, year: int, version: int) -> Scheme:
        """A draft of a place and year; not saved."""
        limits = {name: millionths(self.data[name]) for name in LIMITS if name in self.data}
        names = {"name": self.data["name"], "name_en": self.data["name_en"]}
        return Scheme(division=division, year=year, version=version, **names, **limits)

    def indicators(self, scheme: Scheme) -> list[Indicator]:
        """Its indicators under a saved scheme; not saved."""
        return [
            Indicator(scheme=scheme, position=position, **values_of(line))
            for position, line in enumerate(self.data["lines"], 1)
        ]


LIMITS = ("own_points", "bonus_cap", "deduction_cap")
AS_THEY_ARE = ("section", "measure", "name", "name_en", "curve", "applies_to", "groups", "periods")


def values_of(line: dict[str, Any]) -> dict[str, Any]:
    """The fields of an indicator."""
    values = {name: line[name] for name in AS_THEY_ARE if name in line}
    for name in ("target", "points", "limit"):
        if name in line:
            values[name] = millionths(line[name])
    for name, (low, high) in line.get("bounds", {}).items():
        values[f"{name}_min"], values[f"{name}_max"] = millionths(low), millionths(high)
    if "steps" in line:
        values["steps"] = [[millionths(number) for number in step] for step in line["steps"]]
    return values


def millionths(text: str) -> int:
    return from_decimal(Decimal(text))


@cache
def ready_scheme(key: str) -> ReadyScheme:
    """The ready scheme with this key; KeyError if there is none."""
    if key not in KEYS:
        raise KeyError(key)
    return ReadyScheme(key, json.loads((FOLDER / f"{key}.json").read_text(encoding="utf-8")))


def choices() -> list[tuple[str, str]]:
    """For a form: (key, name and what it is about)."""
    return [(key, ready_scheme(key).label) for key in KEYS]
