"""Pages beside a league table: the funnel of scores by size, and the fastest rising."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.models import Edition
from assessments.public.beside import supplement_of
from assessments.public.funnels import picture_of
from assessments.public.lines import lines_of
from assessments.public.lookup import find_edition, table_url
from assessments.public.risings import comparisons_of
from assessments.public.wording import period_label, title_of
from assessments.views.pages import DAY, MINUTE, keep, public_page


@public_page
def funnel(
    request: HttpRequest, kind: str, period: str, code: str = "", revision: int | None = None
) -> HttpResponse:
    """Scores by number of cadres, with the limits within which chance alone lets them scatter."""
    edition = find_edition(kind, period, code, revision)
    supplement = supplement_of(edition)
    picture = picture_of(lines_of(edition), supplement.funnel) if supplement else None
    context = heading_of(edition, revision) | {"picture": picture}
    return keep(render(request, "assessments/funnel.html", context), DAY if revision else MINUTE)


@public_page
def rising(
    request: HttpRequest, kind: str, period: str, code: str = "", revision: int | None = None
) -> HttpResponse:
    """The places that rose fastest since earlier tables."""
    edition = find_edition(kind, period, code, revision)
    supplement = supplement_of(edition)
    found = comparisons_of(edition, supplement.rising, lines_of(edition)) if supplement else []
    context = heading_of(edition, revision) | {"comparisons": found}
    return keep(render(request, "assessments/rising.html", context), DAY if revision else MINUTE)


def heading_of(edition: Edition, revision: int | None) -> dict[str, object]:
    """Which table it is, and its address."""
    return {
        "edition": edition,
        "title": title_of(edition),
        "period": period_label(edition.period),
        "table_url": table_url(edition, fixed=revision is not None),
    }
