"""What the parsing process tells, on its way out: JSON, because nothing that JSON says can run.

Dates travel as lists of one text, ["2011-08-23"], so that they stay apart from texts that look the same. A Reading
goes out in lines: first all but its rows, then the rows, some hundred a line, so that neither side holds them twice.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from config.spreadsheets.types import (
    Cell,
    Column,
    Ignored,
    Kind,
    Merge,
    Place,
    Reading,
    Record,
    Row,
    Sheet,
    SheetFate,
    Table,
    Unclear,
    UnclearColumn,
    Workbook,
)

ROWS_A_LINE = 200
LONGEST_SHARED = 24
"""Longer texts are seldom the same twice."""
NOTHING_TOLD: dict[str, str] = {}


def to_json(value: object) -> str:
    """Compact JSON on one line. Raises ValueError for what is not a number, or beyond all numbers."""
    return json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), default=moment_to_wire, allow_nan=False
    )


def moment_to_wire(value: object) -> object:
    """What JSON has no word for: dates as a list of one text, times of day and durations as text."""
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, time | timedelta):
        return str(value)
    raise TypeError(f"no way to send {type(value).__name__}")


def moment(text: str) -> date | datetime:
    """A date, or a date with a time of day, from its ISO form."""
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


# The layout of a kind of sheet, on its way into the parsing process


def kind_to_wire(kind: Kind) -> dict[str, Any]:
    """The layout as plain data."""
    return asdict(kind)


OF_LABELS = ("labels", "exact", "alone")


def kind_from_wire(wire: Mapping[str, Any]) -> Kind:
    """The inverse of `kind_to_wire`."""
    columns = tuple(
        Column(**{**column, **{name: tuple(column[name]) for name in OF_LABELS}})
        for column in wire["columns"]
    )
    return Kind(
        **{**wire, "columns": columns, "private": tuple(wire["private"]), "answered": tuple(wire["answered"])}
    )


# A Reading, in lines


def reading_to_lines(reading: Reading) -> Iterator[str]:
    """The reading as lines of JSON."""
    yield to_json(
        {
            "format": reading.format,
            "encoding": reading.encoding,
            "count": reading.count,
            "tables": [table_to_wire(table) for table in reading.tables],
            "ignored": [asdict(row) for row in reading.ignored],
            "sheets": [asdict(fate) for fate in reading.sheets],
            "unclear": [asdict(unclear) for unclear in reading.unclear],
        }
    )
    for index, table in enumerate(reading.tables):
        yield from in_lines(index, map(row_to_wire, table.rows))


def in_lines(index: int, rows: Iterable[Any]) -> Iterator[str]:
    """The rows of a table or a sheet, some hundred a line, each line with the index of where they belong."""
    rows = iter(rows)
    while some := list(islice(rows, ROWS_A_LINE)):
        yield to_json([index, some])


def table_to_wire(table: Table) -> dict[str, Any]:
    """All of a table but its rows, with the names of its rows' values."""
    about = {field.name: getattr(table, field.name) for field in fields(table) if field.name != "rows"}
    return {**about, "names": list(table.rows[0].values) if table.rows else []}


def row_to_wire(row: Row) -> list[Any]:
    """A row as a list; what is seldom told comes last and is left out where there is nothing."""
    values = row.values.packed() if isinstance(row.values, Record) else row.values.values()
    told: list[Any] = [row.number, [[cell] if type(cell) is tuple else cell for cell in values]]
    rest = [row.group, int(row.hidden), int(row.struck), row.shown, row.lost]
    return told if rest == [None, 0, 0, {}, {}] else told + rest


def reading_from_lines(first: Mapping[str, Any], lines: Iterable[str | bytes]) -> Reading:
    """The inverse of `reading_to_lines`, from the parsed first line; rows are read when they are asked for."""
    names = [tuple(table.pop("names")) for table in first["tables"]]
    return Reading(
        tables=tuple(table_from_wire(table) for table in first["tables"]),
        ignored=tuple(Ignored(**row) for row in first["ignored"]),
        sheets=tuple(tupled(SheetFate, fate) for fate in first["sheets"]),
        format=first["format"],
        encoding=first["encoding"],
        unclear=tuple(unclear_from_wire(unclear) for unclear in first["unclear"]),
        stream=rows_from_lines(lines, names),
        on_their_way=first["count"],
    )


def tupled(cls: type[Any], wire: Mapping[str, Any]) -> Any:
    """An object of a class whose sequences are tuples."""
    return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in wire.items()})


def table_from_wire(wire: dict[str, Any]) -> Table:
    """A table that holds no rows itself."""
    columns = {name: tuple(at) for name, at in wire.pop("columns").items()}
    places = {name: tuple(at) for name, at in wire.pop("places").items()}
    table: Table = tupled(Table, {**wire, "columns": columns, "places": places, "rows": ()})
    return table


def unclear_from_wire(wire: Mapping[str, Any]) -> Unclear:
    """A header of which something is not understood."""
    columns = [tupled(UnclearColumn, column) for column in wire["columns"]]
    unclear: Unclear = tupled(Unclear, {**wire, "columns": columns})
    return unclear


def rows_from_lines(lines: Iterable[str | bytes], names: list[tuple[str, ...]]) -> Iterator[tuple[int, Row]]:
    """(index of the table, row) of every row told."""
    cell_of = decoder()
    for line in lines:
        index, rows = json.loads(line)
        for number, cells, *rest in rows:
            values = dict(zip(names[index], map(cell_of, cells), strict=True))
            group, hidden, struck, shown, lost = rest or (None, 0, 0, NOTHING_TOLD, NOTHING_TOLD)
            yield index, Row(number, values, group, bool(hidden), bool(struck), shown, lost)


def decoder() -> Callable[[Any], Any]:
    """A function that makes a cell of what JSON brought; the same short text is the same object every time."""
    texts: dict[str, str] = {}

    def cell_of(told: Any) -> Any:
        if type(told) is str:
            return told if len(told) > LONGEST_SHARED else texts.setdefault(told, told)
        if type(told) is list:
            inner = told[0]
            return tuple(map(cell_of, inner)) if type(inner) is list else moment(inner)
        return told

    return cell_of


# A Workbook, in lines


def workbook_to_lines(workbook: Workbook) -> Iterator[str]:
    """The workbook as lines of JSON."""
    yield to_json(
        {
            "format": workbook.format,
            "encoding": workbook.encoding,
            "year_1904": workbook.year_1904,
            "sheets": [sheet_to_wire(sheet) for sheet in workbook.sheets],
        }
    )
    for index, sheet in enumerate(workbook.sheets):
        yield from in_lines(index, sheet.rows)


def sheet_to_wire(sheet: Sheet) -> dict[str, Any]:
    """All of a sheet but its rows."""
    about = {field.name: getattr(sheet, field.name) for field in fields(sheet) if field.name != "rows"}
    places = {name: [(*place, text) for place, text in about[name].items()] for name in ("shown", "lost")}
    merges = [(merge.top, merge.left, merge.bottom, merge.right) for merge in sheet.merges]
    sets = {name: sorted(value) for name, value in about.items() if isinstance(value, frozenset)}
    return {**about, **places, **sets, "merges": merges}


def workbook_from_lines(first: Mapping[str, Any], lines: Iterable[str | bytes]) -> Workbook:
    """The inverse of `workbook_to_lines`, from the parsed first line."""
    rows: list[list[tuple[Cell, ...]]] = [[] for _ in first["sheets"]]
    cell_of = decoder()
    for line in lines:
        index, some = json.loads(line)
        rows[index] += [tuple(map(cell_of, row)) for row in some]
    sheets = tuple(sheet_from_wire(wire, own) for wire, own in zip(first["sheets"], rows, strict=True))
    return Workbook(first["format"], sheets, first["encoding"], first["year_1904"])


def sheet_from_wire(wire: Mapping[str, Any], rows: list[tuple[Cell, ...]]) -> Sheet:
    """The inverse of `sheet_to_wire`."""
    return Sheet(
        **{
            **wire,
            "rows": rows,
            "merges": tuple(Merge(*bounds) for bounds in wire["merges"]),
            "hidden_rows": frozenset(wire["hidden_rows"]),
            "struck_rows": frozenset(wire["struck_rows"]),
            "coloured_rows": frozenset(wire["coloured_rows"]),
            "shown": places_from_wire(wire["shown"]),
            "lost": places_from_wire(wire["lost"]),
            "remarks": tuple(wire["remarks"]),
        }
    )


def places_from_wire(wire: Iterable[tuple[int, int, str]]) -> dict[Place, str]:
    """(row, column) -> text, from triples."""
    return {(row, column): text for row, column, text in wire}
