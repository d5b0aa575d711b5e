"""Computations and what they found: to be read, and to prepare tables from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments import actions
from assessments.admin.anomaly import panel_of
from assessments.admin.behind import OF_SEGMENT
from assessments.admin.from_a_run import OF_A_RUN
from assessments.admin.period import ComputeForm
from assessments.admin.possible import telling
from assessments.admin.working import WorkingsMixin
from assessments.items import measured_in_words, points_in_words
from assessments.models import Edition, Period, Score, ScoreItem, ScoreRun
from cadres.admin.filters import place_filter
from cadres.admin.search import PersonSearch
from config.admin import ListedInline, Panel, ReadOnlyAdmin
from config.admin_forms import VerbForm, pick
from config.admin_lists import linked
from config.admin_verbs import Verb
from config.millionths import to_text
from config.naming import writers_in_sight


class PrepareForm(VerbForm):
    kind = forms.ChoiceField(label=_("kind"), choices=Edition.Kind.choices)
    note = forms.CharField(
        label=_("what this revision corrects"),
        max_length=200,
        required=False,
        help_text=_("Needed where the table has been published before."),
    )


class ComputeAnyForm(ComputeForm):
    period = pick(ScoreRun, "period")
    field_order = ("period", "division")


@telling
def _prepare(*, obj: ScoreRun, **values: Any) -> Edition:
    return actions.prepare_edition(run=obj, **values)


@telling
def _refresh(*, obj: ScoreRun, by: Any) -> ScoreRun:
    actions.refresh_scores(run=obj, by=by)
    return obj


@telling
def _compute(*, obj: None, period: Period, **values: Any) -> ScoreRun:
    return actions.score(period=period, **values)


@telling
def _find_anomalies(*, obj: ScoreRun, by: Any) -> None:
    actions.find_anomalies(run=obj, by=by)


@admin.register(ScoreRun)
class ScoreRunAdmin(ReadOnlyAdmin):
    list_display = ("period", "division", "scheme", "as_of", "made_by", "segments")
    list_select_related = ("period", "division", "scheme")
    list_filter = ("period__kind", place_filter("division__code"), linked("period"))
    search_fields = ("period__code", "division__name")
    search_help_text = _("Period or division")
    ordering = ("-id",)
    verbs = (
        Verb(
            "compute", _("Compute scores"), _compute, ComputeAnyForm, "assessments.add_scorerun", on_list=True
        ),
        Verb(
            "refresh",
            _("Bring up to date"),
            _refresh,
            permission="assessments.change_scorerun",
            fits=lambda run: not run.editions.exists(),
            explain=_("Counts again what is recorded now; only segments whose numbers differ are written."),
        ),
        Verb(
            "anomalies",
            _("Look for implausible records"),
            _find_anomalies,
            permission="assessments.add_anomaly",
            explain=_(
                "Looks through the diaries and scores behind this computation, as they are recorded now. What nobody "
                "has judged is looked for anew; no score changes."
            ),
        ),
        Verb("prepare", _("Prepare a table"), _prepare, PrepareForm, "assessments.add_edition"),
        *OF_A_RUN,
    )
    fieldsets = (
        (None, {"fields": ("period", "division", "scheme")}),
        (_("Computation"), {"fields": ("as_of", "made_by", "segments", "anomalies_found_at")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related(writers_in_sight(request.user, "made_by"))

    def panels(self, request: HttpRequest, obj: ScoreRun) -> list[Panel]:
        editions = (
            Edition.objects.visible_to(request.user).filter(run=obj).select_related("period").order_by("-id")
        )
        tables = [
            (
                f"{edition} · {edition.get_state_display()}",
                reverse("admin:assessments_edition_change", args=[edition.pk]),
            )
            for edition in editions
        ]
        scores = f"{reverse('admin:assessments_score_changelist')}?run={obj.pk}"
        return [
            Panel(gettext("Tables prepared from it"), tables, gettext("None yet.")),
            Panel(gettext("Scores"), [(gettext("All scores of this computation"), scores)]),
            panel_of(request, obj),
        ]


class ItemInline(ListedInline):
    model = ScoreItem
    fields = ("indicator", "measured", "points_shown")
    readonly_fields = ("measured", "points_shown")
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("indicator")

    @admin.display(description=_("measured value"))
    def measured(self, item: ScoreItem) -> str:
        return measured_in_words(item)

    @admin.display(description=_("points"))
    def points_shown(self, item: ScoreItem) -> str:
        return points_in_words(item)


@admin.register(Score)
class ScoreAdmin(WorkingsMixin, PersonSearch, ReadOnlyAdmin):
    list_display = (
        "cadre",
        "division",
        "period",
        "post_class",
        "days",
        "status",
        "adjustment_shown",
        "total_shown",
    )
    list_select_related = ("cadre", "division", "run__period", "run__division")
    list_filter = ("status", "post_class", place_filter("division__code"), linked("run"), linked("cadre"))
    ordering = ("-run_id", "id")
    inlines = (ItemInline,)
    pages = (OF_SEGMENT,)
    fieldsets = (
        (None, {"fields": ("cadre", "run", "division", "post", "post_class")}),
        (_("Segment"), {"fields": ("starts_on", "days", "group", "late")}),
        (_("Result"), {"fields": ("status", "adjustment_shown", "total_shown")}),
    )
    readonly_fields = ("adjustment_shown", "total_shown")

    @admin.display(description=_("period"))
    def period(self, score: Score) -> str:
        return score.run.period.code

    @admin.display(description=_("bonus and deduction"))
    def adjustment_shown(self, score: Score) -> str:
        return to_text(score.adjustment)

    @admin.display(description=_("total"), ordering="total")
    def total_shown(self, score: Score) -> str:
        return "–" if score.total is None else to_text(score.total)


@admin.register(ScoreItem)
class ScoreItemAdmin(ReadOnlyAdmin):
    list_display = ("id", "cadre", "indicator", "measured", "points_shown")
    list_select_related = ("score__cadre", "indicator")
    list_filter = (linked("score"),)
    ordering = ("-id",)
    fieldsets = ((None, {"fields": ("score", "indicator", "measured", "points_shown")}),)
    readonly_fields = ("measured", "points_shown")

    @admin.display(description=_("cadre"))
    def cadre(self, item: ScoreItem) -> str:
        return str(item.score.cadre)

    @admin.display(description=_("measured value"))
    def measured(self, item: ScoreItem) -> str:
        return measured_in_words(item)

    @admin.display(description=_("points"), ordering="points")
    def points_shown(self, item: ScoreItem) -> str:
        return points_in_words(item)
