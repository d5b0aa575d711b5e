"""Where a request comes from: its address stands beside all that is entered in the journal while it is answered."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_ipv46_address
from django.http import HttpRequest, HttpResponse

_address: ContextVar[str | None] = ContextVar("address", default=None)


def current_address() -> str | None:
    """The address of the request that is being answered; None outside of one."""
    return _address.get()


def address_of(request: HttpRequest) -> str | None:
    """The address of whoever asks. Behind a proxy it is the last one in X-Forwarded-For, which the proxy has written:
    those before it are what the visitor says."""
    told = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or told
    try:
        validate_ipv46_address(told)
    except ValidationError:
        return None
    return str(told)


class OriginMiddleware:
    """Keeps the address at hand while a request is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _address.set(address_of(request))
        try:
            return self.get_response(request)
        finally:
            _address.reset(token)
