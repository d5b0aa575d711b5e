"""Periods, and computing their scores."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from assessments import actions
from assessments.admin.possible import telling
from assessments.models import Period, ScoreRun
from cadres.models import Division
from config.admin import ScopedAdmin
from config.admin_forms import VerbForm
from config.admin_verbs import Verb

BIG = (Division.Level.CITY, Division.Level.COUNTY)


class ComputeForm(VerbForm):
    """Asks for whom: the places for which tables are made."""

    division = forms.ModelChoiceField(
        label=_("division"),
        queryset=Division.objects.all(),
        empty_label=None,
        help_text=_(
            "The scores of all cadres in this place and below it; by its own scheme or its superior's."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.fields["division"]
        places.queryset = places.queryset.filter(level__in=BIG)


@telling
def _compute(*, obj: Period, **values: Any) -> ScoreRun:
    return actions.score(period=obj, **values)


@admin.register(Period)
class PeriodAdmin(ScopedAdmin):
    list_display = ("code", "kind", "starts_on", "last_day", "state", "late_from", "closed_from")
    list_filter = ("kind", "state")
    search_fields = ("code",)
    ordering = ("-starts_on", "-ends_on")
    verbs = (Verb("compute", _("Compute scores"), _compute, ComputeForm, "assessments.add_scorerun"),)
    fieldsets = (
        (None, {"fields": ("code", "state")}),
        (_("Entries"), {"fields": ("late_from", "closed_from")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Period | None = None) -> Any:
        """A period that stands keeps its code: tables are published under it."""
        return (*super().get_readonly_fields(request, obj), *(("code",) if obj else ()))

    @admin.display(description=_("last day"), ordering="ends_on")
    def last_day(self, period: Period) -> Any:
        return period.ends_on - datetime.timedelta(days=1)
