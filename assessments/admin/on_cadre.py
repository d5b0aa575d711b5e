"""What this floor adds to the page of a cadre."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Score
from cadres.admin.extensions import cadre_panel
from cadres.models import Cadre
from config.admin import Panel
from config.millionths import to_text

RECENT = 6


@cadre_panel
def score_panel(request: HttpRequest, cadre: Cadre) -> Panel:
    """The newest scores."""
    found = (
        Score.objects.visible_to(request.user)
        .filter(cadre=cadre)
        .select_related("run__period", "run__division")
    )
    links = [
        (
            f"{score.run.period} · {score.run.division}: "
            + (score.get_status_display() if score.total is None else to_text(score.total)),
            reverse("admin:assessments_score_change", args=[score.pk]),
        )
        for score in found.order_by("-pk")[:RECENT]
    ]
    return Panel(_("Scores"), links, _("Not scored yet."))
