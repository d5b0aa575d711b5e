"""A worker: takes one job after the other, hands it to a process of its own, and writes what became of it.

The worker itself does no work, so that its signs of life come in time whatever the job is doing.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import time
from collections.abc import Callable

from django.db import connection

from config.jobs import actions, claims
from config.jobs.claims import Claim, Outcome
from config.jobs.process import Process
from config.jobs.timing import timing
from config.jobs.watch import DATABASE_IS_AWAY, Watch
from config.journal.sealing import AT_ONCE, seal_some
from config.statistics import refresh_statistics

log = logging.getLogger(__name__)

PRUNE_EVERY = 60 * 60
SEAL_EVERY = 60


class Shift:
    """One worker's time at work, until it is told to stop. Once `until()` holds it stops without a time of grace."""

    def __init__(self, until: Callable[[], bool] = lambda: False) -> None:
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(3)}"
        self.timing = timing()
        self._until = until
        self._stop_at: float | None = None
        self._ready: Process | None = None
        self._sign_at = self._prune_at = self._seal_at = 0.0

    def stop(self) -> None:
        """Take no more jobs. The one that runs may end within the time of grace and is then given back; told twice, it
        is given back at once."""
        now = time.monotonic()
        self._stop_at = now + self.timing.grace if self._stop_at is None else now

    @property
    def stopping(self) -> bool:
        if self._until():
            self._stop_at = time.monotonic()
        return self._stop_at is not None

    def work(self, once: bool = False) -> int:
        """Carries out jobs; how many attempts that were. With `once` only until nothing waits."""
        count = 0
        try:
            while not self.stopping:
                if self._try(self._one_job):
                    count += 1
                elif once:
                    break
                else:
                    time.sleep(self.timing.poll)
        finally:
            if self._ready is not None:
                self._ready.kill()
            self._try(lambda: claims.take_leave(self.name))
        return count

    def _one_job(self) -> bool:
        """Whether there was a job to do."""
        self._give_sign()
        self._prune()
        self._seal()
        process = self._process()
        held = claims.claim(self.name)
        if held is None:
            return False
        self._ready = None
        process.hand_over(held)
        outcome = self._attend(process, held)
        self._insist(lambda: claims.settle(held, outcome) if outcome else claims.give_back(held))
        return True

    def _attend(self, process: Process, held: Claim) -> Outcome | None:
        """Watches over a job until it ends; how it ended, None if it is to be given back."""
        watch = Watch(process, held)
        while process.listen(self.timing.poll):
            self._give_sign()
            watch.look()
            out_of_grace = self.stopping and time.monotonic() >= (self._stop_at or 0)
            if watch.ending or out_of_grace:
                process.kill()
                return watch.ending
        process.end()
        return process.outcome

    def _process(self) -> Process:
        """A process that waits for a job. Starting one takes a second, which the next job need not wait for."""
        if self._ready is not None and not self._ready.alive:
            self._ready.end()
            self._ready = None
        self._ready = self._ready or Process()
        return self._ready

    def _give_sign(self) -> None:
        now = time.monotonic()
        if now >= self._sign_at:
            self._sign_at = now + self.timing.beat
            self._try(lambda: claims.give_sign(self.name), level=logging.INFO)

    def _prune(self) -> None:
        now = time.monotonic()
        if now >= self._prune_at:
            self._prune_at = now + PRUNE_EVERY
            actions.prune()
            refresh_statistics()

    def _seal(self) -> None:
        """Seals some of the journal; at once again while there is more."""
        now = time.monotonic()
        if now >= self._seal_at and seal_some() < AT_ONCE:
            self._seal_at = now + SEAL_EVERY

    def _insist(self, step: Callable[[], object]) -> None:
        """Takes a step even if the database is away for a while. After the lease it is too late: the job may belong to
        somebody else by then."""
        too_late = time.monotonic() + self.timing.lease
        while self._try(step) is None and time.monotonic() < too_late:
            time.sleep(self.timing.poll)

    def _try(self, step: Callable[[], object], level: int = logging.WARNING) -> bool | None:
        """Whether a step says yes; None if the database is away or busy, so that it has to be taken again."""
        try:
            return bool(step())
        except DATABASE_IS_AWAY as error:
            log.log(level, "Worker %s: the database is away or busy: %s", self.name, error)
            connection.close()
            return None
