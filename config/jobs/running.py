"""One attempt of a job, seen from the function that does the work; and how the attempt is carried out."""

from __future__ import annotations

import logging
import threading
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, connection

from config.jobs import claims
from config.jobs.claims import Claim, Ending, Outcome
from config.jobs.models import Job
from config.jobs.registry import function_of
from config.jurisdiction import Scope

log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Somebody wants the job to stop. To be let through: the function's transaction rolls back."""


class Lost(Exception):
    """The job belongs to another worker by now. To be let through: the function's transaction rolls back."""


class Refused(Exception):
    """The work cannot be done as asked; the message is a plain sentence without personal data, for whoever asked."""


class Exchange:
    """What a running job and its worker tell each other; safe between threads."""

    def __init__(self) -> None:
        self.progress = (0, 0)
        """Done, and to be done in all."""
        self.cancelled = threading.Event()


class Running:
    """An attempt of a job, as its function sees it."""

    def __init__(self, held: Claim, job: Job, exchange: Exchange) -> None:
        self.arguments: dict[str, Any] = job.arguments
        self.by: Any = job.by
        """Who asked for it, with the rights of this moment; None: the server itself. What the work needs of rights
        its function checks; an account that may do nothing any more has been refused before."""
        self._held, self._exchange = held, exchange

    def tell(self, done: int, total: int) -> None:
        """Says how much is done of how much; costs nothing, and never waits for the database.

        `total` is that of the whole work, 0 as long as nobody knows; the bar never moves back. Raises Cancelled if the
        job is to stop. Inside a transaction the figure is shown at once on PostgreSQL, and on SQLite as soon as others
        can write again.
        """
        if self._exchange.cancelled.is_set():
            raise Cancelled
        before, of = self._exchange.progress
        done = min(done, total)
        if total and done * of >= before * total:
            self._exchange.progress = (done, total)

    def finish(self) -> None:
        """The last word inside the transaction of the effect: the job is then done if, and only if, its effect is.

        Raises Lost, so that the effect is rolled back, if the job belongs to another worker by now.
        """
        if not connection.in_atomic_block:
            raise RuntimeError("finish() belongs into the transaction of the effect.")
        if not claims.settle(self._held, Outcome(Ending.DONE)):
            raise Lost


def carry_out(held: Claim, exchange: Exchange) -> Outcome:
    """Calls the job's function, with the account that asked for it as it is now; how that ended."""
    job = held.row().select_related("by").first()
    if job is None:
        return Outcome(Ending.LOST)
    if not may_act(job.by):
        return failed(Job.Problem.NOT_ALLOWED)
    try:
        function = function_of(job.name)
    except LookupError:
        return failed(Job.Problem.UNKNOWN)
    return _call(function, Running(held, job, exchange), job)


def may_act(staff: Any) -> bool:
    """Whether an account may do anything at all today; the server itself always may."""
    return staff is None or (staff.is_active and staff.scope != Scope())


def failed(problem: Job.Problem, message: str = "") -> Outcome:
    """An attempt that nobody needs to repeat."""
    return Outcome(Ending.FAILED, problem.value, message)


def again(problem: Job.Problem) -> Outcome:
    """An attempt that is repeated, unless it was the last; then the job has failed with this problem."""
    return Outcome(Ending.AGAIN, problem.value)


def _call(function: Any, running: Running, job: Job) -> Outcome:
    try:
        function(running)
    except Cancelled:
        return Outcome(Ending.CANCELLED)
    except Lost:
        return Outcome(Ending.LOST)
    except PermissionDenied:
        return failed(Job.Problem.NOT_ALLOWED)
    except Refused as refusal:
        return failed(Job.Problem.REFUSED, str(refusal))
    except (OperationalError, InterfaceError):
        log.warning("Job %d (%s): the database failed.", job.pk, job.name, exc_info=True)
        return again(Job.Problem.DATABASE)
    except Exception:
        log.exception("Job %d (%s) failed.", job.pk, job.name)
        return failed(Job.Problem.ERROR)
    return Outcome(Ending.DONE)
