"""What a worker writes about the job it has: every write holds only as long as the job is still its own.

An attempt belongs to one worker: the row says `running` with its name and this number of attempts. Whoever finds it
otherwise has lost the job, for instance by standing still until the lease ran out.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from config.jobs.models import Job, JobQuerySet, Worker
from config.jobs.timing import timing
from config.transactions import impatient

PATIENCE = 0.5
"""So long, in seconds, a sign of life waits for whoever holds the database; the next one comes soon."""


class Ending(StrEnum):
    """How an attempt ended."""

    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    AGAIN = "again"
    """Interrupted by something that may not happen again."""
    LOST = "lost"
    """The job belongs to somebody else by now, or is over."""


@dataclass(frozen=True)
class Outcome:
    """How an attempt ended and, if it failed or would have after the last attempt, why."""

    ending: Ending
    problem: str = ""
    message: str = ""


@dataclass(frozen=True)
class Claim:
    """A worker's hold on one attempt of a job."""

    job_id: int
    worker: str
    attempt: int

    def row(self) -> JobQuerySet:
        """The job, as long as it is this worker's."""
        return Job.objects.filter(
            pk=self.job_id, state=Job.State.RUNNING, worker=self.worker, attempts=self.attempt
        )


def claim(worker: str) -> Claim | None:
    """Takes the oldest job that there is to do; None if there is none.

    On PostgreSQL a row that another worker is taking is skipped; on SQLite the transaction holds the write lock. It is
    opened only when there is something to take, so that idle workers hold up nobody.
    """
    while Job.objects.claimable(timezone.now()).exists():
        with transaction.atomic():
            rows = Job.objects.claimable(timezone.now()).select_for_update(skip_locked=True)
            job = rows.order_by("pk").first()
            if job is None:
                return None
            if not _is_over_instead(job):
                return _start(job, worker)
    return None


def _is_over_instead(job: Job) -> bool:
    """Ends a job that must not run again: it was to be cancelled, or has lost its worker too often."""
    if job.cancel_requested:
        _end(Job.objects.filter(pk=job.pk), Job.State.CANCELLED)
    elif job.attempts >= job.max_attempts:
        _end(Job.objects.filter(pk=job.pk), Job.State.FAILED, problem=Job.Problem.CRASHED)
    else:
        return False
    return True


def _start(job: Job, worker: str) -> Claim:
    now = timezone.now()
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.RUNNING,
        worker=worker,
        attempts=job.attempts + 1,
        started_at=now,
        lease_until=now + datetime.timedelta(seconds=timing().lease),
        progress_done=0,
        progress_total=0,
    )
    return Claim(job.pk, worker, job.attempts + 1)


def keep(held: Claim, done: int, total: int) -> bool:
    """Extends the lease and writes the progress; whether the job is still this worker's.

    OperationalError if somebody holds the database, on SQLite often the job itself: to be tried again soon. As long as
    that lasts nobody can take the job away either.
    """
    until = timezone.now() + datetime.timedelta(seconds=timing().lease)
    with impatient(PATIENCE):
        return bool(held.row().update(lease_until=until, progress_done=done, progress_total=total))


def is_over(held: Claim) -> bool:
    """Whether the job has come to its end, for instance in the transaction of its effect."""
    return Job.objects.over().filter(pk=held.job_id).exists()


def is_to_be_cancelled(held: Claim) -> bool:
    """Whether somebody wants the job to stop."""
    return held.row().filter(cancel_requested=True).exists()


def settle(held: Claim, outcome: Outcome) -> bool:
    """Writes how the attempt ended; False if the job was not this worker's any more, and nothing was written."""
    match outcome.ending:
        case Ending.DONE:
            return _end(held.row(), Job.State.DONE)
        case Ending.CANCELLED:
            return _end(held.row(), Job.State.CANCELLED)
        case Ending.FAILED:
            return _end(held.row(), Job.State.FAILED, outcome.problem, outcome.message)
        case Ending.AGAIN:
            return _wait_for_another_attempt(held, outcome)
        case Ending.LOST:
            return False


def give_back(held: Claim) -> bool:
    """Puts the job back as if this attempt had not been made: its worker stops in good order."""
    return _put_back(held.row(), attempts=held.attempt - 1, not_before=timezone.now())


def give_sign(worker: str) -> None:
    """Notes that a worker is there. OperationalError as in `keep`."""
    with impatient(PATIENCE):
        Worker.objects.update_or_create(name=worker, defaults={"seen_at": timezone.now()})


def take_leave(worker: str) -> None:
    """Notes that a worker is gone."""
    Worker.objects.filter(name=worker).delete()


def _wait_for_another_attempt(held: Claim, outcome: Outcome) -> bool:
    pause = datetime.timedelta(seconds=timing().retry * held.attempt)
    more = held.row().filter(max_attempts__gt=held.attempt)
    if _put_back(more, attempts=held.attempt, not_before=timezone.now() + pause):
        return True
    return _end(held.row(), Job.State.FAILED, outcome.problem)


def _put_back(rows: JobQuerySet, **values: object) -> bool:
    none = {"started_at": None, "lease_until": None, "progress_done": 0, "progress_total": 0}
    return bool(rows.update(state=Job.State.WAITING, worker="", **none, **values))


def _end(rows: JobQuerySet, state: str, problem: str = "", message: str = "") -> bool:
    return bool(
        rows.update(
            state=state, finished_at=timezone.now(), lease_until=None, problem=problem, message=message
        )
    )
