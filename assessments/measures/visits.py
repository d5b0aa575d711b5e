"""Measures counted from the visit diary. A visit counts for the post in force on its day; a voided one never."""

from __future__ import annotations

import datetime
from functools import reduce
from operator import add

from django.db.models import Count, F, Q, QuerySet

from assessments.measures.window import Window
from cadres.querysets import PostQuerySet
from villages.querysets import PRIORITY


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


def days(posts: PostQuerySet, window: Window, more: Q | None = None) -> QuerySet:
    """For each post, on how many different days there was a visit (that meets a condition)."""
    visits = with_visits(posts, window, more)
    return visits.values_list("id").annotate(numerator=Count("cadre__visits__visited_on", distinct=True))


def visit_days(posts: PostQuerySet, window: Window) -> QuerySet:
    """Days of visits: on how many different days the cadre visited. Several visits on one day count once.

    Unit: days. Source: visit diary. Grows with the months in post.
    """
    return days(posts, window)


def stay_days(posts: PostQuerySet, window: Window) -> QuerySet:
    """Days of staying: on how many different days a visit says that the cadre stayed the night in a farm household.

    Unit: days. Source: visit diary. Grows with the months in post.
    """
    return days(posts, window, Q(cadre__visits__stayed=True))


def shared_work_days(posts: PostQuerySet, window: Window) -> QuerySet:
    """Days of shared work: on how many different days a visit says that the cadre shared the work of the household.

    Unit: days. Source: visit diary. Grows with the months in post.
    """
    return days(posts, window, Q(cadre__visits__shared_work=True))


def signed_share(posts: PostQuerySet, window: Window) -> QuerySet:
    """Share of visits signed: visits that the person visited signed, out of all visits.

    Unit: share from 0 to 1. Source: visit diary. Numerator: signed visits; denominator: all visits.
    """
    signed = Count("cadre__visits__id", filter=Q(cadre__visits__signed=True))
    return (
        with_visits(posts, window)
        .values_list("id")
        .annotate(numerator=signed, denominator=Count("cadre__visits__id"))
    )


def priority_households(posts: PostQuerySet, window: Window) -> QuerySet:
    """Priority households visited: how many different households were visited that were to be visited first that day.

    Counted month by month and added up: who visits the same households every month loses nothing in a longer period.
    These are households in hardship, of Party members in hardship, of key village cadres, of large producers,
    and those with a grievance or dispute. Unit: households. Sources: visit diary, categories of households.
    Grows with the months in post.
    """
    category, visited_on = "cadre__visits__household__categories__", F("cadre__visits__visited_on")
    to_be_visited_first = Q(**{category + "voided_at": None, category + "category__in": PRIORITY})
    begun = Q(**{category + "valid_from": None}) | Q(**{category + "valid_from__lte": visited_on})
    not_ended = Q(**{category + "valid_to": None}) | Q(**{category + "valid_to__gt": visited_on})
    visits = with_visits(posts, window, to_be_visited_first & begun & not_ended)
    return visits.values_list("id").annotate(numerator=reduce(add, map(households_between, window.months())))


def households_between(month: tuple[datetime.date, datetime.date]) -> Count:
    """How many different households were visited on the half-open days of a month."""
    days_of_month = Q(cadre__visits__visited_on__gte=month[0], cadre__visits__visited_on__lt=month[1])
    return Count("cadre__visits__household", distinct=True, filter=days_of_month)


def late_entries(posts: PostQuerySet, window: Window) -> QuerySet:
    """For each post with any, how many of its visits were entered when the period took late entries only.

    They count; they are told apart, so that a place that writes its diary afterwards is seen to do so.
    """
    visits = with_visits(posts, window, Q(cadre__visits__recorded_at__gte=window.late_at))
    return visits.values_list("id").annotate(numerator=Count("cadre__visits__id"))
