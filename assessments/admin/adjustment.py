"""Bonuses and deductions: proposed by one account, approved by another."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.admin.second_person import SecondPersonMixin, settling_verbs
from assessments.models import Adjustment, Period
from cadres.admin.columns import CadreColumns
from cadres.admin.filters import place_filter
from cadres.admin.search import PersonSearch
from config.admin import ScopedAdmin
from config.admin_forms import FactForm
from config.admin_lists import StandingFilter, linked
from config.millionths import to_text
from config.spreadsheets.admin import SheetImportMixin


class AdjustmentForm(FactForm):
    def rules(self) -> None:
        period = self.instance.period
        if period.state == Period.State.CLOSED:
            raise ValidationError(
                {
                    "period": gettext("The period %(period)s is closed; open it again first.")
                    % {"period": period}
                }
            )


@admin.register(Adjustment)
class AdjustmentAdmin(SheetImportMixin, SecondPersonMixin, CadreColumns, PersonSearch, ScopedAdmin):
    import_kind = "adjustments"
    form = AdjustmentForm
    list_display = (
        "cadre",
        "cadre_number",
        "cadre_place",
        "period",
        "kind",
        "points_shown",
        "reason",
        "decided_by",
        "state",
    )
    list_select_related = ("cadre", "period")
    list_filter = (
        StandingFilter,
        "state",
        "kind",
        place_filter("division__code"),
        linked("period"),
        linked("cadre"),
    )
    ordering = ("-id",)
    autocomplete_fields = ("cadre", "division", "period")
    verbs = settling_verbs("adjustment")
    fieldsets = (
        (None, {"fields": ("cadre", "period", "kind", "points")}),
        (_("Decision"), {"fields": ("reason", "decided_by", "division")}),
        (_("Second person"), {"fields": ("state", "proposed", "settled")}),
    )

    @admin.display(description=_("points"), ordering="points")
    def points_shown(self, adjustment: Adjustment) -> Any:
        return to_text(adjustment.signed_points)
