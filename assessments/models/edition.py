"""A league table as it was published: frozen, hashed, never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments import querysets
from assessments.models.period import Period
from assessments.models.score import ScoreRun
from cadres.models import Division
from config.jurisdiction import through


class FrozenInputs(models.Model):
    """What editions were computed from, without names: the scheme and every post segment's class, days and values.

    Stored once for all editions of a run, found by the hash of its text. Never changed (triggers, both databases).
    """

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    text = models.TextField(_("inputs"), help_text=_("Canonical JSON."))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    jurisdiction = querysets.inputs_reach
    objects = querysets.ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("frozen inputs")
        verbose_name_plural = _("frozen inputs")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.sha256[:12]


class Edition(models.Model):
    """A table of townships or counties for a period. Draft → on notice → approved by a second person → published.

    From the notice on its table is fixed; one that turns out to be wrong is withdrawn, stays on record, and a new draft
    takes its revision. Once published it never changes; a correction is a new revision beside it. The database refuses
    an approval by whoever prepared it (constraint) or before the notice is over and every objection answered, short
    cuts between the states, and any change after publication (`assessments.guards`: triggers on SQLite and
    PostgreSQL alike, so plain SQL is refused too; the owner of the database can drop them).
    """

    class Kind(models.TextChoices):
        TOWNSHIPS = "townships", _("league table of townships")
        COUNTIES = "counties", _("league table of counties")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        NOTICE = "notice", _("on notice")
        APPROVED = "approved", _("approved")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn from notice")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=_("table of"),
        related_name="+",
        help_text=_("Whose places it ranks."),
    )
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("period"), related_name="editions")
    revision = models.PositiveSmallIntegerField(_("revision"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    run = models.ForeignKey(ScoreRun, models.PROTECT, verbose_name=_("computation"), related_name="editions")
    inputs = models.ForeignKey(
        FrozenInputs, models.PROTECT, verbose_name=_("inputs"), related_name="editions"
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("prepared by"), null=True, related_name="+"
    )
    prepared_at = models.DateTimeField(_("prepared at"), default=timezone.now)
    notice_from = models.DateField(_("on notice from"), null=True, blank=True, editable=False)
    notice_until = models.DateField(
        _("on notice until"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("First day on which the notice is over and no objection is taken any more."),
    )
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("put on notice by"),
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="+",
    )
    announced_at = models.DateTimeField(_("put on notice at"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("withdrawn by"),
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdraw_reason = models.CharField(
        _("why it was withdrawn"), max_length=200, blank=True, default="", editable=False
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("approved by"),
        null=True,
        blank=True,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    scheme_name = models.CharField(_("scheme"), max_length=200)
    rows = models.JSONField(_("ranked places"), default=list)
    unranked = models.JSONField(_("unranked places"), default=list)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, default="")
    note = models.CharField(_("what this revision corrects"), max_length=200, blank=True, default="")
    differences = models.JSONField(
        _("differences to the former revision"),
        null=True,
        editable=False,
        help_text=_("Places whose rank or score is another one; empty where nothing was published before."),
    )
    hearing = models.JSONField(
        _("objections heard"),
        null=True,
        editable=False,
        help_text=_("What became of the objections, as it stood when the table was approved."),
    )

    jurisdiction = through("division__code")
    journal_omits = ("rows", "unranked", "differences", "hearing")
    objects = querysets.EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-period__starts_on", "kind", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "division", "period", "revision"],
                condition=~Q(state="withdrawn"),
                name="assessments_edition_revision_once",
            ),
            models.CheckConstraint(
                condition=Q(revision__gte=1), name="assessments_edition_revision_positive"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["draft", "notice"], approved_by=None, approved_at=None, hearing__isnull=True
                )
                | Q(state__in=["approved", "published"], approved_by__isnull=False, approved_at__isnull=False)
                | Q(state="withdrawn"),
                name="assessments_edition_approved_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(notice_from=None, notice_until=None, announced_at=None, announced_by=None)
                & ~Q(state="notice")
                | ~Q(state="draft") & Q(announced_at__isnull=False, notice_until__gt=F("notice_from")),
                name="assessments_edition_notice_has_days",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdraw_reason="")
                | ~Q(state="withdrawn") & Q(withdrawn_at=None, withdrawn_by=None, withdraw_reason=""),
                name="assessments_edition_withdrawn_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False, sha256__regex=r"^[0-9a-f]{64}$")
                | (~Q(state="published") & Q(published_at=None, sha256="")),
                name="assessments_edition_published_has_hash",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(prepared_by=None) | ~Q(approved_by=F("prepared_by")),
                name="assessments_edition_second_person",
                violation_error_message=_("Whoever prepared an edition cannot approve it."),
            ),
        ]
        permissions = [
            ("approve_edition", _("Can approve editions")),
            ("publish_edition", _("Can publish editions")),
            ("withdraw_edition", _("Can withdraw editions from notice")),
        ]

    def __str__(self) -> str:
        words = {"kind": self.get_kind_display(), "period": self.period, "revision": self.revision}
        return gettext("%(kind)s %(period)s r%(revision)s") % words
