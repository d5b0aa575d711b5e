"""Reading one card after the other; what a card is says `cards`."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from config.spreadsheets.labels import PRIVATE, SERIAL, LabelBook, bare
from config.spreadsheets.rowkinds import above_header
from config.spreadsheets.types import Cell, Kind, Merge, Place, Row, Sheet, Table

FAMILY = re.compile("家庭(?:主要|重要)?成员|(?:主要|重要)?社会关系|家庭(?:主要)?(?:情况|关系)|家属|亲属")
HOUSEHOLDS = re.compile(
    "(?:结对|联系|帮扶|挂钩|包保?|所联|被)+(?:的|帮扶|联系|结对)*(?:困难|贫困|特困)?(?:农户|群众|村民|户|对象|人)(?!姓名|数|村)|农户(?:基本)?情况|户主"
)
"""Words over what a card says of those whom its person helps."""
OTHER_LABELS = re.compile(
    "籍贯|出生地|政治面貌|健康状况|(?:入党|参加工作|任职|任现职|参加革命)(?:年月|时间|日期)?|职称|专业技术职务|熟悉专业|毕业院校.*|专业|院系.*"
    "|照片|相片|简历|工作简历|个人简历|奖惩情况|年度考核.*|特长|爱好|婚姻状况|邮编|传真|电子邮[箱件]|曾用名|年龄|学位|身高|血型|.*意见"
)
"""Labels of cards that no kind reads; they end the search for the value left of them."""
REMARK = "备注"
HIGHEST = 60
"""Rows of a card, at most; a first card begins in them."""
FEWEST_VALUES = 3
FEWEST_ROWS = 2
"""A card has labels in so many rows: one alone is the header of a table."""


@dataclass(slots=True)
class Card:
    """What one card says: field -> its cells, with their labels and places."""

    start: int
    values: dict[str, list[Cell]] = field(default_factory=dict)
    places: dict[str, list[Place]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    unmapped: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    label_rows: set[int] = field(default_factory=set)

    def add(self, name: str, label: str, place: Place, value: Cell) -> None:
        """One more label with its value."""
        self.label_rows.add(place[0])
        self.values.setdefault(name, []).append(value)
        self.places.setdefault(name, []).append(place)
        self.labels.setdefault(name, label)


class CardReader:
    """Reads the cards of one sheet."""

    def __init__(self, sheet: Sheet, kind: Kind) -> None:
        self.sheet, self.kind = sheet, kind
        self.book = LabelBook(kind)
        self.person = {column.field for column in kind.columns if column.person}
        self.multiple = {column.field for column in kind.columns if column.multiple}
        self.merges = {(merge.top, merge.left): merge for merge in sheet.merges}

    def starts(self, first: int, end: int) -> Iterator[int]:
        """The rows in which a label of the person has a value beside it."""
        return (number for number in range(first, end) if self.names_somebody(number))

    def names_somebody(self, number: int) -> bool:
        """Whether a row has a label of the person with a value beside it."""
        return bool(self.naming(number))

    def second_card(self) -> int:
        """The column in which the right one of two cards side by side begins: where, before any family, the label that
        names the first one's person names somebody again, in another column. 0: there is none."""
        first = next(self.starts(1, min(HIGHEST, len(self.sheet.rows)) + 1), None)
        if first is None:
            return 0
        (own, label), *_ = self.naming(first)
        for row in range(first, min(first + HIGHEST, len(self.sheet.rows) + 1)):
            if self.names_family(row):
                return 0
            for column, name in self.naming(row):
                if name == label and column != own:
                    return max(column, own)
        return 0

    def naming(self, number: int) -> list[tuple[int, str]]:
        """(column, bare label) of every label of the person in a row with a value beside it."""
        return [
            (column, bare(str(cell)))
            for column, cell in self.filled(number)
            if self.field_of(cell) in self.person and self.beside(number, column)[1] is not None
        ]

    def all_starts(self, first: int) -> list[int]:
        """The first row of labels of every card."""
        shape, titles = self.shape(first), {self.words(row) for row in range(1, first)} | {""}
        starts, in_family = [first], False
        for row in range(first + 1, len(self.sheet.rows) + 1):
            in_family = in_family or self.names_family(row)
            named = self.names_somebody(row) and (not in_family or self.begins_anew(row, titles))
            if named or (self.shape(row) == shape and (not in_family or self.is_like(row, first))):
                starts.append(row)
                in_family = False
        return starts

    def is_like(self, row: int, first: int) -> bool:
        """Whether what begins in a row tells most of what the first card tells: of a household it is less."""
        known = self.fields_from(first)
        return 4 * len(known & self.fields_from(row)) >= 3 * len(known)

    def fields_from(self, row: int) -> set[str]:
        """The fields told from a row on, up to the next row of the same labels."""
        end, shape = min(row + HIGHEST, len(self.sheet.rows) + 1), self.shape(row)
        end = next((below for below in range(row + 1, end) if self.shape(below) == shape), end)
        return set(self.card(row, end).values)

    def begins_anew(self, row: int, titles: Collection[str]) -> bool:
        """Whether, after a family, a row with somebody's name begins a card: under a title or a blank row."""
        end = min(row + HIGHEST, len(self.sheet.rows) + 1)
        over = next((above for above in range(row - 1, 0, -1) if self.filled(above)), 0)
        if over and self.names_family(over):
            return False
        return self.words(row - 1) in titles and self.is_card(self.card(row, end))

    def names_family(self, number: int) -> bool:
        """Whether the family begins in a row."""
        return any(self.opens_family(number, column, cell) for column, cell in self.filled(number))

    def opens_family(self, number: int, column: int, cell: Cell) -> bool:
        """Whether a cell says that what follows is about other people: the family, or households, if these words stand
        alone or before a label, not as the label of a value."""
        if not isinstance(cell, str):
            return False
        if FAMILY.match(bare(cell)):
            return True
        return HOUSEHOLDS.match(bare(cell)) is not None and self.beside(number, column)[1] is None

    def shape(self, number: int) -> frozenset[tuple[int, str | None]]:
        """The known labels of a row with their columns."""
        cells = self.filled(number)
        return frozenset(
            (column, name) for column, cell in cells if (name := self.field_of(cell)) is not None
        )

    def first_filled(self) -> int:
        """The first row that holds anything."""
        return next(
            number
            for number, row in enumerate(self.sheet.rows, start=1)
            if any(cell is not None for cell in row)
        )

    def top_of(self, start: int, over: int) -> int:
        """The first row of a card whose labels begin in a row, if such a card has so many rows of titles over them."""
        titles = [self.filled(row) for row in range(max(start - over, 1), start)]
        labelled = any(self.is_label(cell) for cells in titles for _, cell in cells)
        return start if labelled or any(len(cells) > 2 for cells in titles) else start - over

    def filled(self, number: int) -> list[tuple[int, Cell]]:
        """The filled cells of a row, with their columns."""
        return [(c, cell) for c, cell in enumerate(self.sheet.rows[number - 1], start=1) if cell is not None]

    def field_of(self, cell: Cell) -> str | None:
        """The field of a cell that is a label and nothing else."""
        match = self.book.match(cell) if isinstance(cell, str) else None
        return match.field if match and match.exact else None

    def is_label(self, cell: Cell) -> bool:
        """Whether a cell is a label, be it one that no kind reads."""
        return self.field_of(cell) is not None or (
            isinstance(cell, str) and OTHER_LABELS.fullmatch(bare(cell)) is not None
        )

    def beside(self, row: int, column: int) -> tuple[Place, Cell]:
        """The value right of a label, with its place; None where the form is not filled in."""
        merge = self.merges.get((row, column), Merge(row, column, row, column))
        cells = self.sheet.rows[row - 1]
        place = (row, merge.right + 1)
        for at in range(merge.right, len(cells)):
            if cells[at] is not None:
                return ((row, at + 1), None) if self.is_label(cells[at]) else ((row, at + 1), cells[at])
            if self.sheet.merges:
                break
        return place, None

    def card(self, start: int, end: int) -> Card:
        """What the card says whose labels begin in a row."""
        card = Card(start)
        for number in range(start, end):
            for column, cell in self.filled(number):
                if self.opens_family(number, column, cell):
                    card.dropped.append(bare(str(cell)))
                    self.take_remark(card, number + 1, end)
                    return card
                self.take(card, number, column, cell)
        return card

    def take_remark(self, card: Card, start: int, end: int) -> None:
        """Take in the remark under a family: a row that begins with its label."""
        for number in range(start, end):
            for column, cell in self.filled(number)[:1]:
                if (
                    isinstance(cell, str)
                    and bare(cell) == REMARK
                    and self.beside(number, column)[1] is not None
                ):
                    self.take(card, number, column, cell)

    def take(self, card: Card, number: int, column: int, cell: Cell) -> None:
        """Take in one cell, if it is a label."""
        if not self.is_label(cell):
            return
        name, label = self.field_of(cell), bare(str(cell))
        card.headers.append(label)
        if name is None:
            card.unmapped.append(label)
        elif name == PRIVATE:
            card.dropped.append(label)
        elif name != SERIAL and (name not in card.values or name in self.multiple):
            card.add(name, label, *self.beside(number, column))

    def is_card(self, card: Card) -> bool:
        """Whether what was found is a card and not the header of a table: labels in several rows, and values that no
        label is."""
        said = [
            (place[0], value)
            for name, at in card.places.items()
            for place, value in zip(at, card.values[name], strict=True)
            if value is not None
        ]
        telling = any(not isinstance(value, str) or any(map(str.isdigit, value)) for _, value in said)
        enough = len(card.values) >= self.kind.minimum and len(said) >= FEWEST_VALUES
        return enough and telling and len({row for row, _ in said}) >= FEWEST_ROWS

    def table(self, card: Card, top: int, year_1904: bool) -> Table:
        """The card as a table of one row."""
        above = [text for row in range(top, card.start) if (text := self.words(row))]
        kinds = [above_header("".join(text.split())) for text in above]
        places = {name: places[0] for name, places in card.places.items()}
        return Table(
            sheet=self.sheet.name,
            header_rows=(),
            columns={name: tuple(column for _, column in at) for name, at in card.places.items()},
            labels=card.labels,
            rows=[self.row(card, top)],
            titles=tuple(text for text, kind in zip(above, kinds, strict=True) if kind == "title"),
            unit_lines=tuple(text for text, kind in zip(above, kinds, strict=True) if kind == "unit_line"),
            unmapped=tuple(dict.fromkeys(card.unmapped)),
            dropped=tuple(dict.fromkeys(card.dropped)),
            year_1904=year_1904,
            places=places,
            headers=tuple(dict.fromkeys(card.headers)),
        )

    def row(self, card: Card, top: int) -> Row:
        """The one record of a card."""
        rows = range(top, max(card.label_rows, default=card.start) + 1)
        values = {n: tuple(v) if n in self.multiple else v[0] for n, v in card.values.items()}
        return Row(
            number=top,
            values=values,
            hidden=all(row in self.sheet.hidden_rows for row in card.label_rows),
            struck=all(row in self.sheet.struck_rows for row in rows if self.filled(row)),
            shown=told(self.sheet.shown, card.places),
            lost=told(self.sheet.lost, card.places),
        )

    def words(self, number: int) -> str:
        """The words of a row."""
        return " ".join(" ".join(str(cell).split()) for _, cell in self.filled(number))


def told(texts: Mapping[Place, str], places: Mapping[str, Sequence[Place]]) -> dict[str, str]:
    """Field -> text, of those of its places that have one."""
    return {name: texts[place] for name, at in places.items() for place in at if place in texts}
