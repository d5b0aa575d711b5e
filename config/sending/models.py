"""Forms that were sent, for a day. Rows of operation, not facts: old ones are deleted."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.jurisdiction import ScopedQuerySet, nobody

KEPT = datetime.timedelta(days=1)


class SentQuerySet(ScopedQuerySet):
    """The words of forms that were sent."""

    def of(self, staff: object) -> SentQuerySet:
        """Those that an account has sent."""
        return self.filter(by=staff)

    def old(self) -> SentQuerySet:
        """Those so old that nobody sends them a second time."""
        return self.filter(sent_at__lt=timezone.now() - KEPT)


class Sent(models.Model):
    """One form that an account has sent: what tells it from every other, and where its sending led."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("by"), related_name="+")
    key = models.CharField(_("key"), max_length=64)
    url = models.CharField(_("led to"), max_length=2000, blank=True, default="")
    sent_at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)

    jurisdiction = nobody
    objects = SentQuerySet.as_manager()

    class Meta:
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")
        ordering = ("-sent_at",)
        constraints = [models.UniqueConstraint(fields=("by", "key"), name="sending_sent_once")]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.sent_at):%Y-%m-%d %H:%M:%S}"
