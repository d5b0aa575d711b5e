"""Rules that the database itself enforces by triggers, beside constraints.

An app declares its guards in `guards.py`; they are installed after every `migrate`, because SQLite loses a table's
triggers whenever a migration rebuilds the table. Installing is safe to kill and to repeat.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import connections, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.models.signals import post_migrate

REFUSED = "23514"
"""PostgreSQL's code of a violated check, which Django reports as IntegrityError, as it does SQLite's RAISE(ABORT)."""


@dataclass(frozen=True)
class Guard:
    """A row trigger that refuses a write.

    `refuse_if` is an SQL condition over NEW and OLD, the same text for both databases unless `refuse_if_postgresql`
    differs; `on` is a list of INSERT, UPDATE, DELETE or UPDATE OF columns; `message` names the rule.
    """

    table: str
    name: str
    on: tuple[str, ...]
    refuse_if: str
    message: str
    refuse_if_postgresql: str = ""

    def sqlite(self) -> Iterable[str]:
        """Idempotent statements: one trigger for each kind of write."""
        for number, event in enumerate(self.on):
            name = f"{self.name}_{number}"
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield (
                f"CREATE TRIGGER {name} BEFORE {event} ON {self.table} FOR EACH ROW WHEN {self.refuse_if} "
                f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            )

    def postgresql(self) -> Iterable[str]:
        """Idempotent statements: one function, one trigger for each kind of write."""
        condition = self.refuse_if_postgresql or self.refuse_if
        yield (
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{self.message}' USING ERRCODE = '{REFUSED}'; END IF; "
            "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $guard$"
        )
        for number, event in enumerate(self.on):
            name = f"{self.name}_{number}"
            yield f"DROP TRIGGER IF EXISTS {name} ON {self.table}"
            yield (
                f"CREATE TRIGGER {name} BEFORE {event} ON {self.table} "
                f"FOR EACH ROW EXECUTE FUNCTION {self.name}()"
            )


@dataclass(frozen=True)
class PostgresOnly:
    """Idempotent statements for PostgreSQL alone, where it has something better than a trigger."""

    statements: tuple[str, ...]

    def sqlite(self) -> Iterable[str]:
        return ()

    def postgresql(self) -> Iterable[str]:
        return self.statements


@dataclass(frozen=True)
class SqliteOnly:
    """A guard for SQLite alone, where PostgreSQL has something better."""

    guard: Guard

    def sqlite(self) -> Iterable[str]:
        return self.guard.sqlite()

    def postgresql(self) -> Iterable[str]:
        return ()


def never_replaced(table: str, or_where: str = "") -> SqliteOnly:
    """Refuses an insert that would take the place of a row: SQLite's REPLACE deletes without firing the triggers of a
    deletion. `or_where`: when NEW meets the row `other` by another unique rule than the key."""
    name = f"{table}_is_never_replaced"
    meets = f"other.id = NEW.id OR ({or_where})" if or_where else "other.id = NEW.id"
    return SqliteOnly(
        Guard(table, name, ("INSERT",), f"EXISTS (SELECT 1 FROM {table} AS other WHERE {meets})", name)
    )


@dataclass(frozen=True)
class NeverEmptied:
    """Refuses TRUNCATE, which row triggers do not see; SQLite has no such statement."""

    table: str

    def sqlite(self) -> Iterable[str]:
        return ()

    def postgresql(self) -> Iterable[str]:
        name = f"{self.table}_is_never_emptied"
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN "
            f"RAISE EXCEPTION '{name}' USING ERRCODE = '{REFUSED}'; END $guard$"
        )
        yield f"DROP TRIGGER IF EXISTS {name} ON {self.table}"
        yield (
            f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {self.table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


AnyGuard = Guard | PostgresOnly | SqliteOnly | NeverEmptied


def install(guards: Iterable[AnyGuard], using: str = "default") -> None:
    """Installs the guards in one transaction."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for guard in guards:
            for statement in getattr(guard, connection.vendor)():
                cursor.execute(statement)


def lift_over(table: str) -> tuple[RunPython, RunPython]:
    """The first and the last operation of a migration that rebuilds a table on SQLite, which refuses that as long as a
    trigger of another table speaks of it. They come back after `migrate`; in the same transaction nothing is written
    in between."""

    def lift(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "sqlite":
            return
        with editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE %s", [f"%{table}%"]
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")

    return RunPython(lift, RunPython.noop), RunPython(RunPython.noop, lift)


def install_after_migrate(app: AppConfig, guards: Iterable[AnyGuard]) -> None:
    """Installs an app's guards after each `migrate`, once all its tables stand."""
    found = tuple(guards)

    def handler(sender: Any, using: str, **kwargs: Any) -> None:
        if all_tables_exist(app, using):
            install(found, using)

    post_migrate.connect(handler, sender=app, weak=False, dispatch_uid=f"guards of {app.label}")


def all_tables_exist(app: AppConfig, using: str) -> bool:
    """Whether `migrate` has brought the app to its present shape (it may have been called for an older one)."""
    standing = set(connections[using].introspection.table_names())
    wanted: list[type[models.Model]] = list(app.get_models())
    return {model._meta.db_table for model in wanted} <= standing
