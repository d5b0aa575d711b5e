"""For tests: a factory for each model, where it makes its rows, how the database's guards are lifted, and a parser
without a process of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from typing import Any

from django.db import connection
from django.db.models import Model

from config.spreadsheets.child import answer
from config.spreadsheets.limits import Limits
from config.spreadsheets.reading import REFUSAL, refused

HOMES = {
    "cadres": "cadres.tests.factories",
    "villages": "villages.tests.factories",
    "assessments": "assessments.tests.factories",
    "spreadsheets": "config.tests.factories",
    "journal": "config.tests.factories",
    "jobs": "config.tests.factories",
    "sending": "config.tests.factories",
}
"""Where the factories of an app's models live, by app label."""


_TOWN = ContextVar("town", default="431226101")
_SEAT = ContextVar("seat", default="4312")


def town() -> str:
    """Code of the township in which the factories make their rows."""
    return _TOWN.get()


def county() -> str:
    """Code of its county."""
    return town()[:6]


def seat() -> str:
    """Code of the division whose office keeps the schemes, computations and editions that the factories make."""
    return _SEAT.get()


@contextmanager
def made_in(town: str, seat: str) -> Iterator[None]:
    """Inside, the factories make their rows in this township, and what an office keeps in this division's."""
    tokens = _TOWN.set(town), _SEAT.set(seat)
    try:
        yield
    finally:
        _TOWN.reset(tokens[0])
        _SEAT.reset(tokens[1])


def factory_for(model: type[Model]) -> Any:
    """The factory `<Model>Factory` of a model; LookupError if there is none."""
    home = import_module(HOMES[model._meta.app_label])
    try:
        return getattr(home, f"{model.__name__}Factory")
    except AttributeError:
        raise LookupError(f"{model._meta.label} has no factory in {HOMES[model._meta.app_label]}.") from None


def lift_guards() -> None:
    """Drops all triggers, as the owner of the database can; they come back with the next `post_migrate`."""
    triggers = {
        "sqlite": "SELECT name, '' FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, ' ON ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(triggers[connection.vendor])
        for name, table in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}{table}")


def lines_told_here(data: bytes, limits: Limits, asked: str) -> Iterator[bytes]:
    """What the parser's process says of a file, said by this one: the same lines, without its bounds and its start."""
    for line in answer(data, limits, json.loads(asked)["layout"]):
        told = line.encode("utf-8", "replace")
        if told.startswith(REFUSAL):
            raise refused(json.loads(told)["refused"], limits)
        yield told + b"\n"
