"""Rows as they are held: empty cells None, nothing trailing, within the limits."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from config.spreadsheets.limits import Limits
from config.spreadsheets.types import Cell, FileRefused


def held(rows: Iterable[Sequence[Any]], limits: Limits) -> list[tuple[Cell, ...]]:
    """Rows of a reader as tuples. Raises FileRefused where a sheet is longer, wider or fuller than the limits."""
    kept: list[tuple[Cell, ...]] = []
    last = cells = 0
    for number, row in enumerate(rows, start=1):
        full = [bearable(cell) if type(cell) in (str, float) else cell for cell in row]
        while full and full[-1] is None:
            full.pop()
        if full:
            check_size(number, len(full), limits)
            last = number
            cells += len(full)
        if cells > limits.cells:
            raise FileRefused("TOO_MANY_CELLS")
        if number <= limits.rows:
            kept.append(tuple(full))
    del kept[last:]
    return kept


def bearable(cell: str | float) -> Cell:
    """A text or a number as it is held: None for a blank, no NUL (no database takes it), and what is not a number, or
    beyond all numbers, as text."""
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else str(cell)
    if "\0" in cell:
        cell = cell.replace("\0", "")
    return cell if cell and not cell.isspace() else None


def check_size(number: int, width: int, limits: Limits) -> None:
    """Refuse a filled row too far down, or one that is too wide."""
    if number > limits.rows:
        raise FileRefused("SHEET_TOO_LONG")
    if width > limits.columns:
        raise FileRefused("SHEET_TOO_WIDE")


def check_texts(rows: Iterable[Sequence[Any]], limits: Limits) -> None:
    """Refuse cells longer than a worksheet allows."""
    longest = limits.text
    for row in rows:
        for cell in row:
            if type(cell) is str and len(cell) > longest:
                raise FileRefused("CELL_TOO_LONG")
