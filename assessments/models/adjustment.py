"""Bonuses and deductions that people decide, beside the measured points."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments import querysets
from assessments.models.period import Period
from assessments.models.proposed import Proposed, settled_constraints
from assessments.scoring.weights import HUNDRED
from cadres.models import Cadre, Division
from config.facts import Recorded, Voidable, void_has_reason
from config.fields import MillionthsField
from config.jurisdiction import through
from config.personal import ERASED, marked


class Adjustment(Recorded, Voidable, Proposed):
    """Points added to or taken from a cadre's score of one period, with the reason and who decided.

    Once a second person has approved it, it counts in full in every post segment of the cadre in that period, and in
    no other period.
    """

    class Kind(models.TextChoices):
        BONUS = "bonus", _("bonus")
        DEDUCTION = "deduction", _("deduction")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")

    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="adjustments")
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=_("decided at"),
        related_name="+",
        help_text=_("The deciding place."),
    )
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("period"), related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    points = MillionthsField(_("points"), help_text=_("Always positive; the kind says the sign."))
    reason = models.CharField(_("reason"), max_length=200)
    decided_by = models.CharField(_("decided by"), max_length=50, help_text=_("Name and office."))
    state = models.CharField(
        _("stage"), max_length=10, choices=State.choices, default=State.PROPOSED, editable=False
    )

    jurisdiction = through("division__code")
    erased_as = {
        "reason": ERASED,
        "decided_by": ERASED,
        "refusal": marked("refusal"),
        "void_reason": marked("void_reason"),
    }
    objects = querysets.AdjustmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("bonus or deduction")
        verbose_name_plural = _("bonuses and deductions")
        ordering = ["-period", "cadre"]
        constraints = [
            void_has_reason(),
            *settled_constraints(approved=("approved",)),
            models.CheckConstraint(
                condition=Q(points__gt=0, points__lte=HUNDRED),
                name="assessments_adjustment_points_range",
                violation_error_message=_("The points must lie between 0 and 100."),
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decided_by=""), name="assessments_adjustment_has_reason"
            ),
        ]

        permissions = [("approve_adjustment", _("Can approve bonuses and deductions"))]

    def __str__(self) -> str:
        return f"{self.cadre} {self.period}: {self.get_kind_display()}"

    @property
    def signed_points(self) -> int:
        """Millionths of a point, negative for a deduction."""
        return self.points if self.kind == self.Kind.BONUS else -self.points
