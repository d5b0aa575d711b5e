"""The history of one record, as its page shows it: who, when, what, from which value to which."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from config import millionths
from config.fields import MillionthsField
from config.journal.models import Entry
from config.journal.verbs import in_words
from config.jurisdiction import everyone
from config.naming import Names
from config.sensitive import is_told_by, mask

LIMIT = 200
"""So many entries are shown, the newest first."""


@dataclass(frozen=True)
class Change:
    """One field from an old value to a new one, in words."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Line:
    """One entry of a history."""

    at: datetime.datetime
    by: str
    what: str
    changes: list[Change]
    reason: str
    batch: str
    sensitive: bool
    """Whether it tells this account a value each look at which is entered in the journal."""


def history_of(obj: models.Model, staff: Any) -> list[Line]:
    """The journal of a record, newest first, as far as the account may see it: what arose elsewhere stays there.

    The number of queries depends on the model's foreign keys, not on the length of the history.
    """
    written = Entry.objects.exclude(verb="look")
    entries = written.filter(model=obj._meta.label_lower, object_id=obj.pk)
    if obj.jurisdiction is not everyone:  # type: ignore[attr-defined]
        entries = entries.visible_to(staff)
    latest = entries.select_related("by", "batch").order_by("-id")[:LIMIT]
    found = [mask(entry, staff) for entry in latest]
    shown = {f.attname: f for f in obj._meta.concrete_fields if f.editable and not f.primary_key}
    names = _names(found, shown.values(), staff)
    writers = Names(staff, [record for entry in found for record in (entry.by, entry.batch)])
    return [
        Line(
            at=entry.at,
            by=writers.writer(entry.by),
            what=in_words(entry.verb),
            changes=list(_changes(entry, shown, names)),
            reason=entry.reason,
            batch=writers.batch(entry.batch),
            sensitive=is_told_by(entry),
        )
        for entry in found
    ]


def values_in_words(
    fields: Iterable[models.Field], states: Iterable[dict[str, Any]], staff: Any
) -> list[dict[str, str]]:
    """States of one record (field name → value) as a person reads them, other records named where the account may see
    them; one query for each model that the fields lead to."""
    fields = list(fields)
    plain = [json.loads(json.dumps(state, cls=DjangoJSONEncoder)) for state in states]
    by_column = [{f.attname: state[f.name] for f in fields} for state in plain]
    names = _names([Entry(before=state) for state in by_column], fields, staff)
    return [{f.name: _in_words(f, state[f.attname], names) for f in fields} for state in by_column]


Targets = dict[type[models.Model], dict[Any, str]]


def _names(entries: Iterable[Entry], fields: Iterable[models.Field], staff: Any) -> Targets:
    """The names of the records that the entries point to, one query for each model."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for field in fields:
        if field.remote_field:
            for entry in entries:
                wanted[field.remote_field.model] |= {
                    side[field.attname]
                    for side in (entry.before, entry.after)
                    if side and side.get(field.attname)
                }
    return {
        target: {row.pk: str(row) for row in target._default_manager.visible_to(staff).filter(pk__in=keys)}
        for target, keys in wanted.items()
        if keys
    }


def _changes(entry: Entry, shown: dict[str, models.Field], names: Targets) -> Iterable[Change]:
    before, after = entry.before or {}, entry.after or {}
    for attname, field in shown.items():
        old, new = before.get(attname), after.get(attname)
        if old != new and (old or new or entry.before):
            label = str(field.verbose_name)
            yield Change(label, _in_words(field, old, names), _in_words(field, new, names))


def _in_words(field: models.Field, value: Any, names: Targets) -> str:
    """A stored value as a person reads it."""
    if value is None or value == "":
        return "–"
    if field.remote_field:
        return names.get(field.remote_field.model, {}).get(value, f"#{value}")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, MillionthsField):
        return millionths.to_text(value, 2)
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return date_format(datetime.date.fromisoformat(value), "SHORT_DATE_FORMAT")
    return str(value)
