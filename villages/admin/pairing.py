"""Pairings, on their own lists and on the page of a cadre."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cadres.admin.columns import CadreColumns
from cadres.admin.extensions import cadre_verb
from cadres.admin.filters import place_filter
from cadres.admin.search import PersonSearch
from cadres.models import Cadre
from config.admin import ScopedAdmin
from config.admin_forms import VerbForm, day, pick
from config.admin_lists import InForceFilter, linked
from config.admin_verbs import Verb, end_verb, void_verb
from config.spreadsheets.admin import SheetImportMixin
from villages import actions
from villages.models import HouseholdPairing, VillagePairing


class PairForm(VerbForm):
    village = pick(VillagePairing, "village")
    primary = forms.BooleanField(
        label=_("primary village"),
        required=False,
        initial=True,
        help_text=_("The former primary pairing, if there is one, ends on the same day."),
    )
    on = day(label=_("from"))


class PairSomebodyForm(PairForm):
    cadre = pick(VillagePairing, "cadre")
    field_order = ("cadre", "village", "primary", "on")


def _pair(*, obj: Cadre, **values: Any) -> None:
    actions.pair_with_village(cadre=obj, **values)


def _pair_somebody(*, obj: None, **values: Any) -> VillagePairing:
    return actions.pair_with_village(**values)


ADD = "villages.add_villagepairing"
cadre_verb(Verb("pair", _("Pair with a village"), _pair, PairForm, ADD, as_action=True))


@admin.register(VillagePairing)
class VillagePairingAdmin(SheetImportMixin, CadreColumns, PersonSearch, ScopedAdmin):
    import_kind = "pairings"
    list_display = (
        "cadre",
        "cadre_number",
        "cadre_place",
        "village",
        "township",
        "primary",
        "valid_from",
        "valid_to",
    )
    list_select_related = ("cadre", "village__township")
    list_filter = (
        InForceFilter, "primary", place_filter("village__township__code"), linked("cadre"), linked("village"),
    )  # fmt: skip
    also_search = ("village__name__contains",)
    ordering = ("-id",)
    autocomplete_fields = ("cadre", "village")
    verbs = (
        Verb("pair", _("Pair a cadre with a village"), _pair_somebody, PairSomebodyForm, ADD, on_list=True),
        end_verb(),
        void_verb(),
    )
    fieldsets = (
        (None, {"fields": ("cadre", "village", "primary")}),
        (_("Time"), {"fields": ("valid_from", "valid_to")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Pairing is a verb, because it may end the former primary pairing."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), "cadre", "village")

    @admin.display(description=_("township"))
    def township(self, pairing: VillagePairing) -> str:
        return str(pairing.village.township)


@admin.register(HouseholdPairing)
class HouseholdPairingAdmin(CadreColumns, PersonSearch, ScopedAdmin):
    list_display = ("cadre", "cadre_number", "household", "village", "valid_from", "valid_to")
    list_select_related = ("cadre", "household__village")
    list_filter = (
        InForceFilter, place_filter("household__village__township__code"), linked("cadre"), linked("household"),
    )  # fmt: skip
    also_search = ("household__village__name__contains", "household__head_name__contains")
    ordering = ("-id",)
    autocomplete_fields = ("cadre", "household")
    verbs = (end_verb(), void_verb())
    fieldsets = (
        (None, {"fields": ("cadre", "household")}),
        (_("Time"), {"fields": ("valid_from", "valid_to")}),
    )

    @admin.display(description=_("village"))
    def village(self, pairing: HouseholdPairing) -> str:
        return str(pairing.household.village)
