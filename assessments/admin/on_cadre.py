"""What this floor adds to the page of a cadre."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Adjustment, Award, Commendation, ProgrammeGrade, Score, Talk, YearlyGrade
from assessments.scoring.totals import weighted_mean
from cadres.admin.extensions import cadre_panel
from cadres.models import Cadre
from config.admin import Panel
from config.facts import Voidable
from config.millionths import to_text

RECENT = 6


@cadre_panel
def score_panel(request: HttpRequest, cadre: Cadre) -> Panel:
    """The newest scores, one a computation: over all posts that the cadre held in the period, by days."""
    found = Score.objects.visible_to(request.user).filter(cadre=cadre)
    scores = found.select_related("run__period", "run__division").order_by("-run_id", "pk")[: 2 * RECENT]
    runs = [list(segments) for _run, segments in groupby(scores, key=attrgetter("run_id"))]
    links = [(score_in_words(segments), address_of(segments)) for segments in runs[:RECENT]]
    return Panel(_("Scores"), links, _("Not scored yet."))


def score_in_words(segments: list[Score]) -> str:
    """A cadre's score of one computation; without a measured segment, why there is none."""
    total = weighted_mean((one.total, one.days) for one in segments if one.total is not None)
    result = segments[0].get_status_display() if total is None else to_text(total)
    return f"{segments[0].run.period} · {segments[0].run.division}: {result}"


def address_of(segments: list[Score]) -> str:
    """The page of a segment, or the list of several."""
    if len(segments) == 1:
        return reverse("admin:assessments_score_change", args=[segments[0].pk])
    first = segments[0]
    return f"{reverse('admin:assessments_score_changelist')}?cadre={first.cadre_id}&run={first.run_id}"


CONSEQUENCES: tuple[Any, ...] = (ProgrammeGrade, YearlyGrade, Adjustment, Award, Talk, Commendation)
"""What follows from an assessment, in the order in which it is listed."""


@cadre_panel
def consequence_panel(request: HttpRequest, cadre: Cadre) -> Panel:
    """Of each kind of consequence the newest that the account may see."""
    links = []
    for model in CONSEQUENCES:
        found = model.objects.visible_to(request.user).filter(cadre=cadre)
        if issubclass(model, Voidable):
            found = found.standing()
        keys = ("division",) if model is YearlyGrade else ("division", "period")
        newest = found.select_related(*keys).order_by("-pk")[:RECENT]
        links += [(consequence_in_words(one), consequence_address(one)) for one in newest]
    return Panel(_("Consequences"), links, _("None so far."))


def consequence_in_words(one: Any) -> str:
    """What it is, of when and where, and what came of it: never what was said in a talk."""
    when = one.year if isinstance(one, YearlyGrade) else one.period
    if isinstance(one, ProgrammeGrade):
        result = f"{one.get_grade_display()} ({to_text(one.score)})"
    elif isinstance(one, YearlyGrade):
        proposed = _("proposed: %(grade)s") % {"grade": one.get_proposed_display()}
        result = one.get_grade_display() if one.is_decided else proposed
    elif isinstance(one, Adjustment):
        result = f"{one.get_kind_display()} {to_text(one.points)} · {one.get_state_display()}"
    elif isinstance(one, Award):
        result = f"¥{one.yuan}"
    elif isinstance(one, Commendation):
        result = f"{one.get_kind_display()} · {one.get_state_display()}"
    else:
        result = one.get_state_display()
    return f"{one._meta.verbose_name} · {when} · {one.division}: {result}"


def consequence_address(one: Any) -> str:
    return reverse(f"admin:assessments_{one._meta.model_name}_change", args=[one.pk])
