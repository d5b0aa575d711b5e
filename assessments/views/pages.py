"""What all public screens share: read only, an ETag, a time to live, and a plain sentence where nothing is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from assessments.public.lookup import NotPublic

MINUTE = 60
DAY = 24 * 60 * MINUTE
YEAR = 365 * DAY

LONGEST_SHEET = 128 * 1024
"""Bytes of a sheet that somebody without an account sends: a text too long comes back with a sentence, not lost."""
TOO_LONG = 413

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


def public_look(view: View) -> View:
    """A page about something that only whoever asks knows of: GET and HEAD only, kept and indexed by nobody."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return kept_by_nobody(request, view, *args, **kwargs)

    return answer


def public_form(view: View) -> View:
    """A page with a sheet that anybody fills in: GET, HEAD and POST, a short body, kept and indexed by nobody."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if length_of(request) > LONGEST_SHEET:
            sentence = _("What was sent is too long. Write shorter, and send it again.")
            return kept_by_nobody(request, lambda _request: plain_refusal(request, sentence, TOO_LONG))
        return kept_by_nobody(request, view, *args, **kwargs)

    return answer


def length_of(request: HttpRequest) -> int:
    """How long a body is said to be; 0 where nothing usable is said, and nothing is read then."""
    told = request.META.get("CONTENT_LENGTH") or ""
    return int(told) if told.isdecimal() else 0


def kept_by_nobody(request: HttpRequest, view: View, *args: object, **kwargs: object) -> HttpResponse:
    """The view's answer with headers that let no browser, proxy or search engine keep it."""
    try:
        response = view(request, *args, **kwargs)
    except NotPublic as refusal:
        response = plain_refusal(request, str(refusal), 404)
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def plain_refusal(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """A page that says a sentence."""
    too_long = status == TOO_LONG
    return render(request, "404.html", {"sentence": sentence, "too_long": too_long}, status=status)


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
