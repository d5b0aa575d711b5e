"""Study reports: one by one, or a place's of a month as a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments import actions, due
from assessments.actions.studies import place_study_report
from assessments.models import StudiedSkill, StudyReport
from assessments.models.period import bounds_of
from cadres.admin.columns import CadreColumns
from cadres.admin.filters import place_filter
from cadres.admin.search import PersonSearch
from cadres.models import Cadre, Division, LearningGoal, Post, Skill
from config.admin import ScopedAdmin, ScopedInline
from config.admin_forms import FactForm, VerbForm, day
from config.admin_lists import StandingFilter, linked, usable
from config.admin_verbs import Verb, void_verb
from config.fields import validate_month
from config.spreadsheets.admin import SheetImportMixin

AT_ONCE = 100
"""So many people a page asks about; of a larger place the others follow once these are saved."""


class StudyReportForm(FactForm):
    def rules(self) -> None:
        place_study_report(self.instance, self.request.user)


class EnterForm(VerbForm):
    """Asks for the study reports of a place and month as a list: what each cadre writes, and of which of the own
    learning goals. Who is left empty has handed in nothing."""

    month = forms.CharField(
        label=_("month"), max_length=7, validators=[validate_month], help_text=_("As 2011-10.")
    )
    division = forms.ModelChoiceField(label=_("place"), queryset=Division.objects.all())
    handed_in_on = day(label=_("handed in on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.fields["division"]
        places.queryset = places.queryset.filter(level__in=["county", "township"])
        self.initial.setdefault("month", due.last_months(timezone.localdate(), 1)[0])
        only = list(places.queryset[:2])
        if len(only) == 1:
            self.initial.setdefault("division", only[0].pk)
        self.cadres = self.asked_about()
        goals = goals_of(self.cadres)
        for cadre in self.cadres:
            self.ask(cadre, goals.get(cadre.pk, []))

    def told(self, name: str) -> str:
        """What has been typed, else what the address says."""
        return str((self.data if self.is_bound else self.initial).get(name) or "")

    def asked_about(self) -> list[Cadre]:
        """Those who have handed in nothing yet, and whoever something has been typed for."""
        month, key = self.told("month"), self.told("division")
        if not is_month(month) or not usable(key):
            return []
        place = self.fields["division"].queryset.filter(pk=key).first()
        if place is None:
            return []
        posts = Post.objects.filter(division=place, cadre__erased_at=None).order_by(
            "cadre__pinyin", "cadre_id"
        )
        found = due.yet_to_hand_in(posts, month).select_related("cadre")
        cadres = {post.cadre_id: post.cadre for post in found[:AT_ONCE]}
        typed = [name.removeprefix("content_") for name in self.data if name.startswith("content_")]
        late = [pk for pk in typed if usable(pk) and int(pk) not in cadres and self.told(f"content_{pk}")]
        cadres |= {c.pk: c for c in Cadre.objects.filter(pk__in=late, posts__division=place)} if late else {}
        return list(cadres.values())

    def ask(self, cadre: Cadre, goals: list[Skill]) -> None:
        """The fields about one cadre."""
        self.fields[f"content_{cadre.pk}"] = forms.CharField(
            label=f"{cadre.name} {cadre.number}", required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
        if goals:
            self.fields[f"skills_{cadre.pk}"] = forms.MultipleChoiceField(
                label=gettext("skills studied"),
                required=False,
                choices=[(str(skill.pk), str(skill)) for skill in goals],
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        """What the verb takes; without a single report the list is shown, to be filled in."""
        told = super().clean() or self.cleaned_data
        reports = list(self.reports(told))
        if not self.errors and not reports:
            if self.cadres:
                raise forms.ValidationError(_("Nothing is filled in yet. Fill in below what has come in."))
            raise forms.ValidationError(_("Nobody of this place owes a study report of this month any more."))
        return {"month": told.get("month"), "handed_in_on": told.get("handed_in_on"), "reports": reports}

    def reports(self, told: dict[str, Any]) -> Iterator[actions.HandedIn]:
        skills = Skill.objects.in_bulk(
            [int(key) for name, keys in told.items() if name.startswith("skills_") for key in keys]
        )
        for cadre in self.cadres:
            content = told.get(f"content_{cadre.pk}")
            if content:
                chosen = [skills[int(key)] for key in told.get(f"skills_{cadre.pk}", ())]
                yield actions.HandedIn(cadre, content, skills=tuple(chosen))


def is_month(text: str) -> bool:
    try:
        return bounds_of(text)[0] == "month"
    except ValueError:
        return False


def goals_of(cadres: list[Cadre]) -> dict[int, list[Skill]]:
    """The skills that these cadres have taken up and not ended, by cadre."""
    found: dict[int, list[Skill]] = {}
    goals = LearningGoal.objects.open_ended().filter(cadre__in=cadres).select_related("skill")
    for goal in goals.order_by("skill__code"):
        found.setdefault(goal.cadre_id, []).append(goal.skill)
    return found


def _enter(*, obj: None, **values: Any) -> None:
    actions.hand_in_study_reports(**values)


class MonthFilter(admin.SimpleListFilter):
    """Reports of one of the last twelve months."""

    title = _("month")
    parameter_name = "month"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [(month, month) for month in due.last_months(timezone.localdate(), 12)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(month=self.value()) if self.value() else queryset


class StudiedSkillInline(ScopedInline):
    model = StudiedSkill
    fields = ("skill",)
    autocomplete_fields = ("skill",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("report__cadre", "skill")

    def has_change_permission(self, request: HttpRequest, obj: StudyReport | None = None) -> bool:
        """A skill that stands is corrected on its own page."""
        return False

    def has_add_permission(self, request: HttpRequest, obj: StudyReport | None = None) -> bool:
        return super().has_add_permission(request, obj) and not (obj and obj.is_void)


@admin.register(StudyReport)
class StudyReportAdmin(SheetImportMixin, CadreColumns, PersonSearch, ScopedAdmin):
    import_kind = "studies"
    form = StudyReportForm
    list_display = ("month", "cadre", "cadre_number", "division", "handed_in_on", "hours")
    list_display_links = ("month", "cadre")
    list_select_related = ("cadre", "division")
    list_filter = (StandingFilter, MonthFilter, place_filter("division__code"), linked("cadre"))
    also_search = ("month",)
    ordering = ("-month", "-id")
    autocomplete_fields = ("cadre",)
    inlines = (StudiedSkillInline,)
    verbs = (
        Verb(
            "enter",
            _("Enter the reports of a place"),
            _enter,
            EnterForm,
            "assessments.add_studyreport",
            on_list=True,
            explain=_(
                "Choose month and place, and press the button: those who have handed in nothing are listed."
            ),
        ),
        void_verb(),
    )
    fieldsets = (
        (None, {"fields": ("cadre", "month", "handed_in_on", "division")}),
        (_("Study"), {"fields": ("content", "hours")}),
    )


@admin.register(StudiedSkill)
class StudiedSkillAdmin(ScopedAdmin):
    list_display = ("report", "skill")
    list_select_related = ("report__cadre", "skill")
    list_filter = (linked("skill"),)
    search_fields = ("skill__name", "skill__code")
    ordering = ("-id",)
    autocomplete_fields = ("skill",)
    readonly_fields = ("report",)
    fieldsets = ((None, {"fields": ("report", "skill")}),)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Skills are entered under their report."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: StudiedSkill | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.report.is_void)
