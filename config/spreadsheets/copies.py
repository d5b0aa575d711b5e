"""The marked copies of an import that waits, made from the kept file and the plan that was shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from config.spreadsheets import plan_pages
from config.spreadsheets.actions import upload_of
from config.spreadsheets.marked_copy import marked_copy, marks_of, refused_copy
from config.spreadsheets.models import Batch
from config.spreadsheets.reading import read

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
    left_out = {(row["sheet"], row["row"]) for row in rows(batch, summary, *COMING_IN)} - stay
    workbook = read(upload_of(batch).data)
    return refused_copy(workbook, marks_of(refused), headers(summary), frozenset(left_out))


def rows(batch: Batch, summary: dict[str, Any], *sections: str) -> Iterator[dict[str, Any]]:
    """All rows of some sections of the plan."""
    for section in sections:
        yield from plan_pages.rows_of(batch.key, summary, section)


def headers(summary: dict[str, Any]) -> dict[str, list[int]]:
    """The header rows of every sheet that was read as a table."""
    return {sheet["name"] or "": sheet["header_rows"] for sheet in summary["sheets"] if sheet["header_rows"]}
