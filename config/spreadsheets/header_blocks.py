"""What the cells of a header mean: which of them are a header together, the blocks of columns under it, and the column
of each field."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from config.spreadsheets.labels import (
    PRIVATE,
    RESULT,
    SERIAL,
    LabelBook,
    bare,
    may_tell_of,
    names_other,
    says_of_whom,
    without_identity,
)
from config.spreadsheets.types import Kind


@dataclass(slots=True)
class Block:
    """The columns of one table under a header; a sheet with two persons a row has two of them side by side."""

    columns: dict[str, tuple[int, ...]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    unmapped: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    first: int = 1
    last: int = 1


@dataclass(frozen=True, slots=True)
class Label:
    """A header cell: its column, its own text and, in a two-row header, the text above it."""

    column: int
    text: str
    parent: str = ""


def is_header(labels: list[Label], book: LabelBook, kind: Kind) -> bool:
    """Enough different known labels, or one that somebody has told the meaning of."""
    matches = [field_of(label, book) for label in labels]
    fields = {match for match in matches if match is not None}
    if not fields - {PRIVATE, SERIAL}:
        return False
    if any(is_told(label, book) for label in labels):
        return True
    known = len(fields - {PRIVATE}) + sum(1 for match in matches if match == PRIVATE)
    exact = sum(1 for label in labels if (m := book.match(label.text)) is not None and m.exact)
    return known >= kind.minimum and exact >= min(kind.minimum, 2)


def is_told(label: Label, book: LabelBook) -> bool:
    """Whether somebody has told which field a header cell stands for."""
    return bare(label.parent + label.text) in book.answered


def field_of(label: Label, book: LabelBook) -> str | None:
    """The field of a header cell."""
    match = book.match_under(label.parent, label.text) if label.parent else book.match(label.text)
    return match.field if match else None


def blocks_of(labels: list[Label], book: LabelBook, kind: Kind) -> tuple[Block, ...]:
    """The header's columns by field; several blocks if the same labels begin again further right."""
    return tuple(block_of(group, book, kind) for group in split_where_it_repeats(labels, book, kind))


def split_where_it_repeats(labels: list[Label], book: LabelBook, kind: Kind) -> Iterator[list[Label]]:
    """The labels, cut before the first that stood before, where both parts are headers about a person and most labels
    of the left return, or all those of the right stood before: households beside a person are no second block."""
    texts = [bare(label.parent + label.text) for label in labels]
    for place, text in enumerate(texts):
        left, right = labels[:place], labels[place:]
        before, after = set(texts[:place]), set(texts[place:]) - {RESULT}
        returning = before & after
        most = 2 * len(returning) > len(left) or after <= before
        if text not in returning or not most:
            continue
        if all(names_person(part, book, kind) and is_header(part, book, kind) for part in (left, right)):
            yield left
            yield from split_where_it_repeats(right, book, kind)
            return
    yield labels


def names_person(labels: list[Label], book: LabelBook, kind: Kind) -> bool:
    """Whether the labels have a column for whom a row is about; true of kinds that are about nobody."""
    person = {column.field for column in kind.columns if column.person}
    return not person or any(field_of(label, book) in person for label in labels)


def about_whom(labels: list[Label], book: LabelBook, kind: Kind) -> LabelBook:
    """The synonyms by which a header is read: where no label is that of whom the rows are about, the only one that may
    be stands for it, 学员姓名."""
    if names_person(labels, book, kind):
        return book
    may = {text for label in labels if (text := bare(label.text)) in book.alone}
    if len(may) != 1:
        return book
    [label] = may
    return book.with_label(label, book.alone[label])


def block_of(labels: list[Label], book: LabelBook, kind: Kind) -> Block:
    """One block: a field takes one column, the one that was told of before one whose label is exactly the field's, and
    that before the first that only contains a word for it; further ones only if the kind wants several."""
    multiple = {column.field for column in kind.columns if column.multiple}
    found_of = fields_of(labels, book, kind)
    best = best_columns(labels, found_of, book)
    own = [label.column for label in labels if bare(label.text) != RESULT]
    block = Block(first=min(own, default=labels[0].column), last=max(own, default=labels[0].column))
    for label, found in zip(labels, found_of, strict=True):
        if bare(label.text) == RESULT:
            continue
        text = without_identity(" ".join((label.parent + label.text).split()))
        block.headers.append(text)
        if found == PRIVATE:
            block.dropped.append(" ".join(label.text.split()))
        elif found is None or not (best[found] is label or found in multiple):
            block.unmapped.append(text)
        else:
            block.columns[found] = (*block.columns.get(found, ()), label.column)
            block.labels.setdefault(found, text)
    return block


def fields_of(labels: list[Label], book: LabelBook, kind: Kind) -> list[str | None]:
    """The field of each label. Right of the name of somebody else, what may be told of any person is that one's, up to
    the next column that is about the row itself or says of whom it is."""
    person = {column.field for column in kind.columns if column.person}
    fields: list[str | None] = []
    other: Label | None = None
    for label in labels:
        found = field_of(label, book)
        if other and other.parent != label.parent:
            other = None
        if found in (None, PRIVATE) and names_other(label.text):
            other = label
        elif other and found and found not in person and is_of(other, label, book):
            found = field_of(other, book)
        elif found not in (None, PRIVATE) or says_of_whom(label.text):
            other = None
        fields.append(found)
    return fields


def is_of(other: Label, label: Label, book: LabelBook) -> bool:
    """Whether a header cell may tell of those whose names stand under another one, and nobody has said what it
    means."""
    return may_tell_of(other.text, label.text) and not is_told(label, book)


def best_columns(labels: list[Label], found_of: list[str | None], book: LabelBook) -> dict[str | None, Label]:
    """Field -> the label that stands for it best: told, exact, first."""
    best: dict[str | None, Label] = {}
    for label, found in zip(labels, found_of, strict=True):
        if found not in best or rank(label, book) < rank(best[found], book):
            best[found] = label
    return best


def rank(label: Label, book: LabelBook) -> int:
    """How well a label stands for its field: 0 best."""
    if is_told(label, book):
        return 0
    match = book.match_under(label.parent, label.text) if label.parent else book.match(label.text)
    return 1 if match and match.exact else 2
