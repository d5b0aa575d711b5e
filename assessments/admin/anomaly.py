"""What looked implausible: to be read, followed to its rows, and judged before a table goes public."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments import actions, anomalies
from assessments.admin.possible import telling
from assessments.models import Anomaly, ScoreRun
from cadres.admin.filters import place_filter
from cadres.admin.search import PersonSearch
from config.admin import Panel, ReadOnlyAdmin
from config.admin_forms import VerbForm
from config.admin_lists import linked
from config.admin_verbs import Verb
from config.millionths import to_text
from config.naming import writers_in_sight

State = Anomaly.State
ROWS_SHOWN = 50


class JudgeForm(VerbForm):
    remark = forms.CharField(label=_("remark"), max_length=200)


@telling
def _explain(*, obj: Anomaly, **values: Any) -> Anomaly:
    return actions.explain_anomaly(anomaly=obj, **values)


@telling
def _confirm(*, obj: Anomaly, **values: Any) -> Anomaly:
    return actions.confirm_anomaly(anomaly=obj, **values)


VERBS = (
    Verb(
        "explain",
        _("Explain"),
        _explain,
        JudgeForm,
        permission="assessments.change_anomaly",
        fits=lambda anomaly: anomaly.state != State.EXPLAINED,
        explain=_("It looks implausible and is right. Say why, and whom you asked."),
        as_action=True,
    ),
    Verb(
        "confirm",
        _("Confirm"),
        _confirm,
        JudgeForm,
        permission="assessments.change_anomaly",
        fits=lambda anomaly: anomaly.state != State.CONFIRMED,
        explain=_(
            "It is wrong. Say what was established. No score changes by this: mark the wrong entries as void, then "
            "compute the scores again."
        ),
        as_action=True,
    ),
)


@admin.register(Anomaly)
class AnomalyAdmin(PersonSearch, ReadOnlyAdmin):
    list_display = ("kind", "division", "cadre", "month_shown", "count", "state", "remark", "period")
    list_select_related = ("division", "cadre", "run__period", "run__division")
    list_filter = ("state", "kind", place_filter("division__code"), linked("run"), linked("cadre"))
    ordering = ("-run_id", "id")
    verbs = VERBS
    fieldsets = (
        (None, {"fields": ("kind", "definition", "division", "cadre", "month_shown", "count", "values")}),
        (_("Judgement"), {"fields": ("state", "remark", "judged_by", "judged_at")}),
        (_("Found"), {"fields": ("run", "found_at")}),
    )
    readonly_fields = ("definition", "month_shown", "values")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related(writers_in_sight(request.user, "judged_by"))

    def panels(self, request: HttpRequest, obj: Anomaly) -> list[Panel]:
        rows = [(str(row), change_page(row)) for row in rows_behind(obj, request.user)]
        found = [Panel(gettext("The records (the first ones)"), rows, gettext("None that you may see."))]
        if obj.details.get("of") == "villages.visit":
            found.append(Panel(gettext("Visit diary"), [(gettext("The diary of the month"), diary_of(obj))]))
        return found

    @admin.display(description=_("what it means"))
    def definition(self, anomaly: Anomaly) -> str:
        return str(anomalies.registered()[anomaly.kind].explained)

    @admin.display(description=_("month"))
    def month_shown(self, anomaly: Anomaly) -> str:
        return anomaly.month

    @admin.display(description=_("period"))
    def period(self, anomaly: Anomaly) -> str:
        return anomaly.run.period.code

    @admin.display(description=_("points outside of learning"))
    def values(self, anomaly: Anomaly) -> str:
        """What a jump compares, the earlier month first."""
        if "before" not in anomaly.details:
            return "–"
        return " → ".join(to_text(anomaly.details[name]) for name in ("before", "after"))


def rows_behind(anomaly: Anomaly, staff: Any) -> QuerySet:
    """The first rows of an anomaly that an account may see."""
    model = apps.get_model(anomaly.details.get("of", "villages.visit"))
    rows = model._default_manager.visible_to(staff).filter(pk__in=anomaly.keys[:ROWS_SHOWN])
    return rows.select_related("cadre").order_by("pk")


def change_page(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def diary_of(anomaly: Anomaly) -> str:
    """The visit list of the cadre, or of the place, in the month."""
    whose = {"cadre": anomaly.cadre_id} if anomaly.cadre_id else {"place": anomaly.division.code}
    return f"{reverse('admin:villages_visit_changelist')}?{urlencode({**whose, 'month': anomaly.month})}"


def open_in_words(run: ScoreRun) -> str:
    """'3 not judged yet', or that nobody has looked."""
    if run.anomalies_found_at is None:
        return gettext("Nobody has looked for them yet.")
    return gettext("%(count)d not judged yet") % {"count": run.anomalies.open().count()}


def panel_of(request: HttpRequest, run: ScoreRun) -> Panel:
    """How many anomalies of a run are open, explained and confirmed, each leading to their list."""
    title = gettext("Implausible records")
    if run.anomalies_found_at is None:
        return Panel(title, [], gettext("Nobody has looked for them yet."))
    visible = Anomaly.objects.visible_to(request.user).filter(run=run).order_by()
    counts = dict(visible.values_list("state").annotate(Count("pk")))
    address = reverse("admin:assessments_anomaly_changelist")
    links = [
        (f"{label}: {counts.get(state, 0)}", f"{address}?run={run.pk}&state__exact={state}")
        for state, label in State.choices
    ]
    return Panel(title, links)
