"""What a computation found: one run, one score a post segment, one item an indicator."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments import querysets
from assessments.fields import GROUPS
from assessments.models.indicator import Indicator
from assessments.models.period import Period
from assessments.models.scheme import Scheme
from assessments.scoring.weights import UNGROUPED
from cadres.models import Cadre, Division, Post
from config.fields import MillionthsField
from config.jurisdiction import through
from config.millionths import to_text


class ScoreRun(models.Model):
    """One computation of the scores of all places under a division, for a period, by a version of a scheme."""

    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("division"), related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("period"), related_name="runs")
    scheme = models.ForeignKey(Scheme, models.PROTECT, verbose_name=_("scheme"), related_name="runs")
    as_of = models.DateTimeField(
        _("as of"), default=timezone.now, help_text=_("The state of the data it saw.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), null=True, related_name="+"
    )
    segments = models.PositiveIntegerField(_("post segments"), default=0)
    anomalies_found_at = models.DateTimeField(
        _("implausible records looked for at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Empty: not yet."),
    )

    jurisdiction = through("division__code")
    objects = querysets.ScoreRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("computation of scores")
        verbose_name_plural = _("computations of scores")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.period} {self.division} #{self.pk}"


class Score(models.Model):
    """The result of one post segment: a stretch of a main, assessed post inside the period."""

    class Status(models.TextChoices):
        MEASURED = "measured", _("measured")
        MISSING = "missing", _("missing: no diary books received from the place")
        INCOMPLETE = "incomplete", _("incomplete: something that others owe is missing")
        NOT_APPLICABLE = "not_applicable", _("not applicable: no indicator is meant for this class")

    run = models.ForeignKey(ScoreRun, models.PROTECT, verbose_name=_("computation"), related_name="scores")
    post = models.ForeignKey(Post, models.PROTECT, verbose_name=_("post"), related_name="+", db_index=False)
    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="scores")
    division = models.ForeignKey(
        Division, models.PROTECT, verbose_name=_("division"), related_name="+", db_index=False
    )
    post_class = models.CharField(_("class"), max_length=10, choices=Post.PostClass.choices)
    starts_on = models.DateField(_("first day"))
    days = models.PositiveSmallIntegerField(_("days"))
    group = models.CharField(
        _("class of township"),
        max_length=12,
        choices=GROUPS,
        default=UNGROUPED,
        help_text=_("On the last day of the segment."),
    )
    late = models.PositiveIntegerField(
        _("late entries"), default=0, help_text=_("Visits entered when the period took late entries only.")
    )
    status = models.CharField(_("status"), max_length=15, choices=Status.choices)
    adjustment = MillionthsField(_("bonus and deduction"), default=0)
    total = MillionthsField(_("total"), null=True, help_text=_("Empty unless measured."))

    jurisdiction = through("division__code")
    erased_as: dict[str, object] = {}
    objects = querysets.ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = _("score of a post segment")
        verbose_name_plural = _("scores of post segments")
        ordering = ["run", "id"]
        indexes = [models.Index(fields=["run", "division"], name="assessments_score_place")]
        constraints = [
            models.UniqueConstraint(fields=["run", "post"], name="assessments_score_once"),
            models.CheckConstraint(
                condition=Q(status="measured", total__gte=0, total__lte=100_000_000)
                | (~Q(status="measured") & Q(total=None)),
                name="assessments_score_total_if_measured",
            ),
            models.CheckConstraint(condition=Q(days__gt=0), name="assessments_score_has_days"),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} · {self.run}"


class ScoreItem(models.Model):
    """One indicator of one score: the measured value as numerator ÷ denominator, and the points.

    Without points it is missing (no numerator: something that others owe was not done) or not applicable (a share of
    nothing). A zero is a zero.
    """

    score = models.ForeignKey(Score, models.PROTECT, verbose_name=_("score"), related_name="items")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, verbose_name=_("indicator"), related_name="+", db_index=False
    )
    numerator = models.BigIntegerField(_("numerator"), null=True)
    denominator = models.BigIntegerField(_("denominator"), default=1)
    points = MillionthsField(_("points"), null=True)

    jurisdiction = through("score__division__code")
    objects = querysets.ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a score")
        verbose_name_plural = _("items of scores")
        ordering = ["score", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["score", "indicator"], name="assessments_scoreitem_once"),
            models.CheckConstraint(
                condition=Q(points__gte=0, numerator__gte=0, denominator__gte=0)
                | Q(points=None, numerator=None)
                | Q(points=None, numerator=0, denominator=0),
                name="assessments_scoreitem_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {'–' if self.points is None else to_text(self.points)}"
