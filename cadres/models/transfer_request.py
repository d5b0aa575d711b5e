"""A request that a cadre who is in post in one township be transferred to another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cadres import querysets
from cadres.models.cadre import Cadre, Post
from cadres.models.division import Division
from config.facts import Recorded
from config.jurisdiction import by
from config.personal import ERASED, marked


class TransferRequest(Recorded):
    """The township `to_division` asks that a cadre leave `from_post` for it on the day `on`.

    Both sides see a request, but not the same of it: whom it means, and from where, is told to the releasing side
    alone. The asking side has the name as it wrote it, so that a request tells nobody more than the own row did.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _("requested")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="transfer_requests"
    )
    from_post = models.ForeignKey(
        Post, models.PROTECT, verbose_name=_("present post"), related_name="transfer_requests"
    )
    name = models.CharField(_("name as told"), max_length=50, help_text=_("As the asking side wrote it."))
    to_division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("asked by"), related_name="+")
    on = models.DateField(_("from"), help_text=_("First day in the new post."))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.REQUESTED, db_index=True
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("time of the decision"), null=True, blank=True)

    jurisdiction = by(querysets.either_side, "through the division of the present post, or the one that asks")
    journal_omits = ("cadre", "from_post")
    erased_as = {"name": ERASED, "reason": marked("reason")}
    objects = querysets.TransferRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer request")
        verbose_name_plural = _("transfer requests")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre"],
                condition=Q(state="requested"),
                name="cadres_transferrequest_one_open",
                violation_error_message=_("A transfer of this person has been asked for already."),
            ),
            models.CheckConstraint(
                condition=Q(state="requested", decided_at=None)
                | Q(state__in=("granted", "refused", "withdrawn"), decided_at__isnull=False),
                name="cadres_transferrequest_decided_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""),
                name="cadres_transferrequest_refusal_has_a_reason",
                violation_error_message=_("A refusal needs a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.to_division}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.REQUESTED

    @property
    def journal_division_code(self) -> str:
        """The side that acted: asking and withdrawing belong to the one, deciding to the other."""
        asking = self.state in (self.State.REQUESTED, self.State.WITHDRAWN)
        return self.to_division.code if asking else self.from_post.division.code
