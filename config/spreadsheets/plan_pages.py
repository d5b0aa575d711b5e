"""A plan as it is put by for the preview: some numbers, and its rows in pages, the refused first.

What is kept are codes and cells, not sentences: those are made in the language of whoever looks. No identity number is
among them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from config.spreadsheets import vault
from config.spreadsheets.planning import Draft, Plan, Status, written
from config.spreadsheets.types import Ignored

PAGE = 50
UNQUOTED = ("name", "id_number", "phone")
"""Fields of a row that its line does not repeat."""
Sections = dict[str, tuple[Iterable[Any], Callable[[Any], Any]]]
"""Name of a section → its rows, and how one of them is put by."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a section; pages are counted from 1."""

    section: str
    number: int
    pages: int
    rows: list[dict[str, Any]]


def keep(key: str, plan: Plan) -> None:
    """Puts a plan by, in place of the one before."""
    sections: Sections = {
        "refused": (plan.refused, told),
        **{str(status): (plan.of(status), told) for status in (Status.CHANGED, Status.NEW, Status.SAME)},
        "ignored": (plan.ignored, told_of_ignored),
    }
    parts: list[int] = []
    extents = vault.put(key, vault.PAGES, in_pages(sections, parts))
    first = dict(zip(sections, accumulated(parts), strict=True))
    summary = {
        **numbers(plan),
        "extents": extents,
        "sections": {name: [first[name], parts[at]] for at, name in enumerate(sections)},
    }
    vault.put(key, vault.SUMMARY, [json.dumps(summary, ensure_ascii=False).encode()])


def in_pages(sections: Sections, parts: list[int]) -> Iterator[bytes]:
    """The pages of all sections one after the other; adds to `parts` how many each has."""
    for rows, tell in sections.values():
        rest, count = iter(rows), 0
        while some := [tell(row) for row in islice(rest, PAGE)]:
            count += 1
            yield json.dumps(some, ensure_ascii=False).encode()
        parts.append(count)


def accumulated(counts: list[int]) -> list[int]:
    """Where each section begins."""
    return [sum(counts[:at]) for at in range(len(counts))]


def summary_of(key: str) -> dict[str, Any]:
    """The numbers of a plan. Raises vault.Gone."""
    summary: dict[str, Any] = json.loads(vault.get(key, vault.SUMMARY))
    return summary


def page_of(key: str, summary: dict[str, Any], section: str, number: int) -> Page:
    """A page of a section; the nearest one where there is none of that number. Raises vault.Gone."""
    first, pages = summary["sections"][section]
    number = max(1, min(number, pages))
    if not pages:
        return Page(section, 1, 1, [])
    at = first + number - 1
    rows = json.loads(vault.get(key, vault.PAGES, at, tuple(summary["extents"][at])))
    return Page(section, number, pages, rows)


def rows_of(key: str, summary: dict[str, Any], section: str) -> Iterator[dict[str, Any]]:
    """All rows of a section. Raises vault.Gone."""
    for number in range(1, summary["sections"][section][1] + 1):
        yield from page_of(key, summary, section, number).rows


def numbers(plan: Plan) -> dict[str, Any]:
    """What is told of a plan as a whole."""
    drafts = (*plan.rows, *plan.refused)
    of_sheet = Counter(draft.sheet for draft in drafts)
    return {
        "counts": plan.counts,
        "asks": len(plan.asks),
        "reasons": Counter(code for draft in plan.refused for code in draft.reasons).most_common(),
        "warnings": Counter(code for draft in plan.rows for code in draft.warnings).most_common(),
        "sheets": [
            {
                "name": fate.name,
                "role": fate.role,
                "header_rows": fate.header_rows,
                "rows": of_sheet[fate.name],
                "remarks": fate.remarks,
            }
            for fate in plan.sheets
        ],
        "ignored": Counter(row.kind for row in plan.ignored).most_common(),
        "dropped": plan.dropped,
        "unmapped": plan.unmapped,
    }


def told(draft: Draft) -> dict[str, Any]:
    """A row of data as it is put by."""
    return {
        "sheet": draft.sheet or "",
        "row": draft.row,
        "block": draft.block or 0,
        "name": draft.name,
        "problems": [[p.code, p.field, p.text, p.cell, p.more] for p in draft.problems],
        # A refused row changes nothing, whatever it differs in.
        "changes": [] if draft.refused else [[c.field, c.old, c.new] for c in draft.changes],
        "warnings": draft.warnings,
        "understood": as_understood(draft) if draft.status == Status.NEW and not draft.refused else [],
    }


def told_of_ignored(row: Ignored) -> dict[str, Any]:
    """A row without data as it is put by."""
    return {"sheet": row.sheet or "", "row": row.row, "kind": row.kind, "text": row.text}


def as_understood(draft: Draft) -> list[str]:
    """What will be recorded of a row, but for the cells that say who it is; a cell that stands for a code as it is
    written, where that is known. First the place under which it is filed, where its own cells do not name it."""
    if draft.source is None:
        said = draft.record.unpacked()
        texts = [
            str(text) for name, text in said.items() if text and text is not True and name not in UNQUOTED
        ]
    else:
        texts = [
            text
            for field in draft.source.values
            if field not in UNQUOTED and (text := understood(draft, field))
        ]
    return [draft.filed_under, *texts] if draft.filed_under else texts


def understood(draft: Draft, field: str) -> str:
    """A normalised cell; the words of our own, such as “leader”, are left to the file's."""
    text = str(draft.record.get(field) or "")
    return text if text and not (text.isascii() and text.isalpha()) else written(draft.said(field))
