"""The rows of one block of columns: raw cells by field, with merged cells filled down and ditto marks resolved."""

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from operator import itemgetter

from config.spreadsheets.cells import DITTO
from config.spreadsheets.header_blocks import Block
from config.spreadsheets.labels import SERIAL
from config.spreadsheets.merges import Merges, Reaching
from config.spreadsheets.types import Cell, Merge, Place, Record, Row, Sheet

DITTO_LOST = "DITTO"
"""What is told of a ditto mark with nothing above it, in place of the error of a formula."""
NOTHING_TOLD: dict[str, str] = {}


class BlockRows:
    """The rows of one block: raw cells by field, with merged cells filled down and ditto marks resolved."""

    def __init__(self, sheet: Sheet, merges: Merges, block: Block, multiple: set[str], start: int) -> None:
        """`start`: the first row under the header."""
        self.sheet = sheet
        self.rows: list[Row] = []
        self.columns = {field: at for field, at in block.columns.items() if field != SERIAL}
        self.serial = block.columns.get(SERIAL, (0,))[0]
        self.fields = [field for field in self.columns if field not in multiple]
        self.several = [field for field in self.columns if field in multiple]
        self.names = (*self.fields, *self.several)
        self.width = max((column for at in self.columns.values() for column in at), default=0)
        self.pick = picker([self.columns[field][0] - 1 for field in self.fields])
        mapped = {column for at in self.columns.values() for column in at}
        self.merges = Reaching(merges, start, lambda merge: merge.top < merge.bottom and merge.left in mapped)
        self.several_said: dict[tuple[Cell, ...], tuple[Cell, ...]] = {}
        self.odd_rows = {row for row, _ in (*sheet.shown, *sheet.lost)}
        self.above: tuple[Cell, ...] = ()

    def cells(self, number: int) -> tuple[Cell, ...]:
        """The cells of a row up to the block's last column, merged ones filled; from top to bottom."""
        cells = self.sheet.rows[number - 1]
        if len(cells) < self.width:
            cells = cells + (None,) * (self.width - len(cells))
        if filled := {m.left: self.first_of(m) for m in self.merges.at(number) if m.top < number}:
            cells = tuple([filled.get(column, cell) for column, cell in enumerate(cells, start=1)])
        return cells

    def first_of(self, merge: Merge) -> Cell:
        """The value of a merge."""
        cells = self.sheet.rows[merge.top - 1]
        return cells[merge.left - 1] if merge.left <= len(cells) else None

    def add(self, number: int, group: str | None) -> None:
        """Take a row in."""
        cells = self.cells(number)
        lost = self.told(self.sheet.lost, number)
        if not DITTO.isdisjoint(cells):
            above = self.above or (None,) * len(cells)
            lost = {**lost, **self.dittos_of_nothing(cells, above)}
            cells = tuple(
                [old if cell in DITTO else cell for cell, old in zip_longest(cells, above[: len(cells)])]
            )
        self.above = cells
        several = [self.several_of(cells, field) for field in self.several]
        values = Record(self.names, (*self.pick(cells), *several))
        self.rows.append(
            Row(
                number=number,
                values=values,
                group=group,
                hidden=number in self.sheet.hidden_rows,
                struck=number in self.sheet.struck_rows,
                shown=self.told(self.sheet.shown, number),
                lost=lost,
            )
        )

    def dittos_of_nothing(self, cells: Sequence[Cell], above: Sequence[Cell]) -> dict[str, str]:
        """Field -> DITTO_LOST, of those whose ditto mark stands under an empty cell."""
        return {
            field: DITTO_LOST
            for field, at in self.columns.items()
            for column in at
            if cells[column - 1] in DITTO and (len(above) < column or above[column - 1] is None)
        }

    def several_of(self, cells: tuple[Cell, ...], field: str) -> tuple[Cell, ...]:
        """The cells of a field with several columns; rows that say the same share them."""
        said = tuple([cells[column - 1] for column in self.columns[field]])
        return self.several_said.setdefault(said, said)

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
