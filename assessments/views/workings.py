"""A cadre's own score behind a link: shown when it is asked for, not when a link is merely followed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from assessments.actions.workings import find_link, open_working_link
from assessments.models.working import OPEN_FOR
from assessments.public.lookup import NotPublic
from assessments.public.wording import period_label
from assessments.views.pages import public_form
from assessments.workings import workings_of

MINUTES = int(OPEN_FOR.total_seconds() // 60)


@csrf_exempt
@public_form
def working(request: HttpRequest, token: str) -> HttpResponse:
    """GET tells what lies behind the link; POST opens it. Programs that follow every link in a message open nothing."""
    link = open_working_link(token=token) if request.method == "POST" else find_link(token)
    if link is None:
        raise NotPublic(
            _(
                "This link is not valid any more, or was opened before. Ask the office of your township for a new one."
            )
        )
    context = {"link": link, "period": period_label(link.run.period), "minutes": str(MINUTES)}
    if request.method == "POST":
        context["workings"] = workings_of(link.run, link.division, link.cadre_id)
    response = render(request, "assessments/working.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response
