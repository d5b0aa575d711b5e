"""A sheet cut between two columns, where what stands right of them is a sheet of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from config.spreadsheets.headers import Header, find_headers
from config.spreadsheets.types import Ignored, Kind, Sheet


def cut_at(sheet: Sheet, column: int) -> tuple[Sheet, Sheet]:
    """What stands left of a column, and what stands in it and right of it; every cell keeps its place."""
    gap = (None,) * (column - 1)
    left = [row[: column - 1] for row in sheet.rows]
    right = [(*gap, *row[column - 1 :]) for row in sheet.rows]
    return (
        replace(sheet, rows=left, merges=tuple(merge for merge in sheet.merges if merge.left < column)),
        replace(sheet, rows=right, merges=tuple(merge for merge in sheet.merges if merge.left >= column)),
    )


def tables_apart(sheet: Sheet, kind: Kind) -> list[tuple[Sheet, list[Header]]]:
    """The parts of a sheet that are walked by themselves, from left to right, with their headers: several where a
    table begins beside the rows of another and no table reaches over its first column."""
    beside: set[int] = set()
    headers = find_headers(sheet, kind, beside)
    column = min(beside, default=0)
    blocks = [block for header in headers for block in header.blocks]
    if not column or any(block.first < column <= block.last for block in blocks):
        return [(sheet, headers)]
    left, right = cut_at(sheet, column)
    parts = [(left, find_headers(left, kind)), *tables_apart(right, kind)]
    return parts if all(own for _part, own in parts) else [(sheet, headers)]


def ignored_once(ignored: Iterable[Ignored], records: set[int]) -> list[Ignored]:
    """The rows of a sheet in parts that hold a record in none of them, each once, by the part that says most."""
    told: dict[int, Ignored] = {}
    for row in ignored:
        if row.row not in records and (row.row not in told or says_more(row, told[row.row])):
            told[row.row] = row
    return [told[row] for row in sorted(told)]


def says_more(row: Ignored, other: Ignored) -> bool:
    """Whether a row says more in one part than in another."""
    blanks: Sequence[str] = ("blank_numbered", "blank")
    return other.kind in blanks and row.kind not in blanks
