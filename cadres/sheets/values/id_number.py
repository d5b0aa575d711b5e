"""Citizens' identity numbers (GB 11643-1999)."""

import re
from datetime import date
from operator import mul

from config.spreadsheets.cells import close_text, says_nothing
from config.spreadsheets.types import Cell, Value

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
EXACT = 2**53
"""From here on a number in a worksheet no longer has all its digits."""
SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
WRAPPERS = "=\"'`‘’“”′,;.、。"
ABSENT = Value(None, warnings=("ID_ABSENT",))


def id_number(cell: Cell, as_of: date) -> Value:
    """An identity number of 18 characters, of somebody born by the as-of date.

    Whether digits were lost is decided by the cell's type: a number that passes the check digit by luck is still lost.
    Warnings: ID_ABSENT, ID_15_CONVERTED. Reasons: ID_PRECISION_LOST, ID_BAD_CHAR, ID_BAD_LENGTH, ID_BAD_DATE,
    ID_CHECK_DIGIT.
    """
    if cell is None:
        return ABSENT
    if isinstance(cell, int | float) and abs(cell) >= EXACT:
        return refused("ID_PRECISION_LOST")
    text = close_text(cell).upper().strip(WRAPPERS)
    if says_nothing(text):
        return ABSENT
    if SCIENTIFIC.fullmatch(text) or re.fullmatch(r"\d{16,}\.0+", text):
        return refused("ID_PRECISION_LOST")
    if not re.fullmatch(r"[0-9]+X?", text) or (text.endswith("X") and len(text) == 15):
        return refused("ID_BAD_CHAR")
    if len(text) == 15:
        return of_first_generation(text)
    return checked(text, as_of)


def of_first_generation(text: str) -> Value:
    """A number of 15 digits, issued until 1999: the century and the check character were added later."""
    body = f"{text[:6]}19{text[6:]}"
    if birth_date_of(body) is None:
        return refused("ID_BAD_DATE")
    return Value(body + check_character(body), warnings=("ID_15_CONVERTED",))


def checked(text: str, as_of: date) -> Value:
    """A number of 18 characters, if its date and its check character are right."""
    if len(text) != 18:
        return refused("ID_BAD_LENGTH")
    right = check_character(text) == text[17]
    if not right and text.endswith("000"):
        return refused("ID_PRECISION_LOST")
    born = birth_date_of(text)
    if born is None or born > as_of:
        return refused("ID_BAD_DATE")
    return Value(text) if right else refused("ID_CHECK_DIGIT")


def refused(reason: str) -> Value:
    """No number, and why the row cannot come in."""
    return Value(None, reasons=(reason,))


def check_character(number: str) -> str:
    """The eighteenth character, from the first seventeen digits (ISO 7064:1983, MOD 11-2)."""
    return CHECK_CHARACTERS[sum(map(mul, WEIGHTS, map(int, number[:17]))) % 11]


def birth_date_of(number: str) -> date | None:
    """The date of birth in a number of 18 characters; None if the calendar has no such day."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if born.year >= 1900 else None


def gender_of(number: str) -> str:
    """男 or 女, by the seventeenth digit."""
    return "男" if int(number[16]) % 2 else "女"


def contradicts_gender(number: str | None, gender: str | None) -> bool:
    """Whether the sex column says something else than the number: one of the two is wrong (GENDER_ID_MISMATCH)."""
    return bool(number and gender) and gender_of(str(number)) != gender
