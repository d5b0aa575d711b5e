"""The settings: what stops the start, and how SQLite is opened."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from config.sqlite import sqlite_options, wal_is_safe

PRODUCTION = {
    "YIJI_DEBUG": "0",
    "YIJI_SECRET_KEY": "k3" * 40 + "-unguessable-for-the-test",
    "YIJI_ID_DIGEST_KEY": "a digest key",
    "YIJI_JOURNAL_KEY": "a journal key",
    "YIJI_ALLOWED_HOSTS": "yiji.example",
}


def process_environment():
    """The environment for a process of its own, without what only the browser's tests set."""
    return {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}


def manage(*arguments, **environment):
    """Runs manage.py in a process of its own."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**process_environment(), **environment},
        capture_output=True,
        text=True,
    )


def test_the_check_for_deployment_has_nothing_to_say():
    result = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", ["YIJI_SECRET_KEY", "YIJI_ID_DIGEST_KEY", "YIJI_JOURNAL_KEY"])
def test_without_debug_a_missing_secret_stops_the_start_and_is_named(name):
    result = manage("check", **{**PRODUCTION, name: ""})
    assert result.returncode != 0
    assert name in result.stderr


@pytest.mark.parametrize(
    ("environment", "required"),
    [(PRODUCTION, True), ({"YIJI_DEBUG": "1"}, False), ({**PRODUCTION, "YIJI_SECOND_FACTOR": "0"}, False)],
)
def test_a_second_factor_is_required_in_production_unless_said_otherwise(environment, required):
    asked = "from django.conf import settings; print(settings.SECOND_FACTOR_REQUIRED)"
    told = manage("shell", "--no-imports", "-c", asked, **environment)
    assert told.stdout.strip() == str(required), told.stderr


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
    ],
)
def test_wal_is_used_only_where_its_reset_bug_is_mended(version, safe):
    assert wal_is_safe(version) is safe
    assert ("journal_mode=WAL" in sqlite_options(version)["init_command"]) is safe


def test_transactions_take_the_write_lock_at_their_start():
    assert sqlite_options()["transaction_mode"] == "IMMEDIATE"


def test_every_migration_is_made():
    result = manage("makemigrations", "--check", "--dry-run")
    assert result.returncode == 0, result.stdout + result.stderr
