"""What is due when, and the quarterly reports of places."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments import querysets
from assessments.models.period import Period
from cadres.models import Division
from config.facts import Dated, Recorded, Voidable, dated_constraints, standing, void_has_reason
from config.jurisdiction import through

LATEST = 366


class ReportingDuty(Dated):
    """A city or county asks for something until so many days after the end of each period.

    It holds for the periods whose last day is one of its days, in the division and all below it; a county's own duty
    stands before the city's. Where there is none, nothing is due. Two of a kind never overlap in one division.
    """

    class Kind(models.TextChoices):
        STUDY_REPORT = "study_report", _("monthly study report")
        QUARTERLY_REPORT = "quarterly_report", _("quarterly report")
        HALF_YEAR_REVIEW = "half_year_review", _("half-year review")
        YEARLY_COMMENDATION = "yearly_commendation", _("yearly commendation")

    division = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=_("division"),
        related_name="+",
        limit_choices_to={"level__in": ["city", "county"]},
        help_text=_("The city or county that asks for it."),
    )
    kind = models.CharField(_("what is due"), max_length=20, choices=Kind.choices)
    days = models.PositiveSmallIntegerField(
        _("days after the end"),
        help_text=_("Due until so many days after the last day of the period; 0: until that day itself."),
    )

    jurisdiction = through("division__code")
    objects = querysets.ReportingDutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting duty")
        verbose_name_plural = _("reporting duties")
        ordering = ["division", "kind", "-valid_from"]
        constraints = [
            *dated_constraints(),
            models.CheckConstraint(
                condition=Q(days__lte=LATEST),
                name="assessments_reportingduty_days",
                violation_error_message=_("What is due more than a year later is not due."),
            ),
            models.UniqueConstraint(
                fields=["division", "kind"],
                condition=standing(valid_to=None),
                name="assessments_reportingduty_one_open",
                violation_error_message=_("This division has such a duty already; end that one first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.division}: {self.get_kind_display()}"


class Report(Recorded, Voidable):
    """A place's report of a quarter. Its figures are drawn from the records when it is read (`assessments.figures`),
    never typed."""

    division = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=_("place"),
        related_name="+",
        limit_choices_to={"level__in": ["county", "township"]},
    )
    period = models.ForeignKey(
        Period,
        models.PROTECT,
        verbose_name=_("quarter"),
        related_name="+",
        limit_choices_to={"kind": "quarter"},
    )
    handed_in_on = models.DateField(_("handed in on"))
    text = models.TextField(pgettext_lazy("of a report", "text"))

    jurisdiction = through("division__code")
    objects = querysets.VoidableQuerySet.as_manager()

    class Meta:
        verbose_name = _("quarterly report")
        verbose_name_plural = _("quarterly reports")
        ordering = ["-period", "division"]
        constraints = [
            void_has_reason(),
            models.UniqueConstraint(
                fields=["division", "period"],
                condition=standing(),
                name="assessments_report_once",
                violation_error_message=_("This place's report of this quarter is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.division} {self.period}"


def due_on(after: datetime.date, days: int) -> datetime.date:
    """The last day on which something is in time; `after` is the first day after the period."""
    return after + datetime.timedelta(days=days - 1)
