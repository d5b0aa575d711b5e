"""Words for the templates of the public pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import translation

register = template.Library()


@register.simple_tag(takes_context=True)
def page_in(context: dict[str, Any], language: str) -> str:
    """The address of this page, with its filters, in another language; the front page where this one has none."""
    request: HttpRequest | None = context.get("request")
    here = request.get_full_path() if request else ""
    there = translate_url(here, language)
    if there != here:
        return there
    with translation.override(language):
        return reverse("assessments:home")


@register.simple_tag(takes_context=True)
def lasting_address(context: dict[str, Any], language: str = "") -> str:
    """The whole address of this page without filters, for search engines: in `language`, or as it is."""
    request: HttpRequest = context["request"]
    path = translate_url(request.path, language) if language else request.path
    return request.build_absolute_uri(path)


@register.simple_tag(takes_context=True)
def this_page(context: dict[str, Any], name: str) -> bool:
    """Whether the page shown is the one with this address name."""
    request: HttpRequest | None = context.get("request")
    match = request.resolver_match if request else None
    return bool(match and match.view_name == f"assessments:{name}")


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """(code, own name) of every language of the site."""
    return [(code, translation.get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]
