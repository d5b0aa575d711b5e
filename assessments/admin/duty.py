"""What is due when; and quarterly reports, with the places that have not handed theirs in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from assessments import actions
from assessments.actions.checks import refuse_overlap
from assessments.actions.reports import check_report
from assessments.figures import figures_of
from assessments.models import Period, Report, ReportingDuty
from cadres.admin.columns import full_name
from cadres.admin.filters import place_filter
from cadres.models import Division
from config.admin import ScopedAdmin
from config.admin_forms import FactForm, VerbForm, day
from config.admin_lists import InForceFilter, StandingFilter, linked, usable
from config.admin_verbs import Verb, end_verb, void_verb

AT_ONCE = 100


class DutyForm(FactForm):
    def rules(self) -> None:
        refuse_overlap(self.instance, "division", "kind")


@admin.register(ReportingDuty)
class ReportingDutyAdmin(ScopedAdmin):
    form = DutyForm
    list_display = ("division", "kind", "days", "valid_from", "valid_to")
    list_display_links = ("division", "kind")
    list_select_related = ("division",)
    list_filter = (InForceFilter, "kind", place_filter("division__code"))
    search_fields = ("division__name", "division__pinyin")
    ordering = ("division_id", "kind", "-id")
    autocomplete_fields = ("division",)
    verbs = (end_verb(), void_verb())
    fieldsets = (
        (None, {"fields": ("division", "kind", "days")}),
        (_("Time"), {"fields": ("valid_from", "valid_to")}),
    )


class ReportForm(FactForm):
    def rules(self) -> None:
        check_report(self.instance)


class EnterForm(VerbForm):
    """Asks for the reports of a quarter, a text for each township that has handed in none. Sent without a text, it
    lists the townships of the quarter that was chosen."""

    period = forms.ModelChoiceField(
        label=_("quarter"),
        queryset=Period.objects.all(),
        empty_label=None,
        help_text=_("A quarter that is not offered has not been opened by the city's office yet."),
    )
    handed_in_on = day(label=_("handed in on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today, quarters = timezone.localdate(), self.fields["period"]
        quarters.queryset = quarters.queryset.filter(kind=Period.Kind.QUARTER, starts_on__lte=today)
        over = quarters.queryset.filter(ends_on__lte=today).order_by("-starts_on").first()
        if over:
            self.initial.setdefault("period", over.pk)
        self.places = list(self.missing()[:AT_ONCE])
        for place in self.places:
            self.fields[f"text_{place.pk}"] = forms.CharField(
                label=full_name(place), required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def missing(self) -> QuerySet[Division]:
        """The townships without a report of the quarter; once something is typed, those of the form as they stood."""
        places = Division.objects.visible_to(self.request.user).townships().select_related("parent")
        if typed := [name for name, text in self.data.items() if name.startswith("text_") and text]:
            keys = [name.removeprefix("text_") for name in typed]
            return places.filter(pk__in=[key for key in keys if usable(key)])
        key = str((self.data if self.is_bound else self.initial).get("period") or "")
        handed_in = Report.objects.standing().filter(period=key if usable(key) else None)
        return places.exclude(pk__in=handed_in.values("division"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        found = ((place, told.get(f"text_{place.pk}")) for place in self.places)
        texts = {place: text for place, text in found if text}
        if not self.errors and not texts:
            raise forms.ValidationError(_("Nothing is filled in yet. Fill in below what has come in."))
        return {"period": told.get("period"), "handed_in_on": told.get("handed_in_on"), "texts": texts}


def _enter(*, obj: None, **values: Any) -> None:
    actions.hand_in_reports(**values)


@admin.register(Report)
class ReportAdmin(ScopedAdmin):
    form = ReportForm
    list_display = ("period", "division", "handed_in_on")
    list_display_links = ("period", "division")
    list_select_related = ("period", "division")
    list_filter = (StandingFilter, place_filter("division__code"), linked("period"))
    search_fields = ("division__name", "division__pinyin", "period__code")
    search_help_text = _("Name or pinyin of the place, or a quarter as 2011-Q4")
    ordering = ("-period__starts_on", "division_id", "-id")
    autocomplete_fields = ("division", "period")
    readonly_fields = ("figures",)
    verbs = (
        Verb(
            "enter",
            _("Enter the reports that have come in"),
            _enter,
            EnterForm,
            "assessments.add_report",
            on_list=True,
            explain=_("Shown are the townships that have handed in no report of the quarter."),
        ),
        void_verb(),
    )
    fieldsets = (
        (None, {"fields": ("division", "period", "handed_in_on", "text")}),
        (_("From the records"), {"fields": ("figures",)}),
    )

    @admin.display(description=_("figures"), empty_value="–")
    def figures(self, report: Report) -> Any:
        """What the records say of the place and the quarter at this moment."""
        if report.pk is None:
            return None
        return format_html_join("", "<div>{}: {}</div>", figures_of(report))
