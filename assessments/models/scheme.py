"""The 100-point scheme: data, versioned, frozen once a period has been scored by it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments import measures, querysets
from assessments.scoring.weights import HUNDRED, weight_sums
from cadres.models import Division
from config.facts import Recorded
from config.fields import MillionthsField
from config.jurisdiction import through
from config.millionths import ONE


class Scheme(Recorded):
    """The rules of one division for one year, in one version. A draft may change, an adopted one never."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ADOPTED = "adopted", _("adopted")

    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("division"), related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=200, blank=True, default="")
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )

    jurisdiction = through("division__code")
    objects = querysets.SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheme")
        verbose_name_plural = _("schemes")
        ordering = ["-year", "division", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["division", "year", "version"],
                name="assessments_scheme_version_once",
                violation_error_message=_("This version of the scheme exists already."),
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="assessments_scheme_version_positive"),
        ]

    def __str__(self) -> str:
        name = self.name_en if self.name_en and get_language() == "en" else self.name
        return f"{name} v{self.version}"

    def check_weights(self) -> None:
        """ValidationError unless the points add up to 100 for leaders and for ordinary cadres alike."""
        wrong = {c: total for c, total in weight_sums(self.indicators.all()).items() if total != HUNDRED}
        if wrong:
            raise ValidationError(wrong_weights(wrong))


def wrong_weights(wrong: dict[str, int]) -> list[ValidationError]:
    """One sentence for each class whose points do not add up to 100."""
    from cadres.models import Post
    from config.millionths import to_text

    labels = dict(Post.PostClass.choices)
    return [
        ValidationError(
            _(
                "The points for “%(whom)s” add up to %(total)s, not to 100. Correct the points of the indicators."
            ),
            params={"whom": labels[whom], "total": to_text(total)},
        )
        for whom, total in wrong.items()
    ]


class Indicator(models.Model):
    """One line of a scheme: what is measured, the target, the points for reaching it, and for whom."""

    class Section(models.TextChoices):
        LEARNING = "learning", _("learning")
        CONTACT = "contact", _("contact with residents")
        HELPING = "helping", _("paired help")

    class Curve(models.TextChoices):
        PROPORTIONAL = "proportional", _("in proportion to the target")
        ALL_OR_NOTHING = "all_or_nothing", _("all or nothing")

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
    target = MillionthsField(
        _("target"),
        help_text=_("For counts of a month: for a whole month in post. For a share: 0.8 is 80 %."),
    )
    points = MillionthsField(_("points"))
    curve = models.CharField(_("curve"), max_length=15, choices=Curve.choices, default=Curve.PROPORTIONAL)
    applies_to = models.CharField(_("for"), max_length=10, choices=AppliesTo.choices, default=AppliesTo.BOTH)

    jurisdiction = through("scheme__division__code")
    objects = querysets.ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["scheme", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target__gt=0),
                name="assessments_indicator_target_positive",
                violation_error_message=_("The target must be greater than zero."),
            ),
            models.CheckConstraint(
                condition=Q(points__gt=0, points__lte=HUNDRED),
                name="assessments_indicator_points_range",
                violation_error_message=_("The points must lie between 0 and 100."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name

    def clean(self) -> None:
        measure = measures.registered().get(self.measure)
        if measure and measure.kind == measures.Kind.SHARE and self.target is not None and self.target > ONE:
            raise ValidationError(
                {"target": _("The target of a share is at most 1; write 0.9 for 90 %.")}, code="share"
            )
