"""The report of a plan as JSON: written for whoever holds the file, so it alone carries identity numbers as read."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from config.spreadsheets.planning import Draft, Plan
from config.spreadsheets.types import Ignored, SheetFate

CALLED = {"gb18030": "gbk"}
Heading = tuple[str | None, int]
"""Sheet and row of a group heading."""


def report(plan: Plan) -> dict[str, Any]:
    """The plan as plain data: sheets, rows, refused, ignored, dropped_columns, counts.

    A sheet or a group heading that tells the township of its rows has it as `township_code`.
    """
    of_sheets, of_headings = townships_around(plan)
    told = {
        "kind": plan.kind,
        "as_of": plan.as_of.isoformat(),
        "sheets": [
            sheet(fate, plan.encoding) | with_township(of_sheets.get(fate.name)) for fate in plan.sheets
        ],
        "rows": [
            {**place(d), "record": dict(d.record), "warnings": list(d.warnings), "status": str(d.status)}
            for d in plan.rows
        ],
        "refused": [{**place(d), "name": d.name, "reasons": d.reasons} for d in plan.refused],
        "ignored": [
            ignored(row) | with_township(of_headings.get((row.sheet, row.row))) for row in plan.ignored
        ],
        "counts": plan.counts,
    }
    if plan.dropped:
        told["dropped_columns"] = list(plan.dropped)
    if plan.unmapped:
        told["unknown_columns"] = list(plan.unmapped)
    return told


def place(draft: Draft) -> dict[str, Any]:
    """Where a row stands; two persons a row are told apart by the first column of their block."""
    where: dict[str, Any] = {"sheet": draft.sheet, "row": draft.row}
    if draft.block is not None:
        where["col"] = draft.block
    return where


def sheet(fate: SheetFate, encoding: str | None) -> dict[str, Any]:
    """What became of a sheet; of a text file that is not in UTF-8 the encoding as spreadsheets call it."""
    told: dict[str, Any] = {"name": fate.name, "role": fate.role}
    if fate.header_rows:
        told["header_rows"] = list(fate.header_rows)
    if encoding and not encoding.startswith("utf-8"):
        told["encoding"] = CALLED.get(encoding, encoding)
    return told


def with_township(code: str | None) -> dict[str, str]:
    return {"township_code": code} if code else {}


def townships_around(plan: Plan) -> tuple[dict[str | None, str], dict[Heading, str]]:
    """The township that a sheet, or a group heading in it, tells of its rows: in sheets without a column of townships,
    the only one of all rows or else, where every heading has one of its own, of those under it."""
    of_sheets: dict[str | None, str] = {}
    of_headings: dict[Heading, str] = {}
    for name, drafts in rows_without_township(plan).items():
        if code := only(drafts):
            of_sheets[name] = code
            continue
        rows = [row.row for row in plan.ignored if row.kind == "group_heading" and row.sheet == name]
        told = {
            (name, first): only(draft for draft in drafts if first < draft.row < after)
            for first, after in pairwise([*sorted(rows), sys.maxsize])
        }
        # Headings that are about something else, such as kinds of posts, would repeat a township or leave one without.
        if None not in told.values() and len(set(told.values())) == len(told):
            of_headings |= {heading: code for heading, code in told.items() if code}
    return of_sheets, of_headings


def rows_without_township(plan: Plan) -> dict[str | None, list[Draft]]:
    """The rows of the sheets that have no column of townships."""
    found: dict[str | None, list[Draft]] = defaultdict(list)
    for draft in (*plan.rows, *plan.refused):
        if not draft.table.columns.keys() & {"township", "township_code"}:
            found[draft.sheet].append(draft)
    return found


def only(drafts: Iterable[Draft]) -> str | None:
    """The township of these rows, if there is but one."""
    codes = {dict(draft.record).get("township_code") for draft in drafts}
    return codes.pop() if len(codes) == 1 else None


def ignored(row: Ignored) -> dict[str, Any]:
    return {"sheet": row.sheet, "row": row.row, "kind": row.kind}


def as_json(plan: Plan) -> str:
    """The report as text, one space of indentation, Chinese left readable."""
    return json.dumps(report(plan), ensure_ascii=False, indent=1)
