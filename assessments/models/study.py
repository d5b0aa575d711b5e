"""述学: what a cadre reports every month about the own learning."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments import querysets
from cadres.models import Cadre, Division, Skill
from config.facts import Recorded, Voidable, standing, void_has_reason
from config.fields import validate_month
from config.jurisdiction import through
from config.personal import marked

HOURS_OF_A_MONTH = 31 * 24


class StudyReport(Recorded, Voidable):
    """A cadre's study report of a month. The hours are recorded where somebody wants them, and score nothing.

    Refused in the database as well (`assessments.people_guards`): a report of a month in which the cadre held no main
    post there last, one handed in before the month began, and one handed in later than it was entered.
    """

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="study_reports", db_index=False
    )
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=pgettext_lazy("of a record", "kept at"),
        related_name="+",
        editable=False,
        help_text=_("The division of the main post on the cadre's last day in post in the month."),
    )
    month = models.CharField(
        _("month"), max_length=7, validators=[validate_month], help_text=_("As 2011-10.")
    )
    handed_in_on = models.DateField(_("handed in on"))
    hours = models.PositiveSmallIntegerField(
        _("hours of study"), null=True, blank=True, help_text=_("May stay empty; hours are never scored.")
    )
    content = models.TextField(_("what was learned"))

    jurisdiction = through("division__code")
    erased_as = {"content": "", "void_reason": marked("void_reason")}
    objects = querysets.VoidableQuerySet.as_manager()

    class Meta:
        verbose_name = _("study report")
        verbose_name_plural = _("study reports")
        ordering = ["-month", "-id"]
        indexes = [
            models.Index(fields=["cadre", "month"], name="assessments_study_cadre"),
            models.Index(fields=["month", "division"], name="assessments_study_month"),
        ]
        constraints = [
            void_has_reason(),
            models.UniqueConstraint(
                fields=["cadre", "month"],
                condition=standing(),
                name="assessments_studyreport_once",
                violation_error_message=_("This cadre's study report of this month is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(month__regex=r"^[0-9]{4}-(0[1-9]|1[0-2])$"), name="assessments_studyreport_month"
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(hours__lte=HOURS_OF_A_MONTH),
                name="assessments_studyreport_hours",
                violation_error_message=_("A month does not have so many hours."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.month}"


class StudiedSkill(models.Model):
    """A skill that a study report tells about."""

    report = models.ForeignKey(
        StudyReport, models.PROTECT, verbose_name=_("study report"), related_name="skills"
    )
    skill = models.ForeignKey(Skill, models.PROTECT, verbose_name=_("skill"), related_name="+")

    jurisdiction = through("report__division__code")
    objects = querysets.ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("skill studied")
        verbose_name_plural = _("skills studied")
        ordering = ["report", "skill"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "skill"],
                name="assessments_studiedskill_once",
                violation_error_message=_("The report names this skill already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.skill}"
