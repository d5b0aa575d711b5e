"""Batches, to be read. The mixin for lists that import is offered from here as well."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.admin import ReadOnlyAdmin
from config.admin_verbs import Outlook, Verb
from config.naming import writers_in_sight
from config.spreadsheets import actions
from config.spreadsheets.import_admin import SheetImportMixin
from config.spreadsheets.kinds import kind_named, kind_names
from config.spreadsheets.models import Batch
from config.spreadsheets.obstacles import obstacles_of, why_not
from config.spreadsheets.undo import extent_of

__all__ = ["SheetImportMixin"]


def _undo(*, obj: Batch, by: Any) -> Batch:
    return actions.undo(batch=obj, by=by)


def _outlook(batch: Batch, by: Any) -> Outlook:
    return Outlook(extent_of(batch), obstacles_of(batch, by).sentences())


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    """Imports that were carried out."""

    list_display = (
        "id",
        "made_at",
        "state",
        "kind_title",
        "file_name",
        "division_code",
        "made_by",
        "new",
        "changed",
        "refused",
    )
    list_filter = ("state", "kind")
    verbs = (
        Verb(
            "undo",
            _("Undo this import"),
            _undo,
            permission="spreadsheets.undo_batch",
            fits=lambda batch: batch.state == Batch.State.APPLIED,
            why_not=why_not,
            outlook=_outlook,
            explain=_(
                "What it recorded is removed, and what it changed is put back, as long as nothing has touched these "
                "rows since. The journal keeps both."
            ),
        ),
    )
    search_fields = ("file_name", "division_code")
    list_select_related = ()
    fieldsets = (
        (None, {"fields": ("kind_title", "file_name", "file_sha256", "as_of", "division_code")}),
        (_("How it went"), {"fields": ("state", "reason", "applied_at", "undone_at", "undone_by")}),
        (_("Who and when"), {"fields": ("made_by", "made_at")}),
        (_("Rows"), {"fields": ("new", "changed", "same", "refused", "ignored", "journal")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Those of the jurisdiction, and those that the account made itself: an import into two counties lies in
        neither of them."""
        visible = super().get_queryset(request)
        found = Batch.objects.filter(Q(pk__in=visible.values("pk")) | Q(made_by=request.user.pk))
        seen = (writers_in_sight(request.user, name) for name in ("made_by", "undone_by"))
        return found.prefetch_related(*seen)

    @admin.display(description=_("kind of sheet"), ordering="kind")
    def kind_title(self, batch: Batch) -> str:
        return str(kind_named(batch.kind).title) if batch.kind in kind_names() else batch.kind

    @admin.display(description=_("new"))
    def new(self, batch: Batch) -> int:
        return batch.counts.get("new", 0)

    @admin.display(description=_("changed"))
    def changed(self, batch: Batch) -> int:
        return batch.counts.get("changed", 0)

    @admin.display(description=_("same"))
    def same(self, batch: Batch) -> int:
        return batch.counts.get("same", 0)

    @admin.display(description=_("refused"))
    def refused(self, batch: Batch) -> int:
        return batch.counts.get("refused", 0)

    @admin.display(description=_("without data"))
    def ignored(self, batch: Batch) -> int:
        return batch.counts.get("ignored", 0)

    @admin.display(description=_("journal"))
    def journal(self, batch: Batch) -> str:
        url = reverse("admin:journal_entry_changelist") + f"?batch={batch.pk}"
        return format_html('<a href="{}">{}</a>', url, gettext("What this batch wrote"))
