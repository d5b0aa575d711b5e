"""The admin site: its overview, what waits to be done there, and the choices that its forms search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from config.admin_going_on import GoingOnSite
from config.personal import choosable


@dataclass(frozen=True)
class Waiting:
    """Something that waits to be done by whoever is signed in: a sentence, how many, and where."""

    text: str
    count: int
    url: str


class AutocompleteView(AutocompleteJsonView):
    """Choices named as the target's admin names them, e.g. a cadre with place and number; nobody who was erased."""

    def get_queryset(self) -> QuerySet:
        return choosable(super().get_queryset())

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": self.model_admin.choice_label(obj)}


class YijiAdminSite(GoingOnSite):
    site_title = _("One Person, One Skill")
    site_header = _("One Person, One Skill · office")
    index_title = _("Overview")
    index_template = "admin/home.html"
    enable_nav_sidebar = False
    password_form: type[PasswordChangeForm] = AdminPasswordChangeForm
    """With what everybody changes the own password."""

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._waiting: list[Callable[[HttpRequest], Iterator[Waiting]]] = []

    def waits(
        self, source: Callable[[HttpRequest], Iterator[Waiting]]
    ) -> Callable[[HttpRequest], Iterator[Waiting]]:
        """Registers a function that tells what waits to be done."""
        self._waiting.append(source)
        return source

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The groups of the office in their order; made where they are shown, on the overview, and on no other page."""
        return SimpleLazyObject(partial(self._in_order, request, app_label))  # type: ignore[return-value]

    def _in_order(self, request: HttpRequest, app_label: str | None) -> list[dict[str, Any]]:
        apps = self._build_app_dict(request, app_label).values()
        order = {label: position for position, label in enumerate(settings.ADMIN_GROUPS)}
        return sorted(apps, key=lambda app: order.get(app["app_label"], len(order)))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        waiting = [item for source in self._waiting for item in source(request) if item.count]
        return super().index(request, {"waiting": waiting, **(extra_context or {})})

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """As Django's, with a form of this site's own."""
        request.current_app = self.name
        view = PasswordChangeView.as_view(
            form_class=self.password_form,
            template_name="admin/own_password.html",
            success_url=reverse("admin:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return AutocompleteView.as_view(admin_site=self)(request)
