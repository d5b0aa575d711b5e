"""Whether the site lives and can serve, for a load balancer or a supervisor: `/healthz` and `/readyz`.

A middleware before all others answers: no redirect to https, no check of the host name (a balancer asks by address),
no session, no language.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

log = logging.getLogger(__name__)
Names = frozenset[tuple[str, str]]


@cache
def migrations_of_the_code() -> Names:
    """(app, name) of every migration in the code, read once: the code of a running process does not change.

    Where one migration stands for several, it is named by those: that is what a database keeps of it in either case.
    """
    found = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return frozenset(name for key, one in found.items() for name in (one.replaces or [key]))


def why_not_ready() -> str:
    """What keeps the site from serving, as one word: `database` or `migrations`; "" when it is ready.

    One query, each time: nothing is remembered, so that a database brought back to an older state is seen at once.
    """
    try:
        connection.ensure_connection()
    except Error:
        log.warning("Not ready: the database cannot be reached.", exc_info=True)
        return "database"
    try:
        applied = set(MigrationRecorder.Migration.objects.values_list("app", "name"))
    except Error:
        log.warning("Not ready: the database does not answer.", exc_info=True)
        return "database"
    missing = migrations_of_the_code() - applied
    if missing:
        log.warning("Not ready: %d migrations are not applied.", len(missing))
    return "migrations" if missing else ""


def alive() -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready() -> HttpResponse:
    """200 when the site can serve; else 503 and the one word why not."""
    reason = why_not_ready()
    text, status = (f"not ready: {reason}\n", 503) if reason else ("ready\n", 200)
    return HttpResponse(text, status=status, content_type="text/plain")


ANSWERS = {"/healthz": alive, "/readyz": ready}


class HealthMiddleware:
    """Answers the two addresses and lets everything else pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = ANSWERS.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        response = answer() if request.method in ("GET", "HEAD") else HttpResponseNotAllowed(["GET", "HEAD"])
        response.headers["Cache-Control"] = "no-store"
        return response
