"""Writing with a journal row beside it. Everything here joins the caller's transaction or opens one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone

from config.journal.models import Entry

Snapshot = dict[str, Any]
BATCH_SIZE = 2_000
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
"""What PostgreSQL keeps in no text, or a reader does not see."""


def stored_values(obj: models.Model) -> Snapshot:
    """All stored values of a row by field name, keys of other rows as ids."""
    return {f.attname: f.value_from_object(obj) for f in obj._meta.concrete_fields}


def snapshot(obj: models.Model) -> Snapshot:
    """What the journal keeps of a row: its stored values without those of the model's `journal_omits`."""
    omitted = set(getattr(obj, "journal_omits", ()))
    return {f.attname: f.value_from_object(obj) for f in obj._meta.concrete_fields if f.name not in omitted}


def division_code_of(obj: models.Model) -> str:
    """The code of the division that a row belongs to, found along its declared jurisdiction; '' if it has none."""
    path = obj.jurisdiction.path  # type: ignore[attr-defined]
    value: Any = obj
    for step in path.split("__") if path else ():
        value = getattr(value, step, None)
    return value if path and isinstance(value, str) else getattr(obj, "journal_division_code", "")


def entry(
    *,
    verb: str,
    obj: models.Model,
    by: Any,
    before: Snapshot | None,
    after: Snapshot | None,
    reason: str = "",
    batch: Any = None,
) -> Entry:
    """An unsaved journal row; a change keeps only the fields that differ."""
    if before is not None and after is not None:
        changed = {name for name in after if before.get(name) != after[name]}
        before = {name: before.get(name) for name in changed}
        after = {name: after[name] for name in changed}
    return Entry(
        verb=verb,
        model=obj._meta.label_lower,
        object_id=obj.pk,
        by=by,
        before=before,
        after=after,
        reason=reason,
        batch=batch,
        division_code=division_code_of(obj),
    )


def record(**kwargs: Any) -> Entry:
    """One journal row, written; the keyword arguments are those of `entry`."""
    row = entry(**kwargs)
    row.save(force_insert=True)
    return row


def record_about_list(*, verb: str, model: type[models.Model], by: Any, told: Snapshot) -> Entry:
    """One journal row about a list as a whole, under the division of the account: what was done with it and how much,
    nothing of its rows."""
    row = Entry(
        verb=verb,
        model=model._meta.label_lower,
        by=by,
        after=told,
        division_code=getattr(by, "journal_division_code", ""),
    )
    row.save(force_insert=True)
    return row


def record_look(*, obj: models.Model, by: Any) -> Entry:
    """One journal row for a look at what only some roles may read of a record."""
    return record(verb="look", obj=obj, by=by, before=None, after=None)


def record_about_account(*, verb: str, account: Any, by: Any) -> Entry:
    """One journal row about an account, e.g. its sign-in; None for an account that there is not. The name that was
    typed is not kept: people type passwords there."""
    row = Entry(
        verb=verb,
        model=settings.AUTH_USER_MODEL.lower(),
        object_id=account.pk if account else None,
        by=by,
        division_code=account.journal_division_code if account else "",
    )
    row.save(force_insert=True)
    return row


def record_refusal(*, request: HttpRequest, model: type[models.Model] | None, key: str) -> Entry:
    """One journal row for what was refused to the signed-in account: what it asked for, without what it typed or
    searched. Of no model: about the account itself."""
    by: Any = request.user
    row = Entry(
        verb="refuse-access",
        model=(model or by)._meta.label_lower,
        object_id=(int(key) if key.isdecimal() and len(key) <= 18 else None) if model else by.pk,
        by=by,
        division_code=by.journal_division_code,
        reason=CONTROL.sub("?", f"{request.method} {request.path}")[
            : Entry._meta.get_field("reason").max_length
        ],
    )
    row.save(force_insert=True)
    return row


def record_many(entries: Iterable[Entry]) -> None:
    """Many journal rows, written in batches."""
    Entry.objects.bulk_create(entries, batch_size=BATCH_SIZE)


@transaction.atomic
def save(
    *, obj: models.Model, by: Any, verb: str = "", reason: str = "", fields: Iterable[str] | None = None
) -> models.Model:
    """Saves a row with its journal entry; a new row gets its `recorded_by`. An unchanged row writes nothing.

    A change of what the journal omits is entered as the bare fact of a change. `fields` of a stored row: these alone
    are written, so that a stale object does not bring back what somebody else has changed since.
    """
    if obj.pk is None or obj._state.adding:
        if hasattr(obj, "recorded_by_id"):
            obj.recorded_by = by
        obj.save()
        record(verb=verb or "create", obj=obj, by=by, before=None, after=snapshot(obj), reason=reason)
        return obj
    stored = type(obj)._base_manager.select_for_update().get(pk=obj.pk)
    told, kept = snapshot(stored), stored_values(stored)
    if fields is not None:
        for name in {field.attname for field in obj._meta.concrete_fields if field.name not in set(fields)}:
            setattr(obj, name, kept[name])
    if kept != stored_values(obj):
        obj.save(update_fields=fields)
        record(verb=verb or "change", obj=obj, by=by, before=told, after=snapshot(obj), reason=reason)
    return obj


@transaction.atomic
def void(*, obj: Any, by: Any, reason: str) -> None:
    """Marks a row as void, with the reason; voiding a void row changes nothing."""
    if not reason.strip():
        raise ValueError("Voiding a row needs a reason.")
    if obj.is_void:
        return
    obj.voided_at, obj.voided_by, obj.void_reason = timezone.now(), by, reason.strip()
    fields = ("voided_at", "voided_by", "void_reason")
    save(obj=obj, by=by, verb="void", reason=reason.strip(), fields=fields)


@transaction.atomic
def end(*, obj: Any, on: Any, by: Any, reason: str = "") -> None:
    """Ends a dated fact: `on` is the first day on which it no longer holds."""
    obj.valid_to = on
    save(obj=obj, by=by, verb="end", reason=reason, fields=("valid_to",))
