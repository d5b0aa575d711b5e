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
        width = len(row)
        while width and (row[width - 1] == "" or row[width - 1] is None):
            width -= 1
        if not width:
            if number <= limits.rows:
                kept.append(())
            continue
        if number > limits.rows:
            raise FileRefused("SHEET_TOO_LONG")
        if width > limits.columns:
            raise FileRefused("SHEET_TOO_WIDE")
        last = number
        cells += width
        if cells > limits.cells:
            raise FileRefused("TOO_MANY_CELLS")
        kept.append(tuple([None if cell == "" else cell for cell in row[:width]]))
    del kept[last:]
    return kept


def check_texts(rows: Iterable[Sequence[Any]], limits: Limits) -> None:
    """Refuse cells longer than a worksheet allows."""
    longest = limits.text
    for row in rows:
        for cell in row:
            if type(cell) is str and len(cell) > longest:
                raise FileRefused("CELL_TOO_LONG")
