"""What one account proposes and a second one settles."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Proposed(models.Model):
    """Proposed by one account, approved or refused by another. Whoever changes a proposal is its proposer from then on.

    A model adds its own `state`, of which one is "proposed" and one "refused", and `settled_constraints`.
    """

    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("proposed by"),
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="+",
    )
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("approved or refused by"),
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="+",
    )
    settled_at = models.DateTimeField(
        _("time of the approval or refusal"), null=True, blank=True, editable=False
    )
    refusal = models.CharField(
        _("reason for the refusal"), max_length=200, blank=True, default="", editable=False
    )

    class Meta:
        abstract = True


def settled_constraints(approved: Sequence[str]) -> list[models.BaseConstraint]:
    """A proposal is open, refused with a reason, or approved by a second person, and then voided by a second person
    only; `approved` are the states after the approval."""
    settled = Q(settled_by__isnull=False, settled_at__isnull=False)
    return [
        models.CheckConstraint(
            condition=Q(state="proposed", settled_by=None, settled_at=None, refusal="")
            | (Q(state="refused") & settled & ~Q(refusal=""))
            | (Q(state__in=tuple(approved), refusal="") & settled),
            name="%(app_label)s_%(class)s_settled_by_someone",
        ),
        models.CheckConstraint(
            condition=Q(settled_by=None) | Q(proposed_by=None) | ~Q(settled_by=F("proposed_by")),
            name="%(app_label)s_%(class)s_second_person",
            violation_error_message=_("Whoever proposed it cannot approve it."),
        ),
        models.CheckConstraint(
            condition=~Q(state__in=tuple(approved))
            | Q(voided_by=None)
            | Q(proposed_by=None)
            | ~Q(voided_by=F("proposed_by")),
            name="%(app_label)s_%(class)s_voided_by_second",
            violation_error_message=_("Whoever proposed it cannot void it once it is approved."),
        ),
    ]
