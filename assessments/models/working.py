"""A link by which one cadre looks once at the own score before the table goes on notice."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments import querysets
from assessments.models.score import ScoreRun
from cadres.models import Cadre, Division
from config.jurisdiction import through

OPEN_FOR = datetime.timedelta(minutes=30)
"""So long after the first opening the page can be opened again."""


class WorkingLink(models.Model):
    """A link made by an office for one cadre, one computation and the segments of one place. Of its token only a
    digest is kept. It dies on its last day, and half an hour after it was first opened."""

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="+", editable=False, db_index=False
    )
    run = models.ForeignKey(
        ScoreRun, models.PROTECT, verbose_name=_("computation"), related_name="+", editable=False
    )
    division = models.ForeignKey(
        Division, models.PROTECT, verbose_name=_("place"), related_name="+", editable=False
    )
    digest = models.BinaryField(max_length=32, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("made by"),
        null=True,
        related_name="+",
        editable=False,
        db_index=False,
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("valid until"), editable=False)
    opened_at = models.DateTimeField(_("first opened at"), null=True, editable=False)

    jurisdiction = through("division__code")
    journal_omits = ("digest",)
    erased_as: dict[str, object] = {}
    objects = querysets.WorkingLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to a score")
        verbose_name_plural = _("links to scores")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="assessments_workinglink_expires_after_made"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cadre} · {self.run}"

    def lives_at(self, moment: datetime.datetime) -> bool:
        """Whether it opens the page at a moment."""
        return moment < self.expires_at and (self.opened_at is None or moment < self.opened_at + OPEN_FOR)
