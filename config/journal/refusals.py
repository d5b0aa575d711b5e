"""What is refused to somebody who is signed in stands in the journal, whatever the refused request had begun."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from config.journal.actions import record_refusal


class RefusalsMiddleware:
    """Enters a refusal when the answer stands: by then the transaction of the refused request has rolled back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.FORBIDDEN and request.user.is_authenticated:
            match = request.resolver_match
            key = match.kwargs.get("object_id", "") if match else ""
            record_refusal(request=request, model=model_of(match.url_name if match else ""), key=key)
        return response


def model_of(name: str | None) -> type[Model] | None:
    """The model whose admin has an address of this name, e.g. `cadres_post_change`; None: an address of no model."""
    for model in admin.site._registry:
        if (name or "").startswith(f"{model._meta.app_label}_{model._meta.model_name}_"):
            return model
    return None
