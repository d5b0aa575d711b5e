"""Cells and headings of tables of results: counts of papers, which evaluation it was, who took part."""

from __future__ import annotations

import re

from assessments.sheets.words import DEMOCRATIC, SATISFACTION, TAKING_PART
from config.spreadsheets.cells import close_text, says_nothing
from config.spreadsheets.types import NOTHING, Cell, Value

MOST = 1_000_000
"""More papers than that no place has."""
COUNT = re.compile(r"(\d{1,7})(?:\.0+)?[票张份人个]?")
KINDS = ((SATISFACTION, re.compile("满意")), (DEMOCRATIC, re.compile("民主|测评|评议")))
PEOPLE = {
    "by_people_served": re.compile("服务对象|办事群众|服务群众|被服务|帮扶对象|受助"),
    "by_village_cadres": re.compile("村(?:社区)?(?:主要)?干部|村支?两委|村支部|村主干|社区干部"),
    "by_deputies": re.compile("两代表一委员|代表委员|党代表|人大代表|政协委员"),
    "by_residents": re.compile("(?:群众|村民|居民)(?:代表)?"),
}
"""Who took part by what lists call them; what one has found is not read again for the next."""
BETWEEN = re.compile("[、,;/和及与等]+|代表$")
DRAWN = re.compile("抽")


def count(cell: Cell) -> int | None:
    """So many papers; None for an empty cell. ValueError for anything but a whole number."""
    text = close_text(cell)
    if says_nothing(text) and text != "无":
        return None
    found = COUNT.fullmatch("0" if text == "无" else text)
    if found is None or isinstance(cell, bool) or int(found[1]) > MOST:
        raise ValueError(text)
    return int(found[1])


def poll_kind(cell: Cell) -> Value:
    """Which evaluation it was. Reason: POLL_KIND_UNKNOWN."""
    text = close_text(cell)
    if says_nothing(text):
        return NOTHING
    found = next((code for code, words in KINDS if words.search(text)), None)
    return Value(found) if found else Value(None, reasons=("POLL_KIND_UNKNOWN",))


def taking_part(cell: Cell) -> Value:
    """Who took part, as the names of the fields that say so, parted by blanks. Reason: TAKING_PART_UNKNOWN."""
    text = close_text(cell)
    if says_nothing(text):
        return NOTHING
    found = set()
    for name, words in PEOPLE.items():
        rest = words.sub("", text)
        if rest != text:
            found.add(name)
        text = rest
    if not found or BETWEEN.sub("", text):
        return Value(None, reasons=("TAKING_PART_UNKNOWN",))
    return Value(" ".join(name for name in TAKING_PART if name in found))


def is_drawn(cell: Cell) -> bool:
    """Whether a cell says that those who were asked were drawn."""
    return DRAWN.search(close_text(cell)) is not None
