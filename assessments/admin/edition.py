"""Editions of the league tables: draft → on notice → approved by a second person → published."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.admin.anomaly import open_in_words, panel_of
from assessments.admin.behind import OF_PLACE
from assessments.admin.edition_verbs import VERBS
from assessments.admin.from_a_run import OF_AN_EDITION
from assessments.models import Edition, FrozenInputs, Objection
from assessments.public.changed import changed_lines
from assessments.public.wording import reason_in_words
from cadres.admin.filters import place_filter
from config.admin import Panel, ReadOnlyAdmin
from config.admin_lists import linked
from config.naming import writers_in_sight

WRITERS = ("prepared_by", "announced_by", "withdrawn_by", "approved_by")


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = (
        "period",
        "kind",
        "division",
        "revision",
        "state",
        "notice_until",
        "prepared_by",
        "approved_by",
        "published_at",
    )
    list_display_links = ("period", "kind")
    list_select_related = ("period", "division")
    list_filter = ("state", "kind", place_filter("division__code"), linked("period"), linked("run"))
    search_fields = ("period__code", "division__name", "scheme_name", "sha256")
    search_help_text = _("Period, division, scheme or the beginning of the hash")
    ordering = ("-id",)
    verbs = (*VERBS, *OF_AN_EDITION)
    pages = (OF_PLACE,)
    readonly_fields = ("table", "left_out", "changed", "implausible")
    fieldsets = (
        (None, {"fields": ("kind", "division", "period", "revision", "state", "implausible", "note")}),
        (_("Table"), {"fields": ("table", "left_out", "changed")}),
        (
            _("Notice"),
            {
                "fields": (
                    "notice_from",
                    "notice_until",
                    "announced_by",
                    "announced_at",
                    "withdrawn_by",
                    "withdrawn_at",
                    "withdraw_reason",
                )
            },
        ),
        (
            _("Who and when"),
            {"fields": ("prepared_by", "prepared_at", "approved_by", "approved_at", "published_at")},
        ),
        (_("What it rests on"), {"fields": ("run", "scheme_name", "inputs", "sha256")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        named = [writers_in_sight(request.user, name) for name in WRITERS]
        found = (
            super().get_queryset(request).select_related(*self.list_select_related).prefetch_related(*named)
        )
        lists = ("assessments_edition_changelist", "assessments_edition_export")
        on_list = getattr(request.resolver_match, "url_name", "") in lists
        return found.defer("rows", "unranked", "differences", "hearing") if on_list else found

    @admin.display(description=_("implausible records"))
    def implausible(self, edition: Edition) -> str:
        """How many nobody has judged, so that whoever approves the table sees it."""
        return open_in_words(edition.run)

    @admin.display(description=_("ranked places"))
    def table(self, edition: Edition) -> str:
        rows = format_html_join(
            "",
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            ((row.get("rank"), row.get("name"), row.get("score"), row.get("n")) for row in edition.rows),
        )
        head = "<tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr>"
        names = (gettext("rank"), gettext("place"), gettext("score"), gettext("cadres"))
        return format_html(
            '<table class="frozen"><thead>' + head + "</thead><tbody>{}</tbody></table>", *names, rows
        )

    @admin.display(description=_("unranked places"))
    def left_out(self, edition: Edition) -> str:
        told = ((row["name"], reason_in_words(row["reason"])) for row in edition.unranked)
        return format_html_join("", "<div>{} – {}</div>", told) or "–"

    @admin.display(description=_("changes to the former revision"))
    def changed(self, edition: Edition) -> str:
        lines = changed_lines(edition)
        if not lines:
            return "–" if edition.differences is None else gettext("none")
        rows = format_html_join(
            "",
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            ((line.name, line.before, line.after) for line in lines),
        )
        names = (gettext("place"), gettext("before"), gettext("now"))
        head = format_html("<tr><th>{}</th><th>{}</th><th>{}</th></tr>", *names)
        return format_html('<table class="frozen"><thead>{}</thead><tbody>{}</tbody></table>', head, rows)

    def panels(self, request: HttpRequest, obj: Edition) -> list[Panel]:
        """What is implausible behind the table, and the objections to it, each with its decision."""
        implausible = panel_of(request, obj.run)
        if not request.user.has_perm("assessments.view_objection"):
            return [implausible]
        found = Objection.objects.visible_to(request.user).filter(edition=obj).select_related("division")
        links = [
            (
                f"{one} · {one.division} · {one.get_decision_display() or gettext('not answered')}",
                reverse("admin:assessments_objection_change", args=[one.pk]),
            )
            for one in found.order_by("pk").defer("text", "contact")
        ]
        return [implausible, Panel(gettext("Objections"), links, gettext("None was received."))]


@admin.register(FrozenInputs)
class FrozenInputsAdmin(ReadOnlyAdmin):
    list_display = ("id", "sha256", "made_at")
    search_fields = ("sha256__startswith",)
    ordering = ("-id",)
    fieldsets = ((None, {"fields": ("sha256", "made_at", "size")}),)
    readonly_fields = ("size",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("text")

    @admin.display(description=_("characters"))
    def size(self, inputs: FrozenInputs) -> int:
        return len(inputs.text)
