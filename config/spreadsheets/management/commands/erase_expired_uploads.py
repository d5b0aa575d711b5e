"""Erases uploaded files that nobody confirmed within a day, sessions that have ended, and what else
is kept for a while."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from config.retention.registry import erase_what_has_passed
from config.spreadsheets.actions import erase_expired


class Command(BaseCommand):
    help = (
        "Erases uploaded spreadsheets that were not confirmed within a day, ended sessions, and contacts of objections "
        "answered a while ago; to be run daily."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = erase_expired()
        SessionStore.clear_expired()
        passed = erase_what_has_passed()
        text = ngettext("%(count)d upload erased.", "%(count)d uploads erased.", count)
        self.stdout.write(text % {"count": count})
        if passed:
            text = ngettext(
                "%(count)d record past its time erased.", "%(count)d records past their time erased.", passed
            )
            self.stdout.write(text % {"count": passed})
