"""Finding header rows: one or two rows, anywhere in a sheet, recognised by the labels that a kind knows."""

import re
from dataclasses import dataclass

from config.spreadsheets.cells import plain_text
from config.spreadsheets.header_blocks import Block, Label, about_whom, blocks_of, field_of, is_header
from config.spreadsheets.labels import BRACKETS, SERIAL, LabelBook, bare
from config.spreadsheets.types import Cell, Kind, Sheet

NO_BAND = re.compile(r"[:：\d年]|.{13}")
"""What a heading over a group of columns never holds: unit lines do."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its rows and the blocks of columns under it."""

    rows: tuple[int, ...]
    blocks: tuple[Block, ...]


def find_headers(sheet: Sheet, kind: Kind, beside: set[int] | None = None) -> list[Header]:
    """All headers of a sheet, from top to bottom. A header that begins right of a table beside its rows is none of
    them: its first column is added to `beside`."""
    book = LabelBook(kind)
    headers: list[Header] = []
    for number, row in enumerate(sheet.rows, start=1):
        if headers and number <= headers[-1].rows[-1]:
            continue
        if known := known_by_itself(row, book):
            if headers and (column := first_beside(row, headers[-1], book)):
                if beside is not None and known >= kind.minimum:
                    beside.add(column)
                continue
            header = header_at(sheet, number, book, kind, above=headers[-1].rows[-1] if headers else 0)
            if header:
                headers.append(header)
    return headers


def known_by_itself(row: tuple[Cell, ...], book: LabelBook) -> int:
    """How many cells of a row are exactly a known label."""
    return sum(1 for cell in row if type(cell) is str and book.is_exact(cell))


def first_beside(row: tuple[Cell, ...], header: Header, book: LabelBook) -> int | None:
    """Where the labels of a row all stand on one side of a table whose row holds something itself: the column with
    which the right one of the two begins."""
    first, last = header.blocks[0].first, max(block.last for block in header.blocks)
    labels = [at for at, cell in enumerate(row, start=1) if type(cell) is str and book.is_exact(cell)]
    if min(labels) > last and any(cell is not None for cell in row[:last]):
        return min(labels)
    if max(labels) < first and any(cell is not None for cell in row[first - 1 :]):
        return first
    return None


def header_at(sheet: Sheet, number: int, book: LabelBook, kind: Kind, above: int = 0) -> Header | None:
    """The header in this row, of two rows if they belong together; None if there is none.

    The second row is the one under it or, where the row before it is free (it comes after the row `above`), one of
    mere headings over groups of its columns."""
    for rows, labels in (
        ((number, number + 1), two_row_labels(sheet, number, book)),
        ((number - 1, number), bands_of_one_table(sheet, number, above, book, kind)),
        ((number,), one_row_labels(sheet.rows[number - 1])),
        ((number,), mixed_labels(sheet.rows[number - 1], book, kind)),
    ):
        if labels and is_header(labels, own := about_whom(labels, book, kind), kind):
            return Header(rows, blocks_of(labels, own, kind))
    labels = one_row_labels(sheet.rows[number - 1])
    if above and is_small_header(labels, book, kind):
        return Header((number,), blocks_of(labels, book, kind))
    return None


def bands_of_one_table(sheet: Sheet, number: int, above: int, book: LabelBook, kind: Kind) -> list[Label]:
    """The labels of a row under headings over groups of its columns; none where each heading stands over a whole
    table."""
    if number - 1 <= above:
        return []
    own = one_row_labels(sheet.rows[number - 1])
    if own and len(blocks_of(own, book, kind)) > 1:
        return []
    return banded_labels(sheet, number, above)


def is_small_header(labels: list[Label], book: LabelBook, kind: Kind) -> bool:
    """Whether a row under another header is one by itself, however few its labels: it holds nothing else, and one is
    that of the person."""
    person = {column.field for column in kind.columns if column.person}
    fields = {field_of(label, book) for label in labels} - {SERIAL}
    return len(fields) > 1 and bool(fields & person) and all(book.is_exact(label.text) for label in labels)


def one_row_labels(row: tuple[Cell, ...]) -> list[Label]:
    """The texts of a row with their columns; none if the row holds anything but text."""
    filled = [(column, cell) for column, cell in enumerate(row, start=1) if cell is not None]
    if not all(isinstance(cell, str) for _, cell in filled):
        return []
    return [Label(column, str(cell)) for column, cell in filled]


def mixed_labels(row: tuple[Cell, ...], book: LabelBook, kind: Kind) -> list[Label]:
    """The cells of a row with their columns, where a number (such as a year) stands among plenty of known labels."""
    if known_by_itself(row, book) < kind.minimum:
        return []
    return [Label(column, plain_text(cell)) for column, cell in enumerate(row, start=1) if cell is not None]


def banded_labels(sheet: Sheet, number: int, above: int = 0) -> list[Label]:
    """The labels of a row under a row of headings that each stand over several; none if there is no such row. Under an
    earlier header, which ends in the row `above`, the row before may be one of data: there only merged cells stand over
    several."""
    upper = (
        {label.column: label.text for label in one_row_labels(sheet.rows[number - 2])} if number > 1 else {}
    )
    lower = {label.column: label.text for label in one_row_labels(sheet.rows[number - 1])}
    if len(upper) < 2 or not set(upper) <= set(lower) or any(map(NO_BAND.search, upper.values())):
        return []
    if above and not any(merge.top == number - 1 and merge.left in upper for merge in sheet.merges):
        return []
    parents = parents_of(sheet, number - 1, upper, lower)
    if len(set(parents.values())) < 2:
        return []
    return [Label(column, text, parents.get(column, "")) for column, text in lower.items()]


def two_row_labels(sheet: Sheet, number: int, book: LabelBook) -> list[Label]:
    """The labels of a row and the one under it, joined; none if the two are not one header."""
    if number >= len(sheet.rows):
        return []
    upper = {label.column: label.text for label in one_row_labels(sheet.rows[number - 1])}
    lower = {label.column: label.text for label in one_row_labels(sheet.rows[number])}
    if len(upper) < 2 or not lower or any(map(has_digits, lower.values())):
        return []
    parents = parents_of(sheet, number, upper, lower)
    upright = [column for column in upper if column not in lower]
    if set(lower) - set(parents) or not any(book.match(upper[column]) for column in upright):
        return []
    if not any(match.exact for text in lower.values() if (match := book.match(text))):
        return []
    labels = [Label(column, upper[column]) for column in upright]
    labels += [Label(column, lower[column], parents[column]) for column in lower]
    return sorted(labels, key=lambda label: label.column)


def has_digits(text: str) -> bool:
    """Whether a text holds digits outside brackets, as values do and labels do not: 身份证号（18位）."""
    return any(map(str.isdigit, BRACKETS.sub("", bare(text))))


def parents_of(sheet: Sheet, number: int, upper: dict[int, str], lower: dict[int, str]) -> dict[int, str]:
    """For each label of the lower row the label above it: the one merged over it or, without merges, the one that
    stands over several."""
    both = {column: upper[column] for column in lower if column in upper}
    merged = {
        column: upper[merge.left]
        for merge in sheet.merges
        if merge.top == merge.bottom == number and merge.left in upper
        for column in range(merge.left, merge.right + 1)
    }
    if merged or any(merge.top == number and merge.bottom == number + 1 for merge in sheet.merges):
        return both | merged
    starts = sorted(upper)
    return {
        column: upper[start]
        for start, end in zip(starts, [*starts[1:], max(lower) + 1], strict=True)
        for column in range(start, end)
        if start in lower and column in lower
    }
