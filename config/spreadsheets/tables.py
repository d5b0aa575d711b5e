"""A workbook understood: where its tables are, what each column means, and what every other row is."""

import re
from collections.abc import Sequence
from dataclasses import replace

from config.spreadsheets.cards import find_cards
from config.spreadsheets.headers import Header
from config.spreadsheets.parts import ignored_once, tables_apart
from config.spreadsheets.remarks import remarks_on
from config.spreadsheets.rowkinds import squeezed
from config.spreadsheets.types import Ignored, Kind, Reading, Sheet, SheetFate, Table, Unclear, Workbook
from config.spreadsheets.unclear import unclear_header, unclear_tables
from config.spreadsheets.walk import SheetWalk

INSTRUCTIONS = re.compile("说明|须知|目录|示例|样表|模板|范例|填表要求|字典|注意事项")

Part = tuple[Sheet, Sequence[Header]]


def find_tables(workbook: Workbook, kind: Kind) -> Reading:
    """Understand every sheet of a workbook as the given kind. Hidden sheets and instructions are never read."""
    tables: list[Table] = []
    ignored: list[Ignored] = []
    fates: list[SheetFate] = []
    unclear: list[Unclear] = []
    for sheet in workbook.sheets:
        unread = role_by_itself(sheet)
        cards = [] if unread else find_cards(sheet, kind, workbook.year_1904)
        parts = [] if unread or cards else tables_apart(sheet, kind)
        headers = [header for _part, own in parts for header in own]
        fate = fate_of(sheet, headers, has_cards=bool(cards))
        tables += cards
        if headers:
            walks = walks_of(parts, kind, workbook.year_1904)
            own = [table for walk in walks for table in walk.tables]
            tables += own
            remarks = [code for walk in walks for code in remarks_on(walk.sheet, walk.tables, kind)]
            fate = replace(fate, remarks=tuple(dict.fromkeys((*fate.remarks, *remarks))))
            ignored += ignored_by(walks)
            unclear += [one for walk in walks for one in unclear_tables(walk.sheet, walk.tables)]
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


def walks_of(parts: Sequence[Part], kind: Kind, year_1904: bool) -> list[SheetWalk]:
    """A walk down each part of a sheet that has headers. What stands over the first part stands over all of them."""
    walks = [SheetWalk(part, headers, kind, year_1904) for part, headers in parts if headers]
    for walk in walks:
        walk.run()
    first = walks[0].tables[0]
    for walk in walks[1:]:
        walk.tables = [
            replace(
                table,
                titles=table.titles or first.titles,
                unit_lines=table.unit_lines or first.unit_lines,
                block=table.block or min(column for at in table.columns.values() for column in at),
            )
            for table in walk.tables
        ]
    return walks


def ignored_by(walks: Sequence[SheetWalk]) -> list[Ignored]:
    """The rows of a sheet that hold no record."""
    if len(walks) == 1:
        return walks[0].ignored
    records = {row.number for walk in walks for table in walk.tables for row in table.rows}
    return ignored_once((row for walk in walks for row in walk.ignored), records)


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
        rows = tuple(sorted({row for header in headers for row in header.rows}))
        return SheetFate(sheet.name, "data", rows, sheet.remarks)
    role = role_by_itself(sheet)
    if role is None:
        first = next(squeezed(cell) for row in sheet.rows for cell in row if cell is not None)
        role = "instructions" if INSTRUCTIONS.search(first) else "other"
    return SheetFate(sheet.name, role, (), sheet.remarks)
