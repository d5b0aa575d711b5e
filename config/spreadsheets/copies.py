"""The marked copies of an import that waits, made from the kept file and the plan that was shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from config.spreadsheets import plan_pages
from config.spreadsheets.actions import upload_of
from config.spreadsheets.marked_copy import Place, marked_copy, marks_of, refused_copy
from config.spreadsheets.models import Batch
from config.spreadsheets.reading import read

Told = tuple[str, int, str, str]
"""(sheet, row, kind, text)"""
COMING_IN = ("new", "changed", "same")


def whole_copy(batch: Batch) -> bytes:
    """The file with everything that is wrong or doubtful in it marked. Raises vault.Gone."""
    summary = plan_pages.summary_of(batch.key)
    marks = marks_of(rows(batch, summary, "refused", *COMING_IN))
    return marked_copy(read(upload_of(batch).data), marks, headers(summary))


def copy_of_refused(batch: Batch) -> bytes:
    """The refused rows alone, under their headers. Raises vault.Gone."""
    summary = plan_pages.summary_of(batch.key)
    refused = list(rows(batch, summary, "refused"))
    stay = {(row["sheet"], row["row"]) for row in refused}
    coming = list(rows(batch, summary, *COMING_IN))
    left_out = {(row["sheet"], row["row"]) for row in coming} - stay
    # Beside somebody who comes in the header of another table may stand.
    left_out -= {(name, row) for name, own in headers(summary).items() for row in own}
    ignored = list(rows(batch, summary, "ignored"))
    left_out |= in_the_way(stay, ignored)
    records = {(row["sheet"], row["row"], row["block"]) for row in (*coming, *refused)}
    workbook = read(upload_of(batch).data)
    return refused_copy(workbook, marks_of(refused), headers(summary), frozenset(left_out), records)


def in_the_way(stay: set[Place], ignored: Iterable[dict[str, Any]]) -> set[Place]:
    """Rows without data that would mean something else once the rows around them are gone: headings under which nothing
    stays before the next title would read as titles; headers that only repeat the one above would end their group."""
    told = [(row["sheet"], row["row"], row["kind"], row["text"]) for row in ignored]
    rows = sorted([*told, *((*place, "record", "") for place in stay)])
    return {*idle_headings(rows), *repeated_headers(rows)}


def idle_headings(rows: list[Told]) -> Iterator[Place]:
    """Headings of groups of which no record stays."""
    followed = None
    for sheet, row, kind, _text in reversed(rows):
        if kind == "group_heading" and followed != sheet:
            yield sheet, row
        elif kind == "record":
            followed = sheet
        elif kind == "title":
            followed = None


def repeated_headers(rows: list[Told]) -> Iterator[Place]:
    """Headers that say what an earlier one says, with no title between."""
    said: set[tuple[str, str]] = set()
    for sheet, row, kind, text in rows:
        if kind == "title":
            said.clear()
        elif kind == "header":
            if (sheet, text) in said:
                yield sheet, row
            said.add((sheet, text))


def rows(batch: Batch, summary: dict[str, Any], *sections: str) -> Iterator[dict[str, Any]]:
    """All rows of some sections of the plan."""
    for section in sections:
        yield from plan_pages.rows_of(batch.key, summary, section)


def headers(summary: dict[str, Any]) -> dict[str, list[int]]:
    """The header rows of every sheet that was read as a table."""
    return {sheet["name"] or "": sheet["header_rows"] for sheet in summary["sheets"] if sheet["header_rows"]}
