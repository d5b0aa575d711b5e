"""How 100 points come about: the scheme by which a published table was made."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.public.schemes import find_scheme, newest_scheme, rules_by_section
from assessments.views.pages import public_page


@public_page
def method(request: HttpRequest, code: str = "", year: int = 0, version: int = 0) -> HttpResponse:
    """The scheme of the newest table, or the one that the address names."""
    scheme = find_scheme(code, year, version) if code else newest_scheme()
    return render(
        request, "assessments/method.html", {"scheme": scheme, "sections": rules_by_section(scheme)}
    )
