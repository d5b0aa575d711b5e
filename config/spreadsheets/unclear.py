"""What of a sheet's headers is not understood, as far as the cells can tell: columns that nothing knows, with their
first values; and, in a sheet without a table, the row that looks most like a header."""

import re
from collections.abc import Iterator, Sequence

from config.spreadsheets.cells import plain_text
from config.spreadsheets.labels import PRIVATE, SERIAL, LabelBook, bare
from config.spreadsheets.types import Cell, Kind, Sheet, Table, Unclear, UnclearColumn

SAMPLES = 3
ROWS_SAMPLED = 50
SAMPLE_KEPT = 40
HIGHEST = 30
"""A header begins in the first rows of a sheet."""
ROWS_UNDER = 5
FEWEST_COLUMNS = 3
LONGEST_LABEL = 24
IDENTITY = re.compile(r"[\dXx*＊×]{14,}")
"""Digits in such a row may be somebody's identity number, whole or masked."""


def unclear_tables(sheet: Sheet, tables: Sequence[Table]) -> Iterator[Unclear]:
    """What is unclear of the headers of tables; nothing where every column is known."""
    for table in tables:
        if not table.unmapped:
            continue
        wanted = {bare(label): label for label in table.unmapped}
        rows = [sheet.rows[row.number - 1] for row in table.rows[:ROWS_SAMPLED]]
        columns = [
            UnclearColumn(column, wanted[label], samples(rows, column))
            for column, label in columns_of(sheet, table)
            if label and label in wanted
        ]
        yield Unclear(
            sheet.name,
            table.header_rows[-1],
            tuple(columns),
            tuple(table.columns),
            table.headers,
            is_table=True,
        )


def columns_of(sheet: Sheet, table: Table) -> Iterator[tuple[int, str]]:
    """(column, bare label) of a table's header; in two rows the label is joined with the nearest one left above."""
    rows = [sheet.rows[row - 1] for row in table.header_rows]
    parent = ""
    for column in range(table.block or 1, max(map(len, rows)) + 1):
        above, *below = [bare(plain_text(cell_at(row, column))) for row in rows]
        parent = above or parent
        child = "".join(below)
        yield column, parent + child if child else above


def unclear_header(sheet: Sheet, kind: Kind) -> Iterator[Unclear]:
    """The row of a sheet without a table that looks most like a header, if one does."""
    book = LabelBook(kind)
    rows = range(1, min(HIGHEST, len(sheet.rows)) + 1)
    best = max(rows, key=lambda number: (likeness(sheet, number, book), -number), default=0)
    if not best or not likeness(sheet, best, book):
        return
    cells = [(c, cell) for c, cell in enumerate(sheet.rows[best - 1], start=1) if isinstance(cell, str)]
    under = sheet.rows[best : best + ROWS_SAMPLED]
    matches = {column: book.match(cell) for column, cell in cells}
    known = {column: match.field for column, match in matches.items() if match}
    columns = tuple(
        UnclearColumn(column, " ".join(cell.split()), samples(under, column), known.get(column, ""))
        for column, cell in cells
        if known.get(column) not in (PRIVATE, SERIAL)
    )
    fields = tuple(dict.fromkeys(name for name in known.values() if name not in (PRIVATE, SERIAL)))
    yield Unclear(sheet.name, best, columns, fields, tuple(cell for _, cell in cells), is_table=False)


def likeness(sheet: Sheet, number: int, book: LabelBook) -> int:
    """How much a row looks like a header: short, different texts without digits, over data of which some are numbers,
    dates or figures. 0: not at all."""
    labels = {c: cell for c, cell in enumerate(sheet.rows[number - 1], start=1) if cell is not None}
    texts = [bare(cell) for cell in labels.values() if isinstance(cell, str)]
    short = all(len(text) <= LONGEST_LABEL and not any(map(str.isdigit, text)) for text in texts)
    if len(texts) < max(FEWEST_COLUMNS, len(labels)) or len(set(texts)) < len(texts) or not short:
        return 0
    under = sheet.rows[number : number + ROWS_UNDER]
    over_data = [column for column in labels if any(cell_at(row, column) is not None for row in under)]
    typed = [column for column in over_data if any(is_figure(cell_at(row, column)) for row in under)]
    if len(over_data) < FEWEST_COLUMNS or not typed:
        return 0
    return (
        len(over_data) + len(typed) + 2 * sum(book.match(str(cell)) is not None for cell in labels.values())
    )


def is_figure(cell: Cell) -> bool:
    """Whether a cell is a number, a date or a text with digits."""
    return cell is not None and (not isinstance(cell, str) or any(map(str.isdigit, cell)))


def samples(rows: Sequence[tuple[Cell, ...]], column: int) -> tuple[str, ...]:
    """The first values of a column; none where one of its values may be an identity number."""
    texts = [plain_text(cell) for row in rows if (cell := cell_at(row, column)) is not None]
    if any(IDENTITY.search("".join(text.split())) or "E+" in text.upper() for text in texts):
        return ()
    return tuple(text[:SAMPLE_KEPT] for text in texts[:SAMPLES])


def cell_at(row: Sequence[Cell], column: int) -> Cell:
    """A cell by its column; None beyond the end of the row."""
    return row[column - 1] if column <= len(row) else None
