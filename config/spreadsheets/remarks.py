"""What is remarked on a sheet beside its rows: what was seen in it and not read."""

from collections.abc import Iterator, Sequence

from config.spreadsheets.glances import is_serial
from config.spreadsheets.labels import LabelBook
from config.spreadsheets.types import Cell, Kind, Sheet, Table


def remarks_on(sheet: Sheet, tables: Sequence[Table], kind: Kind) -> Iterator[str]:
    """The codes of what there is to remark on a sheet of tables: COLOURED where colour sets some rows of data apart,
    BESIDE_TABLE where texts stand in columns without a header, SECOND_PERSON where a second column of names is no block
    of its own."""
    coloured = {row.number in sheet.coloured_rows for table in tables for row in table.rows}
    if sheet.coloured_rows and len(coloured) == 2:
        yield "COLOURED"
    if any(stands_beside(sheet, table) for table in tables):
        yield "BESIDE_TABLE"
    book, person = LabelBook(kind), {column.field for column in kind.columns if column.person}
    matches = [match for table in tables for label in table.unmapped if (match := book.match(label))]
    if any(match.exact and match.field in person for match in matches):
        yield "SECOND_PERSON"


def stands_beside(sheet: Sheet, table: Table) -> bool:
    """Whether a row of a table has a text in a column over which no header stands."""
    headed = headed_columns(sheet, table.header_rows)
    width = max(headed, default=0)
    gaps = [column - 1 for column in range(1, width + 1) if column not in headed]
    return any(
        any(map(says_something, cells[width:]))
        or any(says_something(cells[at]) for at in gaps if at < len(cells))
        for row in table.rows
        if len(cells := sheet.rows[row.number - 1]) > width or gaps
    )


def headed_columns(sheet: Sheet, header_rows: Sequence[int]) -> set[int]:
    """The columns under the cells of a header, merged ones in their whole width."""
    filled = {
        column
        for row in header_rows
        for column, cell in enumerate(sheet.rows[row - 1], start=1)
        if cell is not None
    }
    merged = (
        range(merge.left, merge.right + 1)
        for merge in sheet.merges
        if merge.top in header_rows and merge.left in filled
    )
    return filled.union(*merged)


def says_something(cell: Cell) -> bool:
    """Whether a cell holds more than a running number."""
    return cell is not None and not (isinstance(cell, int | float | str) and is_serial(cell))
