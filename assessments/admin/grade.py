"""Rules of grades, programme grades, yearly grades."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from assessments import actions
from assessments.admin.possible import telling
from assessments.models import Grade, GradeRule, ProgrammeGrade, YearlyGrade
from cadres.admin.columns import CadreColumns
from cadres.admin.filters import place_filter
from cadres.admin.search import PersonSearch
from config.admin import ReadOnlyAdmin, ScopedAdmin
from config.admin_forms import VerbForm
from config.admin_lists import InForceFilter, StandingFilter, linked
from config.admin_verbs import Verb, end_verb, void_verb
from config.millionths import to_text


def is_used(rule: GradeRule) -> bool:
    return rule.grades.exists()


@admin.register(GradeRule)
class GradeRuleAdmin(ScopedAdmin):
    list_display = (
        "division",
        "valid_from",
        "valid_to",
        "pass_shown",
        "fail_makes",
        "outstanding_shown",
        "share_shown",
    )
    list_select_related = ("division",)
    list_filter = (InForceFilter, place_filter("division__code"))
    search_fields = ("division__name",)
    ordering = ("-id",)
    autocomplete_fields = ("division",)
    verbs = (
        replace(end_verb(), permission="assessments.change_graderule"),
        replace(
            void_verb(),
            permission="assessments.change_graderule",
            fits=lambda rule: not rule.is_void and not is_used(rule),
            as_action=False,
        ),
    )
    fieldsets = (
        (None, {"fields": ("division", "pass_mark")}),
        (
            _("From the programme to the year"),
            {"fields": ("fail_makes", "outstanding_from", "outstanding_share")},
        ),
        (_("Time"), {"fields": ("valid_from", "valid_to")}),
    )

    def has_change_permission(self, request: HttpRequest, obj: GradeRule | None = None) -> bool:
        """A rule on which grades rest can be ended, not changed."""
        return super().has_change_permission(request, obj) and (obj is None or not is_used(obj))

    @admin.display(description=_("pass mark"), ordering="pass_mark")
    def pass_shown(self, rule: GradeRule) -> str:
        return to_text(rule.pass_mark)

    @admin.display(description=_("outstanding from"), ordering="outstanding_from")
    def outstanding_shown(self, rule: GradeRule) -> str:
        return to_text(rule.outstanding_from)

    @admin.display(description=_("outstanding at most"), ordering="outstanding_share")
    def share_shown(self, rule: GradeRule) -> str:
        return f"{to_text(100 * rule.outstanding_share)} %"


@admin.register(ProgrammeGrade)
class ProgrammeGradeAdmin(CadreColumns, PersonSearch, ReadOnlyAdmin):
    list_display = (
        "cadre",
        "cadre_number",
        "division",
        "period",
        "grade",
        "score_shown",
        "mark_shown",
        "graded_for",
    )
    list_select_related = ("cadre", "division", "period", "graded_for")
    list_filter = (
        StandingFilter, "grade", place_filter("division__code"), linked("period"), linked("cadre"), linked("run"),
    )  # fmt: skip
    ordering = ("-id",)
    fieldsets = (
        (None, {"fields": ("cadre", "division", "period", "grade", "score", "pass_mark")}),
        (_("What it rests on"), {"fields": ("run", "rule", "graded_for")}),
    )

    @admin.display(description=_("score"), ordering="score")
    def score_shown(self, grade: ProgrammeGrade) -> str:
        return to_text(grade.score)

    @admin.display(description=_("pass mark"), ordering="pass_mark")
    def mark_shown(self, grade: ProgrammeGrade) -> str:
        return to_text(grade.pass_mark)


class DecideForm(VerbForm):
    grade = forms.ChoiceField(
        label=_("yearly grade"), choices=[("", _("as proposed")), *Grade.choices], required=False
    )
    reason = forms.CharField(
        label=_("reason for marking up or down"),
        max_length=200,
        required=False,
        help_text=_("Needed where the grade is not the proposed one."),
    )
    decided_by = forms.CharField(label=_("decided by"), max_length=50, help_text=_("Name and office."))


class DecidedFilter(admin.SimpleListFilter):
    """Yearly grades by whether a person has decided them."""

    title = _("decision")
    parameter_name = "decided"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("waits for a decision")), ("yes", _("decided"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() not in dict(self.lookup_choices):
            return queryset
        return queryset.decided() if self.value() == "yes" else queryset.filter(grade="")


@telling
def _decide(*, obj: YearlyGrade, **values: Any) -> YearlyGrade:
    return actions.decide_yearly(yearly=obj, **values)


@admin.register(YearlyGrade)
class YearlyGradeAdmin(CadreColumns, PersonSearch, ReadOnlyAdmin):
    list_display = (
        "cadre", "cadre_number", "division", "year", "programme", "proposed", "grade", "reason", "decided_by",
    )  # fmt: skip
    list_select_related = ("cadre", "division", "programme_grade")
    list_filter = (
        StandingFilter,
        DecidedFilter,
        "proposed",
        "grade",
        "year",
        place_filter("division__code"),
        linked("cadre"),
    )
    ordering = ("-year", "division_id", "id")
    verbs = (
        Verb(
            "decide",
            _("Decide"),
            _decide,
            DecideForm,
            "assessments.change_yearlygrade",
            fits=lambda yearly: not yearly.is_void and not yearly.is_decided,
            explain=_(
                "A person decides the yearly grade. It may be marked up or down with a reason, but not against the "
                "rule that links it to the programme grade. A decision stays; one that was wrong is voided."
            ),
            as_action=True,
        ),
        replace(void_verb(), permission="assessments.change_yearlygrade"),
    )
    fieldsets = (
        (None, {"fields": ("cadre", "division", "year", "programme_grade", "proposed")}),
        (_("Decision"), {"fields": ("grade", "reason", "decided_by", "decided_at")}),
    )

    @admin.display(description=_("programme grade"))
    def programme(self, yearly: YearlyGrade) -> str:
        return f"{yearly.programme_grade.get_grade_display()} {to_text(yearly.programme_grade.score)}"
