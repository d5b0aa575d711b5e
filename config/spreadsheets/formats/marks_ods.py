"""Merges, hidden and struck-out rows, formulas without a result and what is told of a sheet, from an .ods."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from config.spreadsheets.formats.marks import Marks, strikes_row
from config.spreadsheets.limits import Limits
from config.spreadsheets.types import FileRefused, Merge

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
TELLING = (b"-spanned=", b":visibility=", b"text-line-through-style=", b":formula=", b":annotation")
HIDDEN = ("collapse", "filter")

END_OF_TABLE = re.compile(rb"</[\w.-]+:table>")
REPEATED_ROWS = re.compile(rb"""number-rows-repeated\s*=\s*["']\s*(\d+)""")
MOST_ROWS = Limits().rows
"""A row may claim to stand a billion times."""


def marks_of_ods(data: bytes) -> list[Marks]:
    """The marks of each sheet; none where the file has nothing to tell."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("content.xml")
    check_filled_rows(xml)
    if not any(mark in xml for mark in TELLING):
        return []
    found: list[Marks] = []
    struck: set[str] = set()
    row = 1
    for event, element in ElementTree.iterparse(io.BytesIO(xml), events=("start", "end")):
        if event == "start":
            if element.tag == f"{TABLE}table":
                found.append(Marks())
                row = 1
        elif remark := remark_of(element):
            found[-1].remarks += [remark] if remark not in found[-1].remarks else []
        elif element.tag == f"{STYLE}style" and strikes(element):
            struck.add(element.get(f"{STYLE}name", ""))
        elif element.tag == f"{TABLE}table-row":
            repeated = int(element.get(f"{TABLE}number-rows-repeated", "1"))
            mark_row(found[-1], element, row, repeated, struck)
            row += repeated
            element.clear()
    return found


def check_filled_rows(xml: bytes) -> None:
    """Refuse a cell below the rows that may be: the parser leaves out, without a word, what is below the grid."""
    for sheet in END_OF_TABLE.split(xml):
        last = sheet.rfind(b":value-type=")
        if sum(int(found[1]) for found in REPEATED_ROWS.finditer(sheet, 0, max(last, 0))) > MOST_ROWS:
            raise FileRefused("SHEET_TOO_LONG")


def remark_of(element: ElementTree.Element) -> str:
    """What whoever sent the file is told of an element: of a comment, of a hidden column; "" of all others."""
    if element.tag == f"{OFFICE}annotation":
        return "COMMENTS"
    hidden = element.tag == f"{TABLE}table-column" and element.get(f"{TABLE}visibility") in HIDDEN
    return "HIDDEN_COLUMNS" if hidden else ""


def strikes(style: ElementTree.Element) -> bool:
    """Whether a style strikes its text through."""
    return any(
        key.endswith("text-line-through-style") and value != "none"
        for part in style
        for key, value in part.attrib.items()
    )


def mark_row(marks: Marks, row: ElementTree.Element, number: int, repeated: int, struck: set[str]) -> None:
    """What one row element tells."""
    filled = [cell for _, cell in cells_of(row) if cell.get(f"{OFFICE}value-type")]
    if filled and row.get(f"{TABLE}visibility") in HIDDEN:
        marks.hidden_rows.update(range(number, number + repeated))
    if struck and strikes_row([cell.get(f"{TABLE}style-name") in struck for cell in filled]):
        marks.struck_rows.update(range(number, number + repeated))
    for column, cell in cells_of(row):
        height, width = span(cell, "rows"), span(cell, "columns")
        if height > 1 or width > 1:
            marks.merges.append(Merge(number, column, number + height - 1, column + width - 1))
        if cell.get(f"{CALCEXT}value-type") == "error":
            marks.lost[number, column] = "".join(cell.itertext()).strip()
        elif cell.get(f"{TABLE}formula") and not cell.get(f"{OFFICE}value-type"):
            marks.lost[number, column] = ""


def cells_of(row: ElementTree.Element) -> Iterator[tuple[int, ElementTree.Element]]:
    """(first column, cell) of each cell element of a row."""
    column = 1
    for cell in row:
        if cell.tag in CELLS:
            yield column, cell
            column += int(cell.get(f"{TABLE}number-columns-repeated", "1"))


def span(cell: ElementTree.Element, direction: str) -> int:
    """Over how many rows or columns a cell is merged."""
    return int(cell.get(f"{TABLE}number-{direction}-spanned", "1"))
