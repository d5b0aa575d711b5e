"""Own scores of cadres: links that are shown once, and sheets to print."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments import actions
from assessments.models import Score, WorkingLink
from assessments.public.wording import period_label
from assessments.workings import workings_of
from cadres.admin.filters import place_filter
from config.admin import ReadOnlyAdmin
from config.admin_lists import linked
from config.naming import writers_in_sight
from config.sending.once import claimed_first, new_word

MAKE = "assessments.add_workinglink"


class WorkingsMixin:
    """Two pages beside that of a score: one that makes a link, one to print for all cadres of the place."""

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("<path:object_id>/link/", wrap(self.link_view), name="assessments_score_link"),
            path("<path:object_id>/workings/", wrap(self.workings_view), name="assessments_score_workings"),
            *super().get_urls(),
        ]

    def buttons(self, request: HttpRequest, obj: Score | None) -> list[dict[str, Any]]:
        found = super().buttons(request, obj)
        if obj is None:
            return found
        if request.user.has_perm(MAKE) and obj.cadre.erased_at is None:
            url = reverse("admin:assessments_score_link", args=[obj.pk])
            found.append({"label": _("Make a link for the cadre"), "url": url})
        url = reverse("admin:assessments_score_workings", args=[obj.pk])
        found.append({"label": _("Print the workings of the place"), "url": url})
        return found

    def link_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks, then makes a link and shows it this once."""
        score = self.get_object(request, unquote(object_id))
        if score is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not request.user.has_perm(MAKE):
            raise PermissionDenied
        record = reverse("admin:assessments_score_change", args=[score.pk])
        return claimed_first(request, lambda: self._make_link(request, score, record), meanwhile=record)

    def _make_link(self, request: HttpRequest, score: Score, record: str) -> HttpResponse:
        context: dict[str, Any] = {"title": _("Link to the own score"), "once": new_word()}
        if request.method != "POST":
            return self._page(request, score, "admin/working_link.html", context)
        try:
            link, token = actions.make_working_link(score=score, by=request.user)
        except actions.NotPossible as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        address = request.build_absolute_uri(reverse("assessments:working", args=[token]))
        response = self._page(
            request, score, "admin/working_link.html", context | {"link": link, "address": address}
        )
        response.led_to = record  # type: ignore[attr-defined]
        response["Cache-Control"] = "no-store"
        return response

    def workings_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The workings of all cadres of the place of a score in its computation."""
        score = self.get_object(request, unquote(object_id))
        if score is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not request.user.has_perms(["assessments.view_score", "villages.view_visit"]):
            raise PermissionDenied
        found = workings_of(score.run, score.division)
        sheets = [(cadre, list(parts)) for cadre, parts in groupby(found, key=lambda one: one.score.cadre)]
        context = {
            "title": _("Workings of the scores"),
            "sheets": sheets,
            "division": score.division,
            "period": period_label(score.run.period),
        }
        return self._page(request, score, "admin/workings.html", context)

    def _page(
        self, request: HttpRequest, score: Score, template: str, context: dict[str, Any]
    ) -> TemplateResponse:
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        common = {**self.admin_site.each_context(request), "opts": self.opts, "original": score}
        return TemplateResponse(request, template, common | context)


@admin.register(WorkingLink)
class WorkingLinkAdmin(ReadOnlyAdmin):
    list_display = ("cadre", "run", "division", "made_by", "made_at", "expires_at", "opened_at")
    list_select_related = ("cadre", "run__period", "run__division", "division")
    list_filter = (place_filter("division__code"), linked("run"), linked("cadre"))
    ordering = ("-id",)
    fieldsets = (
        (None, {"fields": ("cadre", "run", "division")}),
        (gettext_lazy("Link"), {"fields": ("made_by", "made_at", "expires_at", "opened_at")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        named = writers_in_sight(request.user, "made_by")
        return super().get_queryset(request).select_related(*self.list_select_related).prefetch_related(named)
