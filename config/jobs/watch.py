"""Watching over one job that runs: its lease, its progress, the wish to cancel it, its time."""

from __future__ import annotations

import logging
import time

from django.db import InterfaceError, OperationalError, connection

from config.jobs import claims
from config.jobs.claims import Claim, Ending, Outcome
from config.jobs.models import Job
from config.jobs.process import Process
from config.jobs.timing import timing

DATABASE_IS_AWAY = (OperationalError, InterfaceError)

log = logging.getLogger(__name__)


class Watch:
    """Over one attempt. `ending` says how it must end now, whatever its process thinks; None: it goes on."""

    def __init__(self, process: Process, held: Claim) -> None:
        self.ending: Outcome | None = None
        self._process, self._held, self._timing = process, held, timing()
        now = time.monotonic()
        self._too_long_at = now + self._timing.longest
        self._beat_at, self._look_at = now + self._timing.beat, now
        self._written = process.progress
        self._asked = False

    def look(self) -> None:
        """Looks after the job, no more often than an idle worker looks for one."""
        now = time.monotonic()
        if now >= self._too_long_at:
            self.ending = Outcome(Ending.FAILED, Job.Problem.TOO_LONG.value)
        elif now >= self._look_at:
            self._look_at = now + self._timing.poll
            try:
                # First what only reads: a job that holds the database on SQLite lets nobody write.
                self._pass_on_the_wish_to_cancel()
                self._write(now)
            except DATABASE_IS_AWAY as error:
                # Mostly it is the job itself that holds the database; the next look may get through.
                log.info("Job %d: no sign of life this time: %s", self._held.job_id, error)
                connection.close()

    def _write(self, now: float) -> None:
        progress = self._process.progress
        if progress == self._written and now < self._beat_at:
            return
        if claims.keep(self._held, *progress):
            self._written, self._beat_at = progress, now + self._timing.beat
        elif not claims.is_over(self._held):
            self.ending = Outcome(Ending.LOST)

    def _pass_on_the_wish_to_cancel(self) -> None:
        if not self._asked and claims.is_to_be_cancelled(self._held):
            self._process.ask_to_stop()
            self._asked = True
