"""The periods that are scored: months, quarters, half-years, years."""

from __future__ import annotations

import datetime
import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assessments import querysets
from config.fields import YEARS
from config.jurisdiction import everyone

CODE = re.compile(
    r"^(?P<year>\d{4})(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])|H(?P<half>[12])))?$", re.ASCII
)


def bounds_of(code: str) -> tuple[str, datetime.date, datetime.date]:
    """A period's code as (kind, first day, first day after it); ValueError where it is not one.

    2011-10 is a month, 2011-Q4 a quarter, 2011-H2 a half-year, 2011 a year.
    """
    match = CODE.match(code)
    if not match or int(match["year"]) not in YEARS:
        raise ValueError(
            gettext("“%(code)s” is not a period; write 2011-10, 2011-Q4, 2011-H2 or 2011.") % {"code": code}
        )
    for kind, length in (("month", 1), ("quarter", 3), ("half", 6)):
        if match[kind]:
            first = (int(match[kind]) - 1) * length
            break
    else:
        kind, first, length = "year", 0, 12
    year = int(match["year"])
    end = first + length
    return kind, datetime.date(year, first + 1, 1), datetime.date(year + end // 12, end % 12 + 1, 1)


class Period(models.Model):
    """A stretch of time for which scores are made: the days of the half-open [starts_on, ends_on)."""

    class Kind(models.TextChoices):
        MONTH = "month", pgettext_lazy("kind of period", "month")
        QUARTER = "quarter", _("quarter")
        HALF = "half", _("half-year")
        YEAR = "year", _("year")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        LATE = "late", _("late entries only")
        CLOSED = "closed", _("closed")

    code = models.CharField(
        _("code"), max_length=7, unique=True, help_text=_("2011-10, 2011-Q4, 2011-H2 or 2011.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, editable=False)
    starts_on = models.DateField(_("first day"), editable=False)
    ends_on = models.DateField(_("first day after it"), editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    late_from = models.DateField(
        _("late from"),
        null=True,
        blank=True,
        help_text=_("Entries made from this day on are late; they still count."),
    )
    closed_from = models.DateField(
        _("closed from"), null=True, blank=True, help_text=_("Entries made from this day on do not count.")
    )

    jurisdiction = everyone
    objects = querysets.PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("period")
        verbose_name_plural = _("periods")
        ordering = ["-starts_on", "-ends_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="assessments_period_has_days"
            ),
            models.CheckConstraint(
                condition=Q(late_from=None) | Q(closed_from=None) | Q(closed_from__gte=F("late_from")),
                name="assessments_period_late_before_closed",
                violation_error_message=_("A period is closed after late entries begin, not before."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: object, **kwargs: object) -> None:
        self.kind, self.starts_on, self.ends_on = bounds_of(self.code)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def clean(self) -> None:
        try:
            self.kind, self.starts_on, self.ends_on = bounds_of(self.code)
        except ValueError as error:
            raise ValidationError({"code": str(error)}) from error
        if self.state == self.State.LATE and self.late_from is None:
            raise ValidationError({"late_from": _("Say from which day on entries are late.")})
        if self.state == self.State.CLOSED and self.closed_from is None:
            raise ValidationError({"closed_from": _("Say from which day on entries do not count.")})
