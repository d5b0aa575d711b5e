"""A step of an import in a process of its own, on a copy of the database that nobody else uses."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from assessments.bench.memory import peak_megabytes
from config.spreadsheets import reading


@dataclass(frozen=True, slots=True)
class Cost:
    """What a step took: seconds, and the peak of memory in MB of its process and of the parsing process (0: none)."""

    seconds: float
    process: float
    parser: float


def run(comparison: str, mode: str, step: str, file: Path, environment: Mapping[str, str]) -> Cost:
    """Does a step in a new process; CalledProcessError where it fails."""
    arguments = ["bench", "--step", comparison, mode, step, str(file)]
    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        check=True,
    )
    return Cost(**json.loads(done.stdout))


def do(comparison: str, mode: str, step: str, file: Path) -> str:
    """Does a step in this process; its cost as JSON. What it imports on its way counts, as it does for a worker."""
    from assessments.bench.imports_modes import COMPARISONS

    # Otherwise every statement would be kept in memory.
    settings.DEBUG = False
    work = COMPARISONS[comparison].modes[mode].steps[step]
    connection.ensure_connection()
    with TemporaryDirectory() as folder:
        told = Path(folder) / "parser"
        reading.CHILD[:] = [sys.executable, "-m", "assessments.bench.imports_parser", str(told)]
        began = time.perf_counter()
        work(file)
        seconds = time.perf_counter() - began
        parser = float(told.read_text()) if told.exists() else 0.0
    return json.dumps(asdict(Cost(seconds, peak_megabytes(), parser)))


@contextmanager
def copied_database() -> Iterator[dict[str, str]]:
    """A copy of the database as it is now, with a folder for the files of the site: as the environment of those who are
    to use it. Both are gone afterwards."""
    connection.close()
    with TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            copy = Path(folder) / "copy.sqlite3"
            shutil.copy(settings.DATABASES["default"]["NAME"], copy)
            yield {"YIJI_VAR_DIR": folder, "DATABASE_URL": f"sqlite:///{copy}"}
            return
        name = connection.settings_dict["NAME"]
        copy_name = f"{name}_copy"
        in_server(f"DROP DATABASE IF EXISTS {quoted(copy_name)}")
        in_server(f"CREATE DATABASE {quoted(copy_name)} TEMPLATE {quoted(name)}")
        try:
            address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{copy_name}").geturl()
            yield {"YIJI_VAR_DIR": folder, "DATABASE_URL": address}
        finally:
            in_server(f"DROP DATABASE {quoted(copy_name)}")


def quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def in_server(statement: str) -> None:
    """A statement about whole databases of PostgreSQL."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
