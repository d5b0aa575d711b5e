"""The journal: every meaningful write, before and after, in the transaction of the write itself."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.jurisdiction import ScopedQuerySet, through


class Entry(models.Model):
    """One row that was created, changed, ended, voided …: by whom, when, in which batch, from what to what."""

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("by"),
        null=True,
        db_index=False,
        related_name="+",
        help_text=_("Empty: a command on the server."),
    )
    verb = models.CharField(
        _("what happened"), max_length=30, help_text=_("create, change, end, void, publish …")
    )
    model = models.CharField(_("kind of record"), max_length=50, help_text="app_label.model")
    object_id = models.BigIntegerField(_("record"), null=True)
    division_code = models.CharField(_("division"), max_length=12, blank=True, default="")
    before = models.JSONField(_("before"), null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), null=True, encoder=DjangoJSONEncoder)
    reason = models.CharField(_("reason"), max_length=200, blank=True, default="")
    batch = models.ForeignKey(
        "spreadsheets.Batch", models.PROTECT, verbose_name=_("batch"), null=True, related_name="+"
    )

    jurisdiction = through("division_code")
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["model", "object_id"], name="journal_object"),
            models.Index(fields=["division_code", "id"], name="journal_division"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.model} {self.object_id}"
