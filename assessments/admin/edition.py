"""Editions of the league tables: draft → approved by a second person → published."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments import actions
from assessments.admin.from_a_run import OF_AN_EDITION
from assessments.admin.possible import telling
from assessments.models import Edition, FrozenInputs
from assessments.public.wording import reason_in_words
from cadres.admin.filters import place_filter
from config.admin import ReadOnlyAdmin
from config.admin_forms import VerbForm
from config.admin_lists import linked
from config.admin_verbs import Verb
from config.naming import writers_in_sight

State = Edition.State


class ApproveForm(VerbForm):
    """Carries when the table that is looked at was prepared, so that no other is approved in its place."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.obj:
            self.initial["seen"] = self.obj.prepared_at.isoformat()

    def clean_seen(self) -> datetime.datetime:
        try:
            return datetime.datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            raise forms.ValidationError(_("Open the table again before you approve it.")) from None


@telling
def _approve(*, obj: Edition, by: Any, seen: datetime.datetime) -> Edition:
    return actions.approve_edition(edition=obj, by=by, seen=seen)


@telling
def _publish(*, obj: Edition, by: Any) -> Edition:
    return actions.publish_edition(edition=obj, by=by)


class DiscardForm(VerbForm):
    reason = forms.CharField(label=_("reason"), max_length=200)


@telling
def _discard(*, obj: Edition, **values: Any) -> None:
    actions.discard_edition(edition=obj, **values)


VERBS = (
    Verb(
        "approve",
        _("Approve"),
        _approve,
        ApproveForm,
        permission="assessments.approve_edition",
        fits=lambda edition: edition.state == State.DRAFT,
        explain=_(
            "Somebody other than whoever prepared the table approves it. After that it may be published."
        ),
    ),
    Verb(
        "publish",
        _("Publish"),
        _publish,
        permission="assessments.publish_edition",
        fits=lambda edition: edition.state == State.APPROVED,
        explain=_(
            "A published table is public at once and never changes. A correction is a new revision beside it."
        ),
    ),
    Verb(
        "discard",
        _("Discard"),
        _discard,
        DiscardForm,
        permission="assessments.change_edition",
        fits=lambda edition: edition.state != State.PUBLISHED,
    ),
)


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = (
        "period",
        "kind",
        "division",
        "revision",
        "state",
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
    readonly_fields = ("table", "left_out")
    fieldsets = (
        (None, {"fields": ("kind", "division", "period", "revision", "state", "note")}),
        (_("Table"), {"fields": ("table", "left_out")}),
        (
            _("Who and when"),
            {"fields": ("prepared_by", "prepared_at", "approved_by", "approved_at", "published_at")},
        ),
        (_("What it rests on"), {"fields": ("run", "scheme_name", "inputs", "sha256")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        named = [writers_in_sight(request.user, name) for name in ("prepared_by", "approved_by")]
        found = (
            super().get_queryset(request).select_related(*self.list_select_related).prefetch_related(*named)
        )
        lists = ("assessments_edition_changelist", "assessments_edition_export")
        on_list = getattr(request.resolver_match, "url_name", "") in lists
        return found.defer("rows", "unranked") if on_list else found

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

    @admin.display(description=_("unranked places"), empty_value="–")
    def left_out(self, edition: Edition) -> str:
        return ", ".join(f"{row['name']} ({reason_in_words(row['reason'])})" for row in edition.unranked)


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
