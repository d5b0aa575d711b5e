"""A workbook understood: where its tables are, what each column means, and what every other row is."""

import re
from collections.abc import Sequence
from dataclasses import replace

from config.spreadsheets.cards import find_cards
from config.spreadsheets.headers import Header, find_headers
from config.spreadsheets.remarks import remarks_on
from config.spreadsheets.rowkinds import squeezed
from config.spreadsheets.types import Ignored, Kind, Reading, Sheet, SheetFate, Table, Unclear, Workbook
from config.spreadsheets.unclear import unclear_header, unclear_tables
from config.spreadsheets.walk import SheetWalk

INSTRUCTIONS = re.compile("说明|须知|目录|示例|样表|模板|范例|填表要求|字典|注意事项")


def find_tables(workbook: Workbook, kind: Kind) -> Reading:
    """Understand every sheet of a workbook as the given kind. Hidden sheets and instructions are never read."""
    tables: list[Table] = []
    ignored: list[Ignored] = []
    fates: list[SheetFate] = []
    unclear: list[Unclear] = []
    for sheet in workbook.sheets:
        unread = role_by_itself(sheet)
        cards = [] if unread else find_cards(sheet, kind, workbook.year_1904)
        headers = [] if unread or cards else find_headers(sheet, kind)
        fate = fate_of(sheet, headers, has_cards=bool(cards))
        tables += cards
        if headers:
            walk = SheetWalk(sheet, headers, kind, workbook.year_1904)
            walk.run()
            tables += walk.tables
            fate = replace(fate, remarks=(*fate.remarks, *remarks_on(sheet, walk.tables, kind)))
            ignored += walk.ignored
            unclear += unclear_tables(sheet, walk.tables)
        elif fate.role == "other":
            unclear += unclear_header(sheet, kind)
        fates.append(fate)
    return Reading(
        tables=tuple(tables),
        ignored=tuple(ignored),
        sheets=tuple(fates),
        format=workbook.format,
        encoding=workbook.encoding,
        unclear=tuple(unclear),
    )


def role_by_itself(sheet: Sheet) -> str | None:
    """The role of a sheet that is not even searched for tables."""
    if not sheet.rows:
        return "empty"
    if sheet.hidden:
        return "hidden"
    return "instructions" if sheet.name and INSTRUCTIONS.search(sheet.name) else None


def fate_of(sheet: Sheet, headers: Sequence[Header], has_cards: bool = False) -> SheetFate:
    """What became of a sheet."""
    if headers or has_cards:
        rows = tuple(row for header in headers for row in header.rows)
        return SheetFate(sheet.name, "data", rows, sheet.remarks)
    role = role_by_itself(sheet)
    if role is None:
        first = next(squeezed(cell) for row in sheet.rows for cell in row if cell is not None)
        role = "instructions" if INSTRUCTIONS.search(first) else "other"
    return SheetFate(sheet.name, role, (), sheet.remarks)
