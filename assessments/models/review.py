"""讲评: superiors review cadres every half-year; and which county leader is tied to which township."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments import querysets
from assessments.models.period import Period
from cadres.models import Cadre, Division
from config.facts import Dated, Recorded, Voidable, dated_constraints, standing, void_has_reason
from config.jurisdiction import through
from config.personal import ERASED, marked


class SuperiorTie(Dated):
    """A county leader is tied to a township, and reviews its leaders. One at a time in each township.

    County leaders are no township cadres, so name and office are a text; where the site knows the person all the same,
    the cadre may be named too.
    """

    division = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=_("township"),
        related_name="+",
        limit_choices_to={"level": "township"},
    )
    leader = models.CharField(_("county leader"), max_length=50, help_text=_("Name and office."))
    cadre = models.ForeignKey(
        Cadre,
        models.PROTECT,
        verbose_name=_("the same as the cadre"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Only where the leader is recorded as a cadre here."),
    )

    jurisdiction = through("division__code")
    erased_as = {"leader": ERASED, "void_reason": marked("void_reason")}
    objects = querysets.DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("county leader of a township")
        verbose_name_plural = _("county leaders of townships")
        ordering = ["division", "-valid_from", "-id"]
        constraints = [
            *dated_constraints(),
            models.CheckConstraint(condition=~Q(leader=""), name="assessments_superiortie_leader_named"),
            models.UniqueConstraint(
                fields=["division"],
                condition=standing(valid_to=None),
                name="assessments_superiortie_one_open",
                violation_error_message=_(
                    "A county leader is tied to this township already; end that first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.division}: {self.leader}"


class Review(Recorded, Voidable):
    """A superior's review of a cadre in a half-year, with a grade.

    A township's leaders are reviewed by the county leader tied to it on that day, all others by a leader of the same
    place who is not themselves. Nothing else comes in, into the database either (`assessments.people_guards`).
    """

    class Grade(models.TextChoices):
        GOOD = "good", pgettext_lazy("grade of a review", "good")
        FAIRLY_GOOD = "fairly_good", pgettext_lazy("grade of a review", "fairly good")
        FAIR = "fair", pgettext_lazy("grade of a review", "fair")
        POOR = "poor", pgettext_lazy("grade of a review", "poor")

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="reviews", db_index=False
    )
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=pgettext_lazy("of a record", "kept at"),
        related_name="+",
        editable=False,
        help_text=_("The division of the main post on the day of the review."),
    )
    period = models.ForeignKey(
        Period,
        models.PROTECT,
        verbose_name=_("half-year"),
        related_name="+",
        limit_choices_to={"kind": "half"},
    )
    held_on = models.DateField(_("held on"))
    tie = models.ForeignKey(
        SuperiorTie,
        models.PROTECT,
        verbose_name=_("county leader"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text=_("Of a leader: whoever is tied to the township on that day."),
    )
    superior = models.ForeignKey(
        Cadre,
        models.PROTECT,
        verbose_name=_("reviewing leader"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_(
            "For an ordinary cadre: a leader of the same place. For a leader it stays empty: the county leader tied to "
            "the township reviews."
        ),
    )
    reviewer = models.CharField(_("reviewed by"), max_length=50, editable=False)
    grade = models.CharField(_("grade"), max_length=12, choices=Grade.choices)
    text = models.TextField(pgettext_lazy("of a review", "what was said"), blank=True, default="")

    jurisdiction = through("division__code")
    erased_as = {"reviewer": ERASED, "text": "", "void_reason": marked("void_reason")}
    objects = querysets.VoidableQuerySet.as_manager()

    class Meta:
        verbose_name = _("half-year review")
        verbose_name_plural = _("half-year reviews")
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["cadre", "held_on"], name="assessments_review_cadre")]
        constraints = [
            void_has_reason(),
            models.UniqueConstraint(
                fields=["cadre", "period"],
                condition=standing(),
                name="assessments_review_once",
                violation_error_message=_("This cadre's review of this half-year is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(tie=None, superior__isnull=False) | Q(tie__isnull=False, superior=None),
                name="assessments_review_one_superior",
            ),
            models.CheckConstraint(condition=~Q(reviewer=""), name="assessments_review_reviewer_named"),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.period}"
