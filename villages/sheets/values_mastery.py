"""How well a skill is mastered and how that was verified, as lists call it."""

import re

from config.spreadsheets.cells import close_text, says_nothing
from config.spreadsheets.types import NOTHING, Cell, Value

LEVELS = (
    ("teacher", re.compile("传授|[能会可]教|教会|带徒|授课|指导(?:他人|别人|群众|农户|村民)")),
    ("basic", re.compile("指导下|协助下|帮助下|基本|初步")),
    ("skilled", re.compile("独立|单独|熟练")),
)
METHODS = (
    ("certificate", re.compile("证书|资格证|合格证|结业证|第三方")),
    ("examination", re.compile("考试|笔试|测试|测验")),
    ("result", re.compile("成效|实绩|效果|成果")),
    ("demonstration", re.compile("演示|示范|现场|操作")),
)
DENIED = re.compile("[不未没]")
"""What is denied is not understood: “cannot do it alone” is no degree of mastery."""
Words = tuple[tuple[str, re.Pattern[str]], ...]


def level(cell: Cell) -> Value:
    """The degree of mastery. Reason: LEVEL_UNKNOWN."""
    return worded(cell, LEVELS, "LEVEL_UNKNOWN")


def method(cell: Cell) -> Value:
    """How it was verified. Reason: METHOD_UNKNOWN."""
    return worded(cell, METHODS, "METHOD_UNKNOWN")


def worded(cell: Cell, words: Words, reason: str) -> Value:
    """The code whose words a cell has, the first of them; nothing for an empty cell."""
    text = close_text(cell)
    if says_nothing(text):
        return NOTHING
    found = None if DENIED.search(text) else next((code for code, word in words if word.search(text)), None)
    return Value(found) if found else Value(None, reasons=(reason,))
