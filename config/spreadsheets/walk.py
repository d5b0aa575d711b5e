"""One walk down a sheet that has headers: each row goes into a table or among the ignored, and none into both."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from config.spreadsheets.above import Above, shown_of, words_of, words_over
from config.spreadsheets.blocks import BlockRows
from config.spreadsheets.glances import is_serial
from config.spreadsheets.header_blocks import Block
from config.spreadsheets.headers import Header
from config.spreadsheets.headings import Groups
from config.spreadsheets.labels import SERIAL, LabelBook
from config.spreadsheets.merges import Merges
from config.spreadsheets.rowkinds import (
    FOOTER,
    OF_PAPER,
    TITLE_WORDS,
    UNIT_LINE,
    above_header,
    end_of,
    squeezed,
    sum_of,
)
from config.spreadsheets.types import Cell, Ignored, Kind, Sheet, Table
from config.spreadsheets.verdicts import BlockJudge, judges_of

GOES_ON = re.compile(r"[(（]?[\d一二三四五六七八九十]{1,3}[)）.．、]|.*[。；]$")
"""A line that goes on with the note above it."""
Judged = Sequence[tuple[BlockJudge, str]]
"""The judge of each block, with the kind that a row has there."""
SIGNING = re.compile("填表人|审核人|制表人|经办人|审批人|复核人|负责人|签字|签名")


class SheetWalk:
    """One walk down a sheet: each row goes into a table or among the ignored, and none into both."""

    def __init__(self, sheet: Sheet, headers: Sequence[Header], kind: Kind, year_1904: bool) -> None:
        self.sheet, self.merges = sheet, Merges(sheet)
        self.year_1904 = year_1904
        self.headers = headers
        self.book = LabelBook(kind)
        self.person = [column.field for column in kind.columns if column.person]
        self.keys = [column.field for column in kind.columns if column.key]
        self.multiple = {column.field for column in kind.columns if column.multiple}
        self.tables: list[Table] = []
        self.ignored: list[Ignored] = []
        self.last_record = 0

    def run(self) -> None:
        """Walk."""
        first = self.headers[0]
        early = self.records_over(first)
        above = self.take_above(1, first.rows[0], first, early)
        groups = headings_as_groups(self.headings_over(first, 1))
        for header, following in pairwise([*self.headers, None]):
            assert header is not None
            self.ignored += [self.note(row, "header") for row in header.rows]
            start, end = header.rows[-1] + 1, following.rows[0] if following else len(self.sheet.rows) + 1
            tail = self.start_of_tail(header, start, end) if following else end
            groups = self.take_body(header, [*early, *range(start, tail)], above, groups)
            early = []
            own = self.take_above(tail, end, following)
            over = self.headings_over(following, tail) if following else []
            if own.titles or over:
                groups = headings_as_groups(over)
            above = Above(own.titles or above.titles, own.unit_lines or above.unit_lines)
        self.ignored = [i for i in self.ignored if i.kind != "blank" or i.row < self.last_record]
        self.ignored.sort(key=lambda ignored: ignored.row)

    def note(self, row: int, kind: str) -> Ignored:
        """A row as ignored, with its words."""
        return Ignored(self.sheet.name, row, kind, shown_of(self.filled(row)))

    def cells(self, row: int) -> tuple[Cell, ...]:
        """The cells of a row, by its number."""
        return self.sheet.rows[row - 1]

    def filled(self, row: int) -> list[Cell]:
        """The cells of a row that hold something."""
        return [cell for cell in self.cells(row) if cell is not None]

    def records_over(self, header: Header) -> list[int]:
        """The rows over the first header that are records under its columns as plainly as any: a header that slipped
        down, or people above it."""
        judges = self.judges(header, self.rows_of(header, 1))
        return [
            row
            for row in range(1, header.rows[0])
            if not self.is_worded_as_title(row) and any(judge.is_record_over_header(row) for judge in judges)
        ]

    def headings_over(self, header: Header, start: int) -> list[str]:
        """The words right above each block of a header, "" over a block without; none at all where one title stands
        over all of them. Rows from `start` on are free."""
        row = header.rows[0] - 1
        if len(header.blocks) < 2 or row < start:
            return []
        texts = [""] * len(header.blocks)
        for column, cell in enumerate(self.cells(row), start=1):
            if cell is not None and OF_PAPER.fullmatch(squeezed(cell)) is None:
                at = max((i for i, block in enumerate(header.blocks) if block.first <= column), default=0)
                if texts[at] or not isinstance(cell, str) or UNIT_LINE.search(squeezed(cell)):
                    return []
                texts[at] = words_of([cell])
        alone = texts[0] or any(TITLE_WORDS.search(squeezed(text)) for text in texts)
        return texts if len(list(filter(None, texts))) > bool(alone) else []

    def start_of_tail(self, header: Header, start: int, end: int) -> int:
        """The first of the rows before the next header that belong to it: an unbroken run of lone texts and blanks,
        none of which is a record of the table above."""
        first = self.start_of_lone_rows(start, end)
        judges = self.judges(header, self.rows_of(header, start))
        records = [
            number
            for number in range(first, end)
            if not self.is_worded_as_title(number)
            and any(judge.kind_of(number) == "record" for judge in judges)
        ]
        return records[-1] + 1 if records else first

    def start_of_lone_rows(self, start: int, end: int) -> int:
        """The first of the rows before `end` that hold hardly anything: no more than two texts."""
        row = end
        while row > start:
            filled = self.filled(row - 1)
            lone = len(filled) <= 2 and all(isinstance(cell, str) for cell in filled)
            if not lone or (filled and (is_serial(filled[0]) or sum_of(squeezed(filled[0])))):
                break
            row -= 1
        return row

    def is_worded_as_title(self, row: int) -> bool:
        """Whether a row has words that stand over or under tables and not in them; such are labels, with what they
        label beside them."""
        texts = [squeezed(cell) for cell in self.filled(row)]
        if any(self.book.is_exact(text) for text in texts):
            return True
        return any(UNIT_LINE.search(text) or TITLE_WORDS.search(text) or end_of(text) for text in texts)

    def rows_of(self, header: Header, start: int) -> list[BlockRows]:
        """The rows to be read of each block under a header, from the row `start` on."""
        return [BlockRows(self.sheet, self.merges, block, self.multiple, start) for block in header.blocks]

    def judges(self, header: Header, rows_of: Sequence[BlockRows]) -> list[BlockJudge]:
        """A judge for each block under a header."""
        return judges_of(self.sheet, self.merges, header, rows_of, self.person, self.keys)

    def take_above(self, start: int, end: int, header: Header | None, records: Collection[int] = ()) -> Above:
        """Sort the rows between a table and the next header, but for `records`, into titles, unit lines, notes and
        blanks."""
        kinds = {row: kind for row, kind in self.kinds_above(start, end).items() if row not in records}
        if header and self.headings_over(header, start):
            kinds[end - 1] = "group_heading"
        self.ignored += [self.note(row, kind) for row, kind in kinds.items()]
        words = {row: words_over(self.cells(row), header.blocks if header else ()) for row in kinds}
        return Above(
            tuple(words[row] for row, kind in kinds.items() if kind == "title"),
            tuple(words[row] for row, kind in kinds.items() if kind == "unit_line"),
        )

    def kinds_above(self, start: int, end: int) -> dict[int, str]:
        """What each of the rows over a header is. Under an earlier table come first the words that end that table."""
        kinds: dict[int, str] = {}
        for row in range(start, end):
            filled = self.filled(row)
            text = "".join(squeezed(cell) for cell in filled)
            kinds[row] = above_header(text) if filled else "blank"
            if start > 1 and filled and end_of(squeezed(filled[0])) == "footer":
                signs = kinds[row] != "unit_line" or SIGNING.search(text)
                kinds[row] = "footer" if signs else kinds[row]
        titles = [row for row, kind in kinds.items() if kind == "title"]
        if start > 1 and titles:
            self.end_earlier_table(kinds, titles[-1])
        return kinds

    def end_earlier_table(self, kinds: dict[int, str], title: int) -> None:
        """Lines of units and dates above the next title sign the table before it; so do lone words, if a blank row
        parts them from the title."""
        blank = max((row for row, kind in kinds.items() if kind == "blank" and row < title), default=0)
        for row, kind in kinds.items():
            words = kind == "title" and row < blank and not TITLE_WORDS.search(squeezed(self.filled(row)[0]))
            if (kind == "unit_line" and row < title) or words:
                kinds[row] = "footer"

    def take_body(
        self, header: Header, numbers: Sequence[int], above: Above, carried: list[Groups]
    ) -> list[Groups]:
        """Read the rows of a header into one table a block; returns the headings in force at its end.

        `carried`: the headings in force above a header that only repeats the one before it."""
        start = header.rows[-1] + 1
        rows_of = self.rows_of(header, start)
        judges = self.judges(header, rows_of)
        groups = carried if len(carried) == len(judges) else [Groups() for _ in judges]
        last = start - 1
        ended = []
        for number in numbers:
            kinds = [judge.kind_of(number) for judge in judges]
            for kind, own, block_rows in zip(kinds, groups, rows_of, strict=True):
                if kind == "record":
                    block_rows.add(number, own.text())
            if "record" in kinds:
                last = number
            else:
                ended.append(self.note(number, most_telling(kinds)))
            self.enter_groups(number, list(zip(judges, kinds, strict=True)), groups)
        self.ignored += signed_off(ended, last)
        self.last_record = max(last, self.last_record) if last >= start else self.last_record
        for at, (block, block_rows) in enumerate(zip(header.blocks, rows_of, strict=True)):
            self.tables.append(self.table(header, block, block_rows, *above.over(at, len(rows_of))))
        return groups

    def enter_groups(self, number: int, judged: Judged, groups: Sequence[Groups]) -> None:
        """A heading holds for its own block, and for those right of it that are blank there and have no headings of
        their own."""
        said: str | None = None
        for at, (judge, kind) in enumerate(judged):
            if kind == "group_heading":
                said = words_of(cell for _, cell in judge.filled(number))
                groups[at].enter(said)
                groups[at].own = True
            elif kind == "blank" and said is not None and not groups[at].own:
                groups[at].enter(said)

    def table(
        self,
        header: Header,
        block: Block,
        block_rows: BlockRows,
        titles: tuple[str, ...],
        unit_lines: tuple[str, ...],
    ) -> Table:
        """The finished table of a block."""
        return Table(
            sheet=self.sheet.name,
            header_rows=header.rows,
            columns={field: at for field, at in block.columns.items() if field != SERIAL},
            labels={field: label for field, label in block.labels.items() if field != SERIAL},
            rows=block_rows.rows,
            titles=titles,
            unit_lines=unit_lines,
            unmapped=tuple(block.unmapped),
            dropped=tuple(block.dropped),
            block=block.first if len(header.blocks) > 1 else None,
            year_1904=self.year_1904,
            headers=tuple(block.headers),
        )


def headings_as_groups(headings: Sequence[str]) -> list[Groups]:
    """The headings in force over the rows of each block, where words stand over the blocks."""
    groups = [Groups() for _ in headings]
    for own, text in zip(groups, headings, strict=True):
        if text:
            own.enter(text)
            own.own = True
    return groups


def most_telling(kinds: Sequence[str]) -> str:
    """The kind of a row of several blocks without a record in any."""
    return next((kind for kind in kinds if kind not in ("blank", "blank_numbered")), max(kinds))


def signed_off(ignored: Sequence[Ignored], last: int) -> list[Ignored]:
    """Lone words under the last record of a table head nothing: they sign the table, or go on with a note."""
    told: list[Ignored] = []
    headed = {row.row for row in ignored if row.kind == "blank_numbered"}
    for row in ignored:
        if row.kind == "group_heading" and row.row > max((last, *headed)):
            after_note = bool(told) and told[-1].kind == "note" and GOES_ON.match(squeezed(row.text))
            row = replace(row, kind="note" if after_note and not FOOTER.match(row.text) else "footer")
        told.append(row)
    return told
