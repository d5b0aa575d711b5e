"""What waits to be done about cadres."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.models import Cadre, LearningGoal, TransferRequest
from config.admin import Waiting


@admin.site.waits
def without_goal(request: HttpRequest) -> Iterator[Waiting]:
    """Serving cadres who have not taken up a skill."""
    if not request.user.has_perm("cadres.add_learninggoal"):
        return
    today = timezone.localdate()
    goals = LearningGoal.objects.in_force(today).filter(cadre=OuterRef("pk"))
    found = Cadre.objects.visible_to(request.user).serving_on(today).filter(~Exists(goals))
    url = reverse("admin:cadres_cadre_changelist") + "?learning=no_goal"
    yield Waiting(_("cadres have no learning goal"), found.count(), url)


@admin.site.waits
def transfers_to_decide(request: HttpRequest) -> Iterator[Waiting]:
    """Requests to let a cadre go."""
    if not request.user.has_perm("cadres.change_transferrequest"):
        return
    found = TransferRequest.objects.undecided().decided_in(request.user.scope)
    url = reverse("admin:cadres_transferrequest_changelist") + "?state__exact=requested"
    yield Waiting(_("transfer requests wait for your decision"), found.count(), url)
