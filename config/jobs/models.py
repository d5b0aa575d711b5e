"""Jobs, and the workers that carry them out. Both are rows of operation, not facts: old ones are deleted."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.jobs.registry import title_of
from config.jobs.timing import timing
from config.jurisdiction import ScopedQuerySet, nobody, through

NO_TIME = datetime.timedelta(0)


class JobQuerySet(ScopedQuerySet):
    """The words of work in the background."""

    def claimable(self, now: datetime.datetime) -> JobQuerySet:
        """Jobs that a worker may take: they wait, or the worker that had them has given no sign for too long."""
        waiting = Q(state=Job.State.WAITING, not_before__lte=now)
        return self.filter(waiting | Q(state=Job.State.RUNNING, lease_until__lt=now))

    def over(self) -> JobQuerySet:
        """Jobs that will not change any more."""
        return self.filter(state__in=Job.OVER)


class Job(models.Model):
    """One piece of work: which function, with what, on whose behalf, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    OVER = (State.DONE, State.FAILED, State.CANCELLED)

    class Problem(models.TextChoices):
        """Why a job failed, as a sentence."""

        CRASHED = "crashed", _("It broke off several times, and is not tried again.")
        DATABASE = "database", _("The database could not be reached or could not write. Try again later.")
        ERROR = "error", _("It stopped at an error of the program, which stands in the log of the server.")
        NOT_ALLOWED = "not_allowed", _("The account that started it may not do this any more.")
        REFUSED = "refused", _("It was refused.")
        TOO_LONG = "too_long", _("It took too long and was stopped.")
        UNKNOWN = "unknown", _("The program does not know this kind of work any more.")

    name = models.CharField(_("kind of work"), max_length=60)
    arguments = models.JSONField(_("arguments"), default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("by"),
        null=True,
        related_name="+",
        help_text=_("Empty: a command on the server."),
    )
    division_code = models.CharField(_("division"), max_length=12, blank=True, default="", db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("attempts at most"), default=3)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    worker = models.CharField(_("worker"), max_length=100, blank=True, default="")
    lease_until = models.DateTimeField(_("belongs to the worker until"), null=True)
    cancel_requested = models.BooleanField(_("to be cancelled"), default=False)
    progress_done = models.PositiveIntegerField(_("done so far"), default=0)
    progress_total = models.PositiveIntegerField(_("to be done"), default=0, help_text=_("0: not known yet."))
    problem = models.CharField(_("why it failed"), max_length=20, choices=Problem, blank=True, default="")
    message = models.TextField(
        _("message"), blank=True, default="", help_text=_("What the work itself says.")
    )
    created_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    started_at = models.DateTimeField(_("started at"), null=True, help_text=_("Of the last attempt."))
    finished_at = models.DateTimeField(_("ended at"), null=True)

    jurisdiction = through("division_code")
    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], condition=Q(state__in=("waiting", "running")), name="jobs_job_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", started_at=None, finished_at=None)
                | Q(state="running", started_at__isnull=False, finished_at=None)
                | Q(state__in=("done", "failed"), started_at__isnull=False, finished_at__isnull=False)
                | Q(state="cancelled", finished_at__isnull=False),
                name="jobs_job_state_has_its_times",
            ),
            models.CheckConstraint(
                condition=Q(~Q(worker=""), state="running", lease_until__isnull=False)
                | Q(~Q(state="running"), lease_until=None),
                name="jobs_job_running_belongs_to_a_worker",
            ),
            models.CheckConstraint(
                condition=Q(~Q(problem=""), state="failed") | Q(~Q(state="failed"), problem="", message=""),
                name="jobs_job_failed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(attempts__lte=F("max_attempts"), max_attempts__gte=1),
                name="jobs_job_attempts_are_capped",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(state="cancelled") | Q(attempts__gte=1),
                name="jobs_job_started_counts_as_attempt",
            ),
            models.CheckConstraint(
                condition=Q(progress_done__lte=F("progress_total")), name="jobs_job_progress_within_total"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({timezone.localtime(self.created_at):%Y-%m-%d %H:%M})"

    @property
    def title(self) -> str:
        """The kind of work in words."""
        return title_of(self.name)

    @property
    def is_over(self) -> bool:
        return self.state in self.OVER

    @property
    def progress_percent(self) -> int | None:
        """How much is done, 0 to 100; None while nobody can tell. 100 is kept for a job that is done."""
        if self.state == self.State.DONE:
            return 100
        if not self.progress_total:
            return None
        return min(99, self.progress_done * 100 // self.progress_total)

    @property
    def sentence(self) -> str:
        """Why it failed, in words; '' unless it did."""
        return self.message or (str(self.Problem(self.problem).label) if self.problem else "")

    @property
    def took(self) -> datetime.timedelta:
        """How long the last attempt took, or has been taking."""
        if self.started_at is None:
            return NO_TIME
        return max(NO_TIME, (self.finished_at or timezone.now()) - self.started_at)


class Worker(models.Model):
    """A process that carries out jobs, and when it last gave a sign."""

    name = models.CharField(_("name"), max_length=100)
    seen_at = models.DateTimeField(_("last sign at"), default=timezone.now)

    jurisdiction = nobody
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        ordering = ["-seen_at"]
        constraints = [models.UniqueConstraint(fields=["name"], name="jobs_worker_name")]

    def __str__(self) -> str:
        return self.name


def worker_alive() -> bool:
    """Whether any worker has given a sign lately, so that what waits will be done."""
    latest = timezone.now() - datetime.timedelta(seconds=timing().lease)
    return Worker.objects.filter(seen_at__gte=latest).exists()
