"""What looked implausible about the records behind a computation, and what somebody said to it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments import anomalies, querysets
from assessments.models.score import ScoreRun
from cadres.models import Cadre, Division
from config.jurisdiction import through
from config.personal import marked


class Anomaly(models.Model):
    """Rows of one place, or of one cadre there, that are implausible together. Never public, and no score follows.

    `details` holds the month, the model and the keys of the rows, and numbers; no text of theirs. `mark` tells one
    set of rows from another, so that what has been judged is not asked again while the rows are the same.
    """

    class State(models.TextChoices):
        OPEN = "open", _("not judged yet")
        EXPLAINED = "explained", _("explained")
        CONFIRMED = "confirmed", _("confirmed")

    run = models.ForeignKey(
        ScoreRun, models.PROTECT, verbose_name=_("computation"), related_name="anomalies", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=20, choices=anomalies.choices)
    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("place"), related_name="+")
    cadre = models.ForeignKey(
        Cadre,
        models.PROTECT,
        verbose_name=_("cadre"),
        null=True,
        blank=True,
        related_name="anomalies",
        help_text=_("Empty: the place as a whole."),
    )
    count = models.PositiveIntegerField(_("records"))
    details = models.JSONField(_("which records"), default=dict)
    mark = models.UUIDField(_("mark"), editable=False)
    found_at = models.DateTimeField(_("found at"), default=timezone.now, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    remark = models.CharField(_("remark"), max_length=200, blank=True, default="")
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("judged by"),
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    judged_at = models.DateTimeField(_("judged at"), null=True, blank=True)

    jurisdiction = through("division__code")
    erased_as: dict[str, Any] = {"remark": marked("remark")}
    objects = querysets.AnomalyQuerySet.as_manager()

    class Meta:
        verbose_name = _("implausible record")
        verbose_name_plural = _("implausible records")
        ordering = ["-run", "id"]
        indexes = [models.Index(fields=["run", "state"], name="assessments_anomaly_state")]
        constraints = [
            models.UniqueConstraint(fields=["run", "mark"], name="assessments_anomaly_once"),
            models.CheckConstraint(condition=Q(count__gt=0), name="assessments_anomaly_has_rows"),
            models.CheckConstraint(
                condition=Q(state="open", judged_at=None, judged_by=None, remark="")
                | (Q(state__in=["explained", "confirmed"], judged_at__isnull=False) & ~Q(remark="")),
                name="assessments_anomaly_judged_has_remark",
                violation_error_message=_("A judgement needs a remark."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.cadre or self.division}"

    @property
    def month(self) -> str:
        """The month it is about, as 2011-10."""
        return str(self.details.get("month", ""))

    @property
    def keys(self) -> list[int]:
        """The keys of the rows that are kept: the first ones, where there are very many."""
        return list(self.details.get("rows", ()))
