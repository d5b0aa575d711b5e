"""Posts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cadres import actions
from cadres.admin.columns import CadreColumns
from cadres.admin.filters import place_filter
from cadres.admin.search import PersonSearch
from cadres.models import Post
from config.admin import ScopedAdmin
from config.admin_forms import FactForm
from config.admin_lists import InForceFilter, linked
from config.admin_verbs import end_verb, void_verb
from config.spreadsheets.admin import SheetImportMixin


class PostForm(FactForm):
    def rules(self) -> None:
        actions.refuse_overlap(self.instance)


@admin.register(Post)
class PostAdmin(SheetImportMixin, CadreColumns, PersonSearch, ScopedAdmin):
    import_kind = "transfers"
    form = PostForm
    list_display = (
        "cadre", "cadre_number", "division", "title", "post_class", "main", "assessed", "valid_from", "valid_to",
    )  # fmt: skip
    list_select_related = ("cadre", "division")
    list_filter = (
        InForceFilter, place_filter("division__code"), "post_class", "main", "assessed", linked("cadre"),
    )  # fmt: skip
    ordering = ("-id",)
    autocomplete_fields = ("cadre", "division")
    verbs = (end_verb(), void_verb())
    fieldsets = (
        (None, {"fields": ("cadre", "division", "title", "post_class")}),
        (_("Assessment"), {"fields": ("main", "assessed")}),
        (_("Time"), {"fields": ("valid_from", "valid_to")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Post | None = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *(("cadre",) if obj else ()))
