"""Editions as the public reads them, and how anyone can compute them again."""

from __future__ import annotations

import datetime
from typing import Any

from assessments.models import Edition
from assessments.scoring.canonical import canonical, sha256
from assessments.scoring.frozen import from_text
from assessments.scoring.tables import Row, Table, table_of

PUBLIC_COLUMNS = ("rank", "code", "name", "county", "score", "n")
UNRANKED_COLUMNS = ("code", "name", "reason", "score", "n")
"""Score and n stand only where a place has them without a rank."""


def recompute(inputs_text: str, kind: str) -> Table:
    """The rows and the unranked places of a table, from frozen inputs alone; no database is asked."""
    return table_of(from_text(inputs_text), kind)


def public_document(edition: Edition) -> dict[str, Any]:
    """The edition as its JSON address serves it: `edition`, `rows`, `unranked`. Before publication `published_at` and
    `sha256` are empty."""
    document = hashed_document(edition, edition.rows, edition.unranked)
    document["edition"]["sha256"] = edition.sha256
    return document


def hashed_document(edition: Edition, rows: list[Row], unranked: list[Row]) -> dict[str, Any]:
    """What the hash is taken of: the public document with these rows, without the hash itself."""
    return {
        "edition": {
            "kind": edition.kind,
            "period": edition.period.code,
            "revision": edition.revision,
            "published_at": utc_text(edition.published_at),
            "scheme": edition.scheme_name,
        },
        "rows": [{name: row[name] for name in PUBLIC_COLUMNS} for row in rows],
        "unranked": [{name: row[name] for name in UNRANKED_COLUMNS if name in row} for row in unranked],
    }


def hash_of(edition: Edition, rows: list[Row], unranked: list[Row]) -> str:
    """SHA-256 of the canonical JSON (keys sorted, compact, UTF-8) of `hashed_document`."""
    return sha256(canonical(hashed_document(edition, rows, unranked)))


def utc_text(moment: datetime.datetime | None) -> str | None:
    """A moment in UTC, to the second: 2011-11-05T01:30:00Z."""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None
