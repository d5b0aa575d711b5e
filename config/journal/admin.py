"""The journal, to be read."""

from __future__ import annotations

import datetime
import json
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.admin import ReadOnlyAdmin
from config.admin_lists import linked
from config.journal.models import Entry, ErasedRecord, Erasure, Pruning, Resealing, Seal
from config.journal.verbs import VERBS, in_words
from config.naming import writers_in_sight
from config.sensitive import is_told_by, mask


class VerbFilter(admin.SimpleListFilter):
    """By what happened; a fixed list, because the journal is too long to be searched for its own verbs."""

    title = _("what happened")
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> tuple[tuple[str, Any], ...]:
        return tuple(VERBS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(verb=self.value()) if self.value() else queryset


class KindFilter(admin.SimpleListFilter):
    """By kind of record."""

    title = _("kind of record")
    parameter_name = "model"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        own = [model for model in apps.get_models() if hasattr(model, "jurisdiction") and model is not Entry]
        return [(model._meta.label_lower, model._meta.verbose_name) for model in own]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(model=self.value()) if self.value() else queryset


class DaysFilter(admin.SimpleListFilter):
    """By time: today, or so many days back."""

    title = _("time")
    parameter_name = "days"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("today")), ("7", _("7 days")), ("30", _("30 days")), ("365", _("a year"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in dict(self.lookup_choices):
            return queryset
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return queryset.filter(at__gte=midnight - datetime.timedelta(days=int(self.value() or 1) - 1))


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    """What was written, by whom, when, from what to what. Searched by the key of a record."""

    list_display = ("at", "what", "kind", "object_id", "by", "division_code", "reason")
    list_filter = (DaysFilter, VerbFilter, KindFilter, linked("by"), linked("batch"))
    list_select_related = ()
    search_fields = ("=object_id",)
    search_help_text = _("The number of a record, as in its address.")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "at",
                    "by",
                    "what",
                    "kind",
                    "object_id",
                    "division_code",
                    "address",
                    "reason",
                    "batch",
                )
            },
        ),
        (_("Before and after"), {"fields": ("was", "became", "erased")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        batches = self.admin_site.get_model_admin(Entry.batch.field.related_model).get_queryset(request)
        seen = (writers_in_sight(request.user, "by"), Prefetch("batch", batches))
        return super().get_queryset(request).prefetch_related(*seen)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Entry | None:
        """As this account may read it: some values only by roles that need them."""
        entry = super().get_object(request, object_id, from_field)
        return entry and mask(entry, request.user)

    def tells(self, request: HttpRequest, entry: Entry) -> bool:
        return is_told_by(entry)

    @admin.display(description=_("what happened"))
    def what(self, entry: Entry) -> str:
        return in_words(entry.verb)

    @admin.display(description=_("kind of record"))
    def kind(self, entry: Entry) -> str:
        return entry.kind

    @admin.display(description=_("personal data erased"))
    def erased(self, entry: Entry) -> str:
        return gettext("yes") if entry.erasure_id else gettext("no")

    @admin.display(description=_("before"))
    def was(self, entry: Entry) -> str:
        return as_text(entry.before)

    @admin.display(description=_("after"))
    def became(self, entry: Entry) -> str:
        return as_text(entry.after)


@admin.register(Seal)
class SealAdmin(ReadOnlyAdmin):
    """The seals, for whoever runs the site: no role may see them."""

    list_display = ("number", "made_at", "entries", "last_id", "mac")
    fieldsets = (
        (None, {"fields": ("number", "made_at", "entries", "spans", "last_id", "latest_at")}),
        (_("Code"), {"fields": ("digest", "key_version", "mac")}),
    )


@admin.register(Pruning)
class PruningAdmin(ReadOnlyAdmin):
    """What was removed, for whoever runs the site: no role may see it."""

    list_display = ("made_at", "up_to")
    list_select_related = ("up_to",)
    fieldsets = ((None, {"fields": ("made_at", "up_to")}),)


@admin.register(Erasure)
class ErasureAdmin(ReadOnlyAdmin):
    """When personal data were erased, for whoever runs the site: no role may see it."""

    list_display = ("made_at", "up_to")
    fieldsets = ((None, {"fields": ("made_at", "up_to")}),)


@admin.register(ErasedRecord)
class ErasedRecordAdmin(ReadOnlyAdmin):
    """Whose entries were emptied, for whoever runs the site: no role may see it."""

    list_display = ("model", "object_id", "erasure")
    list_select_related = ("erasure",)
    fieldsets = ((None, {"fields": ("model", "object_id", "erasure")}),)


@admin.register(Resealing)
class ResealingAdmin(ReadOnlyAdmin):
    """The seals that were made anew, for whoever runs the site: no role may see them."""

    list_display = ("seal", "erasure", "mac")
    list_select_related = ("seal", "erasure")
    fieldsets = (
        (None, {"fields": ("seal", "erasure")}),
        (_("Code"), {"fields": ("digest", "key_version", "mac")}),
    )


def as_text(values: dict[str, Any] | None) -> str:
    """A snapshot in lines, one a field."""
    if values is None:
        return "—"
    return format_html("<pre>{}</pre>", json.dumps(values, ensure_ascii=False, indent=1))
