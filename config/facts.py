"""What every recorded fact carries: who entered it, when, by which batch; from when to when it holds; and, if it
was wrong, that it is void and why. Facts are ended or voided, never deleted."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.jurisdiction import ScopedQuerySet


class Recorded(models.Model):
    """Who entered a row, when, and by which batch of a spreadsheet (none: by hand)."""

    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("entered by"),
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("entered at"), default=timezone.now, editable=False)
    batch = models.ForeignKey(
        "spreadsheets.Batch",
        models.PROTECT,
        verbose_name=_("batch"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True


class VoidableQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        """Rows that have not been voided."""
        return self.filter(voided_at=None)


class Voidable(models.Model):
    """A row that turned out to be wrong stays, marked void, with who, when and why."""

    voided_at = models.DateTimeField(_("voided at"), null=True, blank=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("voided by"),
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="+",
    )
    void_reason = models.CharField(
        _("reason for voiding"), max_length=200, blank=True, default="", editable=False
    )

    class Meta:
        abstract = True

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None


def void_has_reason() -> models.CheckConstraint:
    """A void row says why; a standing one has no reason."""
    return models.CheckConstraint(
        condition=(Q(voided_at=None) & Q(void_reason="")) | (~Q(voided_at=None) & ~Q(void_reason="")),
        name="%(app_label)s_%(class)s_void_reason",
        violation_error_message=_("A voided row needs a reason, and only a voided row has one."),
    )


class DatedQuerySet(VoidableQuerySet):
    def in_force(self, on: datetime.date) -> Self:
        """Standing facts that hold on a day."""
        return self.standing().filter(
            Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gt=on)
        )

    def overlapping(self, start: datetime.date, end: datetime.date) -> Self:
        """Standing facts that hold on at least one day of the half-open [start, end)."""
        return self.standing().filter(
            Q(valid_from=None) | Q(valid_from__lt=end), Q(valid_to=None) | Q(valid_to__gt=start)
        )

    def holding_from(self, day: datetime.date) -> Self:
        """Standing facts that hold on a day or on a later one."""
        return self.standing().filter(Q(valid_to=None) | Q(valid_to__gt=day))

    def open_ended(self) -> Self:
        """Standing facts without an end."""
        return self.standing().filter(valid_to=None)


class Dated(Recorded, Voidable):
    """A fact that holds on the days of the half-open [valid_from, valid_to).

    No start: it has always held; no end: it still holds. `valid_to` is the first day on which it no longer holds.
    """

    valid_from = models.DateField(_("from"), null=True, blank=True, help_text=_("First day; empty: always."))
    valid_to = models.DateField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("First day on which it no longer holds; empty: still holds."),
    )

    class Meta:
        abstract = True
        constraints = []

    def holds_on(self, day: datetime.date) -> bool:
        """Whether the fact stands and holds on this day."""
        return (
            not self.is_void
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day < self.valid_to)
        )


def dated_constraints() -> list[models.BaseConstraint]:
    """The constraints of every dated fact; a model's Meta adds its own to them."""
    return [
        models.CheckConstraint(
            condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            name="%(app_label)s_%(class)s_ends_after_start",
            violation_error_message=_("The end must come after the start."),
        ),
        void_has_reason(),
    ]


def standing(**conditions: Any) -> Q:
    """The condition of a partial index or constraint that regards standing rows only."""
    return Q(voided_at=None, **conditions)
