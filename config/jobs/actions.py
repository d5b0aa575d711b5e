"""What can be done with jobs. All of it joins the caller's transaction: a job exists if what asks for it does."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.jobs.models import Job, Worker
from config.jobs.registry import function_of
from config.journal import actions as journal

KEPT = datetime.timedelta(days=30)
"""So long a job that is over can be looked up."""

SIGN_KEPT = datetime.timedelta(days=1)
"""So long the last sign of a worker that was killed can be looked up."""


def enqueue(
    *, name: str, arguments: dict[str, Any], by: Any, division_code: str = "", max_attempts: int = 3
) -> Job:
    """Asks for work in the background, on behalf of `by` (None: the server itself).

    `arguments` are what JSON can hold, and name records by their keys: what they say is read when the job runs.
    LookupError if no function is registered as `name`.
    """
    function_of(name)
    return Job.objects.create(
        name=name, arguments=arguments, by=by, division_code=division_code, max_attempts=max_attempts
    )


@transaction.atomic
def cancel(*, job: Job, by: Any) -> Job:
    """Gives up a job that waits; one that runs is asked to stop, and stops the next time it tells its progress.

    ValidationError if it is over already.
    """
    stored = Job.objects.select_for_update().get(pk=job.pk)
    if stored.is_over:
        raise ValidationError(_("This job is over already."))
    stored.cancel_requested = True
    if stored.state == Job.State.WAITING:
        stored.state, stored.finished_at = Job.State.CANCELLED, timezone.now()
    fields = ("cancel_requested", "state", "finished_at")
    journal.save(obj=stored, by=by, verb="cancel", fields=fields)
    return stored


def run_again(*, job: Job, by: Any) -> Job:
    """Asks for the work of a failed or cancelled job once more, now on behalf of `by`.

    ValidationError if the job has not failed, or if its work is not known any more.
    """
    if job.state not in (Job.State.FAILED, Job.State.CANCELLED):
        raise ValidationError(_("Only a job that failed or was cancelled can be run again."))
    try:
        return enqueue(
            name=job.name,
            arguments=job.arguments,
            by=by,
            division_code=job.division_code,
            max_attempts=job.max_attempts,
        )
    except LookupError:
        raise ValidationError(str(Job.Problem.UNKNOWN.label)) from None


def prune() -> int:
    """Deletes jobs that have been over for a month and the signs of workers long gone; how many jobs."""
    now = timezone.now()
    Worker.objects.filter(seen_at__lt=now - SIGN_KEPT).delete()
    deleted, _by_model = Job.objects.over().filter(finished_at__lt=now - KEPT).delete()
    return deleted
