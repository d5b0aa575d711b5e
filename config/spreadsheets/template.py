"""What the blank table of a kind of sheet is made of: its columns, what each expects, how it is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.jurisdiction import Scope
from config.spreadsheets.kinds import SheetKind, Under
from config.spreadsheets.labels import LabelBook

NAMED = 8
"""So many choices, and so many other headings, are written out."""


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column of a blank table."""

    label: str
    required: bool
    example: str
    choices: tuple[str, ...] | Under
    also: tuple[str, ...]
    """Other headings under which it is known."""

    @property
    def header(self) -> str:
        """The label, with an asterisk where the column must be filled in."""
        return f"{self.label}*" if self.required else self.label


def columns_of_template(kind: SheetKind, scope: Scope) -> list[TemplateColumn]:
    """The columns of a kind's blank table for an account with this scope; a kind without an example has them all."""
    book = LabelBook(kind.layout)
    labels = list(kind.example) or [column.labels[0] for column in kind.layout.columns]
    fields = {label: match.field for label in labels if (match := book.match(label))}
    required = set(required_labels(kind, fields))
    synonyms = {column.field: column.labels for column in kind.layout.columns}
    choices = {**kind.choices, **(kind.choices_within(scope) if kind.choices_within else {})}
    return [
        TemplateColumn(
            label=label,
            required=label in required,
            example=kind.example.get(label, ""),
            choices=choices.get(label, ()),
            also=tuple(other for other in synonyms.get(fields.get(label, ""), ()) if other != label),
        )
        for label in labels
    ]


def required_labels(kind: SheetKind, fields: dict[str, str]) -> Iterator[str]:
    """Of each group of fields without which a table cannot be read, the first that the template has."""
    labels = {field: label for label, field in reversed(fields.items())}
    for group in kind.required:
        found = next((field for field in group if field in labels), None)
        if found:
            yield labels[found]


def advice(column: TemplateColumn) -> list[str]:
    """What is expected in a column, a sentence each."""
    said = [_("Required.")] if column.required else []
    if isinstance(column.choices, Under):
        said.append(
            _("Fill in “%(column)s” first, then choose from the list.") % {"column": column.choices.header}
        )
    elif column.choices:
        said.append(_("Choose from the list: %(words)s.") % {"words": some(column.choices)})
    if column.example:
        said.append(_("Example: %(example)s.") % {"example": column.example})
    if column.also:
        said.append(_("Also known as: %(headings)s.") % {"headings": some(column.also)})
    return said


def some(words: tuple[str, ...]) -> str:
    """The first words of a list, and how many there are."""
    text = "、".join(words[:NAMED])
    if len(words) <= NAMED:
        return text
    more = ngettext("… (%(count)d choice)", "… (%(count)d choices)", len(words)) % {"count": len(words)}
    return text + more


def rules(kind: SheetKind) -> list[str]:
    """How the table is filled in, a sentence each."""
    found = [
        _("Fill in the first sheet, one row a record; columns with an asterisk (*) must be filled in."),
        _(
            "All cells are text, so that ID numbers, telephone numbers and codes keep every digit. Paste as values."
        ),
        _("Write days as 2011-09-15 and months as 1985.03."),
        _(
            "The order of the columns may be changed and columns may be left out; keep the headings as they are."
        ),
        _("An empty cell changes nothing that is recorded."),
        _("What is not in a list may be typed all the same; the preview tells what was not understood."),
        _("This sheet and the sheet of examples are not imported."),
    ]
    if kind.layout.private:
        words = {"columns": some(kind.layout.private)}
        found.append(_("Never read, so leave them out: %(columns)s.") % words)
    return found
