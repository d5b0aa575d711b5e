"""What undoing a batch takes: read from the journal and from the stamps on its rows; and what stands in the way.

Knows no domain: the rows of a batch are found by its stamp or by the journal, what points to them by foreign keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from config.journal.models import Entry
from config.jurisdiction import own_models
from config.spreadsheets.models import Batch
from config.spreadsheets.writing import Event, Update, journal_rows, journalled, only, update

Model = type[models.Model]
LISTED = 20
"""So many obstacles are named; the others are counted."""


def touched_models(batch: Batch) -> list[Model]:
    """The models of the rows that a batch wrote."""
    entries = Entry.objects.filter(batch=batch).exclude(verb="import")
    labels = set(entries.order_by().values_list("model", flat=True).distinct())
    stamped = (model for model in own_models() if has_stamp(model) and born(model, batch).exists())
    return list({apps.get_model(label) for label in labels} | set(stamped))


def has_stamp(model: Model) -> bool:
    """Whether the rows of a model tell the batch that bore them."""
    return model is not Entry and any(field.name == "batch" for field in model._meta.concrete_fields)


def born(model: Model, batch: Batch) -> Any:
    """The rows of a model that the batch bore."""
    if has_stamp(model):
        return model._default_manager.filter(batch=batch)
    created = Entry.objects.filter(batch=batch, model=model._meta.label_lower, verb="create")
    return model._default_manager.filter(pk__in=created.values("object_id"))


def lies_elsewhere(batch: Batch, by: Any) -> bool:
    """Whether some of what the batch wrote is outside of what an account may see today."""
    entries = Entry.objects.filter(batch=batch).exclude(verb="import")
    written = [entries, *(born(model, batch) for model in touched_models(batch))]
    return any(rows.exclude(pk__in=rows.visible_to(by).values("pk")).exists() for rows in written)


# What stands in the way


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What has touched the rows of a batch since: named as far as the account may see it, else counted."""

    named: list[str]
    others: int

    def __bool__(self) -> bool:
        return bool(self.named or self.others)

    def sentences(self) -> list[str]:
        """One sentence each, the first telling what they are."""
        told = [_("The import cannot be undone: some of its rows have been touched since."), *self.named]
        if self.others:
            told.append(_("… and %(count)d more.") % {"count": self.others})
        return told


def obstacles_of(batch: Batch, by: Any) -> Obstacles:
    """Later changes of the rows of a batch, and later rows that point to those it bore."""
    named: list[str] = []
    count = 0
    for found, describe in (*later_changes(batch), *later_references(batch)):
        count += found.count()
        seen = found if by is None else found.visible_to(by)
        named += [describe(row) for row in seen[: max(0, LISTED - len(named))]]
    return Obstacles(named, count - len(named))


def later_changes(batch: Batch) -> Iterator[tuple[Any, Any]]:
    """Entries of the journal about rows of the batch that came after it, unless they were undone themselves."""
    own = Entry.objects.filter(batch=batch)
    last = own.filter(verb="import").order_by("-pk").values_list("pk", flat=True).first() or 0
    for model in touched_models(batch):
        label = model._meta.label_lower
        written = Q(object_id__in=own.filter(model=label).values("object_id"))
        written |= Q(object_id__in=born(model, batch).values("pk"))
        others = Q(batch=None) | ~Q(batch=batch) & ~Q(batch__state=Batch.State.UNDONE)
        changes = Entry.objects.filter(others, written, model=label, pk__gt=last)
        yield changes, describe_change


def describe_change(entry: Entry) -> str:
    """A later change in words."""
    name = apps.get_model(entry.model)._meta.verbose_name
    day = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M")
    return _("%(model)s no. %(key)s was changed later (%(at)s).") % {
        "model": name,
        "key": entry.object_id,
        "at": day,
    }


def later_references(batch: Batch) -> Iterator[tuple[Any, Any]]:
    """Rows that the batch did not bear and that point to some that it bore."""
    for model in touched_models(batch):
        rows = born(model, batch)
        for relation in pointing_to(model):
            if relation.field.model not in own_models():
                continue
            remote: Model = relation.field.model
            pointing = remote._default_manager.filter(**{f"{relation.field.name}__in": rows.values("pk")})
            yield pointing.exclude(pk__in=born(remote, batch).values("pk")), describe_reference


def pointing_to(model: Model) -> list[Any]:
    """The foreign keys that point to a model, also those that have no way back (`related_name="+"`)."""
    found = model._meta.get_fields(include_hidden=True)
    return [one for one in found if isinstance(one, models.ManyToOneRel)]


def describe_reference(row: models.Model) -> str:
    """A row that came later, in words."""
    return _("%(model)s “%(row)s” was recorded later.") % {"model": row._meta.verbose_name, "row": row}


# Putting back


def put_back(batch: Batch, by: Any) -> None:
    """Removes what the batch bore and puts back what it changed, with the journal; joins the caller's transaction."""
    changes = changes_of(batch)
    common = {"at": timezone.now(), "by_id": getattr(by, "pk", None), "batch_id": batch.pk}
    for model in children_first(touched_models(batch)):
        rows = born(model, batch)
        journal_rows(model, removals(model, rows, batch), common)
        rows._raw_delete(rows.db)
    for model, updates in changes.items():
        update(model, updates)
        names = {field.attname for field in journalled(model)}
        events = ((u.pk, "undo", only(u.before, names), only(u.after, names), u.place, "") for u in updates)
        journal_rows(model, events, common)


def removals(model: Model, rows: QuerySet, batch: Batch) -> Iterator[Event]:
    """The events of the journal for rows that are about to be removed."""
    path = model.jurisdiction.path  # type: ignore[attr-defined]
    names = [field.attname for field in journalled(model)]
    for place, *values in rows.order_by("pk").values_list(path or "pk", *names):
        before = dict(zip(names, values, strict=True))
        code = place if path and isinstance(place, str) else batch.division_code
        yield before["id"], "undo", before, None, code, ""


def changes_of(batch: Batch) -> dict[Model, list[Update]]:
    """For each row that the batch changed, what puts it back: the earliest value of each field."""
    former: dict[tuple[str, int], Update] = {}
    entries = Entry.objects.filter(batch=batch, before__isnull=False).exclude(verb="undo").order_by("-pk")
    columns = ("model", "object_id", "before", "after", "division_code")
    for label, pk, before, after, place in entries.values_list(*columns).iterator():
        whole = former.setdefault((label, pk), Update(pk, {}, {}, place))
        fields = {field.attname: field for field in apps.get_model(label)._meta.concrete_fields}
        whole.after.update({name: fields[name].to_python(value) for name, value in before.items()})
        whole.before.update({name: value for name, value in after.items() if name not in whole.before})
    for label, pk, values in reversed(batch.kept_aside):
        former[label, pk].after.update(values)
    by_model: dict[Model, list[Update]] = defaultdict(list)
    for (label, _pk), one in former.items():
        by_model[apps.get_model(label)].append(one)
    return by_model


def children_first(found: list[Model]) -> list[Model]:
    """The models in an order in which none is emptied while another still points to it."""
    left, ordered = set(found), []
    while left:
        free = {model for model in left if not points_to(left - {model}, model)} or left
        ordered += sorted(free, key=lambda model: model._meta.label)
        left -= free
    return ordered


def points_to(others: set[Model], model: Model) -> bool:
    """Whether any of the others has a foreign key to the model."""
    return any(relation.field.model in others for relation in pointing_to(model))
