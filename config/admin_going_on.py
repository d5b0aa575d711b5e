"""Going on in the filled form after signing in: the form comes back as it was typed, and nothing is saved by that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

from config.sending import filled


class GoingOnSite(admin.AdminSite):
    """A site whose sign-in page carries what was typed in a form that was sent too late."""

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """As Django's; a form that is sent by nobody is answered with the sign-in page itself, not its address."""
        found = super().admin_view(view, cacheable)

        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            late = request.method == "POST" and not self.has_permission(request)
            carries = filled.sealed(request) if late else ""
            return self.sign_in_page(request, carries) if carries else found(request, *args, **kwargs)

        return asked

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().login(request, {"filled": filled.carried(request), **(extra_context or {})})

    def sign_in_page(self, request: HttpRequest, carries: str) -> HttpResponse:
        """The page that asks for the password, and leads back to the address to which the form was sent."""
        request.current_app = self.name
        context = {
            **self.each_context(request),
            "title": _("Log in"),
            "form": AdminAuthenticationForm(request),
            "app_path": reverse("admin:login"),
            "next": request.get_full_path(),
            "filled": carries,
        }
        response = TemplateResponse(request, "admin/login.html", context)
        add_never_cache_headers(response)
        return response


def sent_from_before(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a page from before the last sign-in in this browser, whose token is too old: its form once more, filled.
    Whatever this site has not shown to this account is refused, as by Django."""
    carries = filled.sealed(request)
    if carries and not admin.site.has_permission(request):
        return admin.site.sign_in_page(request, carries)
    if carries and filled.keep(request, carries, request.user):
        return HttpResponseRedirect(request.get_full_path())
    return csrf_failure(request, reason)


class GoingOnMixin:
    """Forms of an admin that open with what was typed before signing in. They are looked at, with GET, so that none of
    what saves a form is ever reached."""

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)  # type: ignore[misc]
        typed = self.typed_before(request, obj)
        return kwargs if typed is None else {**kwargs, "data": typed.copy()}

    def typed_before(self, request: HttpRequest, obj: Any) -> QueryDict | None:
        """What had been typed in the form of a record, as long as the record may be changed; None: a new record."""
        typed = filled.typed_before(request)
        if typed is None or obj is None or obj._state.adding:
            return typed
        return typed if self.has_change_permission(request, obj) else None  # type: ignore[attr-defined]

    def tell_of_what_was_typed(self, request: HttpRequest, typed: QueryDict | None) -> None:
        """Says above a form that it holds what had been typed, and that it is not saved."""
        if typed is not None:
            messages.warning(
                request,
                _(
                    "Your sign-in had expired. What you had filled in was kept for you and is not saved yet: "
                    "check it, then save it."
                ),
            )


def data_of(request: HttpRequest) -> QueryDict | None:
    """What a form is filled with: what was sent, else what was typed before signing in; None: nothing."""
    return request.POST if request.method == "POST" else filled.typed_before(request)
