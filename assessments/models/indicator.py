"""One line of a scheme."""

from __future__ import annotations

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments import measures, querysets
from assessments.fields import GROUPS, SeveralOfField, StepsField
from assessments.models.period import Period
from assessments.models.scheme import Scheme
from assessments.scoring.weights import HUNDRED
from config.fields import MillionthsField
from config.jurisdiction import through
from config.millionths import ONE


class Indicator(models.Model):
    """What is measured, the target, the points for reaching it, and for whom.

    An indicator of a county's scheme says which of the city's it `refines`; the city's says how far it may be
    changed (`target_min` … `points_max`; empty: not at all).
    """

    class Section(models.TextChoices):
        LEARNING = "learning", _("learning")
        CONTACT = "contact", _("contact with residents")
        HELPING = "helping", _("paired help")
        EVALUATION = "evaluation", _("evaluation")

    class Curve(models.TextChoices):
        PROPORTIONAL = "proportional", _("in proportion to the target")
        STEPS = "steps", _("in steps")
        ALL_OR_NOTHING = "all_or_nothing", _("all or nothing")
        INVERSE = "inverse", _("the less the better")

    class AppliesTo(models.TextChoices):
        BOTH = "both", _("leaders and ordinary cadres")
        LEADER = "leader", _("leaders")
        ORDINARY = "ordinary", _("ordinary cadres")

    scheme = models.ForeignKey(Scheme, models.CASCADE, verbose_name=_("scheme"), related_name="indicators")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    section = models.CharField(_("section"), max_length=10, choices=Section.choices)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=200, blank=True, default="")
    measure = models.CharField(_("measure"), max_length=30, choices=measures.choices)
    curve = models.CharField(_("curve"), max_length=15, choices=Curve.choices, default=Curve.PROPORTIONAL)
    target = MillionthsField(
        _("target"),
        help_text=_("For counts of a month: for a whole month in post. For a share: 0.8 is 80 %."),
    )
    steps = StepsField(
        _("steps below the target"),
        blank=True,
        default=list,
        help_text=_("For the curve in steps: value → points, for example 3 → 4; 6 → 8."),
    )
    limit = MillionthsField(
        _("limit"),
        null=True,
        blank=True,
        help_text=_("For the curve “the less the better”: no points from here on."),
    )
    points = MillionthsField(_("points"))
    applies_to = models.CharField(_("for"), max_length=10, choices=AppliesTo.choices, default=AppliesTo.BOTH)
    groups = SeveralOfField(
        _("classes of townships"),
        several=GROUPS,
        blank=True,
        default=list,
        help_text=_("None chosen: all places."),
    )
    periods = SeveralOfField(
        _("kinds of periods"),
        several=Period.Kind.choices,
        blank=True,
        default=list,
        help_text=_(
            "None chosen: all periods. Where it does not count, the points of the others are scaled up to 100."
        ),
    )
    refines = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("refines"), null=True, blank=True, related_name="+"
    )
    target_min = MillionthsField(_("lowest target"), null=True, blank=True)
    target_max = MillionthsField(_("highest target"), null=True, blank=True)
    points_min = MillionthsField(_("fewest points"), null=True, blank=True)
    points_max = MillionthsField(_("most points"), null=True, blank=True)

    jurisdiction = through("scheme__division__code")
    objects = querysets.ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["scheme", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target__gt=0) | Q(curve="inverse", target__gte=0),
                name="assessments_indicator_target_positive",
                violation_error_message=_("The target must be greater than zero."),
            ),
            models.CheckConstraint(
                condition=Q(points__gt=0, points__lte=HUNDRED),
                name="assessments_indicator_points_range",
                violation_error_message=_("The points must lie between 0 and 100."),
            ),
            models.CheckConstraint(
                condition=Q(curve="inverse", limit__gt=F("target")) | (~Q(curve="inverse") & Q(limit=None)),
                name="assessments_indicator_limit_of_inverse",
                violation_error_message=_(
                    "“The less the better” needs a limit above the target; other curves have none."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(target_min=None) | Q(target_min__lte=F("target")))
                & (Q(target_max=None) | Q(target_max__gte=F("target")))
                & (Q(points_min=None) | Q(points_min__gte=0, points_min__lte=F("points")))
                & (Q(points_max=None) | Q(points_max__gte=F("points"), points_max__lte=HUNDRED)),
                name="assessments_indicator_bounds_around",
                violation_error_message=_("Target and points must lie inside the bounds that go with them."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name

    def clean(self) -> None:
        """ValidationError for a share above 1, and for steps that do not climb to the target."""
        measure = measures.registered().get(self.measure)
        if measure and measure.kind == measures.Kind.SHARE and self.target is not None and self.target > ONE:
            raise ValidationError(
                {"target": _("The target of a share is at most 1; write 0.9 for 90 %.")}, code="share"
            )
        self.clean_steps()

    def clean_steps(self) -> None:
        """Steps belong to the curve in steps; values and points rise from step to step, below the target."""
        if (self.curve == self.Curve.STEPS) != bool(self.steps):
            raise ValidationError(
                {"steps": _("The curve in steps needs at least one step; other curves have none.")}
            )
        if self.steps and None not in (self.target, self.points):
            stairs = [[0, 0], *self.steps, [self.target, self.points]]
            if any(low[0] >= high[0] or low[1] >= high[1] for low, high in pairwise(stairs)):
                raise ValidationError(
                    {
                        "steps": _(
                            "Values and points must rise from step to step, and the last lie below target and points."
                        )
                    }
                )
