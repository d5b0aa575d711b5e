"""What all public screens share: read only, an ETag, a time to live, and a plain sentence where nothing is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from assessments.public.lookup import NotPublic

MINUTE = 60
DAY = 24 * 60 * MINUTE
YEAR = 365 * DAY

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """GET and HEAD only; answers a matching If-None-Match with 304; NotPublic becomes a 404 that says why.

    A view that sets no time to live itself is kept for a minute: a new publication shows soon.
    """

    @require_safe
    @conditional_page
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except NotPublic as refusal:
            return not_found(request, str(refusal))
        if "Cache-Control" not in response:
            patch_cache_control(response, public=True, max_age=MINUTE)
        return response

    return answer


def keep(response: HttpResponse, seconds: int, *, immutable: bool = False) -> HttpResponse:
    """Lets browsers and proxies keep a response this long; `immutable` says that it will never change."""
    patch_cache_control(response, public=True, max_age=seconds, **({"immutable": True} if immutable else {}))
    return response


def not_found(request: HttpRequest, sentence: str) -> HttpResponse:
    """404 with a sentence for the visitor; nothing keeps it, for the table may be published any moment."""
    if request.path.endswith((".json", ".csv")):
        response = HttpResponse(sentence + "\n", content_type="text/plain; charset=utf-8", status=404)
    else:
        response = render(request, "404.html", {"sentence": sentence}, status=404)
    patch_cache_control(response, no_cache=True)
    return response
