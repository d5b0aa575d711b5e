"""Learning goals, masteries and what places require."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cadres import actions
from cadres.admin.columns import CadreColumns
from cadres.admin.filters import place_filter
from cadres.admin.search import PersonSearch
from cadres.models import LearningGoal, Mastery, RequiredSkill
from config.admin import ScopedAdmin
from config.admin_forms import FactForm
from config.admin_lists import InForceFilter, StandingFilter, linked
from config.admin_verbs import end_verb, void_verb
from config.spreadsheets.admin import SheetImportMixin


@admin.register(LearningGoal)
class LearningGoalAdmin(CadreColumns, PersonSearch, ScopedAdmin):
    list_display = ("cadre", "cadre_number", "cadre_place", "skill", "need", "valid_from", "valid_to")
    list_select_related = ("cadre", "skill")
    list_filter = (InForceFilter, "need", "skill__category", linked("cadre"), linked("skill"))
    also_search = ("skill__name__contains",)
    ordering = ("-id",)
    autocomplete_fields = ("cadre", "skill")
    verbs = (end_verb(), void_verb())
    fieldsets = (
        (None, {"fields": ("cadre", "skill", "need")}),
        (_("Time"), {"fields": ("valid_from", "valid_to")}),
    )


class MasteryForm(FactForm):
    def rules(self) -> None:
        actions.refuse_future_mastery(self.instance)


@admin.register(Mastery)
class MasteryAdmin(SheetImportMixin, CadreColumns, PersonSearch, ScopedAdmin):
    import_kind = "mastery"
    form = MasteryForm
    list_display = (
        "cadre", "cadre_number", "cadre_place", "skill", "level", "method", "verified_by", "verified_on",
    )  # fmt: skip
    list_select_related = ("cadre", "skill")
    list_filter = (StandingFilter, "level", "method", "skill__category", linked("cadre"), linked("skill"))
    also_search = ("skill__name__contains",)
    ordering = ("-verified_on", "-id")
    autocomplete_fields = ("cadre", "skill")
    verbs = (void_verb(),)
    fieldsets = (
        (None, {"fields": ("cadre", "skill", "level")}),
        (_("Verified"), {"fields": ("verified_on", "verified_by", "method")}),
    )


@admin.register(RequiredSkill)
class RequiredSkillAdmin(ScopedAdmin):
    list_display = ("division", "year", "skill")
    list_select_related = ("division", "skill")
    list_filter = (StandingFilter, "year", place_filter("division__code"))
    search_fields = ("skill__name", "division__name")
    ordering = ("-year", "division_id", "skill_id")
    autocomplete_fields = ("division", "skill")
    verbs = (void_verb(),)
    fieldsets = ((None, {"fields": ("division", "year", "skill")}),)
