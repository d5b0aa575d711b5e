"""Half-year reviews, and the county leaders tied to townships."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from assessments.actions.checks import refuse_overlap
from assessments.actions.reviews import place_review
from assessments.models import Review, SuperiorTie
from cadres.admin.columns import CadreColumns
from cadres.admin.filters import place_filter
from cadres.admin.search import PersonSearch
from config.admin import ScopedAdmin
from config.admin_forms import FactForm
from config.admin_lists import InForceFilter, StandingFilter, linked
from config.admin_verbs import end_verb, void_verb
from config.spreadsheets.admin import SheetImportMixin


class TieForm(FactForm):
    def rules(self) -> None:
        refuse_overlap(self.instance, "division")


@admin.register(SuperiorTie)
class SuperiorTieAdmin(ScopedAdmin):
    form = TieForm
    list_display = ("division", "leader", "valid_from", "valid_to")
    list_display_links = ("division", "leader")
    list_select_related = ("division",)
    list_filter = (InForceFilter, place_filter("division__code"))
    search_fields = ("leader", "division__name", "division__pinyin")
    search_help_text = _("Name of the leader, or name or pinyin of the township")
    ordering = ("division_id", "-valid_from", "-id")
    autocomplete_fields = ("division", "cadre")
    verbs = (end_verb(), void_verb())
    fieldsets = (
        (None, {"fields": ("division", "leader", "cadre")}),
        (_("Time"), {"fields": ("valid_from", "valid_to")}),
    )


class ReviewForm(FactForm):
    def rules(self) -> None:
        place_review(self.instance, self.request.user)


@admin.register(Review)
class ReviewAdmin(SheetImportMixin, CadreColumns, PersonSearch, ScopedAdmin):
    import_kind = "reviews"
    form = ReviewForm
    list_display = ("cadre", "cadre_number", "division", "period", "held_on", "reviewer", "grade")
    list_select_related = ("cadre", "division", "period")
    list_filter = (
        StandingFilter, "grade", place_filter("division__code"), linked("period"), linked("cadre"),
    )  # fmt: skip
    ordering = ("-held_on", "-id")
    autocomplete_fields = ("cadre", "superior", "period")
    radio_fields = {"grade": admin.HORIZONTAL}
    verbs = (void_verb(),)
    fieldsets = (
        (None, {"fields": ("cadre", "period", "held_on", "division")}),
        (_("Reviewer"), {"fields": ("superior", "reviewer")}),
        (_("Review"), {"fields": ("grade", "text")}),
    )
