"""Divisions, and what became of older ones."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cadres.admin.columns import full_name
from cadres.admin.filters import place_filter
from cadres.admin.search import PlaceSearch
from cadres.models import Division, DivisionChange, NumberRange, TownshipClass
from config.admin import ReadOnlyAdmin, ScopedAdmin
from config.admin_lists import InForceFilter
from config.admin_verbs import end_verb, void_verb
from config.spreadsheets.admin import SheetImportMixin


@admin.register(Division)
class DivisionAdmin(SheetImportMixin, PlaceSearch, ScopedAdmin):
    import_kind = "divisions"
    list_display = ("name", "code", "level", "parent", "name_en")
    list_select_related = ("parent",)
    list_filter = ("level", place_filter("code"))
    ordering = ("code",)
    autocomplete_fields = ("parent",)
    fieldsets = (
        (None, {"fields": ("code", "name", "name_en")}),
        (_("Place in the tree"), {"fields": ("level", "parent")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Division | None = None) -> Any:
        """A division keeps its code: tables are published under it. A recoding is recorded as a change."""
        return (*super().get_readonly_fields(request, obj), *(("code", "level", "parent") if obj else ()))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("parent")

    def choice_label(self, division: Division) -> str:
        return full_name(division)


@admin.register(DivisionChange)
class DivisionChangeAdmin(ScopedAdmin):
    list_display = ("from_name", "from_code", "kind", "to", "on")
    list_select_related = ("to",)
    list_filter = ("kind", place_filter("county_code"))
    search_fields = ("from_name", "from_code", "to__name")
    ordering = ("from_code", "id")
    autocomplete_fields = ("to",)
    fieldsets = (
        (_("The former unit"), {"fields": ("from_code", "from_name", "county_code")}),
        (_("What became of it"), {"fields": ("kind", "to", "on", "note")}),
    )


@admin.register(TownshipClass)
class TownshipClassAdmin(ScopedAdmin):
    list_display = ("division", "kind", "valid_from", "valid_to")
    list_select_related = ("division",)
    list_filter = ("kind", InForceFilter, place_filter("division__code"))
    search_fields = ("division__name", "division__pinyin", "division__code")
    ordering = ("division__code", "-valid_from", "-id")
    autocomplete_fields = ("division",)
    verbs = (end_verb(), void_verb())
    fieldsets = (
        (None, {"fields": ("division", "kind")}),
        (_("Days"), {"fields": ("valid_from", "valid_to")}),
    )


@admin.register(NumberRange)
class NumberRangeAdmin(ReadOnlyAdmin):
    """The site's own counters: no role may see them."""

    list_display = ("kind", "next")
    ordering = ("kind",)
    fieldsets = ((None, {"fields": ("kind", "next")}),)
