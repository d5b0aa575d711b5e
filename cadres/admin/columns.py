"""Columns about a cadre, for every list that shows people."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cadres.models import Cadre, Division, Post


def current_posts(staff: Any, path: str = "posts") -> Prefetch:
    """Prefetches the visible posts that hold today or later as `current_posts`, the main post first."""
    posts = Post.objects.overlapping(timezone.localdate(), datetime.date.max).visible_to(staff)
    return Prefetch(
        path,
        posts.select_related("division__parent").order_by("-main", "valid_from"),
        to_attr="current_posts",
    )


def full_name(division: Division) -> str:
    """A township with its county before it; other places alone."""
    if division.level == Division.Level.TOWNSHIP and division.parent:
        return f"{division.parent} {division}"
    return str(division)


def place_of(cadre: Cadre) -> str:
    """Where a cadre with prefetched posts serves; '' after the last post."""
    return full_name(cadre.current_posts[0].division) if cadre.current_posts else ""


class CadreColumns:
    """For the admin of a model with a `cadre`: number and present place of the person."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)  # type: ignore[misc]
        return rows.prefetch_related(current_posts(request.user, "cadre__posts"))

    @admin.display(description=_("number"), ordering="cadre__number")
    def cadre_number(self, obj: Any) -> str:
        return obj.cadre.number

    @admin.display(description=_("place"), empty_value="–")
    def cadre_place(self, obj: Any) -> str:
        return place_of(obj.cadre)
