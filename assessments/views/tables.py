"""A league table on the screen and as a file; with a revision in its address it stays as it is for ever."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date

from assessments.editions import public_document
from assessments.filters import TableFilter
from assessments.models import Edition
from assessments.public.changed import changed_lines
from assessments.public.downloads import csv_of
from assessments.public.headings import headings
from assessments.public.lines import lines_of
from assessments.public.lookup import find_edition, revisions_of, table_url
from assessments.public.notices import heard, last_day
from assessments.public.schemes import scheme_url
from assessments.public.underneath import underneath
from assessments.public.wording import period_label, title_of
from assessments.scoring.canonical import canonical
from assessments.views.pages import DAY, MINUTE, YEAR, keep, public_page


@public_page
def table(
    request: HttpRequest, kind: str, period: str, code: str = "", revision: int | None = None
) -> HttpResponse:
    """One table, filtered and sorted as the address asks."""
    edition = find_edition(kind, period, code, revision)
    chosen = TableFilter(request.GET or None, lines_of(edition))
    context = {
        "edition": edition,
        "fixed": revision is not None,
        "title": title_of(edition),
        "period": period_label(edition.period),
        "own_url": reverse("assessments:place", args=[code]) if len(code) == 6 else "",
        "chosen": chosen,
        "changed": changed_lines(edition),
        "heard": heard(edition.hearing),
        "last_day": last_day(edition) if edition.notice_until else None,
        "headings": headings(chosen),
        "revisions": revisions_of(edition),
        "current_url": table_url(edition),
        "fixed_url": request.build_absolute_uri(table_url(edition, fixed=True)),
        "scheme_url": scheme_url(edition.run.scheme),
        "underneath": underneath(edition),
        "funnel_url": table_url(edition, fixed=revision is not None, suffix="funnel"),
        "rising_url": table_url(edition, fixed=revision is not None, suffix="rising"),
        "files": [(name.upper(), table_url(edition, fixed=True, suffix=name)) for name in ("csv", "json")],
    }
    return keep(render(request, "assessments/table.html", context), DAY if revision else MINUTE)


@public_page
def table_json(
    request: HttpRequest, kind: str, period: str, code: str = "", revision: int | None = None
) -> HttpResponse:
    """The document whose hash the edition states; the same in every language."""
    edition = find_edition(kind, period, code, revision)
    response = HttpResponse(
        canonical(public_document(edition)), content_type="application/json; charset=utf-8"
    )
    return as_file(response, edition, revision)


@public_page
def table_csv(
    request: HttpRequest, kind: str, period: str, code: str = "", revision: int | None = None
) -> HttpResponse:
    """The table for a spreadsheet program, in the language of the address."""
    edition = find_edition(kind, period, code, revision)
    response = HttpResponse(csv_of(edition), content_type="text/csv; charset=utf-8")
    own = f"-{edition.division.code}" if code else ""
    name = f"{edition.kind}-{edition.period.code}{own}-r{edition.revision}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return as_file(response, edition, revision)


def as_file(response: HttpResponse, edition: Edition, revision: int | None) -> HttpResponse:
    """Headers of a file: when it was published; kept for a year if its address names the revision."""
    response["Last-Modified"] = http_date(edition.published_at.timestamp())
    return keep(response, YEAR, immutable=True) if revision else keep(response, MINUTE)
