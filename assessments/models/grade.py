"""The two scales of grades: the programme's own, pass or fail, and the yearly one, which a person decides."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments import querysets
from assessments.models.period import Period
from assessments.models.score import ScoreRun
from assessments.scoring.grades import FAIL, PASS, Rule
from assessments.scoring.weights import HUNDRED
from cadres.models import Cadre, Division
from config.facts import Dated, Recorded, Voidable, dated_constraints, standing, void_has_reason
from config.fields import YEARS, MillionthsField
from config.jurisdiction import through
from config.millionths import ONE
from config.personal import marked


class Grade(models.TextChoices):
    """The yearly grades, the highest first."""

    OUTSTANDING = "outstanding", _("outstanding")
    COMPETENT = "competent", _("competent")
    BASICALLY_COMPETENT = "basically_competent", _("basically competent")
    NOT_COMPETENT = "not_competent", _("not competent")


class GradeRule(Dated):
    """How a place grades: what passes, what a fail makes of the year, how many may be outstanding.

    It holds for periods whose last day lies in [valid_from, valid_to), in the division and all below it that have no
    rule of their own. Once a grade rests on it only its end may change.
    """

    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("division"), related_name="+")
    pass_mark = MillionthsField(
        _("pass mark"), default=60 * ONE, help_text=_("Points; whoever reaches them passes.")
    )
    fail_makes = models.CharField(
        _("a fail makes the year at best"),
        max_length=20,
        choices=[grade for grade in Grade.choices if grade[0] in ("basically_competent", "not_competent")],
        default=Grade.NOT_COMPETENT,
        help_text=_("Whoever fails in the programme gets no better yearly grade, whoever decides it."),
    )
    outstanding_from = MillionthsField(
        _("outstanding from"), default=90 * ONE, help_text=_("Points; nobody below them is outstanding.")
    )
    outstanding_share = MillionthsField(
        _("outstanding at most"),
        default=15 * ONE // 100,
        help_text=_("Share of a place's graded cadres: 0.15 is 15 %. Rounded down."),
    )

    jurisdiction = through("division__code")
    objects = querysets.GradeRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of grades")
        verbose_name_plural = _("rules of grades")
        ordering = ["division", "-valid_from", "-id"]
        constraints = [
            *dated_constraints(),
            models.UniqueConstraint(
                fields=["division"],
                condition=standing(valid_to=None),
                name="assessments_graderule_one_open",
                violation_error_message=_("This place has a rule of grades already; end that one first."),
            ),
            models.CheckConstraint(
                condition=Q(pass_mark__gt=0, pass_mark__lte=HUNDRED),
                name="assessments_graderule_pass_mark_range",
                violation_error_message=_("The pass mark must lie between 0 and 100."),
            ),
            models.CheckConstraint(
                condition=Q(outstanding_from__gte=F("pass_mark"), outstanding_from__lte=HUNDRED),
                name="assessments_graderule_outstanding_range",
                violation_error_message=_("“Outstanding” begins between the pass mark and 100."),
            ),
            models.CheckConstraint(
                condition=Q(outstanding_share__gte=0, outstanding_share__lte=ONE),
                name="assessments_graderule_share_range",
                violation_error_message=_("The share must lie between 0 and 1; write 0.15 for 15 %%."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.division} {self.valid_from or ''}".strip()

    @property
    def plain(self) -> Rule:
        """The rule as the calculation takes it."""
        return Rule(self.pass_mark, self.fail_makes, self.outstanding_from, self.outstanding_share)


class ProgrammeGrade(Recorded, Voidable):
    """Pass or fail of one cadre in one period, by the score of a computation and the rule of its day.

    A cadre without a measured segment has no row: missing is never a fail. `graded_for` is the place whose computation
    it is: a county may grade by its own scheme beside the city. Never changed; a later computation replaces it.
    """

    class Result(models.TextChoices):
        PASS = PASS, _("pass")
        FAIL = FAIL, _("fail")

    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="programme_grades")
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=_("division"),
        related_name="+",
        help_text=_("Of the last post in the period."),
    )
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("period"), related_name="+")
    graded_for = models.ForeignKey(
        Division, models.PROTECT, verbose_name=_("graded for"), related_name="+", db_index=False
    )
    run = models.ForeignKey(ScoreRun, models.PROTECT, verbose_name=_("computation"), related_name="grades")
    rule = models.ForeignKey(GradeRule, models.PROTECT, verbose_name=_("rule"), related_name="grades")
    score = MillionthsField(_("score"))
    pass_mark = MillionthsField(_("pass mark"))
    grade = models.CharField(_("programme grade"), max_length=10, choices=Result.choices)

    jurisdiction = through("division__code")
    erased_as = {"void_reason": marked("void_reason")}
    objects = querysets.VoidableQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme grade")
        verbose_name_plural = _("programme grades")
        ordering = ["-id"]
        constraints = [
            void_has_reason(),
            models.UniqueConstraint(
                fields=["cadre", "period", "graded_for"],
                condition=standing(),
                name="assessments_programmegrade_once",
            ),
            models.CheckConstraint(
                condition=Q(grade=PASS, score__gte=F("pass_mark")) | Q(grade=FAIL, score__lt=F("pass_mark")),
                name="assessments_programmegrade_follows_the_mark",
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=HUNDRED), name="assessments_programmegrade_score_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.period}: {self.get_grade_display()}"


class YearlyGrade(Recorded, Voidable):
    """The yearly grade of one cadre: proposed from the programme grade of the year, decided by a person.

    It may be marked up or down with a reason, but not against the rule that links it to the programme grade; the
    database refuses that too (`assessments.consequence_guards`). Once decided it stays, or is voided.
    """

    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="yearly_grades")
    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("division"), related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    programme_grade = models.ForeignKey(
        ProgrammeGrade, models.PROTECT, verbose_name=_("programme grade"), related_name="yearly_grades"
    )
    proposed = models.CharField(_("proposed grade"), max_length=20, choices=Grade.choices)
    grade = models.CharField(_("yearly grade"), max_length=20, choices=Grade.choices, blank=True, default="")
    reason = models.CharField(_("reason for marking up or down"), max_length=200, blank=True, default="")
    decided_by = models.CharField(
        _("decided by"),
        max_length=50,
        blank=True,
        default="",
        help_text=_("Name and office."),
    )
    decided_at = models.DateTimeField(_("time of the decision"), null=True, blank=True)

    jurisdiction = through("division__code")
    erased_as = {
        "reason": marked("reason"),
        "decided_by": marked("decided_by"),
        "void_reason": marked("void_reason"),
    }
    objects = querysets.YearlyGradeQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly grade")
        verbose_name_plural = _("yearly grades")
        ordering = ["-year", "division", "id"]
        constraints = [
            void_has_reason(),
            models.UniqueConstraint(
                fields=["cadre", "year"], condition=standing(), name="assessments_yearlygrade_once"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=YEARS[0], year__lte=YEARS[-1]),
                name="assessments_yearlygrade_year_range",
            ),
            models.CheckConstraint(
                condition=Q(grade="", decided_by="", decided_at=None, reason="")
                | (~Q(grade="") & ~Q(decided_by="") & Q(decided_at__isnull=False)),
                name="assessments_yearlygrade_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(grade="") | Q(grade=F("proposed")) | ~Q(reason=""),
                name="assessments_yearlygrade_marked_with_reason",
                violation_error_message=_("Marking up or down needs a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.year}: {self.get_grade_display() or self.get_proposed_display()}"

    @property
    def is_decided(self) -> bool:
        return self.grade != ""
