"""The batch: one import of one file, by one person, from the upload to its end."""

import datetime
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.jurisdiction import ScopedQuerySet, through

UNDO_DAYS = 30
"""So long an import can be undone, and what that takes is kept."""


def new_key() -> str:
    """An address that nobody guesses."""
    return uuid.uuid4().hex


class BatchQuerySet(ScopedQuerySet):
    """The words of imports."""

    def written(self) -> "BatchQuerySet":
        """Imports that wrote something, even if it was undone later."""
        return self.filter(applied_at__isnull=False)

    def unwritten(self) -> "BatchQuerySet":
        """Imports that are neither written nor over."""
        return self.filter(state__in=Batch.UNWRITTEN)

    def answered_like(self, batch: "Batch") -> "BatchQuerySet":
        """Earlier imports of the same office with the same layout that needed answers, the latest first."""
        alike = self.filter(kind=batch.kind, office=batch.office, layout=batch.layout).exclude(layout="")
        return alike.exclude(answers={}).exclude(pk=batch.pk).order_by("-pk")

    def expired(self) -> "BatchQuerySet":
        """Uploads that nobody confirmed within a day, and that no worker is at."""
        latest = timezone.now() - datetime.timedelta(days=1)
        return self.unwritten().filter(made_at__lt=latest).exclude(job__state__in=("waiting", "running"))

    def past_undoing(self) -> "BatchQuerySet":
        """Imports that were written longer ago than they can be undone."""
        return self.filter(applied_at__lt=timezone.now() - datetime.timedelta(days=UNDO_DAYS))


class Batch(models.Model):
    """One import. Rows that it wrote point to it, and so do their journal entries.

    Its state tells what became of it: a batch that is not `applied` (or was, and is `undone`) has written nothing.
    """

    class State(models.TextChoices):
        READING = "reading", _("being read")
        ASKED = "asked", _("waits for an answer")
        SHOWN = "shown", _("waits to be confirmed")
        CONFIRMED = "confirmed", _("being imported")
        APPLIED = "applied", _("imported")
        UNDONE = "undone", _("undone")
        REFUSED = "refused", _("file refused")
        CANCELLED = "cancelled", _("given up")
        EXPIRED = "expired", _("expired")

    UNWRITTEN = (State.READING, State.ASKED, State.SHOWN, State.CONFIRMED)
    """On their way: not written, and not over."""

    key = models.CharField(_("key"), max_length=32, default=new_key, editable=False)
    kind = models.CharField(_("kind of sheet"), max_length=20)
    file_name = models.CharField(_("file"), max_length=255)
    file_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    as_of = models.DateField(_("as of"), help_text=_("Facts without a date of their own start on this day."))
    codes = models.JSONField(
        _("places"), default=list, help_text=_("Codes of the divisions that the file is about; empty: all.")
    )
    layout = models.CharField(max_length=64, blank=True, default="", editable=False)
    """Digest of the headers of the file."""
    office = models.CharField(max_length=12, blank=True, default="", editable=False)
    """Code of the division whose office sent it: what it answers is remembered for that office."""
    answers = models.JSONField(
        _("answers"), default=dict, help_text=_("What was told of columns and places that are not clear.")
    )
    all_or_nothing = models.BooleanField(
        _("all or nothing"), default=False, help_text=_("One refused row stops the whole file.")
    )
    division_code = models.CharField(
        _("division"),
        max_length=12,
        blank=True,
        default="",
        db_index=True,
        help_text=_("The smallest division that holds all its rows."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.APPLIED)
    reason = models.TextField(_("reason"), blank=True, default="", help_text=_("Why nothing was written."))
    fingerprint = models.CharField(max_length=64, blank=True, default="", editable=False)
    """Of the plan that was shown: what is written is what was seen."""
    counts = models.JSONField(
        _("counts"), default=dict, help_text=_("Rows by outcome: new, changed, same, …")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("at"), default=timezone.now)
    applied_at = models.DateTimeField(_("imported at"), default=timezone.now, null=True)
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, verbose_name=_("job"), null=True, related_name="+", editable=False
    )
    """The work in the background that reads it or writes it, or did so last."""
    kept_aside = models.JSONField(default=list, editable=False)
    """[model, key, former values] of what it changed and the journal omits, so that it can be undone; erased then,
    or after UNDO_DAYS."""
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("undone by"), null=True, related_name="+"
    )

    jurisdiction = through("division_code")
    journal_omits = ("kept_aside",)
    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import batch")
        verbose_name_plural = _("import batches")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="spreadsheets_batch_key"),
            models.CheckConstraint(
                condition=Q(state__in=("applied", "undone"), applied_at__isnull=False)
                | Q(~Q(state__in=("applied", "undone")), applied_at=None),
                name="spreadsheets_batch_applied_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False) | Q(~Q(state="undone"), undone_at=None),
                name="spreadsheets_batch_undone_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({timezone.localtime(self.made_at):%Y-%m-%d %H:%M})"

    @property
    def rows_read(self) -> int:
        """Rows of data of the file, as far as it has been planned."""
        return self.counts.get("rows", 0) + self.counts.get("refused", 0)

    @property
    def is_under_way(self) -> bool:
        """Whether a worker is at it, or will be."""
        return self.job is not None and not self.job.is_over

    @property
    def is_past_undoing(self) -> bool:
        """Whether it was written longer ago than it can be undone."""
        oldest = timezone.now() - datetime.timedelta(days=UNDO_DAYS)
        return self.applied_at is not None and self.applied_at < oldest

    def is_stopped_by(self, counts: Mapping[str, int]) -> bool:
        """Whether refused rows stop the whole file."""
        return self.all_or_nothing and bool(counts.get("refused"))
