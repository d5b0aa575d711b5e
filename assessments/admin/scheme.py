"""Schemes and their indicators. A draft may change; an adopted scheme is to be looked at and copied."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments import actions, ready
from assessments.admin.possible import telling
from assessments.admin.scheme_pages import PAGES
from assessments.models import Indicator, Scheme
from assessments.models.scheme import sums_in_words
from assessments.refining import breaches
from cadres.admin.filters import place_filter
from config.admin import ScopedAdmin, ScopedInline
from config.admin_forms import VerbForm, pick
from config.admin_lists import linked
from config.admin_verbs import Verb
from config.millionths import to_text


def is_draft(scheme: Scheme) -> bool:
    return scheme.state == Scheme.State.DRAFT


@telling
def _adopt(*, obj: Scheme, by: Any) -> Scheme:
    return actions.adopt_scheme(scheme=obj, by=by)


class CopyForm(VerbForm):
    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.obj:
            self.initial.setdefault("year", self.obj.year)


@telling
def _copy(*, obj: Scheme, **values: Any) -> Scheme:
    return actions.copy_scheme(scheme=obj, **values)


class RefineForm(VerbForm):
    division = pick(Scheme, "division")


class BeginForm(VerbForm):
    """Chooses a ready scheme, and for which place and year."""

    key = forms.ChoiceField(label=_("ready scheme"), choices=ready.choices, widget=forms.RadioSelect)
    division = pick(Scheme, "division")
    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("year", timezone.localdate().year)


@telling
def _begin(*, obj: None, **values: Any) -> Scheme:
    return actions.begin_scheme(**values)


class RefineSuperiorForm(RefineForm):
    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("year", timezone.localdate().year)


@telling
def _refine_superior(*, obj: None, **values: Any) -> Scheme:
    return actions.refine_superior(**values)


@telling
def _refine(*, obj: Scheme, **values: Any) -> Scheme:
    return actions.refine_scheme(scheme=obj, **values)


class IndicatorInline(ScopedInline):
    """The lines of a scheme at a glance; classes of townships and bounds are on an indicator's own page."""

    model = Indicator
    fields = (
        "position", "section", "name", "measure", "curve", "target", "steps", "limit", "points", "applies_to",
    )  # fmt: skip
    ordering = ("position", "id")

    def has_change_permission(self, request: HttpRequest, obj: Scheme | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or is_draft(obj))

    def has_add_permission(self, request: HttpRequest, obj: Scheme | None = None) -> bool:
        return super().has_add_permission(request, obj) and (obj is None or is_draft(obj))


@admin.register(Scheme)
class SchemeAdmin(ScopedAdmin):
    list_display = ("name", "division", "year", "version", "state", "name_en")
    list_select_related = ("division",)
    list_filter = ("state", "year", place_filter("division__code"))
    search_fields = ("name", "name_en", "division__name")
    ordering = ("-year", "division_id", "-version")
    autocomplete_fields = ("division",)
    inlines = (IndicatorInline,)
    verbs = (
        Verb(
            "adopt",
            _("Adopt"),
            _adopt,
            fits=is_draft,
            explain=_("An adopted scheme never changes. To correct it, copy it and adopt the next version."),
        ),
        Verb("copy", _("Copy as a new draft"), _copy, CopyForm, "assessments.add_scheme"),
        Verb(
            "refine",
            _("Refine for a place below"),
            _refine,
            RefineForm,
            "assessments.add_scheme",
            fits=lambda scheme: not is_draft(scheme),
            explain=_(
                "Makes a draft of the same indicators, to be changed inside the bounds that this scheme sets."
            ),
        ),
        Verb(
            "begin", _("Begin from a ready scheme"), _begin, BeginForm, "assessments.add_scheme", on_list=True
        ),
        Verb(
            "refine-superior",
            _("Refine the superior's scheme"),
            _refine_superior,
            RefineSuperiorForm,
            "assessments.add_scheme",
            on_list=True,
            explain=_(
                "Makes a draft for a place from the scheme of its superior, to be changed inside its bounds."
            ),
        ),
    )
    pages = PAGES
    fieldsets = (
        (None, {"fields": ("name", "name_en", "division")}),
        (_("Validity"), {"fields": (("year", "version"), "effective_from", "state", "refines")}),
        (_("Limits"), {"fields": ("bonus_cap", "deduction_cap", "rank_minimum", "incomplete_limit")}),
        (_("For places below"), {"fields": ("own_points",)}),
    )

    def has_change_permission(self, request: HttpRequest, obj: Scheme | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or is_draft(obj))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A draft may be unfinished: how far its points are from 100 is said, not refused; adopting refuses."""
        super().save_related(request, form, formsets, change)
        for whom, total in sums_in_words(form.instance.indicators.all()):
            text = gettext("Points for “%(whom)s”: %(total)s of 100.")
            messages.info(request, text % {"whom": whom, "total": total})
        for sentence in breaches(form.instance):
            messages.warning(request, sentence)


@admin.register(Indicator)
class IndicatorAdmin(ScopedAdmin):
    list_display = (
        "name",
        "scheme",
        "section",
        "measure",
        "target_shown",
        "points_shown",
        "curve",
        "applies_to",
    )
    list_select_related = ("scheme",)
    list_filter = ("section", "measure", "applies_to", linked("scheme"))
    search_fields = ("name", "name_en", "scheme__name")
    ordering = ("-scheme_id", "position", "id")
    autocomplete_fields = ("scheme",)
    fieldsets = (
        (None, {"fields": ("scheme", "position", "section", "name", "name_en")}),
        (_("What is measured"), {"fields": ("measure", "curve", "target", "steps", "limit", "points")}),
        (_("For whom"), {"fields": ("applies_to", "groups", "periods")}),
        (
            _("Bounds for places below"),
            {
                "fields": (("target_min", "target_max"), ("points_min", "points_max"), "refines"),
                "description": _(
                    "How far a scheme that refines this one may depart from it. Empty: not at all."
                ),
            },
        ),
    )
    readonly_fields = ("refines",)

    def has_change_permission(self, request: HttpRequest, obj: Indicator | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or is_draft(obj.scheme))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """An adopted scheme takes no further indicator."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.queryset = field.queryset.filter(state=Scheme.State.DRAFT)
        return field

    @admin.display(description=_("target"), ordering="target")
    def target_shown(self, indicator: Indicator) -> str:
        return to_text(indicator.target)

    @admin.display(description=_("points"), ordering="points")
    def points_shown(self, indicator: Indicator) -> str:
        return to_text(indicator.points)
