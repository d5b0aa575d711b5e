"""Commendations: stars of learning and use, and the best places."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments import querysets
from assessments.models.edition import Edition
from assessments.models.period import Period
from assessments.models.proposed import Proposed, settled_constraints
from cadres.models import Cadre, Division, Skill
from config.facts import Recorded, Voidable, standing, void_has_reason
from config.jurisdiction import through
from config.personal import ERASED, marked

OPEN = ("proposed", "approved", "published")


class Commendation(Recorded, Voidable, Proposed):
    """Praise of a cadre or of a place for a period or a year. Proposed → approved by a second person → published.

    A published one is public at once and never changes; one that was wrong is voided with a reason, and is public no
    more. Of a person the public sees name, township, skill and citation.
    """

    class Kind(models.TextChoices):
        STAR = "star", _("star of learning and use")
        STRONGEST = "strongest", _("ten strongest townships")
        FASTEST = "fastest", _("ten fastest townships")
        BEST_COMMITTEE = "best_committee", _("ten best grass-roots Party committees")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        APPROVED = "approved", _("approved")
        PUBLISHED = "published", _("published")
        REFUSED = "refused", _("refused")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    cadre = models.ForeignKey(
        Cadre,
        models.PROTECT,
        verbose_name=_("cadre"),
        null=True,
        blank=True,
        related_name="commendations",
        help_text=_("Of a star; empty for a place."),
    )
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=_("place"),
        related_name="+",
        help_text=_("The place that is commended, or where the star serves."),
    )
    skill = models.ForeignKey(
        Skill,
        models.PROTECT,
        verbose_name=_("skill"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Of a star: the skill learned and used."),
    )
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("period"), related_name="+")
    citation = models.CharField(
        _("citation"), max_length=300, help_text=_("It is public. Nothing about households or other people.")
    )
    edition = models.ForeignKey(
        Edition,
        models.PROTECT,
        verbose_name=_("edition"),
        null=True,
        blank=True,
        editable=False,
        related_name="commendations",
    )
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("stage"), max_length=10, choices=State.choices, default=State.PROPOSED, editable=False
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)

    jurisdiction = through("division__code")
    erased_as = {"citation": ERASED, "refusal": marked("refusal"), "void_reason": marked("void_reason")}
    objects = querysets.CommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("commendation")
        verbose_name_plural = _("commendations")
        ordering = ["-id"]
        constraints = [
            void_has_reason(),
            *settled_constraints(approved=("approved", "published")),
            models.CheckConstraint(
                condition=Q(kind="star", cadre__isnull=False, skill__isnull=False)
                | (~Q(kind="star") & Q(cadre=None, skill=None)),
                name="assessments_commendation_of_one_or_a_place",
                violation_error_message=_("A star is a cadre with a skill; the other kinds are of places."),
            ),
            models.CheckConstraint(condition=~Q(citation=""), name="assessments_commendation_has_citation"),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False)
                | (~Q(state="published") & Q(published_at=None)),
                name="assessments_commendation_published_at",
            ),
            models.UniqueConstraint(
                fields=["kind", "cadre", "period"],
                condition=standing(state__in=OPEN, cadre__isnull=False),
                name="assessments_commendation_star_once",
                violation_error_message=_("This cadre is commended for this period already."),
            ),
            models.UniqueConstraint(
                fields=["kind", "division", "period"],
                condition=standing(state__in=OPEN, cadre=None),
                name="assessments_commendation_place_once",
                violation_error_message=_("This place is commended for this period already."),
            ),
        ]
        permissions = [
            ("approve_commendation", _("Can approve commendations")),
            ("publish_commendation", _("Can publish commendations")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period}: {self.cadre or self.division}"
