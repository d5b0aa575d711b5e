"""Receipts of diary books."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cadres.admin.filters import place_filter
from cadres.models import Division
from config.admin import ScopedAdmin
from config.admin_forms import FactForm, VerbForm, day
from config.admin_lists import StandingFilter
from config.admin_verbs import Verb, void_verb
from config.fields import validate_month
from config.naming import writers_in_sight
from villages import actions, rules
from villages.admin.visit_filters import month_range
from villages.models import DiarySubmission


class ReceiveForm(VerbForm):
    """Ticks off the townships whose books have come in; offers those that are still missing for the month."""

    month = forms.CharField(
        label=_("month"), max_length=7, validators=[validate_month], help_text=_("As 2011-10.")
    )
    received_on = day(label=_("received on"))
    divisions = forms.ModelMultipleChoiceField(
        label=_("places"), queryset=Division.objects.townships(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        month = self.initial["month"] = self.first_month()
        places = self.fields["divisions"]
        places.queryset = places.queryset.filter(level=Division.Level.TOWNSHIP)
        if not self.is_bound:
            received = DiarySubmission.objects.standing().filter(month=month).values("division")
            places.queryset = places.queryset.exclude(pk__in=received)
            missing = _("Shown are those from which nothing has been received for this month.")
            complete = _("Nothing is missing: every place of yours has handed in its books of this month.")
            places.help_text = missing if places.queryset.exists() else complete

    def first_month(self) -> str:
        """The month that the address names, if it is one; else the present one."""
        named = self.initial.get("month", "")
        return named if month_range(named) else f"{timezone.localdate():%Y-%m}"


def _receive(*, obj: None, **values: Any) -> None:
    actions.receive_diaries(**values)


class ReceiptForm(FactForm):
    def rules(self) -> None:
        problems = rules.problems_of_receipt(self.instance, timezone.localdate())
        if problems:
            raise ValidationError(problems)


@admin.register(DiarySubmission)
class DiarySubmissionAdmin(ScopedAdmin):
    form = ReceiptForm
    list_display = ("month", "division", "received_on", "writer")
    list_display_links = ("month", "division")
    list_select_related = ("division",)
    list_filter = (StandingFilter, place_filter("division__code"))
    search_fields = ("division__name", "division__pinyin", "month")
    search_help_text = _("Name or pinyin of the place, or a month as 2011-10")
    ordering = ("-month", "division_id")
    autocomplete_fields = ("division",)
    verbs = (
        Verb(
            "receive",
            _("Receive diary books"),
            _receive,
            ReceiveForm,
            "villages.add_diarysubmission",
            on_list=True,
        ),
        void_verb(),
    )
    fieldsets = ((None, {"fields": ("division", "month", "received_on")}),)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Books come in from several places at once: “receive diary books” ticks them off."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        seen = writers_in_sight(request.user, "recorded_by", to_attr="writer_in_sight")
        return super().get_queryset(request).prefetch_related(seen)

    @admin.display(description=_("entered by"), empty_value="–")
    def writer(self, receipt: DiarySubmission) -> Any:
        """Who entered it, if one may see that account."""
        return receipt.writer_in_sight
