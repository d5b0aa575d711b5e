"""What stands in the way of undoing a batch: who may not, and what has touched its rows since.

Knows no domain: what points to the rows of a batch is found by foreign keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.journal.models import Entry
from config.jurisdiction import own_models
from config.naming import Names
from config.spreadsheets.forgetting import is_partly_erased
from config.spreadsheets.models import UNDO_DAYS, Batch
from config.spreadsheets.undo import Model, born, lies_elsewhere, pointing_to, touched_models

LISTED = 20
"""So many obstacles are named; the others are counted."""
UNDO_OTHERS = "spreadsheets.undo_others_batch"
"""The permission to undo what somebody else imported."""

Describe = Callable[[Sequence[Any], Any], list[str]]
"""Puts rows into words for an account (None: the server itself, which sees everything)."""


# Who may


def why_not(batch: Batch, by: Any) -> str:
    """Why an account (None: the server itself) may not undo a batch, in a sentence; "" where it may.

    Whoever imported it may, and an administrator, if all of it lies in the jurisdiction that they have today.
    """
    if batch.state != Batch.State.APPLIED:
        return _("Only an import that was written, and not undone, can be undone.")
    if batch.is_past_undoing:
        return ngettext(
            "This import can no longer be undone: %(days)d day has passed since, and what would have to be put back "
            "has been erased. Correct the records one by one.",
            "This import can no longer be undone: %(days)d days have passed since, and what would have to be put "
            "back has been erased. Correct the records one by one.",
            UNDO_DAYS,
        ) % {"days": UNDO_DAYS}
    if is_partly_erased(batch):
        return _(
            "This import can no longer be undone: personal data of somebody whom it is about have been erased since, "
            "and with them what would have to be put back. Correct the records one by one."
        )
    if by is None:
        return ""
    if batch.made_by_id != by.pk and not by.has_perm(UNDO_OTHERS):
        return _("This import can be undone by whoever imported it, or by an administrator of the place.")
    if lies_elsewhere(batch, by):
        return _(
            "Some rows of this import lie outside your jurisdiction. Ask an office that is responsible for all of them."
        )
    return ""


# What has touched its rows


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What has touched the rows of a batch since: named as far as the account may see it, else counted."""

    named: list[str]
    others: int

    def __bool__(self) -> bool:
        return bool(self.named or self.others)

    def sentences(self) -> list[str]:
        """One sentence each, the first telling what they are; none where nothing stands in the way."""
        if not self:
            return []
        told = [_("The import cannot be undone: some of its rows have been touched since."), *self.named]
        if self.others:
            told.append(_("… and %(count)d more.") % {"count": self.others})
        return told


def obstacles_of(batch: Batch, by: Any) -> Obstacles:
    """Later changes of the rows of a batch, and later rows that point to those it bore."""
    named: list[str] = []
    count = 0
    for found, describe in (*later_changes(batch), *later_references(batch)):
        if not (here := found.count()):
            continue
        count += here
        if len(named) < LISTED:
            seen = found if by is None else found.visible_to(by)
            named += describe(seen[: LISTED - len(named)], by)
    return Obstacles(named, count - len(named))


def later_changes(batch: Batch) -> Iterator[tuple[Any, Describe]]:
    """Entries of the journal about rows of the batch that came after it, unless they were undone themselves."""
    own = Entry.objects.filter(batch=batch)
    last = own.filter(verb="import").order_by("-pk").values_list("pk", flat=True).first() or 0
    for model in touched_models(batch):
        label = model._meta.label_lower
        written = Q(object_id__in=own.filter(model=label).values("object_id"))
        written |= Q(object_id__in=born(model, batch).values("pk"))
        others = Q(batch=None) | ~Q(batch=batch) & ~Q(batch__state=Batch.State.UNDONE)
        changes = Entry.objects.filter(others, written, model=label, pk__gt=last)
        yield changes.select_related("by").order_by("pk"), describe_changes


def describe_changes(entries: Sequence[Entry], by: Any) -> list[str]:
    """Later changes of rows of one model in words: what, when, and who."""
    entries = list(entries)
    if not entries:
        return []
    model = apps.get_model(entries[0].model)
    seen = model._default_manager.all() if by is None else model._default_manager.visible_to(by)
    rows = seen.select_related().in_bulk([entry.object_id for entry in entries])
    writer = writers(by, [entry.by for entry in entries])
    return [
        _("%(model)s “%(row)s” was changed later (%(at)s, by %(who)s).")
        % {
            "model": model._meta.verbose_name,
            "row": rows.get(entry.object_id, entry.object_id),
            "at": minute(entry.at),
            "who": writer(entry.by),
        }
        for entry in entries
    ]


def later_references(batch: Batch) -> Iterator[tuple[Any, Describe]]:
    """Rows that the batch did not bear and that point to some that it bore."""
    for model in touched_models(batch):
        rows = born(model, batch)
        for relation in pointing_to(model):
            if relation.field.model not in own_models():
                continue
            remote: Model = relation.field.model
            pointing = remote._default_manager.filter(**{f"{relation.field.name}__in": rows.values("pk")})
            later = pointing.exclude(pk__in=born(remote, batch).values("pk"))
            yield later.select_related().order_by("pk"), describe_references


def describe_references(rows: Sequence[models.Model], by: Any) -> list[str]:
    """Rows of one model that came later, in words: what, and, as far as the journal tells, when and who."""
    rows = list(rows)
    if not rows:
        return []
    created = Entry.objects.filter(model=rows[0]._meta.label_lower, verb="create")
    births = {
        e.object_id: e for e in created.filter(object_id__in=[row.pk for row in rows]).select_related("by")
    }
    writer = writers(by, [entry.by for entry in births.values()])
    return [describe_reference(row, births.get(row.pk), writer) for row in rows]


def describe_reference(row: models.Model, birth: Entry | None, writer: Callable[[Any], str]) -> str:
    """A row that came later, with the entry of its birth, if there is one."""
    told = {"model": row._meta.verbose_name, "row": row}
    if birth is None:
        return _("%(model)s “%(row)s” was recorded later.") % told
    told |= {"at": minute(birth.at), "who": writer(birth.by)}
    return _("%(model)s “%(row)s” was recorded later (%(at)s, by %(who)s).") % told


def writers(by: Any, accounts: Sequence[Any]) -> Callable[[Any], str]:
    """How accounts are named to `by`; the server itself sees them all."""
    return Names(by, accounts).writer if by is not None else lambda person: str(person or _("the server"))


def minute(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
