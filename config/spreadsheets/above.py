"""What stands over a header, and over which of its blocks of columns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from config.spreadsheets.header_blocks import Block
from config.spreadsheets.labels import without_identity
from config.spreadsheets.rowkinds import OF_PAPER, TITLE_WORDS, squeezed
from config.spreadsheets.types import Cell

TEXT_KEPT = 200
WHOSE = re.compile(r"(?:单位|部门|乡镇)(?:[(（].*?[)）])?[:：]")
"""In a unit line: whose the table is."""
Words = tuple[str, ...]
"""The words of a row: one text about all blocks, or one for each block."""


@dataclass(frozen=True, slots=True)
class Above:
    """The titles and the unit lines over a header, from top to bottom."""

    titles: tuple[Words, ...] = ()
    unit_lines: tuple[Words, ...] = ()

    def over(self, block: int, blocks: int) -> tuple[Words, Words]:
        """The titles and the unit lines over one of so many blocks, by its index."""
        return texts_over(self.titles, block, blocks), texts_over(self.unit_lines, block, blocks)


def texts_over(rows: Iterable[Words], block: int, blocks: int) -> Words:
    """Of rows of words those about a block; over another number of blocks than they stood over, all of them."""
    texts = (texts[block] if len(texts) == blocks else " ".join(filter(None, texts)) for texts in rows)
    return tuple(text for text in texts if text)


def words_over(cells: Sequence[Cell], blocks: Sequence[Block]) -> Words:
    """The words of a row over the blocks of a header: one text about all of them or, where words that each say whose a
    table is stand over several, one for each block."""
    texts: list[list[Cell]] = [[] for _ in blocks]
    for column, cell in enumerate(cells, start=1):
        if cell is not None and blocks:
            at = max((i for i, block in enumerate(blocks) if block.first <= column), default=0)
            texts[at].append(cell)
    apart = [shown_of(own) for own in texts]
    told = [text for text in apart if text]
    if len(told) > 1 and all(map(is_about_one_table, told)):
        return tuple(apart)
    return (shown_of(cell for cell in cells if cell is not None),)


def is_about_one_table(text: str) -> bool:
    """Whether words over a table say whose it is: a unit line, or a title."""
    plain = squeezed(text)
    if OF_PAPER.fullmatch(plain):
        return False
    return WHOSE.search(plain) is not None or TITLE_WORDS.search(plain) is not None


def shown_of(cells: Iterable[Cell]) -> str:
    """The words of some cells as they are kept, without identity numbers."""
    return without_identity(words_of(cells))[:TEXT_KEPT]


def words_of(cells: Iterable[Cell]) -> str:
    """The words of some cells."""
    return " ".join(" ".join(str(cell).split()) for cell in cells)
