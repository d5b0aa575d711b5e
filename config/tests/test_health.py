"""`/healthz` and `/readyz`: what a load balancer is told, and what it is not."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from config.tests.test_settings import PRODUCTION, process_environment

ASK = """
import django; django.setup()
from django.test import Client
for address in ("/healthz", "/readyz"):
    response = Client(HTTP_HOST="10.0.0.7").get(address)
    print(response.status_code, response.text.strip())
"""
NOWHERE = {
    "sqlite": "sqlite:////nowhere/at/all.sqlite3",
    "postgresql": "postgres://somebody:a-password@/yiji?host=/nowhere/at/all",
}


def asked_in_production(database):
    """What both addresses answer in a process with production's settings and that database."""
    environment = {**process_environment(), **PRODUCTION, "DJANGO_SETTINGS_MODULE": "config.settings"}
    result = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=settings.BASE_DIR,
        env={**environment, "DATABASE_URL": database, "YIJI_LOG_LEVEL": "CRITICAL"},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


def test_a_living_process_says_so_without_a_database():
    # Without a database fixture every query is an error here.
    response = Client().get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")


def test_the_site_is_ready_with_all_migrations_applied_which_one_query_tells(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = Client().get("/readyz")
    assert (response.status_code, response.text) == (200, "ready\n")


def test_a_migration_that_is_not_applied_makes_it_unready(db):
    MigrationRecorder.Migration.objects.filter(app="villages").first().delete()
    response = Client().get("/readyz")
    assert (response.status_code, response.text) == (503, "not ready: migrations\n")


@pytest.mark.parametrize("kind", NOWHERE)
def test_without_a_database_the_process_lives_but_is_not_ready_and_tells_nothing_more(kind):
    assert asked_in_production(NOWHERE[kind]) == ["200 ok", "503 not ready: database"]


def test_an_empty_database_is_not_ready(tmp_path):
    [_alive, ready] = asked_in_production(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert ready.startswith("503 not ready")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_neither_is_kept_redirected_or_bound_to_a_session(address, db, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client(HTTP_HOST="10.0.0.7", HTTP_ACCEPT_LANGUAGE="en").get(address)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_neither_takes_a_form(address, db):
    assert Client().post(address).status_code == 405
