"""The journal: every meaningful write, before and after, in the transaction of the write itself."""

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.journal.origin import current_address
from config.journal.verbs import in_words
from config.jurisdiction import ScopedQuerySet, nobody, through


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

    address = models.GenericIPAddressField(
        _("network address"),
        null=True,
        default=current_address,
        help_text=_("Empty: a command, a job, or an import."),
    )
    erasure = models.ForeignKey(
        "Erasure",
        models.PROTECT,
        verbose_name=_("erased by"),
        null=True,
        db_index=False,
        related_name="+",
        help_text=_("Which erasure emptied what was before and after, and the reason; empty: none."),
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
        number = "" if self.object_id is None else f" {self.object_id}"
        return f"{in_words(self.verb)} · {self.kind}{number}"

    @property
    def kind(self) -> str:
        """The kind of record that it is about, in words."""
        try:
            return str(apps.get_model(self.model)._meta.verbose_name)
        except LookupError:
            return self.model


class Seal(models.Model):
    """A number of entries under one keyed code, from which the next seal goes on. Made after the transactions of the
    entries, so that nobody waits for it."""

    number = models.PositiveBigIntegerField(_("number"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    spans = models.JSONField(_("entries"), help_text=_("From which number to which, the last included."))
    last_id = models.BigIntegerField(_("last entry"))
    entries = models.PositiveIntegerField(_("number of entries"))
    latest_at = models.DateTimeField(_("time of the latest entry"))
    digest = models.CharField(
        _("digest of the entries"),
        max_length=64,
        help_text=_("Empty: personal data under it were erased; see its resealings."),
    )
    salt = models.CharField(max_length=32, blank=True, default="", editable=False)
    """Hashed before the entries and forgotten with the digest: from what is left nobody tests a guess at what went."""
    key_version = models.PositiveSmallIntegerField(_("version of the key"))
    mac = models.CharField(_("code"), max_length=64)

    jurisdiction = nobody
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("seal of the journal")
        verbose_name_plural = _("seals of the journal")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["number"], name="journal_seal_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.mac[:12]}"


class Pruning(models.Model):
    """Entries past their time that were removed: all under the seals up to this one, which stay."""

    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    up_to = models.OneToOneField(Seal, models.PROTECT, verbose_name=_("last seal"), related_name="pruning")

    jurisdiction = nobody
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("pruning of the journal")
        verbose_name_plural = _("prunings of the journal")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.up_to_id)


class Erasure(models.Model):
    """One transaction that erased the personal data of former people; its records are stated before any of it goes."""

    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    up_to = models.DateField(_("left before"), help_text=_("Who left, or was last met, before this day."))

    jurisdiction = nobody
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("erasure of personal data")
        verbose_name_plural = _("erasures of personal data")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"#{self.pk} {timezone.localtime(self.made_at):%Y-%m-%d %H:%M}"


class ErasedRecord(models.Model):
    """A record of which an erasure emptied the entries of the journal, stated beforehand: no others may be emptied."""

    erasure = models.ForeignKey(
        Erasure, models.PROTECT, verbose_name=_("erasure"), related_name="records", db_index=False
    )
    model = models.CharField(_("kind of record"), max_length=50)
    object_id = models.BigIntegerField(_("record"))

    jurisdiction = nobody
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("erased record")
        verbose_name_plural = _("erased records")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["model", "object_id", "erasure"], name="journal_erasedrecord_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"


class Resealing(models.Model):
    """What the entries under a seal hash to since an erasure emptied some of them: keyed, and bound to the seal's code.

    Made only of a seal that was sound; the last one of a seal takes the place of its digest, and of those before.
    """

    seal = models.ForeignKey(Seal, models.PROTECT, verbose_name=_("seal"), related_name="resealings")
    erasure = models.ForeignKey(
        Erasure, models.PROTECT, verbose_name=_("erasure"), related_name="+", db_index=False
    )
    digest = models.CharField(_("digest of the entries"), max_length=64)
    salt = models.CharField(max_length=32, blank=True, default="", editable=False)
    key_version = models.PositiveSmallIntegerField(_("version of the key"))
    mac = models.CharField(_("code"), max_length=64)

    jurisdiction = nobody
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("resealing of the journal")
        verbose_name_plural = _("resealings of the journal")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["seal", "erasure"], name="journal_resealing_once_an_erasure")
        ]

    def __str__(self) -> str:
        return f"{self.seal_id}: {self.mac[:12]}"
