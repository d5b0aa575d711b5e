"""What can be done with an import: from the upload to the confirmation, and what becomes of it.

A batch that is not `applied` has written nothing. Each step moves the batch on only from the state it belongs to, so
that whatever comes twice, or after a process was killed, has its effect once.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.jobs import actions as jobs
from config.journal import actions as journal
from config.jurisdiction import EVERYTHING
from config.spreadsheets import asking, plan_pages, vault
from config.spreadsheets.importing import (
    NotWritten,
    Upload,
    all_or_none,
    alone,
    check_tables,
    plan_of,
    watched,
    write,
)
from config.spreadsheets.kept_reading import reading_of
from config.spreadsheets.kinds import Context, SheetKind, kind_named
from config.spreadsheets.models import Batch
from config.spreadsheets.obstacles import obstacles_of, why_not
from config.spreadsheets.planning import Plan
from config.spreadsheets.questions import layout_digest, with_answers
from config.spreadsheets.types import FileRefused, Kind, Reading
from config.spreadsheets.undo import put_back

INLINE_ROWS = 2_000
"""Files of more rows are planned and written in the background."""
INLINE_BYTES = 1_000_000
"""Larger files are not even opened in the foreground."""
Tell = Callable[[int, int], None]


class TooLong(Exception):
    """The file has more rows than are planned while somebody waits."""


def receive(
    *,
    kind: SheetKind,
    upload: Upload,
    as_of: datetime.date,
    by: Any,
    codes: Sequence[str] = (),
    all_or_nothing: bool = False,
) -> Batch:
    """An uploaded file becomes a batch that is being read; the file is kept for a day."""
    erase_expired()
    batch = Batch(
        kind=kind.name,
        file_name=os.path.basename(upload.name)[-255:],
        file_sha256=upload.sha256,
        as_of=as_of,
        codes=list(codes),
        all_or_nothing=all_or_nothing,
        office=getattr(by, "journal_division_code", ""),
        state=Batch.State.READING,
        applied_at=None,
        made_by=by,
    )
    vault.put(batch.key, vault.FILE, [upload.data])
    batch.save()
    return batch


def plan_now_or_later(*, batch: Batch) -> Batch:
    """Plans a small file at once and leaves a long one to a worker."""
    if len(upload_of(batch).data) <= INLINE_BYTES:
        try:
            return make_plan(batch=batch, longest=INLINE_ROWS)
        except TooLong:
            pass
    return leave_to_worker(batch, "spreadsheets.plan")


def make_plan(*, batch: Batch, tell: Tell | None = None, longest: int | None = None) -> Batch:
    """Reads and plans the file of a batch: it is then shown; or, if it cannot be read, refused with the reason; or it
    waits for an answer.

    Raises TooLong if it has more than `longest` rows, and vault.Gone if the file has been erased.
    """
    kind = kind_named(batch.kind)
    try:
        reading = read_with_answers(batch, kind)
        if asked := asking.about_columns(reading, kind, batch.answers):
            asking.keep(batch.key, asked)
            return moved(batch, Batch.State.READING, state=Batch.State.ASKED, layout=batch.layout)
        check_tables(kind, reading)
        if longest is not None and reading.count > longest:
            raise TooLong
        plan = plan_of(kind, watched(reading, tell), context_of(batch))
    except FileRefused as refusal:
        vault.erase(batch.key)
        return moved(batch, Batch.State.READING, state=Batch.State.REFUSED, reason=str(refusal))
    return show(batch, plan)


def read_with_answers(batch: Batch, kind: SheetKind) -> Reading:
    """The tables of the file of a batch, under its answers or those that its office gave to such a file before."""
    upload = upload_of(batch)
    reading = reading_of(batch.key, upload, layout_of(kind, batch.answers))
    if batch.answers or batch.layout:
        return reading
    batch.layout = layout_digest(kind.name, reading)
    before = Batch.objects.answered_like(batch).first()
    batch.answers = asking.remembered(before.answers) if before else {}
    layout = layout_of(kind, batch.answers)
    return reading if layout == kind.layout else reading_of(batch.key, upload, layout)


def layout_of(kind: SheetKind, answers: Mapping[str, Any]) -> Kind:
    """The layout under which a file is read, once somebody has told what some of its headers mean."""
    return with_answers(kind.layout, columns) if (columns := answers.get("columns")) else kind.layout


def show(batch: Batch, plan: Plan) -> Batch:
    """A plan waits to be confirmed."""
    kind = kind_named(batch.kind)
    plan_pages.keep(batch.key, plan)
    asking.keep(batch.key, asking.about_places(plan, kind, context_of(batch)))
    return moved(
        batch,
        Batch.State.READING,
        state=Batch.State.SHOWN,
        fingerprint=plan.fingerprint(),
        counts=plan.counts,
        layout=batch.layout,
        answers=batch.answers,
    )


def answer(*, batch: Batch, by: Any, **told: Mapping[str, str]) -> Batch:
    """Somebody tells what columns (label → field, "" for none), places and wholes (words → code) mean, and the file is
    planned anew.

    Raises NotWritten unless the batch is that person's and waits.
    """
    answers = {name: {**batch.answers.get(name, {}), **told.get(name, {})} for name in asking.ANSWERED}
    waiting = (Batch.State.ASKED, Batch.State.SHOWN)
    own = Batch.objects.filter(pk=batch.pk, made_by=by, state__in=waiting)
    if not own.update(state=Batch.State.READING, answers=answers, reason=""):
        raise NotWritten(_("This import is not waiting to be confirmed any more. Nothing was written now."))
    batch.refresh_from_db()
    return plan_now_or_later(batch=batch)


def confirm(*, batch: Batch, by: Any, fingerprint: str) -> Batch:
    """Somebody who has seen the plan wants it written. Confirming twice is confirming once.

    Raises NotWritten unless the batch is that person's, still waits, and shows that plan.
    """
    own = Batch.objects.filter(pk=batch.pk, made_by=by, fingerprint=fingerprint, state=Batch.State.SHOWN)
    confirmed = own.update(state=Batch.State.CONFIRMED, reason="")
    batch.refresh_from_db()
    if not confirmed and (batch.state, batch.fingerprint) != (Batch.State.CONFIRMED, fingerprint):
        raise NotWritten(_("This import is not waiting to be confirmed any more. Nothing was written now."))
    return batch


def apply_now_or_later(*, batch: Batch) -> Batch:
    """Writes a short confirmed plan at once and leaves a long one to a worker."""
    if batch.rows_read > INLINE_ROWS:
        return leave_to_worker(batch, "spreadsheets.apply")
    return apply(batch=batch)


def apply(*, batch: Batch, tell: Tell | None = None, finish: Callable[[], None] | None = None) -> Batch:
    """Writes a confirmed plan: all of it, and once. The file is planned again in the transaction that writes it; if
    that comes to something else than was confirmed, nothing is written and the new plan is shown.

    `finish` is called inside the transaction, last. Raises NotWritten if the database refuses the import.
    """
    kind, context = kind_named(batch.kind), context_of(batch)
    reading = reading_of(batch.key, upload_of(batch), layout_of(kind, batch.answers))
    try:
        with all_or_none():
            stored = Batch.objects.select_for_update().get(pk=batch.pk)
            if stored.state == Batch.State.CONFIRMED:
                plan = plan_of(kind, watched(reading, tell), context)
                if plan.fingerprint() == stored.fingerprint and not stored.is_stopped_by(plan.counts):
                    write(kind, plan, stored)
                else:
                    show_again(stored, plan)
            if finish:
                finish()
            return stored
    except NotWritten as reason:
        moved(batch, Batch.State.CONFIRMED, state=Batch.State.SHOWN, reason=str(reason))
        raise


def show_again(batch: Batch, plan: Plan) -> None:
    """What was confirmed does not hold any more: the plan of now waits to be confirmed."""
    plan_pages.keep(batch.key, plan)
    batch.state, batch.fingerprint, batch.counts = Batch.State.SHOWN, plan.fingerprint(), plan.counts
    batch.reason = _(
        "Records have changed since this preview was made. Nothing was written; check the new preview."
    )
    batch.save(update_fields=("state", "fingerprint", "counts", "reason"))


def give_up(*, batch: Batch, by: Any) -> Batch:
    """Gives up an import before it is written; its file is erased, its work in the background stops.

    Raises ValidationError if it is over.
    """
    with transaction.atomic():
        stored = Batch.objects.select_for_update().get(pk=batch.pk)
        if stored.state not in Batch.UNWRITTEN:
            raise ValidationError(_("This import is over already."))
        if stored.job and not stored.job.is_over:
            jobs.cancel(job=stored.job, by=by)
        stored.state = Batch.State.CANCELLED
        stored.save(update_fields=("state",))
    vault.erase(stored.key)
    return stored


def undo(*, batch: Batch, by: Any) -> Batch:
    """Takes an import back: what it bore is removed, what it changed is put back, row for row. All of it, or nothing.

    Raises ValidationError, which says why, if `by` (None: the server itself) may not, if it has written nothing or was
    written too long ago, or if any of its rows has been touched since.
    """
    with alone():
        stored = Batch.objects.select_for_update().get(pk=batch.pk)
        if reason := why_not(stored, by):
            raise ValidationError(reason)
        if obstacles := obstacles_of(stored, by):
            raise ValidationError(obstacles.sentences())
        put_back(stored, by)
        before = journal.snapshot(stored)
        stored.state, stored.undone_at, stored.undone_by = Batch.State.UNDONE, timezone.now(), by
        stored.kept_aside = []
        stored.save()
        after = journal.snapshot(stored)
        journal.record(verb="undo", obj=stored, by=by, before=before, after=after, batch=stored)
    return stored


def leave_to_worker(batch: Batch, name: str) -> Batch:
    """A worker does this step of the import. A job that is under way already is not doubled."""
    with transaction.atomic():
        stored = Batch.objects.select_for_update().get(pk=batch.pk)
        if stored.job is None or stored.job.is_over:
            stored.job = jobs.enqueue(name=name, arguments={"batch": stored.pk}, by=stored.made_by)
            stored.save(update_fields=("job",))
    return stored


def erase_expired() -> int:
    """Erases the files of imports older than a day; those that still waited are over. How many files that were.

    Erases as well what was kept aside for undoing imports that cannot be undone any more.
    """
    erased = vault.erase_expired()
    Batch.objects.past_undoing().exclude(kept_aside=[]).update(kept_aside=[])
    Batch.objects.expired().update(state=Batch.State.EXPIRED)
    return erased


def moved(batch: Batch, come_from: str, **values: Any) -> Batch:
    """The batch moved on from a state; unchanged if it is in another one by now."""
    Batch.objects.filter(pk=batch.pk, state=come_from).update(**values)
    batch.refresh_from_db()
    return batch


def upload_of(batch: Batch) -> Upload:
    """The file of a batch. Raises vault.Gone where it has been erased: the import is then over."""
    try:
        return Upload(batch.file_name, vault.get(batch.key, vault.FILE))
    except vault.Gone:
        Batch.objects.unwritten().filter(pk=batch.pk).update(state=Batch.State.EXPIRED)
        raise


def context_of(batch: Batch) -> Context:
    """What the batch is planned under: staff import into their own jurisdiction, as it is now."""
    scope = batch.made_by.scope if batch.made_by else EVERYTHING
    places, wholes = (batch.answers.get(name, {}) for name in ("places", "wholes"))
    return Context(batch.as_of, tuple(batch.codes), scope, places=places, wholes=wholes)
