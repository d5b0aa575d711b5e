"""What the machinery keeps for a while and forgets by itself only when somebody comes by: it may name people."""

from __future__ import annotations

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from config.jobs import actions as jobs
from config.retention.registry import erase_what_has_passed
from config.sending.models import Sent
from config.spreadsheets.actions import erase_expired


@transaction.atomic
def erase_leftovers() -> None:
    """Erases what is past its own, short time: sessions, forms that were sent, failed sign-ins, jobs, uploads,
    and what the floors above keep for a while."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    Sent.objects.old().delete()
    AccessAttempt.objects.filter(attempt_time__lt=now - settings.AXES_COOLOFF_TIME).delete()
    jobs.prune()
    erase_expired()
    erase_what_has_passed()


def overwrite_freed() -> None:
    """Has SQLite overwrite with zeros what it frees from now on, so that a run that is killed leaves little to find."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def overwrite() -> None:
    """Has SQLite write its file anew, so that nothing that was erased is left in its free pages. PostgreSQL reuses them
    by itself; not inside a transaction, where this does nothing."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
