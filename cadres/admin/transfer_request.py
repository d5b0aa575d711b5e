"""Transfer requests: each side sees what is its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cadres import transfer_requests
from cadres.actions import scope_of
from cadres.admin.columns import full_name
from cadres.admin.search import people
from cadres.models import Cadre, Post, TransferRequest
from config.admin import ReadOnlyAdmin
from config.admin_about import in_short
from config.admin_forms import VerbForm, day
from config.admin_verbs import Verb
from config.naming import Names


class GrantForm(VerbForm):
    on = day(label=_("from"), help_text=_("First day in the new post; the present post ends the day before."))
    reason = forms.CharField(label=_("reason"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.obj:
            self.initial = {"on": self.obj.on, **self.initial}


class RefuseForm(VerbForm):
    reason = forms.CharField(
        label=_("reason"), max_length=200, help_text=_("Kept here; the asking side is not shown it.")
    )


def _grant(*, obj: TransferRequest, **values: Any) -> None:
    transfer_requests.grant(request=obj, **values)


def _refuse(*, obj: TransferRequest, **values: Any) -> None:
    transfer_requests.refuse(request=obj, **values)


def _withdraw(*, obj: TransferRequest, **values: Any) -> None:
    transfer_requests.withdraw(request=obj, **values)


def can_decide(obj: TransferRequest) -> bool:
    """Whether the request is open, and whoever looks at it has authority over the present post."""
    return obj.is_open and scope_of(obj.looked_at_by).covers(obj.from_post.division.code)


def can_withdraw(obj: TransferRequest) -> bool:
    """Whether the request is open, and whoever looks at it has authority over the place that asks."""
    return obj.is_open and scope_of(obj.looked_at_by).covers(obj.to_division.code)


CHANGE = "cadres.change_transferrequest"


@admin.register(TransferRequest)
class TransferRequestAdmin(ReadOnlyAdmin):
    """Nothing in the list can be sorted or searched by what one side does not see."""

    list_display = ("name", "person", "present_place", "asking_place", "on", "state")
    list_select_related = ("to_division__parent",)
    list_filter = ("state",)
    search_fields = ("name",)
    search_help_text = _("Name; here also pinyin, initials or number of the own cadres")
    verbs = (
        Verb("grant", _("Grant the transfer"), _grant, GrantForm, CHANGE, fits=can_decide),
        Verb("refuse", _("Refuse the transfer"), _refuse, RefuseForm, CHANGE, fits=can_decide),
        Verb("withdraw", _("Withdraw the request"), _withdraw, VerbForm, CHANGE, fits=can_withdraw),
    )
    fieldsets = (
        (None, {"fields": ("name", "person", "present_place", "asking_place", "on")}),
        (_("Decision"), {"fields": ("state", "why", "decided")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        posts = Post.objects.visible_to(request.user).select_related("division__parent")
        seen = (
            Prefetch("cadre", Cadre.objects.visible_to(request.user), to_attr="seen_cadre"),
            Prefetch("from_post", posts, to_attr="seen_post"),
        )
        return super().get_queryset(request).prefetch_related(*seen)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        term = search_term.strip()
        if not term:
            return queryset, False
        own = Cadre.objects.visible_to(request.user).filter(people(term))
        return queryset.filter(Q(name__contains=term) | Q(cadre__in=own)), False

    @admin.display(description=_("cadre"), empty_value="–")
    def person(self, obj: Any) -> str | None:
        """The cadre, to whoever may see the cadre."""
        return f"{obj.seen_cadre} {obj.seen_cadre.number}" if obj.seen_cadre else None

    @admin.display(description=_("present place"), empty_value="–")
    def present_place(self, obj: Any) -> str | None:
        """Where the cadre would leave, to the releasing side."""
        return full_name(obj.seen_post.division) if obj.seen_post else None

    @admin.display(description=_("asked by"))
    def asking_place(self, obj: TransferRequest) -> str:
        return full_name(obj.to_division)

    @admin.display(description=_("reason"), empty_value="–")
    def why(self, obj: Any) -> str | None:
        """Why it was decided so, to the releasing side."""
        return (obj.seen_post and obj.reason) or None

    @admin.display(description=_("decided"), empty_value="–")
    def decided(self, obj: Any) -> str | None:
        """Who decided, and when."""
        if obj.decided_at is None:
            return None
        names = Names(obj.looked_at_by, [obj.decided_by])
        return f"{names.writer(obj.decided_by)} · {in_short(obj.decided_at)}"
