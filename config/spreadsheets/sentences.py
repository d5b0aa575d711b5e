"""What a reason or a warning means to whoever sent the file: what is wrong, what to do. Each floor adds its codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from config.spreadsheets.planning import Problem

_SENTENCES: dict[str, str] = {
    "HIDDEN_ROW": gettext_noop("The row is hidden in the workbook; it is imported all the same."),
    "STRUCK_OUT": gettext_noop(
        "The whole row is struck through. If it still holds, remove the line through it."
    ),
    "HIDDEN_COLUMNS": gettext_noop("Some columns are hidden in the workbook; they are read like the others."),
    "COMMENTS": gettext_noop("The comments on cells are not read."),
    "COLOURED": gettext_noop(
        "Some rows are in colour. Colour changes nothing: what it stands for must be written."
    ),
    "BESIDE_TABLE": gettext_noop(
        "Beside the table stand cells in columns without a header. They are not read: give the column a header if they "
        "are to count."
    ),
    "SECOND_PERSON": gettext_noop(
        "A second column of names stands in the table, and its people are not read. If they are to come in as well, "
        "give them the same headers as the first."
    ),
    "YEAR_SHORT": gettext_noop(
        "A year is written in two digits and was taken for one of this century. Check the day."
    ),
    "DITTO_OF_NOTHING": gettext_noop("A ditto mark has nothing above it; the cell was taken as empty."),
}

IGNORED: Mapping[str, Any] = {
    "title": gettext_lazy("title line"),
    "unit_line": gettext_lazy("unit and date line"),
    "header": gettext_lazy("column headers"),
    "blank": gettext_lazy("blank row"),
    "blank_numbered": gettext_lazy("numbered row without data"),
    "subtotal": gettext_lazy("subtotal"),
    "total": gettext_lazy("total"),
    "footer": gettext_lazy("signature line"),
    "note": gettext_lazy("note"),
    "example": gettext_lazy("example row"),
    "group_heading": gettext_lazy("group heading"),
}
"""Why a row holds no record."""

ROLES: Mapping[str, Any] = {
    "data": gettext_lazy("read"),
    "empty": gettext_lazy("empty"),
    "hidden": gettext_lazy("hidden: not read"),
    "instructions": gettext_lazy("instructions: not read"),
    "other": gettext_lazy("no table found: not read"),
}
"""What became of a sheet."""


def teach(sentences: Mapping[str, str]) -> None:
    """Adds the sentences of a floor's codes: message ids marked with gettext_noop, which may use %(text)s (the cell
    as written) and %(more)s (what the code needs besides)."""
    _SENTENCES.update(sentences)


def known_codes() -> set[str]:
    """Every code that has a sentence."""
    return set(_SENTENCES)


def of_problem(problem: Problem) -> str:
    """The sentence of a reason, in the language of the moment."""
    return _(_SENTENCES[problem.code]) % {"text": problem.text or "—", "more": problem.more}


def of_warning(code: str) -> str:
    """The sentence of a warning, in the language of the moment."""
    return _(_SENTENCES[code]) % {"text": "—", "more": ""}
