"""民主评议 and 满意度测评: what those who know a cadre's work, or are served by it, say on a counted ballot."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments import querysets
from assessments.models.period import Period
from cadres.models import Cadre, Division
from config.facts import Recorded, Voidable, standing, void_has_reason
from config.jurisdiction import through

FEWEST_VALID = 10
"""With fewer papers a single one moves the result by more than ten per cent."""
LEAST_RETURNED = 2
"""At least one paper in so many that were handed out comes back valid; else those who answered are perhaps not those
who were asked."""


class Poll(Recorded, Voidable):
    """One ballot in a place. Who was asked comes from a list, everybody on it or a drawn sample that anyone can draw
    again from its seed; there is no open online vote.

    A small return is flagged, and none of its results counts: they are missing, neither bad nor averaged away.
    """

    class Kind(models.TextChoices):
        DEMOCRATIC = "democratic", _("democratic evaluation")
        SATISFACTION = "satisfaction", _("satisfaction survey")

    class Sampling(models.TextChoices):
        DRAWN = "drawn", _("drawn sample")
        ALL = "all", _("everybody on the list")

    class Source(models.TextChoices):
        PAPERS = "papers", _("counted from paper ballots")
        LIST = "list", _("taken from a list of results")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=_("place"),
        related_name="+",
        limit_choices_to={"level__in": ["county", "township"]},
        help_text=_("The township, or the county's own office, whose cadres are evaluated."),
    )
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("period"), related_name="+")
    held_on = models.DateField(_("held on"))
    by_village_cadres = models.BooleanField(_("village cadres"), default=False)
    by_deputies = models.BooleanField(_("deputies and CPPCC members"), default=False)
    by_residents = models.BooleanField(_("residents' representatives"), default=False)
    by_people_served = models.BooleanField(_("people served"), default=False)
    sampling = models.CharField(_("who was asked"), max_length=5, choices=Sampling.choices)
    list_size = models.PositiveIntegerField(
        _("people on the list"), help_text=_("From how many the sample was drawn, or how many were asked.")
    )
    seed = models.CharField(
        _("seed"),
        max_length=100,
        blank=True,
        default="",
        help_text=_("Of a drawn sample: the text or number from which anyone can draw it again."),
    )
    handed_out = models.PositiveIntegerField(_("papers handed out"))
    returned = models.PositiveIntegerField(_("papers returned"))
    valid = models.PositiveIntegerField(_("valid papers"))
    source = models.CharField(_("entered from"), max_length=6, choices=Source.choices, default=Source.PAPERS)

    jurisdiction = through("division__code")
    objects = querysets.PollQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation by residents")
        verbose_name_plural = _("evaluations by residents")
        ordering = ["-held_on", "-id"]
        constraints = [
            void_has_reason(),
            models.UniqueConstraint(
                fields=["kind", "division", "held_on"],
                condition=standing(),
                name="assessments_poll_once_a_day",
                violation_error_message=_("This evaluation of this day is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(valid__lte=F("returned"))
                & Q(returned__lte=F("handed_out"))
                & Q(handed_out__gte=1),
                name="assessments_poll_papers",
                violation_error_message=_(
                    "No more papers can come back than were handed out, and no more be valid than came back."
                ),
            ),
            models.CheckConstraint(
                condition=Q(handed_out__lte=F("list_size")),
                name="assessments_poll_from_the_list",
                violation_error_message=_("More papers were handed out than people stand on the list."),
            ),
            models.CheckConstraint(
                condition=(Q(sampling="drawn") & ~Q(seed="")) | (Q(sampling="all") & Q(seed="")),
                name="assessments_poll_can_be_drawn_again",
                violation_error_message=_("A drawn sample needs its seed, and only a drawn sample has one."),
            ),
            models.CheckConstraint(
                condition=Q(by_village_cadres=True)
                | Q(by_deputies=True)
                | Q(by_residents=True)
                | Q(by_people_served=True),
                name="assessments_poll_somebody_took_part",
                violation_error_message=_("Say who took part."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.division} {self.get_kind_display()} {self.held_on}"

    @property
    def is_small(self) -> bool:
        """Whether too few valid papers came back for the results to count."""
        return self.valid < FEWEST_VALID or self.valid * LEAST_RETURNED < self.handed_out


class PollResult(Recorded):
    """What the valid papers of a poll say of one cadre. The rest of them named the cadre not at all."""

    poll = models.ForeignKey(Poll, models.PROTECT, verbose_name=_("evaluation"), related_name="results")
    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="poll_results")
    very_satisfied = models.PositiveIntegerField(pgettext_lazy("of a ballot", "very satisfied"), default=0)
    satisfied = models.PositiveIntegerField(pgettext_lazy("of a ballot", "satisfied"), default=0)
    fair = models.PositiveIntegerField(pgettext_lazy("of a ballot", "fair"), default=0)
    poor = models.PositiveIntegerField(pgettext_lazy("of a ballot", "poor"), default=0)
    no_opinion = models.PositiveIntegerField(pgettext_lazy("of a ballot", "no opinion"), default=0)

    jurisdiction = through("poll__division__code")
    erased_as: dict[str, str] = {}
    objects = querysets.ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("result of a cadre")
        verbose_name_plural = _("results of cadres")
        ordering = ["poll", "cadre"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "cadre"],
                name="assessments_pollresult_once",
                violation_error_message=_("The result of this cadre is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.poll} {self.cadre}"

    @property
    def counted(self) -> int:
        """How many papers said something of the cadre, or that they had no opinion."""
        return self.very_satisfied + self.satisfied + self.fair + self.poor + self.no_opinion
