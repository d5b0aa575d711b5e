"""What stands beside a published table, and is no part of it: ranges of ranks, groups, funnel, robustness, rises."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments import querysets
from assessments.models.edition import Edition
from config.jurisdiction import through


class EditionSupplement(models.Model):
    """Computed with the edition, from the same frozen inputs and a seed that follows from their hash.

    The hash of the edition does not cover it. Once the edition is no longer a draft it never changes
    (`assessments.guards`). What the columns hold: `assessments.supplements`.
    """

    edition = models.OneToOneField(
        Edition, models.CASCADE, verbose_name=_("edition"), related_name="supplement"
    )
    model_name = models.CharField(
        pgettext_lazy("rank range", "model"), max_length=40, help_text=_("By what the ranges are computed.")
    )
    seed = models.BigIntegerField(pgettext_lazy("rank range", "seed"))
    replicates = models.PositiveIntegerField(_("replicates"))
    places = models.JSONField(_("ranges and groups by place"), default=dict)
    funnel = models.JSONField(_("funnel"), default=dict, blank=True)
    robustness = models.JSONField(_("robustness"), default=dict, blank=True)
    rising = models.JSONField(_("rises"), default=list, blank=True)

    jurisdiction = through("edition__division__code")
    journal_omits = ("places", "funnel", "robustness", "rising")
    objects = querysets.ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("supplement of an edition")
        verbose_name_plural = _("supplements of editions")
        ordering = ["-edition_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seed__gte=0, replicates__gt=0), name="assessments_supplement_is_drawn"
            ),
        ]

    def __str__(self) -> str:
        return str(self.edition)
