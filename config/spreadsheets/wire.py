"""A workbook on its way out of the parsing process: JSON, because nothing that JSON says can run.

Dates travel as lists of one text, ["2011-08-23"], so that they stay apart from texts that look the same.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from config.spreadsheets.types import Cell, Merge, Place, Sheet, Workbook


def workbook_to_json(workbook: Workbook) -> str:
    """The workbook as compact JSON."""
    sheets = [sheet_to_wire(sheet) for sheet in workbook.sheets]
    whole = {
        "format": workbook.format,
        "encoding": workbook.encoding,
        "year_1904": workbook.year_1904,
        "sheets": sheets,
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), default=moment_to_wire)


def sheet_to_wire(sheet: Sheet) -> dict[str, Any]:
    """A sheet as lists and dictionaries."""
    return {
        "name": sheet.name,
        "rows": sheet.rows,
        "hidden": sheet.hidden,
        "merges": [(m.top, m.left, m.bottom, m.right) for m in sheet.merges],
        "hidden_rows": sorted(sheet.hidden_rows),
        "struck_rows": sorted(sheet.struck_rows),
        "shown": places_to_wire(sheet.shown),
        "lost": places_to_wire(sheet.lost),
        "remarks": sheet.remarks,
    }


def places_to_wire(texts: Mapping[Place, str]) -> list[tuple[int, int, str]]:
    """(row, column) -> text, as triples."""
    return [(row, column, text) for (row, column), text in texts.items()]


def moment_to_wire(value: object) -> object:
    """What JSON has no word for: dates as a list of one text, times of day and durations as text."""
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, time | timedelta):
        return str(value)
    raise TypeError(f"no way to send {type(value).__name__}")


def workbook_from_json(answer: Mapping[str, Any]) -> Workbook:
    """The inverse of `workbook_to_json`, from parsed JSON."""
    sheets = tuple(sheet_from_wire(sheet) for sheet in answer["sheets"])
    return Workbook(answer["format"], sheets, answer["encoding"], answer["year_1904"])


def sheet_from_wire(wire: Mapping[str, Any]) -> Sheet:
    """The inverse of `sheet_to_wire`."""
    return Sheet(
        name=wire["name"],
        rows=[row_from_wire(row) for row in wire["rows"]],
        hidden=wire["hidden"],
        merges=tuple(Merge(*bounds) for bounds in wire["merges"]),
        hidden_rows=frozenset(wire["hidden_rows"]),
        struck_rows=frozenset(wire["struck_rows"]),
        shown={(row, column): text for row, column, text in wire["shown"]},
        lost={(row, column): text for row, column, text in wire["lost"]},
        remarks=tuple(wire["remarks"]),
    )


def row_from_wire(cells: Iterable[Any]) -> tuple[Cell, ...]:
    """A row with its dates made dates again."""
    return tuple([moment(cell[0]) if type(cell) is list else cell for cell in cells])


def moment(text: str) -> date | datetime:
    """A date, or a date with a time of day, from its ISO form."""
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
