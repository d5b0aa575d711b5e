"""What is refused to somebody who is signed in stands in the journal, whatever the refused request had begun."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from config.journal.actions import record_refusal

Wanted = tuple[type[Model] | None, str]
"""The kind of record that a request asks for (None: an address of no model), and its key as the address has it."""


def hidden(request: HttpRequest, model: type[Model], key: str = "") -> None:
    """Notes, for the journal, that a request asks for a record which is not there or not for this account: which of the
    two the journal does not tell either. What the visitor sees is the caller's business."""
    request.wanted = (model, key)  # type: ignore[attr-defined]


class RefusalsMiddleware:
    """Enters a refusal when the answer stands: by then the transaction of the refused request has rolled back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        wanted = wanted_in_vain(request, response)
        if wanted and request.user.is_authenticated:
            model, key = wanted
            record_refusal(request=request, model=model, key=key)
        return response


def wanted_in_vain(request: HttpRequest, response: HttpResponse) -> Wanted | None:
    """What a request asked for and was refused; None where nothing was refused."""
    noted: Wanted | None = getattr(request, "wanted", None)
    if noted or response.status_code != HTTPStatus.FORBIDDEN:
        return noted
    match = request.resolver_match
    return (model_of(match.url_name), match.kwargs.get("object_id", "")) if match else (None, "")


def model_of(name: str | None) -> type[Model] | None:
    """The model whose admin has an address of this name, e.g. `cadres_post_change`; None: an address of no model."""
    for model in admin.site._registry:
        if (name or "").startswith(f"{model._meta.app_label}_{model._meta.model_name}_"):
            return model
    return None
