"""What undoing a batch takes: read from the journal and from the stamps on its rows.

Knows no domain: the rows of a batch are found by its stamp or by the journal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models
from django.db.models import Count, QuerySet
from django.utils import timezone

from config.journal.models import Entry
from config.jurisdiction import own_models
from config.spreadsheets.models import Batch
from config.spreadsheets.writing import Event, Update, journal_rows, journalled, only, update

Model = type[models.Model]


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


# How much it is


class Extent(NamedTuple):
    """How many rows of a kind of record undoing removes, and how many it puts back."""

    model: Any
    removed: int
    put_back: int


def extent_of(batch: Batch) -> list[Extent]:
    """What undoing a batch would come to, model by model."""
    return [extent_in(model, batch) for model in reversed(children_first(touched_models(batch)))]


def extent_in(model: Model, batch: Batch) -> Extent:
    """What it would come to in one model."""
    rows = born(model, batch)
    changed = Entry.objects.filter(batch=batch, model=model._meta.label_lower, before__isnull=False)
    others = changed.exclude(object_id__in=rows.values("pk")).aggregate(
        rows=Count("object_id", distinct=True)
    )
    return Extent(model._meta.verbose_name, rows.count(), others["rows"])


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


def pointing_to(model: Model) -> list[Any]:
    """The foreign keys that point to a model, also those that have no way back (`related_name="+"`)."""
    found = model._meta.get_fields(include_hidden=True)
    return [one for one in found if isinstance(one, models.ManyToOneRel)]
