"""The roll of honour: who and what was commended, and for what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from assessments.public import honours as public
from assessments.public.lookup import NotPublic
from assessments.views.pages import public_page


@public_page
def honours(request: HttpRequest) -> HttpResponse:
    """The published commendations of a year, the newest first."""
    years = public.years()
    year = request.GET.get("year") or (years[0] if years else "")
    if year and year not in years:
        raise NotPublic(_("Nobody has been commended for the year %(year)s.") % {"year": year})
    context = {"rolls": public.rolls_of(year) if year else [], "years": years, "year": year}
    return render(request, "assessments/honours.html", context)
