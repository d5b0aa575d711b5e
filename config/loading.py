"""Loading reference tables from CSV files: read whole and checked first, then written set-based, with journal rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from config.journal import actions as journal

BATCH_SIZE = 500


class BadFile(Exception):
    """A file that cannot be loaded; the message is a plain sentence that says where and why."""


@dataclass(frozen=True)
class Row:
    """One record of a file: its values by column, and the line for messages."""

    path: Path
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def wrong(self, what: str) -> BadFile:
        """The error to raise because of this row."""
        return BadFile(
            _("%(file)s, line %(line)d: %(what)s") % {"file": self.path.name, "line": self.line, "what": what}
        )


@dataclass(frozen=True)
class Counts:
    """How many rows were new, changed, or as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.new + other.new, self.changed + other.changed, self.same + other.same)

    def __str__(self) -> str:
        return _("%(new)d new, %(changed)d changed, %(same)d as they were") % vars(self)


def read_rows(path: Path, columns: Iterable[str], key: str) -> list[Row]:
    """All records of a UTF-8 CSV file with a header; BadFile if it is unreadable, a column is missing, or a key is
    blank or turns up twice."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            header = reader.fieldnames or []
            rows = [
                Row(path, reader.line_num, {k: (v or "").strip() for k, v in r.items() if k}) for r in reader
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadFile(
            _("%(file)s cannot be read as a CSV file in UTF-8: %(error)s") % {"file": path, "error": error}
        ) from error
    missing = [column for column in columns if column not in header]
    if missing:
        raise BadFile(
            _("%(file)s has no column %(columns)s.") % {"file": path, "columns": ", ".join(missing)}
        )
    _check_keys(rows, key)
    return rows


def _check_keys(rows: list[Row], key: str) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        if not row[key]:
            raise row.wrong(_("the column %(column)s is empty.") % {"column": key})
        if row[key] in seen:
            raise row.wrong(
                _("%(value)s stands already in line %(first)d.")
                % {"value": row[key], "first": seen[row[key]]}
            )
        seen[row[key]] = row.line


@transaction.atomic
def upsert(
    *, model: type[models.Model], key: tuple[str, ...], wanted: Iterable[dict[str, Any]], by: Any
) -> Counts:
    """Makes the rows of a table what `wanted` says, matched by the fields of `key`; leaves all other rows alone.

    `wanted` holds attribute values (`parent_id`, not `parent`). Each created or changed row has its journal entry.
    """
    found = {tuple(getattr(obj, k) for k in key): obj for obj in model._default_manager.select_for_update()}
    new, changed, before, same, fields = [], [], [], 0, set()
    for values in wanted:
        obj = found.get(tuple(values[k] for k in key))
        if obj is None:
            new.append(model(**values))
        elif differing := {name for name, value in values.items() if getattr(obj, name) != value}:
            before.append(journal.snapshot(obj))
            fields |= differing
            for name in differing:
                setattr(obj, name, values[name])
            changed.append(obj)
        else:
            same += 1
    model._default_manager.bulk_create(new, batch_size=BATCH_SIZE)
    if changed:
        names = [model._meta.get_field(name).name for name in sorted(fields)]
        model._default_manager.bulk_update(changed, names, batch_size=BATCH_SIZE)
    _journal(new, changed, before, by)
    return Counts(len(new), len(changed), same)


def _journal(
    new: list[models.Model], changed: list[models.Model], before: list[journal.Snapshot], by: Any
) -> None:
    entries = [
        journal.entry(verb="create", obj=o, by=by, before=None, after=journal.snapshot(o)) for o in new
    ]
    entries += [
        journal.entry(verb="change", obj=o, by=by, before=b, after=journal.snapshot(o))
        for o, b in zip(changed, before, strict=True)
    ]
    journal.record_many(entries)
