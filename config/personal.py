"""What is left of a person whose personal data are erased: each model says so of its own fields, in `erased_as`.

A model of people has `erased_at`; whatever points to one goes with it. Divisions, dates and points stay for statistics.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from config.guards import AnyGuard, Guard
from config.jurisdiction import own_models

ERASED = "已清除"
"""Stands where there has to be something; the same in every language, as it is stored."""


def start_of(day: datetime.date) -> datetime.datetime:
    """The moment at which a day begins here."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def marked(name: str) -> Case:
    """A text that is replaced by the marker, and stays empty where it was empty."""
    return Case(When(Q(**{name: ""}), then=Value("")), default=Value(ERASED))


def is_of_people(model: type[models.Model]) -> bool:
    """Whether the rows of a model are people, or households, who can be erased."""
    return any(field.name == "erased_at" for field in model._meta.concrete_fields)


def keys_to_people(model: type[models.Model]) -> list[models.ForeignKey]:
    """The foreign keys by which a model's rows are about people."""
    found = (field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey))
    return [field for field in found if is_of_people(field.remote_field.model)]


def about(people: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """The models whose rows are about these people, each with the name of the key."""
    for model in own_models():
        for key in keys_to_people(model):
            if key.remote_field.model is people:
                yield model, key.name


def erased_as(model: type[models.Model]) -> Mapping[str, Any]:
    """What the personal fields of a model become. AttributeError if a model about people does not say so."""
    return model.erased_as  # type: ignore[attr-defined, no-any-return]


def is_erased(obj: Any) -> bool:
    """Whether a record is a person who is erased, or is about one."""
    if not isinstance(obj, models.Model):
        return False
    if is_of_people(type(obj)):
        return obj.erased_at is not None  # type: ignore[attr-defined, no-any-return]
    people = (getattr(obj, key.name) for key in keys_to_people(type(obj)))
    return any(person is not None and person.erased_at is not None for person in people)


def choosable(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Of records that are offered those that something new can be told of."""
    return rows.filter(erased_at=None) if is_of_people(rows.model) else rows


def guards_of(model: type[models.Model]) -> Iterator[AnyGuard]:
    """What the database refuses: changing an erased person, and telling anything about one again."""
    table = model._meta.db_table
    if is_of_people(model):
        rule = f"{table}_erased_stays"
        yield Guard(table, rule, ("UPDATE", "DELETE"), "OLD.erased_at IS NOT NULL", rule)
    texts = [str(model._meta.get_field(name).column) for name in erased_as(model)]
    for key in keys_to_people(model):
        people = key.remote_field.model._meta.db_table
        gone = f"""
            EXISTS (SELECT 1 FROM {people} AS person
                    WHERE person.id = NEW.{key.column} AND person.erased_at IS NOT NULL)
        """
        rule = f"{table}_{key.name}_not_erased"
        yield Guard(table, rule, ("INSERT", f"UPDATE OF {key.column}"), gone, rule)
        if texts:
            told = " OR ".join(f"NEW.{name} NOT IN ('', '{ERASED}')" for name in texts)
            rule = f"{table}_{key.name}_stays_erased"
            yield Guard(table, rule, (f"UPDATE OF {', '.join(texts)}",), f"({told}) AND {gone}", rule)
