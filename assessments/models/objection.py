"""What somebody objects to in a table on notice, and what was decided about it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments import querysets
from assessments.models.edition import Edition
from cadres.models import Division
from config.jurisdiction import nobody, through

REFERENCE_LENGTH = 8
TEXT_LENGTH, CONTACT_LENGTH, REASON_LENGTH = 2_000, 100, 500


class Objection(models.Model):
    """Somebody objects, without an account, to a place in a table on notice or to the table as a whole.

    It lies where the place lies. It is answered once, by somebody other than whoever prepared the table, with a
    decision and a reason that everybody can read; its text and its contact are never public. It is never deleted.
    """

    class Decision(models.TextChoices):
        UPHELD = "upheld", pgettext_lazy("objection", "upheld")
        PARTLY = "partly", pgettext_lazy("objection", "partly upheld")
        REFUSED = "refused", pgettext_lazy("objection", "refused")

    reference = models.CharField(_("number"), max_length=REFERENCE_LENGTH, editable=False)
    edition = models.ForeignKey(
        Edition, models.PROTECT, verbose_name=_("table"), related_name="objections", editable=False
    )
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        verbose_name=_("place"),
        related_name="+",
        editable=False,
        help_text=_("The place concerned; that of the table where it is about the table as a whole."),
    )
    text = models.TextField(_("text"), editable=False)
    contact = models.BinaryField(_("contact"), null=True, editable=False)
    """A telephone number or a mail address, sealed with the reference as its name."""
    form = models.CharField(_("form"), max_length=64, editable=False)
    """What tells the sheet that was filled in from every other, so that it counts once."""
    received_at = models.DateTimeField(_("received at"), default=timezone.now, editable=False)
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision.choices, blank=True, default="", editable=False
    )
    reason = models.CharField(
        _("reason of the decision"), max_length=REASON_LENGTH, blank=True, default="", editable=False
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("answered by"),
        null=True,
        editable=False,
        db_index=False,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)

    jurisdiction = through("division__code")
    journal_omits = ("text", "contact", "form")
    objects = querysets.ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="assessments_objection_reference"),
            models.UniqueConstraint(fields=["form"], name="assessments_objection_form_once"),
            models.CheckConstraint(
                condition=Q(reference__regex=r"^[0-9A-Z]{8}$"), name="assessments_objection_reference_form"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="assessments_objection_has_text"),
            models.CheckConstraint(
                condition=Q(decision="", reason="", answered_by=None, answered_at=None)
                | ~Q(decision="") & ~Q(reason="") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="assessments_objection_answered_with_reason",
            ),
        ]
        permissions = [("answer_objection", _("Can answer objections"))]

    def __str__(self) -> str:
        return in_groups(self.reference)

    @property
    def is_answered(self) -> bool:
        return bool(self.decision)


def in_groups(reference: str) -> str:
    """A number as it is read aloud and written down: 7KHM-3RTW."""
    return f"{reference[:4]}-{reference[4:]}"


class PublicAttempt(models.Model):
    """Something that somebody without an account tried at one hour, so that nobody does it too often. Rows of
    operation, not facts: old ones are deleted. `origin` is a keyed digest of the network address, another one each
    day."""

    class Kind(models.TextChoices):
        OBJECTION = "objection", _("objection")
        NUMBER = "number", _("number of an objection")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    edition = models.ForeignKey(
        Edition, models.CASCADE, verbose_name=_("table"), null=True, related_name="+", db_index=False
    )
    origin = models.CharField(_("digest of the address"), max_length=64)
    at = models.DateTimeField(_("at"), default=timezone.now)

    jurisdiction = nobody
    objects = querysets.PublicAttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt of the public")
        verbose_name_plural = _("attempts of the public")
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "at"], name="assessments_attempt_at")]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M:%S}"
