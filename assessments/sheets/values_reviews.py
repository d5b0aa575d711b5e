"""Grades of reviews as lists call them."""

from __future__ import annotations

from config.spreadsheets.cells import close_text, says_nothing
from config.spreadsheets.types import NOTHING, Cell, Value

GRADES = {
    "good": ("好", "优", "优秀", "优等"),
    "fairly_good": ("较好", "良", "良好", "良等"),
    "fair": ("一般", "中", "中等"),
    "poor": ("差", "较差", "差等"),
}
CODES = {word: code for code, words in GRADES.items() for word in words}


def grade(cell: Cell) -> Value:
    """The grade of a review. Reason: GRADE_UNKNOWN."""
    text = close_text(cell)
    if says_nothing(text):
        return NOTHING
    code = CODES.get(text)
    return Value(code) if code else Value(None, reasons=("GRADE_UNKNOWN",))
