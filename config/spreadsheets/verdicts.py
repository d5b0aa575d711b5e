"""What a row under a header is: a record, or one of the kinds of row without one, by its words and its place."""

import re
from collections.abc import Sequence
from itertools import islice

from config.spreadsheets.blocks import BlockRows
from config.spreadsheets.glances import (
    is_head_count,
    is_serial,
    is_signed_unit,
    is_worded,
    names_somebody,
    opens_a_record,
    reads_as_name,
    whole,
)
from config.spreadsheets.headers import Header
from config.spreadsheets.merges import Merges, Reaching
from config.spreadsheets.rowkinds import (
    EXAMPLE_MARK,
    FOOTER,
    LONGEST_HEADING,
    NUMBERED,
    OF_POST,
    ORDINAL,
    SIGNATURE,
    STAND_INS,
    end_of,
    is_nobody,
    is_nowhere,
    reads_as_heading,
    squeezed,
    sum_of,
)
from config.spreadsheets.types import Cell, Sheet

Filled = list[tuple[int, Cell]]
"""The filled cells of a row, each with its column."""
SUM_WORD = re.compile("小计|合计|总计|共计")
KEY = re.compile(r"(?=.*\d)[0-9A-Z.\-]{4,}")
NUMBER_LIKE = re.compile(r"[\d.\-/Xx]{5,}")
"""A telephone, an identity number, a day: nothing that stands in titles by itself."""
LONGEST_NAME = 4
"""Characters of a name, of nearly all of them."""
SIGNING = re.compile("签[字名章]|盖章")
SIGNING_AFTER = re.compile(
    r".{0,4}(?:审核|审批|审签|制表|填表|填报|经办|复核|校对|核对|盖章|签[字名章])(?:人|员|单位|日期|时间)?|.{0,4}(?:日期|时间|电话)"
)
"""What stands right of a name in a line that signs a table."""
SHORT = 12
"""A text that is longer is a sentence."""
MANY = 3
"""So many cells beside a name make a row a person's, whatever stands first in it."""


class BlockJudge:
    """Tells what the rows of one block of columns are."""

    def __init__(
        self,
        sheet: Sheet,
        rows: BlockRows,
        person: Sequence[str],
        keys: Sequence[str],
        merges: Reaching,
        first: int,
        last: int | None,
    ) -> None:
        """`person`: the fields that name the subject of a row; `keys`: those of our numbers and codes; `merges`: those
        from the header on; `first` to `last`: the columns of the block, the last one None for all that follow."""
        self.sheet, self.rows, self.merges = sheet, rows, merges
        self.first, self.last = first, last
        self.serial = rows.serial
        self.names = [column for field in person for column in rows.columns.get(field, ())]
        self.keys = [column for field in keys for column in rows.columns.get(field, ())]
        self.mapped = {column for at in rows.columns.values() for column in at}
        self.above: Filled = []

    def kind_of(self, number: int) -> str:
        """record, or the kind of a row without one."""
        filled = self.filled(number)
        plain = self.is_plainly_a_record(filled)
        kind = "record" if plain else self.without_record(number, filled) or "record"
        if kind == "record":
            self.above = filled
        return kind

    def filled(self, number: int) -> Filled:
        """The filled cells of the block in a row."""
        cells = self.sheet.rows[number - 1][self.first - 1 : self.last]
        return [(column, cell) for column, cell in enumerate(cells, start=self.first) if cell is not None]

    def is_plainly_a_record(self, filled: Filled) -> bool:
        """Whether a glance shows that a row holds a record, as it does in nearly all; `without_record` then says so
        too."""
        names = [cell for column, cell in filled if column in self.names]
        texts = [cell for _, cell in filled if type(cell) is str]
        return (
            bool(names)
            and all(map(names_somebody, names))
            and (filled[0][1] is not texts[0] or opens_a_record(texts[0]))
            and STAND_INS.isdisjoint([text[:1] for text in texts])
            and len(list(islice(filter(is_worded, texts), MANY))) == MANY
        )

    def is_record_over_header(self, number: int) -> bool:
        """Whether a row over the header holds a record as plainly as any under it: its cells in known columns, among
        them somebody's name, and a number."""
        filled = self.filled(number)
        known = [cell for column, cell in filled if column in self.mapped]
        figures = [
            cell for cell in known if not isinstance(cell, str) or NUMBER_LIKE.fullmatch(squeezed(cell))
        ]
        numbered = dict(filled).get(self.serial)
        figured = bool(figures) or (numbered is not None and is_serial(numbered))
        return self.is_plainly_a_record(filled) and len(known) >= MANY and figured

    def without_record(self, number: int, filled: Filled) -> str | None:
        """The kind of a row without a record; None if it holds one."""
        if not filled:
            return "blank"
        if all(column == self.serial for column, _ in filled) and is_serial(filled[0][1]):
            return "blank_numbered"
        by_column = dict(filled)
        names = [by_column[column] for column in self.names if column in by_column]
        keyed = any(KEY.fullmatch(squeezed(by_column.get(column))) for column in self.keys)
        if keyed:
            return "example" if any(map(is_nobody, names)) else None
        if kind := self.sum_or_end(number, filled, names):
            return kind
        if self.is_numbering_of_columns(filled):
            return "header"
        if kind := self.lone_text(number, filled):
            return kind
        if self.mapped.isdisjoint(by_column) or self.only_repeats(filled, names):
            return "blank_numbered"
        if EXAMPLE_MARK.match(squeezed(filled[0][1])) or any(map(is_nobody, names)):
            return "example"
        nowhere = [column for column, cell in filled if is_nowhere(cell)]
        return None if self.mapped.isdisjoint(nowhere) else "example"

    def sum_or_end(self, number: int, filled: Filled, names: Sequence[Cell]) -> str | None:
        """Whether the row sums up, signs or explains, by its first words or by what stands for a name."""
        first = squeezed(filled[0][1])
        if kind := sum_of(first) or next((k for name in names if (k := sum_of(squeezed(name)))), None):
            return kind
        person = any(map(reads_as_name, names)) or self.under_merged_name(number)
        if kind := end_of(first, lone=len(filled) <= 2):
            beside = sum(column in self.mapped for column, _ in filled)
            explained = kind == "note" and person and beside > MANY
            explained = explained or (person and beside >= MANY and holds_post(filled))
            return None if explained or (len(filled) == 1 and is_signed_unit(first)) else kind
        if person:
            return None
        return next((sum_of(text) for _, cell in filled if SUM_WORD.fullmatch(text := squeezed(cell))), None)

    def is_numbering_of_columns(self, filled: Filled) -> bool:
        """Whether the row only numbers the columns: 1, 2, 3 …"""
        first = whole(filled[0][1])
        if len(filled) <= MANY or first not in (0, 1):
            return False
        return all(whole(cell) == number for number, (_, cell) in enumerate(filled, start=first))

    def lone_text(self, number: int, filled: Filled) -> str | None:
        """group_heading or note, if the row has one text that heads the rows under it rather than naming a person."""
        worded = (pair for pair in filled if pair[0] == self.serial or not is_head_count(pair[1]))
        texts = list(islice(worded, 3))
        if len(texts) == 2 and texts[0][0] == self.serial and ORDINAL.fullmatch(squeezed(texts[0][1])):
            texts = texts[1:]
        if len(texts) != 1 or not isinstance(texts[0][1], str) or self.under_merge(number):
            return None
        column, text = texts[0][0], squeezed(texts[0][1])
        if self.numbers_subject(filled, column) or self.goes_on(number, column, text, filled):
            return None
        if len(filled) == 1 and len(text) > LONGEST_HEADING:
            return "note"
        return "group_heading" if self.is_heading(number, column, text, len(filled) == 1) else None

    def numbers_subject(self, filled: Filled, column: int) -> bool:
        """Whether beside the one text a number stands in the column of whom the rows are about: a household's."""
        others = [(at, cell) for at, cell in filled if at != column]
        return any(at in self.names and whole(cell) is not None for at, cell in others)

    def goes_on(self, number: int, column: int, text: str, filled: Filled) -> bool:
        """Whether a lone text tells more of the record above it: it stands in a known column right of the name, alone
        and unmerged, and signs nothing."""
        if len(filled) > 1 or not self.above or not self.names or column <= max(self.names):
            return False
        spread = any(merge.left <= column < merge.right for merge in self.merges.at(number))
        return column in self.mapped and not spread and not SIGNATURE.search(text) and len(text) <= SHORT

    def is_heading(self, number: int, column: int, text: str, lone: bool) -> bool:
        """Whether the one text of a row, `lone` or beside a head-count, is a heading."""
        if not lone and column in self.names and len(text) <= LONGEST_NAME and NUMBERED.match(text) is None:
            # A number and no more than a name: whoever decides what is a place refuses it where it is one.
            return False
        if not lone:
            return reads_as_heading(text) and (column not in self.names or len(text) > 2)
        spread = any(merge.left <= column < merge.right for merge in self.merges.at(number))
        return spread or column == self.serial or column not in self.names or reads_as_heading(text)

    def under_merged_name(self, number: int) -> bool:
        """Whether a name merged over several rows covers this one."""
        return any(merge.top < number and merge.left in self.names for merge in self.merges.at(number))

    def under_merge(self, number: int) -> bool:
        """Whether a cell of a known column, merged over several rows of records, covers this one."""
        return any(merge.top < number and merge.left in self.mapped for merge in self.merges.at(number))

    def only_repeats(self, filled: Filled, names: Sequence[Cell]) -> bool:
        """Whether a numbered row without a name only repeats what stood above, such as the township."""
        if names:
            return False
        said = [(column, cell) for column, cell in filled if column != self.serial]
        return len(said) < len(filled) and len(said) <= 2 and all(pair in self.above for pair in said)


def holds_post(filled: Filled) -> bool:
    """Whether a row that begins like a signature tells of somebody: a post with a colon stands first, and none of the
    words of signing after it."""
    first, *others = [squeezed(cell) for _, cell in filled]
    if OF_POST.fullmatch(first) is None or SIGNING.search(first):
        return False
    return not any(FOOTER.match(text) or SIGNING_AFTER.fullmatch(text) for text in others)


def judges_of(
    sheet: Sheet,
    merges: Merges,
    header: Header,
    rows_of: Sequence[BlockRows],
    person: Sequence[str],
    keys: Sequence[str],
) -> list[BlockJudge]:
    """A judge for each block of a header; the first one's columns begin at the edge of the sheet."""
    starts = [1, *(block.first for block in header.blocks[1:])]
    ends = [*(start - 1 for start in starts[1:]), None]
    return [
        BlockJudge(sheet, rows, person, keys, Reaching(merges, header.rows[0]), start, end)
        for rows, start, end in zip(rows_of, starts, ends, strict=True)
    ]
