"""The test database: made by the migrations once and kept, copied for every run and every worker, and put back as it
was after a test that has committed.

What is kept is named by all that the migrations make of it, so that it is never stale. What follows migrations (content
types, permissions, guards) is put into every copy anew.
"""

from __future__ import annotations

import fcntl
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django
from django.apps import apps
from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection

OURS = re.compile(r"^(?:from|import) ((?:config|cadres|villages|assessments)[.\w]*)", re.MULTILINE)


def digest() -> str:
    """Names what the migrations make: by them, what they import of ours, the settings, and the releases."""
    told = [str(django.VERSION), connection.vendor, str(connection.get_database_version())]
    ours = {settings.BASE_DIR / "config" / "settings.py"}
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            text = path.read_text(encoding="utf-8")
            told += [app.label, path.name, text]
            ours |= {file_of(name) for name in OURS.findall(text)}
    told += [path.read_text(encoding="utf-8") for path in sorted(ours)]
    return sha256("\0".join(told).encode()).hexdigest()[:24]


def file_of(module: str) -> Path:
    path = settings.BASE_DIR.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@contextmanager
def alone() -> Iterator[None]:
    """Inside, no other worker of this checkout makes or copies what is kept."""
    with (settings.VAR_DIR / "test.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def copied_from_what_is_kept() -> None:
    """From now on the test database is made by copying; the first time, and after other migrations, by migrating."""
    migrated = connection.creation.create_test_db

    def create_test_db(verbosity: int = 1, keepdb: bool = False, **how: Any) -> str:
        if keepdb:
            return migrated(verbosity=verbosity, keepdb=True, **how)
        name = connection.creation._get_test_db_name()
        with alone():
            STORES[connection.vendor](name, lambda: migrated(verbosity=verbosity, **how))
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
        return name

    connection.creation.create_test_db = create_test_db


def made_as(name: str, make: Callable[[], Any]) -> None:
    """Migrates a database of another name, and leaves out what follows."""
    test = connection.settings_dict["TEST"]
    usual, test["NAME"] = test["NAME"], name
    try:
        with patch("django.core.management.commands.migrate.emit_post_migrate_signal"):
            make()
    finally:
        connection.close()
        test["NAME"] = usual


def copy_file(name: str, make: Callable[[], Any]) -> None:
    """SQLite: a file beside the others."""
    kept = settings.VAR_DIR / f"test-{digest()}.sqlite3"
    if not kept.exists():
        unready = kept.with_suffix(".unready")
        made_as(str(unready), make)
        for stale in settings.VAR_DIR.glob("test-*.*"):
            if stale != unready:
                stale.unlink()
        unready.rename(kept)
    # What a killed run has left beside its database would be played into the copy.
    for beside in ("-journal", "-wal", "-shm"):
        Path(f"{name}{beside}").unlink(missing_ok=True)
    shutil.copy(kept, name)


def copy_database(name: str, make: Callable[[], Any]) -> None:
    """PostgreSQL: a database beside the others, whose comment says what it is once it is whole."""
    wanted = digest()
    connection.close()
    kept = f"{connection.settings_dict['NAME']}_migrated"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [kept]
        )
        if cursor.fetchone() != (wanted,):
            made_as(kept, make)
            cursor.execute(f"COMMENT ON DATABASE {quoted(kept)} IS '{wanted}'")
        recreate(cursor, name, kept)


def recreate(cursor: Any, name: str, template: str) -> None:
    cursor.execute(f"DROP DATABASE IF EXISTS {quoted(name)} WITH (FORCE)")
    cursor.execute(f"CREATE DATABASE {quoted(name)} TEMPLATE {quoted(template)}")


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


STORES = {"sqlite": copy_file, "postgresql": copy_database}
