"""Measures counted from the visit diary. A visit counts for the post in force on its day; a voided one never."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import update_wrapper

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from assessments.measures.measure import Kind, Measure
from assessments.measures.window import Window
from cadres.querysets import PostQuerySet

Aggregates = tuple[Combinable, ...]
"""The numerator, and of a share the denominator, over the visits of a post."""

VISIT_DAYS = "cadre__visits__visited_on"


def with_visits(posts: PostQuerySet, window: Window, more: Q | None = None) -> PostQuerySet:
    """Posts joined with the visits made while they were in force; a post without such a visit drops out.

    All conditions stand in one filter, so that they speak of the same visit.
    """
    entered_in_time = Q(cadre__visits__recorded_at__lt=window.closed_at) if window.closed_at else Q()
    return posts.filter(
        entered_in_time,
        more or Q(),
        Q(valid_from=None) | Q(cadre__visits__visited_on__gte=F("valid_from")),
        Q(valid_to=None) | Q(cadre__visits__visited_on__lt=F("valid_to")),
        cadre__visits__visited_on__gte=window.starts_on,
        cadre__visits__visited_on__lt=window.ends_on,
        cadre__visits__voided_at=None,
    )


class OverVisits:
    """How a measure counts that asks nothing but the visits of a post: by aggregates over them.

    Called like any other `count` of a measure; `counted_together` counts many of them in one pass.
    """

    def __init__(self, aggregates: Callable[[Window], Aggregates]) -> None:
        self.aggregates = aggregates
        update_wrapper(self, aggregates)

    def __call__(self, posts: PostQuerySet, window: Window) -> QuerySet:
        names = ("numerator", "denominator")
        found = dict(zip(names, self.aggregates(window), strict=False))
        return with_visits(posts, window).values_list("id").annotate(**found)


def counted_together(
    counts: Iterable[OverVisits], posts: PostQuerySet, window: Window
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """For each post with a visit, what each of the counts comes to, as (numerator, denominator). One SELECT."""
    widths, aggregates = [], {}
    for count in counts:
        columns = count.aggregates(window)
        widths.append(len(columns))
        aggregates |= {f"n{len(aggregates) + number}": column for number, column in enumerate(columns)}
    rows = with_visits(posts, window).values_list("id").annotate(**aggregates)
    for post, *numbers in rows.iterator():
        left = iter(numbers)
        yield post, [(next(left), next(left) if width == 2 else 1) for width in widths]


def days(condition: Q | None = None) -> Aggregates:
    """On how many different days there was a visit (that meets a condition)."""
    return (Count(VISIT_DAYS, distinct=True, filter=condition),)


def visits(condition: Q | None = None) -> Aggregates:
    """How many visits there were (that meet a condition)."""
    return (Count("cadre__visits__id", filter=condition),)


def share(condition: Q) -> Aggregates:
    """How many visits met a condition, out of all."""
    return visits(condition) + visits()


@OverVisits
def visit_days(window: Window) -> Aggregates:
    """Days of visits: on how many different days the cadre visited. Several visits on one day count once.

    Unit: days. Source: visit diary. Grows with the months in post.
    """
    return days()


@OverVisits
def stay_days(window: Window) -> Aggregates:
    """Days of staying: on how many different days a visit says that the cadre stayed the night in a farm household.

    Unit: days. Source: visit diary. Grows with the months in post.
    """
    return days(Q(cadre__visits__stayed=True))


@OverVisits
def shared_work_days(window: Window) -> Aggregates:
    """Days of shared work: on how many different days a visit says that the cadre shared the work of the household.

    Unit: days. Source: visit diary. Grows with the months in post.
    """
    return days(Q(cadre__visits__shared_work=True))


@OverVisits
def signed_share(window: Window) -> Aggregates:
    """Share of visits signed: visits that the person visited signed, out of all visits.

    Unit: share from 0 to 1. Source: visit diary. Numerator: signed visits; denominator: all visits.
    """
    return share(Q(cadre__visits__signed=True))


def late_entries(posts: PostQuerySet, window: Window) -> QuerySet:
    """For each post with any, how many of its visits were entered when the period took late entries only.

    They count; they are told apart, so that a place that writes its diary afterwards is seen to do so.
    """
    visits = with_visits(posts, window, Q(cadre__visits__recorded_at__gte=window.late_at))
    return visits.values_list("id").annotate(numerator=Count("cadre__visits__id"))


MEASURES = (
    Measure("visit_days", _("days of visits"), _("days"), Kind.FLOW, visit_days),
    Measure("stay_days", _("days of staying"), _("days"), Kind.FLOW, stay_days),
    Measure("shared_work_days", _("days of shared work"), _("days"), Kind.FLOW, shared_work_days),
    Measure("signed_share", _("share of visits signed"), _("share"), Kind.SHARE, signed_share),
)
