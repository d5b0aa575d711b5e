"""Measures of the households that were visited."""

from __future__ import annotations

from functools import reduce
from operator import add

from django.db.models import Count, DateField, F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.measures.in_post import in_force, in_force_before, with_days
from assessments.measures.measure import Kind, Measure
from assessments.measures.visits import Aggregates, OverVisits, with_visits
from assessments.measures.window import Days, Window
from assessments.scoring.segments import NOT_APPLICABLE
from cadres.querysets import PostQuerySet
from villages.querysets import PRIORITY


def households_between(month: Days) -> Count:
    """How many different households were visited on the half-open days of a month."""
    days_of_month = Q(cadre__visits__visited_on__gte=month[0], cadre__visits__visited_on__lt=month[1])
    return Count("cadre__visits__household", distinct=True, filter=days_of_month)


@OverVisits
def households_visited(window: Window) -> Aggregates:
    """Households visited: how many different households were visited, month by month and added up.

    Whoever visits the same households every month loses nothing in a longer period. Unit: households.
    Source: visit diary. Grows with the months in post.
    """
    return (reduce(add, map(households_between, window.months())),)


def priority_households(posts: PostQuerySet, window: Window) -> QuerySet:
    """Priority households visited: how many different households were visited that were to be visited first that day.

    Counted month by month and added up: who visits the same households every month loses nothing in a longer period.
    These are households in hardship, of Party members in hardship, of key village cadres, of large producers,
    and those with a grievance or dispute. Unit: households. Sources: visit diary, categories of households.
    Grows with the months in post.
    """
    category = "cadre__visits__household__categories__"
    first = in_force(category, F("cadre__visits__visited_on")) & Q(**{f"{category}category__in": PRIORITY})
    visits = with_visits(posts, window, first)
    return visits.values_list("id").annotate(numerator=reduce(add, map(households_between, window.months())))


def paired_households_visited(posts: PostQuerySet, window: Window) -> QuerySet:
    """Share of paired households visited: paired households visited at least once in a month, out of all of them.

    Month by month, both added up: four of five households visited in October and five of five in November are 9 of 10.
    A household belongs to a month if the pairing held on all of the cadre's days in post in it, so that one newly
    paired counts from the next month on. Without such households it is not applicable. Unit: share from 0 to 1.
    Sources: pairings with households, visit diary.
    """
    pairing = "cadre__household_pairings__"
    paired = with_visits_to(f"{pairing}household", posts, window).filter(
        **{f"{pairing}voided_at": None, f"{pairing}household__isnull": False}
    )
    months = window.months()
    return paired.values_list("id").annotate(
        numerator=reduce(add, (paired_in(month, visited_in(month)) for month in months)),
        denominator=reduce(add, (paired_in(month) for month in months)),
    )


def paired_in(month: Days, more: Q | None = None) -> Count:
    """How many different households the cadre was paired with on all days in post of a month."""
    pairing = "cadre__household_pairings__"
    starts_on, ends_on = (Value(day, DateField()) for day in month)
    first, after = Greatest(F("first"), starts_on), Least(F("after"), ends_on)
    in_post = Q(first__lt=month[1], after__gt=month[0])
    begun = Q(**{f"{pairing}valid_from": None}) | Q(**{f"{pairing}valid_from__lte": first})
    not_ended = Q(**{f"{pairing}valid_to": None}) | Q(**{f"{pairing}valid_to__gte": after})
    return Count(f"{pairing}household", distinct=True, filter=in_post & begun & not_ended & (more or Q()))


def with_visits_to(household: str, posts: PostQuerySet, window: Window) -> PostQuerySet:
    """Posts joined with the households at the end of a path, and with the visits of the cadre there while in post.

    The visits are called `visit`; a household without any stays, with an empty one.
    """
    visits = f"{household}__visits"
    made = {
        "voided_at": None,
        "cadre": F("cadre"),
        "visited_on__gte": window.starts_on,
        "visited_on__lt": window.ends_on,
    }
    if window.closed_at:
        made["recorded_at__lt"] = window.closed_at
    condition = Q(**{f"{visits}__{name}": value for name, value in made.items()})
    return with_days(posts, window).annotate(visit=FilteredRelation(visits, condition=condition))


def visited_in(month: Days) -> Q:
    """The visit lies on the days in post of a month."""
    return Q(visit__visited_on__gte=F("first"), visit__visited_on__lt=F("after")) & Q(
        visit__visited_on__gte=month[0], visit__visited_on__lt=month[1]
    )


def priority_share(posts: PostQuerySet, window: Window) -> QuerySet:
    """Share of priority households visited: those that the cadre visited in the period, out of all in the own villages.

    Own villages are those that the cadre is paired with on the last day in post of the period. Priority households are
    those there that are, on that day, to be visited first: in hardship, of a Party member in hardship, of a key village
    cadre, of a large producer, or with a grievance or dispute. One visit in the period is enough. Without such
    households it is not applicable. Unit: share from 0 to 1. Sources: pairings with villages, categories of
    households, visit diary.
    """
    household = "cadre__village_pairings__village__households"
    category, after = f"{household}__categories__", F("after")
    own = with_visits_to(household, posts, window).filter(
        in_force_before("cadre__village_pairings__", after),
        in_force_before(category, after),
        **{f"{category}category__in": PRIORITY},
    )
    return own.values_list("id").annotate(
        numerator=Count(household, distinct=True, filter=visited_in((window.starts_on, window.ends_on))),
        denominator=Count(household, distinct=True),
    )


MEASURES = (
    Measure(
        "households_visited",
        _("households visited"),
        pgettext_lazy("unit", "households"),
        Kind.FLOW,
        households_visited,
    ),
    Measure(
        "priority_households",
        _("priority households visited"),
        pgettext_lazy("unit", "households"),
        Kind.FLOW,
        priority_households,
    ),
    Measure(
        "priority_share",
        _("share of priority households visited"),
        _("share"),
        Kind.SHARE,
        priority_share,
        when_nothing=NOT_APPLICABLE,
    ),
    Measure(
        "paired_households_visited",
        _("share of paired households visited"),
        _("share"),
        Kind.SHARE,
        paired_households_visited,
        when_nothing=NOT_APPLICABLE,
    ),
)
