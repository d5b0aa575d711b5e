"""What a correction changes: the places of two tables whose rank or score is not the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Place = Mapping[str, Any]
COLUMNS = ("rank", "score", "reason")
"""What is compared: rank and score of a ranked place, the reason of an unranked one."""


def differences(former: Iterable[Place], now: Iterable[Place]) -> list[dict[str, Any]]:
    """Of each place that stands otherwise than before, or in one table alone: code, names, and `before` and `after`
    (rank and score, or the reason why it has none; None: not in that table). In the order of the later table, then what
    has gone.

    Both arguments are the ranked places of a table followed by its unranked ones.
    """
    before = {row["code"]: row for row in former}
    after = {row["code"]: row for row in now}
    found = []
    for code, row in {**after, **before}.items():
        was, has = standing(before.get(code)), standing(after.get(code))
        if was != has:
            named = after.get(code, row)
            names = {name: named.get(name, "") for name in ("name", "name_en", "county", "county_en")}
            found.append({"code": code, **names, "before": was, "after": has})
    return found


def standing(row: Place | None) -> dict[str, Any] | None:
    """How a place stands in a table, without what is not compared; None if it is not there."""
    return None if row is None else {name: row[name] for name in COLUMNS if name in row}
