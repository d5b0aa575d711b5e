"""What this floor adds to the page of a cadre."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Score
from assessments.scoring.totals import weighted_mean
from cadres.admin.extensions import cadre_panel
from cadres.models import Cadre
from config.admin import Panel
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
