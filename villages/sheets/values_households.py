"""Why a household is to be visited first, as lists call it."""

import re

from config.spreadsheets.cells import close_text, says_nothing
from config.spreadsheets.types import NOTHING, Cell, Value

WORDS = (
    ("party_hardship", re.compile("困难(?:老)?党员")),
    ("hardship", re.compile("困难|贫困|低保|五保|特困")),
    ("village_cadre", re.compile("村主干|村干|骨干|村组干部")),
    ("large_producer", re.compile("大户|种养|养殖|种植")),
    ("grievance", re.compile("信访|上访|纠纷|矛盾")),
    ("science", re.compile("科技")),
)
MASKED = "须先走访"
"""What files that were taken out say in place of hardship and dispute; read, it changes nothing."""
BETWEEN = re.compile(r"[、，,;；/\s]+")


def categories(cell: Cell) -> Value:
    """The categories that a cell names, as codes with a space between, in their own order. What is not understood is
    left out, with the warning CATEGORY_UNKNOWN."""
    parts = [
        part
        for part in BETWEEN.split("" if cell is None else str(cell))
        if not says_nothing(close_text(part)) and part != MASKED
    ]
    found = {part: next((code for code, word in WORDS if word.search(part)), None) for part in parts}
    known = [code for code, _word in WORDS if code in found.values()]
    warnings = ("CATEGORY_UNKNOWN",) if None in found.values() else ()
    return Value(" ".join(known) or None, warnings=warnings) if parts else NOTHING
