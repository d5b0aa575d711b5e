"""What kind of place a township is, so that like is compared with like and asked for what fits it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cadres import querysets
from cadres.models.division import Division
from config.facts import Dated, dated_constraints
from config.jurisdiction import through


class TownshipClass(Dated):
    """A township is a street, near a town, in the mountains, or a resettlement area: at most one of them on a day.

    Refused in the database as well (`cadres.guards`, both databases): a second class on the same day, and a class of
    anything but a township.
    """

    class Kind(models.TextChoices):
        STREET = "street", _("street")
        NEAR_TOWN = "near_town", _("near a town")
        MOUNTAIN = "mountain", _("mountain")
        RESETTLEMENT = "resettlement", _("resettlement area")

    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("township"), related_name="classes")
    kind = models.CharField(_("class of township"), max_length=12, choices=Kind.choices)

    jurisdiction = through("division__code")
    objects = querysets.DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("class of a township")
        verbose_name_plural = _("classes of townships")
        ordering = ["division", "-valid_from"]
        constraints = dated_constraints()

    def __str__(self) -> str:
        return f"{self.division}: {self.get_kind_display()}"

    def clean(self) -> None:
        if self.division_id and self.division.level != Division.Level.TOWNSHIP:
            raise ValidationError({"division": _("Only a township or street has a class.")})
        if self.division_id and self.others().exists():
            raise ValidationError(
                _("%(division)s already has a class in these days. End that one first."),
                params={"division": self.division},
            )

    def others(self) -> querysets.DatedQuerySet:
        """Other standing classes of the township with days in common."""
        same = TownshipClass.objects.standing().filter(division=self.division_id).exclude(pk=self.pk)
        begun = same if self.valid_to is None else same.exclude(valid_from__gte=self.valid_to)
        return begun if self.valid_from is None else begun.exclude(valid_to__lte=self.valid_from)
