"""The report of a plan as JSON: written for whoever holds the file, so it alone carries identity numbers as read."""

from __future__ import annotations

import json
from typing import Any

from config.spreadsheets.planning import Draft, Plan
from config.spreadsheets.types import Ignored, SheetFate


def report(plan: Plan) -> dict[str, Any]:
    """The plan as plain data: sheets, rows, refused, ignored, dropped_columns, counts."""
    told = {
        "kind": plan.kind,
        "as_of": plan.as_of.isoformat(),
        "sheets": [sheet(fate) for fate in plan.sheets],
        "rows": [
            {**place(d), "record": dict(d.record), "warnings": list(d.warnings), "status": str(d.status)}
            for d in plan.rows
        ],
        "refused": [{**place(d), "name": d.name, "reasons": d.reasons} for d in plan.refused],
        "ignored": [ignored(row) for row in plan.ignored],
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


def sheet(fate: SheetFate) -> dict[str, Any]:
    told: dict[str, Any] = {"name": fate.name, "role": fate.role}
    if fate.header_rows:
        told["header_rows"] = list(fate.header_rows)
    return told


def ignored(row: Ignored) -> dict[str, Any]:
    return {"sheet": row.sheet, "row": row.row, "kind": row.kind}


def as_json(plan: Plan) -> str:
    """The report as text, one space of indentation, Chinese left readable."""
    return json.dumps(report(plan), ensure_ascii=False, indent=1)
