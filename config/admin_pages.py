"""Further pages of a record in the admin: something to look at that is more than its form, such as a comparison."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse


@dataclass(frozen=True)
class Page:
    """A page of a record under its own address, with a button on the record's page.

    `context(request, obj)` gives what `template` (a child of `admin/page.html`) shows. It is opened by GET alone,
    by whoever may see the record and has `permission` (empty: no further one), where it `fits` the record.
    """

    name: str
    label: Any
    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any]]
    permission: str = ""
    fits: Callable[[Any], bool] = lambda obj: True

    def allowed(self, request: HttpRequest, obj: Model) -> bool:
        return self.fits(obj) and (not self.permission or request.user.has_perm(self.permission))


class PagesMixin:
    """Gives a model's admin its further pages."""

    pages: tuple[Page, ...] = ()

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_page"
        view = self.admin_site.admin_view(self.page_view)
        own = [path("<path:object_id>/page/<slug:page>/", view, name=name)] if self.pages else []
        return [*own, *super().get_urls()]

    def page_view(self, request: HttpRequest, object_id: str, page: str) -> HttpResponse:
        """A further page of a record that the account may see."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        found = next((one for one in self.pages if one.name == page), None)
        if found is None:
            raise Http404
        if not self.has_view_permission(request, obj) or not found.allowed(request, obj):
            raise PermissionDenied
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": found.label,
            "opts": self.opts,
            "original": obj,
            **found.context(request, obj),
        }
        return TemplateResponse(request, found.template, context)

    def buttons(self, request: HttpRequest, obj: Model | None) -> list[dict[str, Any]]:
        """The verbs that fit a record, and its further pages."""
        found = super().buttons(request, obj)
        if obj is None:
            return found
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_page"
        return found + [
            {"label": page.label, "url": reverse(name, args=[obj.pk, page.name])}
            for page in self.pages
            if page.allowed(request, obj)
        ]
