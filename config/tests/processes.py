"""Processes of their own on the database of a test, to be killed."""

import os
import time

from django.db import connection


def environment(folder):
    """That of a process of its own on the database of this test."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{settings['NAME']}"
    else:
        host = settings["HOST"] or settings["OPTIONS"].get("host", "")
        url = f"postgres://{settings['USER']}@/{settings['NAME']}?host={host}"
    return {
        **os.environ,
        "DATABASE_URL": url,
        "YIJI_VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


def when_free(action, busy):
    """The result, once the database has noticed that the killed process is gone; until then `busy` is raised."""
    for _attempt in range(50):
        try:
            return action()
        except busy:
            time.sleep(0.1)
    return action()
