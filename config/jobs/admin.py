"""Jobs, to be read, given up and asked for once more; and the workers, for the superuser."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from config.admin import ReadOnlyAdmin
from config.admin_verbs import Verb
from config.jobs import actions
from config.jobs.models import Job, Worker
from config.naming import writers_in_sight


def _cancel(*, obj: Job, by: Any) -> Job:
    return actions.cancel(job=obj, by=by)


def _run_again(*, obj: Job, by: Any) -> Job:
    return actions.run_again(job=obj, by=by)


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """What runs, ran or waits in the background."""

    list_display = ("id", "created_at", "title", "state", "progress", "by", "division_code", "sentence")
    list_filter = ("state",)
    list_select_related = ()
    fieldsets = (
        (None, {"fields": ("title", "state", "progress", "sentence", "division_code")}),
        (_("Who and when"), {"fields": ("by", "created_at", "started_at", "finished_at")}),
        (_("Attempts"), {"fields": ("attempts", "max_attempts", "not_before", "cancel_requested", "worker")}),
    )
    verbs = (
        Verb(
            "cancel",
            _("Cancel"),
            _cancel,
            permission="jobs.cancel_job",
            fits=lambda job: not job.is_over and not job.cancel_requested,
            explain=_(
                "What waits is given up. What runs stops as soon as it can; what it has not saved is undone."
            ),
        ),
        Verb(
            "run-again",
            _("Run again"),
            _run_again,
            permission="jobs.repeat_job",
            fits=lambda job: job.state in (Job.State.FAILED, Job.State.CANCELLED),
            explain=_("A new job does the same work on your behalf, with your rights."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Those of the jurisdiction, and those that the account itself asked for."""
        visible = super().get_queryset(request)
        found = Job.objects.filter(Q(pk__in=visible.values("pk")) | Q(by=request.user.pk))
        return found.prefetch_related(writers_in_sight(request.user, "by"))

    @admin.display(description=_("kind of work"), ordering="name")
    def title(self, job: Job) -> str:
        return job.title

    @admin.display(description=_("progress"))
    def progress(self, job: Job) -> str:
        percent = job.progress_percent
        return "—" if percent is None else f"{percent} %"

    @admin.display(description=_("why it failed"))
    def sentence(self, job: Job) -> str:
        return job.sentence


@admin.register(Worker)
class WorkerAdmin(ReadOnlyAdmin):
    """The site's own processes: no role may see them."""

    list_display = ("name", "seen_at")
    fieldsets = ((None, {"fields": ("name", "seen_at")}),)
