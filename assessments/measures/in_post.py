"""The days in post, as conditions and subqueries of measures speak of them."""

from __future__ import annotations

from django.db.models import Count, DateField, F, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, Least

from assessments.measures.window import Window
from cadres.querysets import PostQuerySet


def with_days(posts: PostQuerySet, window: Window) -> PostQuerySet:
    """Adds `first` and `after`: the half-open days in post inside the window."""
    starts_on, ends_on = (Value(day, DateField()) for day in (window.starts_on, window.ends_on))
    return posts.annotate(
        first=Greatest(Coalesce("valid_from", starts_on), starts_on),
        after=Least(Coalesce("valid_to", ends_on), ends_on),
    )


def in_force(path: str, day: F) -> Q:
    """The dated fact at the end of a path stands and holds on a day."""
    return (
        Q(**{f"{path}voided_at": None})
        & (Q(**{f"{path}valid_from": None}) | Q(**{f"{path}valid_from__lte": day}))
        & (Q(**{f"{path}valid_to": None}) | Q(**{f"{path}valid_to__gt": day}))
    )


def in_force_before(path: str, after: F) -> Q:
    """The dated fact at the end of a path stands and holds on the last day before `after`."""
    return (
        Q(**{f"{path}voided_at": None})
        & (Q(**{f"{path}valid_from": None}) | Q(**{f"{path}valid_from__lt": after}))
        & (Q(**{f"{path}valid_to": None}) | Q(**{f"{path}valid_to__gte": after}))
    )


def how_many(rows: QuerySet, field: str) -> Subquery:
    """For each post, how many different values of a field the rows of a subquery have."""
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count(field, distinct=True))
    return Coalesce(Subquery(counted.values("n")), 0)
