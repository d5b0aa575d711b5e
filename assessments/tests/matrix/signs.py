"""The places of the world, and the characters by which every text says of which of them it is."""

from __future__ import annotations

from typing import Any

HOME, SIBLING, BORDER, OTHER, ABROAD = "431226101", "431226102", "431227199", "431228100", "431302199"
"""Two townships of a county; one of the next county, whose code follows on theirs; one of a further county; one of
another city."""
SIGNS = {
    HOME: "龘", SIBLING: "麤", BORDER: "鱻", OTHER: "犇", ABROAD: "猋",
    "431226": "骉", "431227": "羴", "431228": "驫", "431302": "飝", "4312": "雥", "": "靐",
}  # fmt: skip
"""A character for each place, found nowhere else; "": for records that nobody sees."""
SIGNED = "鼎"
"""Follows the sign wherever a text bears it, so that a sign that was searched for is no text of the place."""


PLAIN_PLACES = ("43", "4312", "431226", "431226198")
"""Superiors of the home township, which pages name, and one that asks for a cadre of its neighbours. The names of the
superiors' schemes and indicators are public."""


def word(code: str) -> str:
    """What every text of a record at this place begins with."""
    return SIGNS.get(code, "〇") + SIGNED


KNOWN_BY = {"name", "name_en", "head_name", "number", "pinyin", "initials", "username", "email"}
"""Columns by which a record is known where another names it."""


def known_names(*records: Any) -> None:
    """Takes the word of their place from the names, and the numbers by which they are known, alone."""
    for obj in records:
        columns = {column.name for column in obj._meta.concrete_fields} & KNOWN_BY
        plain = dict.fromkeys(columns, f"来往{obj.pk}")
        type(obj)._base_manager.filter(pk=obj.pk).update(**plain)
        obj.refresh_from_db()
