"""Pairing: the villages and the households that a cadre is tied to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cadres.models import Cadre
from config.facts import Dated, dated_constraints, standing
from config.jurisdiction import through
from config.personal import marked
from villages import querysets
from villages.models.village import Household, Village


class VillagePairing(Dated):
    """A cadre is tied to a village; one of a cadre's villages at a time is the primary one."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="village_pairings")
    village = models.ForeignKey(Village, models.PROTECT, verbose_name=_("village"), related_name="pairings")
    primary = models.BooleanField(_("primary village"), default=True)

    jurisdiction = through("village__township__code")
    erased_as = {"void_reason": marked("void_reason")}
    objects = querysets.DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("pairing with a village")
        verbose_name_plural = _("pairings with villages")
        ordering = ["cadre", "-primary", "-valid_from"]
        constraints = [
            *dated_constraints(),
            models.UniqueConstraint(
                fields=["cadre"],
                condition=standing(primary=True, valid_to=None),
                name="villages_villagepairing_one_primary",
                violation_error_message=_(
                    "This cadre already has a primary village; end that pairing first."
                ),
            ),
            models.UniqueConstraint(
                fields=["cadre", "village"],
                condition=standing(valid_to=None),
                name="villages_villagepairing_open_once",
                violation_error_message=_("This cadre is already paired with this village."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} – {self.village}"


class HouseholdPairing(Dated):
    """A cadre is tied to a household, as helper or friend."""

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="household_pairings"
    )
    household = models.ForeignKey(
        Household, models.PROTECT, verbose_name=_("household"), related_name="pairings"
    )

    jurisdiction = through("household__village__township__code")
    erased_as = {"void_reason": marked("void_reason")}
    objects = querysets.DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("pairing with a household")
        verbose_name_plural = _("pairings with households")
        ordering = ["cadre", "-valid_from"]
        constraints = [
            *dated_constraints(),
            models.UniqueConstraint(
                fields=["cadre", "household"],
                condition=standing(valid_to=None),
                name="villages_householdpairing_open_once",
                violation_error_message=_("This cadre is already paired with this household."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} – {self.household}"
