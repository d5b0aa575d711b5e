"""The batch: one import of one file, by one person, at one time."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.jurisdiction import ScopedQuerySet, through


class Batch(models.Model):
    """One applied import. Rows that it wrote point to it, and so do their journal entries."""

    kind = models.CharField(_("kind of sheet"), max_length=20)
    file_name = models.CharField(_("file"), max_length=255)
    file_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    as_of = models.DateField(_("as of"), help_text=_("Facts without a date of their own start on this day."))
    division_code = models.CharField(
        _("division"),
        max_length=12,
        db_index=True,
        help_text=_("The smallest division that holds all its rows."),
    )
    counts = models.JSONField(
        _("counts"), default=dict, help_text=_("Rows by outcome: new, changed, same, …")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("at"), default=timezone.now)

    jurisdiction = through("division_code")
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("import batch")
        verbose_name_plural = _("import batches")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.file_name} ({timezone.localtime(self.made_at):%Y-%m-%d %H:%M})"
