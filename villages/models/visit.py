"""The visit diary, and the receipt of a month's diary books."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cadres.models import Cadre, Division, Skill
from config.facts import Recorded, Voidable, standing, void_has_reason
from config.fields import validate_month
from config.jurisdiction import through
from config.personal import marked
from villages import querysets
from villages.models.village import Household, Village


class Visit(Recorded, Voidable):
    """One entry of a cadre's diary.

    Refused in the database as well, by triggers on SQLite and PostgreSQL alike (`villages.guards`), so that plain
    SQL is refused too: a visit later than the day it was entered, one on a day on which the cadre held no post,
    one to a household of another village.
    Its journal holds changes and voids only: the row itself tells its birth.
    """

    class Purpose(models.TextChoices):
        CONTACT = "contact", _("talk and contact")
        TEACHING = "teaching", _("teaching a skill")
        HELP = "help", _("practical help")
        MEDIATION = "mediation", _("settling a dispute")
        POLICY = "policy", _("explaining policy")
        SURVEY = "survey", _("asking for needs")

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="visits", db_index=False
    )
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=_("kept at"),
        related_name="+",
        db_index=False,
        help_text=_("The division where the cadre held the main post on the day; the diary is kept there."),
    )
    village = models.ForeignKey(Village, models.PROTECT, verbose_name=_("village"), related_name="visits")
    household = models.ForeignKey(
        Household,
        models.PROTECT,
        verbose_name=_("household"),
        null=True,
        blank=True,
        related_name="visits",
        help_text=_("Empty: the village as a whole."),
    )
    visited_on = models.DateField(_("date"))
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose.choices)
    done = models.TextField(_("what was done"))
    skill = models.ForeignKey(
        Skill,
        models.PROTECT,
        verbose_name=_("skill used"),
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    stayed = models.BooleanField(_("stayed the night in a farm household"), default=False)
    shared_work = models.BooleanField(_("shared the work"), default=False)
    suggestions = models.TextField(_("residents' suggestions"), blank=True, default="")
    signed = models.BooleanField(_("signed by the person visited"), default=False)

    jurisdiction = through("division__code")
    erased_as = {"done": "", "suggestions": "", "void_reason": marked("void_reason")}
    objects = querysets.VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visit diary")
        ordering = ["-visited_on", "-id"]
        indexes = [
            models.Index(fields=["visited_on", "id"], name="villages_visit_date"),
            models.Index(fields=["division", "visited_on", "id"], name="villages_visit_division"),
            models.Index(fields=["cadre", "visited_on", "id"], name="villages_visit_cadre"),
        ]
        constraints = [
            void_has_reason(),
            models.UniqueConstraint(
                fields=["cadre", "household", "visited_on"],
                condition=standing(household__isnull=False),
                name="villages_visit_household_once_a_day",
                violation_error_message=_(
                    "This cadre's visit to this household on this day is already recorded."
                ),
            ),
            models.UniqueConstraint(
                fields=["cadre", "village", "visited_on"],
                condition=standing(household__isnull=True),
                name="villages_visit_village_once_a_day",
                violation_error_message=_(
                    "This cadre's visit to this village on this day is already recorded."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visited_on} {self.cadre}"


class DiarySubmission(Recorded, Voidable):
    """The diary books of a month have been received from a place. Without it, what is missing is not a zero."""

    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("place"), related_name="+")
    month = models.CharField(
        _("month"), max_length=7, validators=[validate_month], help_text=_("As 2011-10.")
    )
    received_on = models.DateField(_("received on"))

    jurisdiction = through("division__code")
    objects = querysets.VoidableQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt of diary books")
        verbose_name_plural = _("receipts of diary books")
        ordering = ["-month", "division"]
        constraints = [
            void_has_reason(),
            models.UniqueConstraint(
                fields=["division", "month"],
                condition=standing(),
                name="villages_diarysubmission_once",
                violation_error_message=_("The diary books of this month are already recorded as received."),
            ),
            models.CheckConstraint(
                condition=Q(month__regex=r"^[0-9]{4}-(0[1-9]|1[0-2])$"), name="villages_diarysubmission_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.division} {self.month}"
