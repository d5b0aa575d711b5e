"""A township or county: its last score by section, and its way through the published tables."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Edition
from assessments.public.explaining import explain
from assessments.public.histories import Entry, chart_of, history_of
from assessments.public.lookup import NotPublic, published, table_url, with_ranges, without_rows
from assessments.public.wording import title_of
from assessments.views.pages import public_page

EDITIONS = 24
"""How far back a place's history goes: so many tables, newest first. It bounds what a page reads."""


@public_page
def place(request: HttpRequest, code: str) -> HttpResponse:
    """A place as the published tables of its municipality show it."""
    kind = Edition.Kind.TOWNSHIPS if len(code) == 9 else Edition.Kind.COUNTIES
    of_its_city = published().of_the_city().newest_revisions().filter(division__code__in=[code[:4], code[:2]])
    of_its_city = with_ranges(of_its_city)
    newest_first = of_its_city.filter(kind=kind).order_by("-period__ends_on", "-period__starts_on")
    history = history_of(code, newest_first[:EDITIONS])
    if not history:
        raise NotPublic(_("No published table names a place with the code %(code)s.") % {"code": code})
    context = {
        "newest": history[0],
        "history": history,
        "explained": explain(history[0].edition, code),
        "chart": chart_of(history),
        "county_url": reverse("assessments:place", args=[code[:6]]) if len(code) == 9 else "",
        **(of_county(code, history[0]) if len(code) == 6 else {}),
    }
    return render(request, "assessments/place.html", context)


def of_county(code: str, newest: Entry) -> dict[str, object]:
    """A county's townships in the city's table of the same period, and the tables it has published itself."""
    townships = reverse("assessments:table", args=["townships", newest.edition.period.code])
    own = without_rows().newest_revisions().filter(division__code=code).newest_first()[:EDITIONS]
    return {
        "townships_url": f"{townships}?county={code}",
        "own_tables": [(table_url(edition), title_of(edition)) for edition in own],
    }
