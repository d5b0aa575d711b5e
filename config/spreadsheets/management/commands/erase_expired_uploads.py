"""Erases uploaded files that nobody confirmed within a day, and sessions that have ended."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from config.spreadsheets.actions import erase_expired


class Command(BaseCommand):
    help = "Erases uploaded spreadsheets that were not confirmed within a day, and ended sessions; to be run daily."

    def handle(self, *args: Any, **options: Any) -> None:
        count = erase_expired()
        SessionStore.clear_expired()
        text = ngettext("%(count)d upload erased.", "%(count)d uploads erased.", count)
        self.stdout.write(text % {"count": count})
