"""What a single cell of a row can be at a glance: a running number, a head-count, a name."""

import re
from functools import lru_cache

from config.spreadsheets.rowkinds import EXAMPLE_MARK, FOOTER, ONLY_COUNT, end_of, is_nobody, squeezed, sum_of
from config.spreadsheets.types import Cell

PLAIN_NAME = re.compile(r"[^\d:：]{2,20}")
SERIAL_NUMBER = re.compile(r"[(（]?\d{1,6}(?:\.0*)?[)）、.．]?")
MOST_IN_A_GROUP = 1000
CODE = re.compile(r"\d{4,}")
TEXTS_KEPT = 16_384
"""Of so many texts it is kept what they can be: names return from day to day."""


def is_serial(cell: Cell) -> bool:
    """Whether a cell holds a running number."""
    return not isinstance(cell, str) or SERIAL_NUMBER.fullmatch(squeezed(cell)) is not None


def whole(cell: Cell) -> int | None:
    """A whole number, also as text and in brackets; None for anything else."""
    if isinstance(cell, int | float):
        return int(cell) if cell == int(cell) else None
    text = squeezed(cell).strip("()（）")
    return int(text) if text.isascii() and text.isdigit() else None


def is_head_count(cell: Cell) -> bool:
    """Whether a cell is no more than a count of people, such as 9人 or 9; a number as long as a code is none."""
    if isinstance(cell, str) and CODE.fullmatch(squeezed(cell)):
        return False
    if isinstance(cell, int | float):
        return cell < MOST_IN_A_GROUP
    return ONLY_COUNT.fullmatch(squeezed(cell)) is not None


def reads_as_name(cell: Cell) -> bool:
    """Whether a cell may be somebody's name."""
    text = squeezed(cell)
    return PLAIN_NAME.fullmatch(text) is not None and sum_of(text) is None


@lru_cache(maxsize=TEXTS_KEPT)
def names_somebody(cell: Cell) -> bool:
    """Whether a cell can be nothing but a name."""
    return isinstance(cell, str) and reads_as_name(cell) and not is_nobody(cell)


@lru_cache(maxsize=TEXTS_KEPT)
def opens_a_record(text: str) -> bool:
    """Whether the first text of a row neither sums up, signs, explains nor marks an example."""
    text = squeezed(text)
    return not (sum_of(text) or end_of(text) or EXAMPLE_MARK.match(text))


@lru_cache(maxsize=TEXTS_KEPT)
def is_worded(text: str) -> bool:
    """Whether a text is more than a count of people."""
    return not is_head_count(text)


def is_signed_unit(text: str) -> bool:
    """Whether a heading says whose rows follow in the words of a footer: 单位：双江镇."""
    return FOOTER.match(text) is not None and re.match("(?:填报)?(?:单位|部门|乡镇)", text) is not None
