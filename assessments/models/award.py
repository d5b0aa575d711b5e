"""One-off awards in money."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments import querysets
from assessments.models.period import Period
from cadres.models import Cadre, Division
from config.facts import Recorded, Voidable, void_has_reason
from config.jurisdiction import through
from config.personal import ERASED, marked

HIGHEST = 100_000
"""More yuan than this for one person is a slip of the pen."""


class Award(Recorded, Voidable):
    """A one-off award to a cadre for a period or a year, in whole yuan."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="awards")
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=_("decided at"),
        related_name="+",
        help_text=_("The deciding place."),
    )
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("period"), related_name="+")
    yuan = models.PositiveIntegerField(_("yuan"))
    reason = models.CharField(_("reason"), max_length=200)
    decided_by = models.CharField(_("decided by"), max_length=50, help_text=_("Name and office."))

    jurisdiction = through("division__code")
    erased_as = {"reason": ERASED, "decided_by": ERASED, "void_reason": marked("void_reason")}
    objects = querysets.VoidableQuerySet.as_manager()

    class Meta:
        verbose_name = _("one-off award")
        verbose_name_plural = _("one-off awards")
        ordering = ["-period", "cadre"]
        constraints = [
            void_has_reason(),
            models.CheckConstraint(
                condition=Q(yuan__gt=0, yuan__lte=HIGHEST),
                name="assessments_award_yuan_range",
                violation_error_message=_("An award lies between 1 and 100,000 yuan."),
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decided_by=""), name="assessments_award_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.period}: ¥{self.yuan}"
