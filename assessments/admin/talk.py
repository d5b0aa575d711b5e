"""Talks with cadres who fall short. Each look at one is recorded; lists and files say that there is one and how far it
is, not what was said."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments import actions
from assessments.admin.possible import telling
from assessments.models import Talk
from cadres.admin.columns import CadreColumns
from cadres.admin.filters import place_filter
from cadres.admin.search import PersonSearch
from config.admin import ScopedAdmin
from config.admin_forms import VerbForm, day
from config.admin_lists import linked
from config.admin_verbs import Verb
from config.journal import actions as journal

UNTIL_FOLLOW_UP = datetime.timedelta(days=90)
State = Talk.State


class HoldForm(VerbForm):
    talker = forms.CharField(label=_("who talked"), max_length=100, help_text=_("Name and office."))
    held_on = day(label=_("held on"))
    record = forms.CharField(label=_("what was said and agreed"), max_length=2000, widget=forms.Textarea)
    due_on = day(label=_("follow-up due on"), initial=lambda: timezone.localdate() + UNTIL_FOLLOW_UP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.obj:
            self.initial.setdefault("talker", self.obj.talker)


class FollowUpForm(VerbForm):
    closed_on = day(label=_("followed up on"))
    finding = forms.CharField(
        label=_("what was found at the follow-up"), max_length=2000, widget=forms.Textarea
    )


class DropForm(VerbForm):
    reason = forms.CharField(label=_("reason"), max_length=200)


@telling
def _hold(*, obj: Talk, **values: Any) -> Talk:
    return actions.hold_talk(talk=obj, **values)


@telling
def _follow_up(*, obj: Talk, **values: Any) -> Talk:
    return actions.follow_up_talk(talk=obj, **values)


@telling
def _drop(*, obj: Talk, **values: Any) -> Talk:
    return actions.drop_talk(talk=obj, **values)


CHANGE = "assessments.change_talk"
VERBS = (
    Verb(
        "hold", _("Record the talk"), _hold, HoldForm, CHANGE, fits=lambda talk: talk.state == State.PROPOSED
    ),
    Verb("drop", _("Drop"), _drop, DropForm, CHANGE, fits=lambda talk: talk.state == State.PROPOSED),
    Verb(
        "follow-up",
        _("Record the follow-up"),
        _follow_up,
        FollowUpForm,
        CHANGE,
        fits=lambda talk: talk.state == State.HELD,
    ),
)


class DueFilter(admin.SimpleListFilter):
    """Held talks whose follow-up is due."""

    title = _("follow-up")
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("due"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.overdue(timezone.localdate()) if self.value() == "yes" else queryset


@admin.register(Talk)
class TalkAdmin(CadreColumns, PersonSearch, ScopedAdmin):
    list_display = (
        "cadre",
        "cadre_number",
        "division",
        "period",
        "state",
        "talker_shown",
        "held_on",
        "due_on",
        "closed_on",
    )
    list_select_related = ("cadre", "division", "period")
    list_filter = ("state", DueFilter, place_filter("division__code"), linked("period"), linked("cadre"))
    ordering = ("-id",)
    autocomplete_fields = ("cadre", "division", "period")
    verbs = VERBS
    fieldsets = (
        (None, {"fields": ("cadre", "division", "period", "why", "fell_by", "run", "talker")}),
        (_("Talk"), {"fields": ("state", "held_on", "record", "drop_reason")}),
        (_("Follow-up"), {"fields": ("due_on", "closed_on", "finding")}),
    )

    def has_change_permission(self, request: HttpRequest, obj: Talk | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.state == State.PROPOSED)

    @admin.display(description=_("who is to talk"))
    def talker_shown(self, talk: Talk) -> Any:
        return talk.talker or _("not known: name one")

    def tells(self, request: HttpRequest, talk: Talk) -> bool:
        return True

    def save_model(self, request: HttpRequest, obj: Talk, form: Any, change: bool) -> None:
        journal.save(obj=obj, by=request.user, verb="" if change else "propose")
