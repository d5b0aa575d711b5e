"""A workbook understood: where its tables are, what each column means, and what every other row is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from config.spreadsheets.blocks import BlockRows
from config.spreadsheets.headers import Block, Header, find_headers
from config.spreadsheets.labels import SERIAL
from config.spreadsheets.rowkinds import (
    EXAMPLE_MARK,
    LONGEST_HEADING,
    above_header,
    is_nobody,
    reads_as_heading,
    squeezed,
    sum_or_end,
)
from config.spreadsheets.types import Cell, Ignored, Kind, Reading, Sheet, SheetFate, Table, Workbook

INSTRUCTIONS = re.compile("说明|须知|目录|示例|样表|模板|范例|填表要求|字典|注意事项")
TEXT_KEPT = 200


def find_tables(workbook: Workbook, kind: Kind) -> Reading:
    """Understand every sheet of a workbook as the given kind. Hidden sheets and instructions are never read."""
    tables: list[Table] = []
    ignored: list[Ignored] = []
    fates: list[SheetFate] = []
    for sheet in workbook.sheets:
        headers = [] if role_by_itself(sheet) else find_headers(sheet, kind)
        fates.append(fate_of(sheet, headers))
        if headers:
            walk = SheetWalk(sheet, headers, kind, workbook.year_1904)
            walk.run()
            tables += walk.tables
            ignored += walk.ignored
    return Reading(
        tables=tuple(tables),
        ignored=tuple(ignored),
        sheets=tuple(fates),
        format=workbook.format,
        encoding=workbook.encoding,
    )


def role_by_itself(sheet: Sheet) -> str | None:
    """The role of a sheet that is not even searched for tables."""
    if not sheet.rows:
        return "empty"
    if sheet.hidden:
        return "hidden"
    return "instructions" if sheet.name and INSTRUCTIONS.search(sheet.name) else None


def fate_of(sheet: Sheet, headers: Sequence[Header]) -> SheetFate:
    """What became of a sheet."""
    if headers:
        rows = tuple(row for header in headers for row in header.rows)
        return SheetFate(sheet.name, "data", rows, sheet.remarks)
    role = role_by_itself(sheet)
    if role is None:
        first = next(squeezed(cell) for row in sheet.rows for cell in row if cell is not None)
        role = "instructions" if INSTRUCTIONS.search(first) else "other"
    return SheetFate(sheet.name, role, (), sheet.remarks)


@dataclass(frozen=True, slots=True)
class Above:
    """What stands over a header."""

    titles: tuple[str, ...] = ()
    unit_lines: tuple[str, ...] = ()


class SheetWalk:
    """One walk down a sheet: each row goes into a table or among the ignored, and none into both."""

    def __init__(self, sheet: Sheet, headers: Sequence[Header], kind: Kind, year_1904: bool) -> None:
        self.sheet = sheet
        self.year_1904 = year_1904
        self.headers = headers
        self.person = [column.field for column in kind.columns if column.person]
        self.multiple = {column.field for column in kind.columns if column.multiple}
        self.tables: list[Table] = []
        self.ignored: list[Ignored] = []
        self.last_record = 0

    def run(self) -> None:
        """Walk."""
        above = self.take_above(1, self.headers[0].rows[0])
        for header, following in pairwise([*self.headers, None]):
            assert header is not None
            self.ignored += [self.note(row, "header") for row in header.rows]
            start, end = header.rows[-1] + 1, following.rows[0] if following else len(self.sheet.rows) + 1
            tail = self.start_of_tail(start, end) if following else end
            self.take_body(header, start, tail, above)
            above = self.take_above(tail, end)
        self.ignored = [i for i in self.ignored if i.kind != "blank" or i.row < self.last_record]
        self.ignored.sort(key=lambda ignored: ignored.row)

    def note(self, row: int, kind: str) -> Ignored:
        """A row as ignored, with its words."""
        words = " ".join(" ".join(str(cell).split()) for cell in self.cells(row) if cell is not None)
        return Ignored(self.sheet.name, row, kind, words[:TEXT_KEPT])

    def cells(self, row: int) -> tuple[Cell, ...]:
        """The cells of a row, by its number."""
        return self.sheet.rows[row - 1]

    def start_of_tail(self, start: int, end: int) -> int:
        """The first of the rows before the next header that belong to it: an unbroken run of lone texts, blanks."""
        row = end
        while row > start:
            filled = [cell for cell in self.cells(row - 1) if cell is not None]
            lone = len(filled) <= 2 and all(isinstance(cell, str) for cell in filled)
            if not lone or (filled and sum_or_end(squeezed(filled[0])) in ("total", "subtotal")):
                break
            row -= 1
        return row

    def take_above(self, start: int, end: int) -> Above:
        """Sort the rows between a table and the next header into titles, unit lines, notes and blanks."""
        titles, unit_lines = [], []
        for row in range(start, end):
            filled = [cell for cell in self.cells(row) if cell is not None]
            text = "".join(squeezed(cell) for cell in filled)
            kind = above_header(text) if filled else "blank"
            if start > 1 and filled and (end_kind := sum_or_end(squeezed(filled[0]))):
                kind = end_kind if end_kind == "note" or kind != "unit_line" else kind
            self.ignored.append(self.note(row, kind))
            if kind == "title":
                titles.append(self.ignored[-1].text)
            elif kind == "unit_line":
                unit_lines.append(self.ignored[-1].text)
        return Above(tuple(titles), tuple(unit_lines))

    def take_body(self, header: Header, start: int, end: int, above: Above) -> None:
        """Read the rows under a header into one table a block."""
        rows_of = [BlockRows(self.sheet, block, self.multiple, start, end) for block in header.blocks]
        group: str | None = None
        for number in range(start, end):
            kind = self.kind_of(number, header, rows_of)
            if kind == "record":
                self.last_record = number
                for block_rows in rows_of:
                    if len(rows_of) == 1 or block_rows.has_record(number):
                        block_rows.add(number, group)
            else:
                self.ignored.append(self.note(number, kind))
                group = self.ignored[-1].text if kind == "group_heading" else group
        for block, block_rows in zip(header.blocks, rows_of, strict=True):
            self.tables.append(self.table(header, block, block_rows, above))

    def table(self, header: Header, block: Block, block_rows: BlockRows, above: Above) -> Table:
        """The finished table of a block."""
        return Table(
            sheet=self.sheet.name,
            header_rows=header.rows,
            columns={field: at for field, at in block.columns.items() if field != SERIAL},
            labels={field: label for field, label in block.labels.items() if field != SERIAL},
            rows=block_rows.rows,
            titles=above.titles,
            unit_lines=above.unit_lines,
            unmapped=tuple(block.unmapped),
            dropped=tuple(block.dropped),
            block=block.first if len(header.blocks) > 1 else None,
            year_1904=self.year_1904,
        )

    def kind_of(self, number: int, header: Header, rows_of: Sequence[BlockRows]) -> str:
        """record, or the kind of a row without one."""
        filled = [
            (column, cell) for column, cell in enumerate(self.cells(number), start=1) if cell is not None
        ]
        if not filled:
            return "blank"
        columns = header.blocks[0].columns
        serial = columns.get(SERIAL, (0,))[0]
        names = [(self.cell(number, at), at) for field in self.person for at in columns.get(field, ())]
        if len(filled) == 1 and filled[0][0] == serial and not isinstance(filled[0][1], str):
            return "blank_numbered"
        first = squeezed(filled[0][1])
        if kind := sum_or_end(first) or next(
            (k for name, _ in names if (k := sum_or_end(squeezed(name)))), None
        ):
            return kind
        if len(filled) == 1 and self.is_heading(number, filled[0], serial, [at for _, at in names]):
            return "group_heading"
        if not any(block_rows.has_record(number) for block_rows in rows_of):
            return "blank_numbered"
        if EXAMPLE_MARK.match(first) or any(is_nobody(name) for name, _ in names):
            return "example"
        return "record"

    def cell(self, row: int, column: int) -> Cell:
        """A cell by its numbers; None beyond the end of its row."""
        cells = self.cells(row)
        return cells[column - 1] if column <= len(cells) else None

    def is_heading(self, number: int, lone: tuple[int, Cell], serial: int, names: Sequence[int]) -> bool:
        """Whether the only text of a row heads the rows under it, rather than naming a person."""
        column, cell = lone
        text = squeezed(cell)
        if not text or len(text) > LONGEST_HEADING:
            return bool(text) and column not in names
        spread = any(m.top <= number <= m.bottom and m.left <= column < m.right for m in self.sheet.merges)
        covered = any(m.top < number <= m.bottom and m.left in names for m in self.sheet.merges)
        if covered:
            return False
        return spread or column == serial or column not in names or reads_as_heading(text)
