"""What stands beside an edition, as it was computed with it."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from assessments.models import EditionSupplement
from config.admin import ReadOnlyAdmin
from config.admin_lists import linked


@admin.register(EditionSupplement)
class EditionSupplementAdmin(ReadOnlyAdmin):
    list_display = ("edition", "model_name", "seed", "replicates")
    list_select_related = ("edition__period", "edition__division")
    list_filter = (linked("edition"),)
    search_fields = ("edition__period__code",)
    search_help_text = _("Period")
    ordering = ("-edition_id",)
    fieldsets = (
        (None, {"fields": ("edition", "model_name", "seed", "replicates")}),
        (_("Beside the table"), {"fields": ("places", "funnel", "robustness", "rising")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        columns = ("edition__rows", "edition__unranked", "places", "funnel", "robustness", "rising")
        found = super().get_queryset(request).select_related(*self.list_select_related)
        match = request.resolver_match
        on_list = match and match.url_name in (
            "assessments_editionsupplement_changelist",
            "assessments_editionsupplement_export",
        )
        return found.defer(*columns if on_list else columns[:2])
