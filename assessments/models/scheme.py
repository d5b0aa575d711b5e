"""The 100-point scheme: data, versioned, frozen once adopted."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments import querysets
from assessments.fields import GROUPS
from assessments.scoring.weights import CLASSES, HUNDRED, Weighted, weight_sums
from cadres.models import Division, Post
from config.facts import Recorded
from config.fields import MillionthsField
from config.jurisdiction import through
from config.millionths import ONE, to_text

RANK_MINIMUM = 5
"""Below five people one cadre's month moves a mean by twenty points and more: a rank would say who, not where."""


class Scheme(Recorded):
    """The rules of one division in one version, from a day of a year on. A draft may change, an adopted one never.

    A county's scheme refines the one that its superior has adopted, inside the bounds that the superior's sets.
    """

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
    effective_from = models.DateField(
        _("in force from"),
        null=True,
        blank=True,
        help_text=_(
            "Periods that begin on this day or later in the year are scored by it. Empty: the first of January."
        ),
    )
    refines = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("refines"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    own_points = MillionthsField(
        _("points for own indicators"),
        default=0,
        help_text=_("How many points a scheme that refines this one may give to indicators of its own."),
    )
    bonus_cap = MillionthsField(
        _("most bonus points"), null=True, blank=True, help_text=_("Of a cadre in a period. Empty: no cap.")
    )
    deduction_cap = MillionthsField(
        _("most points deducted"),
        null=True,
        blank=True,
        help_text=_("Of a cadre in a period. Empty: no cap."),
    )
    rank_minimum = models.PositiveSmallIntegerField(
        _("fewest cadres for a rank"),
        default=RANK_MINIMUM,
        help_text=_("A place with fewer measured cadres has a score, and no rank."),
    )
    incomplete_limit = MillionthsField(
        _("most without evaluation"),
        default=ONE // 10,
        help_text=_(
            "A place has no rank when a greater share of its days in post lacks what others owe, such as a review. "
            "0.1 is 10 %."
        ),
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
            models.CheckConstraint(
                condition=Q(effective_from__year=F("year")),
                name="assessments_scheme_effective_in_its_year",
                violation_error_message=_("A scheme takes effect on a day of its year."),
            ),
            models.CheckConstraint(condition=Q(rank_minimum__gte=1), name="assessments_scheme_rank_minimum"),
            models.CheckConstraint(
                condition=Q(
                    incomplete_limit__gte=0,
                    incomplete_limit__lte=ONE,
                    own_points__gte=0,
                    own_points__lte=HUNDRED,
                )
                & (Q(bonus_cap=None) | Q(bonus_cap__gte=0))
                & (Q(deduction_cap=None) | Q(deduction_cap__gte=0)),
                name="assessments_scheme_shares_and_caps",
                violation_error_message=_(
                    "Points, caps and shares are not negative; a share is at most 1, points at most 100."
                ),
            ),
        ]

    def __str__(self) -> str:
        name = self.name_en if self.name_en and get_language() == "en" else self.name
        return f"{name} v{self.version}"

    @property
    def first_day(self) -> datetime.date:
        """The day from which it is in force."""
        return self.effective_from or datetime.date(self.year, 1, 1)

    def check_weights(self) -> None:
        """ValidationError unless the points add up to 100 for every class of cadres in every class of townships."""
        wrong = list(sums_in_words(self.indicators.all(), wrong_only=True))
        if wrong:
            raise ValidationError(
                [
                    ValidationError(
                        _(
                            "The points for “%(whom)s” add up to %(total)s, not to 100. "
                            "Correct the points of the indicators."
                        ),
                        params={"whom": whom, "total": total},
                    )
                    for whom, total in wrong
                ]
            )


def sums_in_words(indicators: Iterable[Weighted], wrong_only: bool = False) -> Iterator[tuple[str, str]]:
    """(whom, sum of points): for each class of cadres, and apart for classes of townships where they differ."""
    classes, groups = dict(Post.PostClass.choices), dict(GROUPS)
    sums = weight_sums(indicators)
    for post_class in CLASSES:
        of_class = {group: total for (one, group), total in sums.items() if one == post_class}
        alike = len(set(of_class.values())) == 1
        for group, total in list(of_class.items())[: 1 if alike else None]:
            if wrong_only and total == HUNDRED:
                continue
            where = "" if alike else groups[group]
            yield " · ".join(str(part) for part in (classes[post_class], where) if part), to_text(total)
