"""Filters by place and by state of learning. Each costs a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cadres.codes import LENGTHS, own_and_above
from cadres.models import Division, LearningGoal, Mastery, Post
from config.jurisdiction import Scope, within


def steps(scope: Scope, chosen: str) -> QuerySet[Division]:
    """The places offered: at first the highest visible, then the chosen county with its townships."""
    own = min((len(code) for code in scope.codes), default=4)
    above = [code for code in own_and_above(chosen) if own < len(code)]
    under = (
        Q(parent__code=chosen[:6]) if chosen else Q(parent__code__in=scope.codes) | Q(parent__level="city")
    )
    return Division.objects.visible_in(scope).filter(Q(code__in=above) | under).order_by("code")


class PlaceFilter(admin.SimpleListFilter):
    """County, then township: each choice offers the places under it. Codes outside the scope are never offered."""

    title = _("place")
    parameter_name = "place"
    path = "division__code"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(place.code, str(place)) for place in steps(request.user.scope, self._code())]

    def has_output(self) -> bool:
        return bool(self.lookup_choices) or bool(self._code())

    def _code(self) -> str:
        value = self.value() or ""
        return value if value.isascii() and value.isdecimal() and len(value) in LENGTHS.values() else ""

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(within(self.path, self._code())) if self._code() else queryset


def place_filter(path: str) -> type[PlaceFilter]:
    """The place filter of a model that reaches its division's code along `path`."""
    return type("PlaceFilter", (PlaceFilter,), {"path": path})


class ServingFilter(PlaceFilter):
    """Cadres by the place of the post held now."""

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self._code():
            return queryset
        posts = Post.objects.visible_to(request.user).open_ended().filter(cadre=OuterRef("pk"))
        posts = posts.inside(self._code())
        return queryset.filter(Exists(posts))


class InPostFilter(admin.SimpleListFilter):
    """Cadres who hold a post, and those who have left."""

    title = _("in post")
    parameter_name = "post"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("leader", _("leaders")), ("ordinary", _("ordinary cadres")), ("none", _("left"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        seen = Post.objects.visible_to(request.user)
        posts = seen.in_force(timezone.localdate()).filter(cadre=OuterRef("pk"))
        match self.value():
            case "leader" | "ordinary" as post_class:
                return queryset.filter(Exists(posts.filter(post_class=post_class, main=True)))
            case "none":
                return queryset.filter(~Exists(posts))
        return queryset


class LearningFilter(admin.SimpleListFilter):
    """Serving cadres by what they have reached: no goal yet, learning, mastered."""

    title = _("learning")
    parameter_name = "learning"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [
            ("no_goal", _("no learning goal")),
            ("learning", _("with a learning goal")),
            ("mastered", _("has mastered a skill")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        today = timezone.localdate()
        goals = LearningGoal.objects.in_force(today).filter(cadre=OuterRef("pk"))
        match self.value():
            case "no_goal":
                return queryset.serving_on(today).filter(~Exists(goals))
            case "learning":
                return queryset.filter(Exists(goals))
            case "mastered":
                return queryset.filter(Exists(Mastery.objects.standing().filter(cadre=OuterRef("pk"))))
        return queryset
