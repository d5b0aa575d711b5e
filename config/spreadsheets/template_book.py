"""The blank table of a kind of sheet as a workbook: the table, an example, how it is filled in; hidden, the choices."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, TypeGuard

import xlsxwriter
from django.utils.translation import gettext as _

from config.jurisdiction import Scope
from config.spreadsheets.kinds import SheetKind, Under
from config.spreadsheets.planning import letters
from config.spreadsheets.safe import breadth, sheet_names
from config.spreadsheets.template import TemplateColumn, advice, columns_of_template, rules

EXAMPLE, INSTRUCTIONS, CHOICES = "示例", "填表说明", "选项"
"""Names by which an import knows what is not to be read; the last sheet is hidden besides."""
ROWS = 5_000
"""So many rows offer their choices."""
NARROWEST, WIDEST = 8, 36
INSTRUCTION_WIDTH, LINE = 100, 15
"""Letters of a line of the instructions, and its height in points."""


def template(kind: SheetKind, scope: Scope) -> bytes:
    """The blank table of a kind as .xlsx, with the places of the scope to choose from."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    columns = columns_of_template(kind, scope)
    names = sheet_names([str(kind.title), EXAMPLE, INSTRUCTIONS, CHOICES])
    table, example, instructions, choices = (book.add_worksheet(name) for name in names)
    write_header(book, table, columns)
    offer_choices(book, table, choices, columns)
    write_header(book, example, columns)
    for at, column in enumerate(columns):
        example.write_string(1, at, column.example)
    write_instructions(book, instructions, kind, columns)
    choices.hide()
    book.close()
    return out.getvalue()


def write_header(book: Any, sheet: Any, columns: list[TemplateColumn]) -> None:
    """The header, frozen, with what is expected as a comment; every column is text."""
    text = book.add_format({"num_format": "@"})
    plain = book.add_format({"bold": True, "bg_color": "#e8eef7", "bottom": 1, "text_wrap": True})
    needed = book.add_format({"bold": True, "bg_color": "#fff2cc", "bottom": 1, "text_wrap": True})
    for at, column in enumerate(columns):
        sheet.set_column(at, at, width_of(column), text)
        sheet.write_string(0, at, column.header, needed if column.required else plain)
        if said := advice(column):
            sheet.write_comment(0, at, "\n".join(said), {"x_scale": 2, "y_scale": 1 + len(said) / 3})
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    print_across(sheet)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{letters(len(columns))}{ROWS + 1}"})


def print_across(sheet: Any) -> None:
    """On paper all columns go on one page."""
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def width_of(column: TemplateColumn) -> int:
    """A width at which header and example can be read."""
    widest = max(breadth(column.header), breadth(column.example))
    return min(max(widest + 2, NARROWEST), WIDEST)


def offer_choices(book: Any, table: Any, sheet: Any, columns: list[TemplateColumn]) -> None:
    """The choices of each column in the hidden sheet, and the lists that offer them."""
    at_of = {column.label: at for at, column in enumerate(columns)}
    free = 0
    for at, column in enumerate(columns):
        offered = column.choices
        if depends(offered) and offered.header in at_of:
            pairs = sorted(offered.pairs, key=lambda pair: pair[0])
            write_down(sheet, free, (word for word, _under in pairs))
            write_down(sheet, free + 1, (word for _over, word in pairs))
            offer(table, at, under_source(sheet.get_name(), free, letters(at_of[offered.header] + 1)))
            free += 2
        elif words := words_of(offered):
            write_down(sheet, free, words)
            letter = letters(free + 1)
            name = f"{CHOICES}_{free + 1}"
            book.define_name(name, f"='{sheet.get_name()}'!${letter}$1:${letter}${len(words)}")
            offer(table, at, f"={name}")
            free += 1


def depends(choices: tuple[str, ...] | Under) -> TypeGuard[Under]:
    """Whether what is offered differs from row to row: a jurisdiction of one township has one list of villages."""
    return isinstance(choices, Under) and len({over for over, _word in choices.pairs}) > 1


def words_of(choices: tuple[str, ...] | Under) -> list[str]:
    """The words of a list, each once."""
    words = (word for _over, word in choices.pairs) if isinstance(choices, Under) else choices
    return list(dict.fromkeys(words))


def under_source(sheet: str, column: int, other: str) -> str:
    """The words of the second of two columns whose neighbour in the first is what the row says in column `other`."""
    over, under = letters(column + 1), letters(column + 2)
    keys = f"'{sheet}'!${over}:${over}"
    return f"=OFFSET('{sheet}'!${under}$1,MATCH(${other}2,{keys},0)-1,0,COUNTIF({keys},${other}2),1)"


def write_down(sheet: Any, column: int, words: Iterable[str]) -> None:
    for row, word in enumerate(words):
        sheet.write_string(row, column, word)


def offer(table: Any, column: int, source: str) -> None:
    """A list of choices in a column; another word is let in when the person insists."""
    table.data_validation(
        1,
        column,
        ROWS,
        column,
        {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_title": _("Not in the list"),
            "error_message": _("This word is not in the list. Keep it only if you are sure."),
        },
    )


def write_instructions(book: Any, sheet: Any, kind: SheetKind, columns: list[TemplateColumn]) -> None:
    """The rules, then what each column expects."""
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    print_across(sheet)
    sheet.set_column(0, 0, 18, wrapped)
    sheet.set_column(1, 1, INSTRUCTION_WIDTH, wrapped)
    sheet.write_string(0, 0, str(kind.title), bold)
    rows = [*(("", rule) for rule in rules(kind)), ("", "")]
    rows += [(column.header, " ".join(advice(column))) for column in columns]
    for row, (header, said) in enumerate(rows, start=1):
        sheet.set_row(row, LINE * (1 + breadth(said) // INSTRUCTION_WIDTH))
        sheet.write_string(row, 0, header, bold)
        sheet.write_string(row, 1, said, wrapped)
