"""Skills: the catalogue, what a place requires, what a cadre has taken up and has mastered."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cadres import querysets
from cadres.models.cadre import Cadre
from cadres.models.division import Division
from cadres.pinyin import pinyin
from config.facts import Dated, Recorded, Voidable, dated_constraints, standing, void_has_reason
from config.jurisdiction import by, everyone, through
from config.personal import ERASED, marked


class SkillCategory(models.Model):
    """A field of skills, such as fruit or fishery."""

    name = models.CharField(_("name"), max_length=50, unique=True)
    name_en = models.CharField(_("English name"), max_length=100)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    jurisdiction = everyone
    objects = querysets.ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("skill category")
        verbose_name_plural = _("skill categories")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class Skill(models.Model):
    """A practical skill that residents need."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    category = models.ForeignKey(
        SkillCategory, models.PROTECT, verbose_name=_("category"), related_name="skills"
    )
    name = models.CharField(_("name"), max_length=50)
    name_en = models.CharField(_("English name"), max_length=100)
    pinyin = models.CharField(_("pinyin"), max_length=300, editable=False)
    basis = models.CharField(_("basis"), max_length=100, blank=True, default="")

    jurisdiction = everyone
    objects = querysets.ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pinyin = pinyin(self.name)
        super().save(*args, **kwargs)


class SkillAlias(models.Model):
    """Another wording under which a skill turns up in spreadsheets."""

    alias = models.CharField(_("wording"), max_length=50, unique=True)
    skill = models.ForeignKey(Skill, models.CASCADE, verbose_name=_("skill"), related_name="aliases")

    jurisdiction = everyone
    objects = querysets.ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording of a skill")
        verbose_name_plural = _("wordings of skills")
        ordering = ["alias"]

    def __str__(self) -> str:
        return self.alias


class RequiredSkill(Recorded, Voidable):
    """A division makes a skill compulsory for its cadres in a year."""

    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("division"), related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    skill = models.ForeignKey(Skill, models.PROTECT, verbose_name=_("skill"), related_name="+")

    jurisdiction = through("division__code")
    objects = querysets.VoidableQuerySet.as_manager()

    class Meta:
        verbose_name = _("required skill")
        verbose_name_plural = _("required skills")
        ordering = ["-year", "division", "skill"]
        constraints = [
            void_has_reason(),
            models.UniqueConstraint(
                fields=["division", "year", "skill"],
                condition=standing(),
                name="cadres_requiredskill_once",
                violation_error_message=_("This skill is already required here in this year."),
            ),
            models.CheckConstraint(
                condition=models.Q(year__gte=2000, year__lte=2100), name="cadres_requiredskill_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.division} {self.year}: {self.skill}"


class LearningGoal(Dated):
    """A cadre takes up a skill, in answer to one of the three needs."""

    class Need(models.TextChoices):
        RESIDENTS = "residents", _("what residents need")
        DUTY = "duty", _("what the duty needs")
        MARKET = "market", _("what the market needs")

    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="goals")
    skill = models.ForeignKey(Skill, models.PROTECT, verbose_name=_("skill"), related_name="+")
    need = models.CharField(
        _("need"),
        max_length=10,
        choices=Need.choices,
        blank=True,
        default="",
        help_text=_("Which of the three needs the skill answers; empty: not stated yet."),
    )

    jurisdiction = by(querysets.of_visible_cadre, "with its cadre")
    erased_as = {"void_reason": marked("void_reason")}
    objects = querysets.DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("learning goal")
        verbose_name_plural = _("learning goals")
        ordering = ["cadre", "-valid_from"]
        constraints = [
            *dated_constraints(),
            models.UniqueConstraint(
                fields=["cadre", "skill"],
                condition=standing(valid_to=None),
                name="cadres_learninggoal_open_once",
                violation_error_message=_("This cadre has already taken up this skill."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre}: {self.skill}"

    @property
    def journal_division_code(self) -> str:
        return self.cadre.journal_division_code


class Mastery(Recorded, Voidable):
    """Somebody named has verified, on a date and by a stated method, that a cadre masters a skill."""

    class Method(models.TextChoices):
        DEMONSTRATION = "demonstration", _("demonstration on site")
        EXAMINATION = "examination", _("examination")
        RESULT = "result", _("result in the field")
        CERTIFICATE = "certificate", _("certificate of a third party")

    class Level(models.TextChoices):
        BASIC = "basic", _("can do it with help")
        SKILLED = "skilled", _("can do it alone")
        TEACHER = "teacher", _("can teach it")

    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="masteries")
    skill = models.ForeignKey(Skill, models.PROTECT, verbose_name=_("skill"), related_name="+")
    verified_on = models.DateField(_("verified on"))
    verified_by = models.CharField(
        _("verified by"), max_length=50, help_text=_("Name and unit of the verifier.")
    )
    method = models.CharField(_("how"), max_length=15, choices=Method.choices)
    level = models.CharField(_("degree of mastery"), max_length=10, choices=Level.choices)

    jurisdiction = by(querysets.of_visible_cadre, "with its cadre")
    erased_as = {"verified_by": ERASED, "void_reason": marked("void_reason")}
    objects = querysets.MasteryQuerySet.as_manager()

    class Meta:
        verbose_name = _("mastery")
        verbose_name_plural = _("masteries")
        ordering = ["-verified_on", "-id"]
        constraints = [
            void_has_reason(),
            models.UniqueConstraint(
                fields=["cadre", "skill", "verified_on"],
                condition=standing(),
                name="cadres_mastery_once_a_day",
                violation_error_message=_("This mastery is already recorded."),
            ),
            models.CheckConstraint(
                condition=~models.Q(verified_by=""),
                name="cadres_mastery_verifier_named",
                violation_error_message=_("Say who verified it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre}: {self.skill}"

    @property
    def journal_division_code(self) -> str:
        return self.cadre.journal_division_code
