"""The front page, the list of tables, and what robots may read."""

from __future__ import annotations

import datetime
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from assessments.models import Edition
from assessments.public.lines import Line, lines_of
from assessments.public.lookup import NotPublic, newest, table_url, without_rows
from assessments.public.notices import is_open, last_day, notice_url, notices
from assessments.public.wording import kind_label, period_label, title_of
from assessments.views.pages import public_page

FIRST_PLACES = 10


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Headline figures, and the first places of the newest tables."""
    tables = [opening(edition) for kind in Edition.Kind if (edition := newest(kind.value))]
    townships = next((table for table in tables if table["edition"].kind == Edition.Kind.TOWNSHIPS), None)
    context = {"tables": tables, "townships": townships, "notices": open_notices()}
    return render(request, "assessments/home.html", context)


def open_notices() -> list[tuple[str, str, datetime.date]]:
    """Address, title and last day of each table to which objections are taken today."""
    return [
        (notice_url(edition), f"{title_of(edition)} · {edition.division}", last_day(edition))
        for edition in notices()
        if is_open(edition)
    ]


def opening(edition: Edition) -> dict[str, object]:
    """The first places of a table (all that share the last rank shown) and its figures."""
    lines = lines_of(edition)
    ranked = [line for line in lines if line.rank]
    return {
        "edition": edition,
        "title": title_of(edition),
        "period": period_label(edition.period),
        "url": table_url(edition),
        "first": [line for line in ranked if line.rank and line.rank <= FIRST_PLACES],
        "ranked": str(len(ranked)),
        "unranked": str(len(lines) - len(ranked)),
        "cadres": f"{cadres_in(ranked):,}",
        "places": str(len(lines)),
        "counties": str(len({line.county_code for line in lines})),
    }


def cadres_in(ranked: list[Line]) -> int:
    return sum(line.n or 0 for line in ranked)


@public_page
def tables(request: HttpRequest) -> HttpResponse:
    """All published tables of a year by period, the city's first, then the counties' own."""
    years = [str(day.year) for day in without_rows().dates("period__starts_on", "year", order="DESC")]
    year = request.GET.get("year") or (years[0] if years else "")
    if year and year not in years:
        raise NotPublic(_("No table has been published for the year %(year)s.") % {"year": year})
    editions = without_rows().newest_revisions().filter(period__starts_on__year=year) if year else []
    context = {"periods": by_period(editions), "years": years, "year": year}
    return render(request, "assessments/tables.html", context)


def by_period(editions: object) -> list[dict[str, object]]:
    """Editions grouped by period, newest first; in each the city's tables before the counties' own."""
    order = sorted(editions, key=lambda e: (e.division.code, e.kind))  # type: ignore[call-overload]
    order.sort(key=lambda e: (e.period.ends_on, e.period.starts_on), reverse=True)
    grouped = groupby(order, key=lambda e: e.period)
    return [
        {"label": period_label(period), "tables": [(table_url(e), kind_label(e), e) for e in found]}
        for period, found in grouped
    ]


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read every public page; the office's pages ask for a sign-in anyway."""
    return HttpResponse("User-agent: *\nDisallow: /admin/\n", content_type="text/plain; charset=utf-8")
