"""The two talks: who falls short is talked to, and looked at again by a day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments import querysets
from assessments.models.period import Period
from assessments.models.score import ScoreRun
from assessments.scoring.weights import HUNDRED
from cadres.models import Cadre, Division
from config.facts import Recorded
from config.fields import MillionthsField
from config.jurisdiction import through
from config.personal import marked


class Talk(Recorded):
    """A talk with a cadre who falls short: an ordinary cadre with the township's Party secretary, a leader with the
    county's deputy secretary or head of organisation.

    Proposed → held → followed up; or dropped, with a reason. One for each cadre and period. Only roles that need it
    see that there is one, each look is recorded, and the journal does not keep what was said.
    """

    class Why(models.TextChoices):
        FAIL = "fail", _("fail")
        LOWEST = "lowest", _("among the lowest scores of the place")
        FELL = "fell", _("score fell")
        EVALUATION = "evaluation", _("evaluation")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        HELD = "held", _("held")
        FOLLOWED_UP = "followed_up", _("followed up")
        DROPPED = "dropped", _("dropped")

    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name=_("cadre"), related_name="talks")
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=_("division"),
        related_name="+",
        help_text=_("Where the cadre served in the period."),
    )
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("period"), related_name="+")
    why = models.CharField(_("why"), max_length=10, choices=Why.choices)
    fell_by = MillionthsField(
        _("fell by"), null=True, blank=True, help_text=_("Points; only where the score fell.")
    )
    run = models.ForeignKey(
        ScoreRun,
        models.PROTECT,
        verbose_name=_("computation"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    talker = models.CharField(
        _("who is to talk"),
        max_length=100,
        blank=True,
        default="",
        help_text=_("Name and office. Empty: not known; name one before the talk is held."),
    )
    state = models.CharField(
        _("stage"), max_length=15, choices=State.choices, default=State.PROPOSED, editable=False
    )
    held_on = models.DateField(_("held on"), null=True, blank=True, editable=False)
    record = models.TextField(_("what was said and agreed"), blank=True, default="", editable=False)
    due_on = models.DateField(_("follow-up due on"), null=True, blank=True, editable=False)
    finding = models.TextField(_("what was found at the follow-up"), blank=True, default="", editable=False)
    closed_on = models.DateField(_("followed up on"), null=True, blank=True, editable=False)
    drop_reason = models.CharField(
        _("reason for dropping it"), max_length=200, blank=True, default="", editable=False
    )

    jurisdiction = through("division__code")
    journal_omits = ("record", "finding", "drop_reason")
    erased_as = {name: marked(name) for name in ("talker", "record", "finding", "drop_reason")}
    objects = querysets.TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "period"],
                name="assessments_talk_once",
                violation_error_message=_("There is a talk with this cadre for this period already."),
            ),
            models.CheckConstraint(
                condition=Q(why="fell", fell_by__isnull=False, fell_by__gt=0, fell_by__lte=HUNDRED)
                | (~Q(why="fell") & Q(fell_by=None)),
                name="assessments_talk_fell_by_something",
                violation_error_message=_(
                    "Say by how many points the score fell, and only where that is the reason."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "dropped"], held_on=None, due_on=None, record="")
                | (
                    Q(state__in=["held", "followed_up"], held_on__isnull=False, due_on__isnull=False)
                    & Q(due_on__gt=F("held_on"))
                    & ~Q(record="")
                    & ~Q(talker="")
                ),
                name="assessments_talk_held_by_someone",
                violation_error_message=_(
                    "A talk that was held has a day, who held it, a record, and a later day for the follow-up."
                ),
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="followed_up", closed_on__isnull=False, closed_on__gte=F("held_on"))
                    & ~Q(finding="")
                )
                | (~Q(state="followed_up") & Q(closed_on=None, finding="")),
                name="assessments_talk_follow_up_found_something",
                violation_error_message=_("A follow-up comes after the talk and says what was found."),
            ),
            models.CheckConstraint(
                condition=(Q(state="dropped") & ~Q(drop_reason=""))
                | (~Q(state="dropped") & Q(drop_reason="")),
                name="assessments_talk_dropped_with_reason",
                violation_error_message=_("Say why the talk is dropped."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.period}"
