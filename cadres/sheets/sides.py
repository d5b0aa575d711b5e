"""Which side of a transfer a header means: 现单位 is the new place beside 原单位, and the old one beside 调入单位."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cadres.sheets.columns import ABOUT, TOWNSHIP, TOWNSHIP_CODE
from config.spreadsheets.types import Column, Reading, Record, Row, Table

LEFT = Column(
    "from_township",
    (
        "原乡镇", "原乡镇街道", "原所在乡镇", "原单位", "原工作单位", "原所在单位", "原任单位", "原任职单位",
        "调出乡镇", "调出单位", "调出地", "原单位及职务", "原工作单位及职务", "原任单位及职务", "调出单位及职务",
    ),
)  # fmt: skip
LEFT_CODE = Column("from_code", ("原乡镇代码", "调出乡镇代码"))
JOINED = Column(
    "township",
    (
        "调入乡镇", "调入单位", "调入地", "拟调入乡镇", "拟调入单位", "调往乡镇", "调往单位", "拟调往单位", "拟任单位",
        "拟任职单位", "新乡镇", "新单位", "新工作单位", "新任单位", "接收乡镇", "接收单位", "去向", "调动去向",
        "调入单位及职务", "新单位及职务", "新任单位及职务", "拟任单位及职务",
    ),
)  # fmt: skip
JOINED_CODE = Column("township_code", ("调入乡镇代码", "新乡镇代码"))
EITHER = Column(
    "either_township",
    (
        "现乡镇", "现所在乡镇", "现单位", "现工作单位", "现所在单位", "现任单位", "现任职单位", "现单位及职务",
        "现工作单位及职务", "工作单位及职务", "单位及职务", "单位职务", *TOWNSHIP.labels,
    ),
)  # fmt: skip
EITHER_CODE = Column("either_code", ("现乡镇代码", *TOWNSHIP_CODE.labels))
NEW_TITLE = Column(
    "post_title",
    (
        "新任职务", "新职务", "拟任职务", "拟任职位", "调入职务", "调入后职务", "调整后职务", "任命职务", "拟安排职务",
    ),
)  # fmt: skip
OLD_TITLE = Column("old_title", ("原任职务", "原职务", "调出职务", "原任职位", "调整前职务"))
"""Known so that nobody takes it for the new one; the site has the old title already."""
[TITLE] = [column for column in ABOUT if column.field == "post_title"]
EITHER_TITLE = Column(
    "either_title", ("现职务", *(label for label in TITLE.labels if label not in EITHER.labels))
)
SIDES = (LEFT, LEFT_CODE, JOINED, JOINED_CODE, EITHER, EITHER_CODE, NEW_TITLE, OLD_TITLE, EITHER_TITLE)
"""The columns about the old and the new post."""
NAMES_A_SIDE = (JOINED.field, JOINED_CODE.field, LEFT.field, LEFT_CODE.field)
"""Without one of these it cannot be told which side the others mean."""


def told_apart(reading: Reading) -> Reading:
    """The same reading, in which headers that may mean either side stand for the side that they mean."""
    names = [meaning(table.columns) for table in reading.tables]
    tables = tuple(renamed_table(table, own) for table, own in zip(reading.tables, names, strict=True))
    stream = reading.stream and ((at, renamed_row(row, names[at])) for at, row in reading.stream)
    return replace(reading, tables=tables, stream=stream)


def meaning(columns: Mapping[str, Any]) -> dict[str, str]:
    """What the headers of a table that may mean either side stand for: the side that no other column names."""
    names = {}
    if JOINED.field not in columns and JOINED_CODE.field not in columns:
        names = {EITHER.field: JOINED.field, EITHER_CODE.field: JOINED_CODE.field}
    elif LEFT.field not in columns and LEFT_CODE.field not in columns:
        names = {EITHER.field: LEFT.field, EITHER_CODE.field: LEFT_CODE.field}
    if NEW_TITLE.field not in columns:
        names[EITHER_TITLE.field] = NEW_TITLE.field
    return {old: new for old, new in names.items() if old in columns}


def renamed_table(table: Table, names: Mapping[str, str]) -> Table:
    if not names:
        return table
    rows = [renamed_row(row, names) for row in table.rows]
    columns, labels, places = (renamed(one, names) for one in (table.columns, table.labels, table.places))
    return replace(table, rows=rows, columns=columns, labels=labels, places=places)


def renamed_row(row: Row, names: Mapping[str, str]) -> Row:
    if not names:
        return row
    values = Record(tuple(names.get(field, field) for field in row.values), tuple(row.values.values()))
    return replace(row, values=values, lost=renamed(row.lost, names), shown=renamed(row.shown, names))


def renamed(by_field: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {names.get(field, field): value for field, value in by_field.items()}
