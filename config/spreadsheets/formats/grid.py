"""Rows as they are held: empty cells None, nothing trailing, within the limits."""

from collections.abc import Iterable, Sequence
from typing import Any

from config.spreadsheets.limits import Limits
from config.spreadsheets.types import Cell, FileRefused


def held(rows: Iterable[Sequence[Any]], limits: Limits) -> list[tuple[Cell, ...]]:
    """Rows of a reader as tuples. Raises FileRefused where a sheet is longer, wider or fuller than the limits."""
    kept: list[tuple[Cell, ...]] = []
    last = cells = 0
    for number, row in enumerate(rows, start=1):
        full = [None if type(cell) is str and (not cell or cell.isspace()) else cell for cell in row]
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


def check_size(number: int, width: int, limits: Limits) -> None:
    """Refuse a filled row too far down, or one that is too wide."""
    if number > limits.rows:
        raise FileRefused("SHEET_TOO_LONG")
    if width > limits.columns:
        raise FileRefused("SHEET_TOO_WIDE")


def sound(rows: list[tuple[Cell, ...]], limits: Limits) -> list[tuple[Cell, ...]]:
    """The same rows without NULs, which no database takes. Refuses cells longer than a worksheet allows."""
    longest, nuls = limits.text, False
    for row in rows:
        for cell in row:
            if type(cell) is str:
                if len(cell) > longest:
                    raise FileRefused("CELL_TOO_LONG")
                if "\0" in cell:
                    nuls = True
    return held(map(without_nuls, rows), limits) if nuls else rows


def without_nuls(row: Sequence[Cell]) -> list[Cell]:
    """The same cells, without the NULs in their texts."""
    return [cell.replace("\0", "") if type(cell) is str else cell for cell in row]
