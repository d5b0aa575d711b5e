"""What is asked instead of guessed, and how the answers come back.

The answers about columns go into the layout (`with_answers`) and are remembered for the next file by `layout_digest`;
those about places go into `Context.places`.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from config.spreadsheets.labels import bare
from config.spreadsheets.types import Kind, Question, Reading, Unclear, UnclearColumn

COLUMN, PLACE = "column", "place"
"""The kinds of question."""
NAMELIKE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af·\s]{2,8}")


def column_questions(
    reading: Reading, kind: Kind, required: Sequence[Sequence[str]] = ()
) -> tuple[Question, ...]:
    """Which columns to ask about: those whose absence matters.

    In a table that lacks a column it needs (`required`: of each group of fields one is enough) every unknown column
    may be it; where it is the person's name, those whose values look like names. In a sheet without a table all
    columns of its likeliest header are asked about, but only if the file has no table at all: one answer makes it a
    header.
    """
    asked: dict[str, Question] = {}
    for unclear in reading.unclear:
        lacking = [name for choice in required if not set(choice) & set(unclear.fields) for name in choice]
        if (unclear.is_table and not lacking) or (not unclear.is_table and reading.tables):
            continue
        for column in worth_asking(unclear, kind, lacking):
            question = question_of(column, unclear, kind, lacking)
            asked.setdefault(question.words, question)
    return tuple(asked.values())


def worth_asking(unclear: Unclear, kind: Kind, lacking: Sequence[str]) -> Sequence[UnclearColumn]:
    """The columns that may be what is lacking."""
    person = {column.field for column in kind.columns if column.person}
    named = [column for column in unclear.columns if holds_names(column)]
    return named if unclear.is_table and person & set(lacking) and named else unclear.columns


def holds_names(column: UnclearColumn) -> bool:
    """Whether the values of a column look like names of people."""
    return bool(column.samples) and all(NAMELIKE.fullmatch(sample) for sample in column.samples)


def question_of(column: UnclearColumn, unclear: Unclear, kind: Kind, lacking: Sequence[str]) -> Question:
    """The question which field a column is, among those that the table has no column for yet."""
    free = [c.field for c in kind.columns if c.multiple or c.field not in unclear.fields]
    first = [column.likely] if column.likely else [name for name in lacking if name in free]
    return Question(
        kind=COLUMN,
        words=bare(column.label),
        sheet=unclear.sheet,
        row=unclear.row,
        column=column.column,
        samples=column.samples,
        candidates=tuple(dict.fromkeys((*first, *free))),
    )


def with_answers(kind: Kind, columns: Mapping[str, str]) -> Kind:
    """The layout with what somebody has told of a file's columns (bare label → field): it beats the synonyms, and one
    such label makes a header. A label whose field the kind does not have stays unknown, whatever it reads like."""
    told = {bare(label): name for label, name in columns.items()}
    known = tuple(
        replace(
            column,
            labels=(
                *(label for label in column.labels if bare(label) not in told),
                *(label for label, name in told.items() if name == column.field),
            ),
            exact=tuple(label for label in column.exact if bare(label) not in told),
            alone=tuple(label for label in column.alone if bare(label) not in told),
        )
        for column in kind.columns
    )
    return replace(
        kind,
        columns=known,
        private=tuple(label for label in kind.private if bare(label) not in told),
        answered=tuple(told),
    )


def layout_digest(kind: str, reading: Reading) -> str:
    """A digest of a file's layout: the kind of sheet, and the labels of each of its headers. Neither names of sheets
    nor numbers of rows count, so that next month's file has the same; nor does the order of columns."""
    of_tables = [table.headers for table in reading.tables]
    of_others = [unclear.labels for unclear in reading.unclear if not unclear.is_table]
    layouts = sorted({tuple(sorted(set(map(bare, labels)))) for labels in (*of_tables, *of_others)})
    return hashlib.sha256(json.dumps([kind, layouts], ensure_ascii=False).encode()).hexdigest()
