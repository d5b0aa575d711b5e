"""Cards: one form a person, labels left of their values, one a sheet or several under each other.

A card is one record and becomes a table of one row, whose `places` say where each field stands. All rows from its title
to the next card belong to the record: none of them is listed as ignored. The record's row is 1 where the sheet holds
one card, else the first row of the card. Of a label that returns the first occurrence counts, and reading stops at the
family: what follows is about other people, but for a remark. A name with its label begins the next card, in the family
only where it begins like a card.
"""

from dataclasses import replace

from config.spreadsheets.card_reader import HIGHEST, CardReader
from config.spreadsheets.parts import cut_at
from config.spreadsheets.types import Kind, Sheet, Table


def find_cards(sheet: Sheet, kind: Kind, year_1904: bool) -> list[Table]:
    """The cards of a sheet, a table each; none if it is no sheet of cards. Of cards side by side each stands in columns
    of its own."""
    column = CardReader(sheet, kind).second_card()
    if not column:
        return cards_in_a_column(sheet, kind, year_1904)
    left, right = cut_at(sheet, column)
    cards, beside = cards_in_a_column(left, kind, year_1904), find_cards(right, kind, year_1904)
    if not cards or not beside:
        return cards_in_a_column(sheet, kind, year_1904)
    titled = [card if card.titles else replace(card, titles=cards[0].titles) for card in beside]
    return [*cards, *(replace(card, block=card.block or column) for card in titled)]


def cards_in_a_column(sheet: Sheet, kind: Kind, year_1904: bool) -> list[Table]:
    """The cards of a sheet that stand one under the other."""
    reader = CardReader(sheet, kind)
    first = next(reader.starts(1, min(HIGHEST, len(sheet.rows)) + 1), None)
    if first is None or not reader.is_card(reader.card(first, min(first + HIGHEST, len(sheet.rows) + 1))):
        return []
    starts = reader.all_starts(first)
    over = first - reader.first_filled()
    tops = [1, *(reader.top_of(start, over) for start in starts[1:])]
    if len(starts) > 1:
        tops[0] = first - over
    ends = [*tops[1:], len(sheet.rows) + 1]
    tables: list[Table] = []
    for top, start, end in zip(tops, starts, ends, strict=True):
        table = reader.table(reader.card(start, end), top, year_1904)
        titled = table.titles or not tables
        tables.append(
            table if titled else replace(table, titles=tables[0].titles, unit_lines=tables[0].unit_lines)
        )
    return tables
