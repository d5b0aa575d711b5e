"""One-off awards."""

from __future__ import annotations

from django.contrib import admin

from assessments.models import Award
from cadres.admin.columns import CadreColumns
from cadres.admin.filters import place_filter
from cadres.admin.search import PersonSearch
from config.admin import ScopedAdmin
from config.admin_lists import StandingFilter, linked
from config.admin_verbs import void_verb


@admin.register(Award)
class AwardAdmin(CadreColumns, PersonSearch, ScopedAdmin):
    list_display = ("cadre", "cadre_number", "cadre_place", "period", "yuan", "reason", "decided_by")
    list_select_related = ("cadre", "period")
    list_filter = (StandingFilter, place_filter("division__code"), linked("period"), linked("cadre"))
    ordering = ("-id",)
    autocomplete_fields = ("cadre", "division", "period")
    verbs = (void_verb(),)
    fieldsets = ((None, {"fields": ("cadre", "period", "yuan", "reason", "decided_by", "division")}),)
