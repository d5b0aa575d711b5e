"""The rows of one block of columns: raw cells by field, with merged cells filled down and ditto marks resolved."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from operator import itemgetter

from config.spreadsheets.headers import Block
from config.spreadsheets.labels import SERIAL
from config.spreadsheets.types import Cell, Place, Record, Row, Sheet

DITTO = frozenset(
    (
        "同上",
        "同 上",
        "同  上",
        "同\u3000上",
        "同上。",
        "〃",
        "″",
        '"',
        "＂",
        "''",
        "〞",
        "“",
        "”",
        "同上行",
        "上同",
        "々",
        "...",
        "…",
        "……",
    )
)
NOTHING_TOLD: dict[str, str] = {}


class BlockRows:
    """The rows of one block: raw cells by field, with merged cells filled down and ditto marks resolved."""

    def __init__(self, sheet: Sheet, block: Block, multiple: set[str], start: int, end: int) -> None:
        self.sheet = sheet
        self.rows: list[Row] = []
        self.columns = {field: at for field, at in block.columns.items() if field != SERIAL}
        self.serial = block.columns.get(SERIAL, (0,))[0]
        self.fields = [field for field in self.columns if field not in multiple]
        self.several = [field for field in self.columns if field in multiple]
        self.names = (*self.fields, *self.several)
        self.width = max((column for at in self.columns.values() for column in at), default=0)
        self.pick = picker([self.columns[field][0] - 1 for field in self.fields])
        self.filled = dict(filled_down(sheet, self.columns, start, end))
        self.filled_rows = {row for row, _ in self.filled}
        self.odd_rows = {row for row, _ in (*sheet.shown, *sheet.lost)}
        self.above: tuple[Cell, ...] = ()

    def cells(self, number: int) -> tuple[Cell, ...]:
        """The cells of a row up to the block's last column, merged ones filled."""
        cells = self.sheet.rows[number - 1]
        if len(cells) < self.width:
            cells = cells + (None,) * (self.width - len(cells))
        if number in self.filled_rows:
            cells = tuple(
                [self.filled.get((number, column), cell) for column, cell in enumerate(cells, start=1)]
            )
        return cells

    def add(self, number: int, group: str | None) -> None:
        """Take a row in."""
        cells = self.cells(number)
        if not DITTO.isdisjoint(cells):
            above = self.above or (None,) * len(cells)
            cells = tuple(
                [old if cell in DITTO else cell for cell, old in zip_longest(cells, above[: len(cells)])]
            )
        self.above = cells
        several = [tuple([cells[column - 1] for column in self.columns[field]]) for field in self.several]
        values = Record(self.names, (*self.pick(cells), *several))
        self.rows.append(
            Row(
                number=number,
                values=values,
                group=group,
                hidden=number in self.sheet.hidden_rows,
                struck=number in self.sheet.struck_rows,
                shown=self.told(self.sheet.shown, number),
                lost=self.told(self.sheet.lost, number),
            )
        )

    def told(self, texts: Mapping[Place, str], number: int) -> dict[str, str]:
        """Field -> text, of the places in this row."""
        if number not in self.odd_rows:
            return NOTHING_TOLD
        return {
            field: texts[number, column]
            for field, at in self.columns.items()
            for column in at
            if (number, column) in texts
        }


def picker(indexes: Sequence[int]) -> Callable[[tuple[Cell, ...]], tuple[Cell, ...]]:
    """A function that picks these cells of a row, always as a tuple."""
    if len(indexes) > 1:
        return itemgetter(*indexes)
    return lambda cells: tuple([cells[index] for index in indexes])


def filled_down(
    sheet: Sheet, columns: dict[str, tuple[int, ...]], start: int, end: int
) -> Iterator[tuple[tuple[int, int], Cell]]:
    """((row, column), value) for the cells under the first of each vertical merge, in mapped columns of these rows."""
    mapped = {column for at in columns.values() for column in at}
    for merge in sheet.merges:
        if merge.bottom > merge.top >= start and merge.left in mapped and merge.top < end:
            cells = sheet.rows[merge.top - 1]
            value = cells[merge.left - 1] if merge.left <= len(cells) else None
            for row in range(merge.top + 1, min(merge.bottom, end - 1) + 1):
                yield (row, merge.left), value
