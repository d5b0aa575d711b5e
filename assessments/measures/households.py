"""Measures of the households that were visited."""

from __future__ import annotations

from functools import reduce
from operator import add

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.measures.in_post import how_many, in_force, in_force_before, with_days
from assessments.measures.measure import Kind, Measure
from assessments.measures.visits import with_visits
from assessments.measures.window import Days, Window
from assessments.scoring.segments import NOT_APPLICABLE
from cadres.querysets import PostQuerySet
from villages.models import VillagePairing, Visit
from villages.querysets import PRIORITY

PAIRING = "cadre__household_pairings__"


def households_between(month: Days) -> Count:
    """How many different households were visited on the half-open days of a month."""
    days_of_month = Q(cadre__visits__visited_on__gte=month[0], cadre__visits__visited_on__lt=month[1])
    return Count("cadre__visits__household", distinct=True, filter=days_of_month)


def households_visited(posts: PostQuerySet, window: Window) -> QuerySet:
    """Households visited: how many different households were visited, month by month and added up.

    Whoever visits the same households every month loses nothing in a longer period. Unit: households.
    Source: visit diary. Grows with the months in post.
    """
    visits = with_visits(posts, window)
    return visits.values_list("id").annotate(numerator=reduce(add, map(households_between, window.months())))


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
    paired = with_days(posts, window).filter(
        **{f"{PAIRING}voided_at": None, f"{PAIRING}household__isnull": False}
    )
    months = window.months()
    return paired.values_list("id").annotate(
        numerator=reduce(add, (paired_in(month, Q(Exists(visits_in(month, window)))) for month in months)),
        denominator=reduce(add, (paired_in(month) for month in months)),
    )


def paired_in(month: Days, more: Q | None = None) -> Count:
    """How many different households the cadre was paired with on all days in post of a month."""
    first, after = days_in_post(month, F)
    in_post = Q(first__lt=month[1], after__gt=month[0])
    begun = Q(**{f"{PAIRING}valid_from": None}) | Q(**{f"{PAIRING}valid_from__lte": first})
    not_ended = Q(**{f"{PAIRING}valid_to": None}) | Q(**{f"{PAIRING}valid_to__gte": after})
    return Count(f"{PAIRING}household", distinct=True, filter=in_post & begun & not_ended & (more or Q()))


def visits_in(month: Days, window: Window) -> QuerySet:
    """The visits of the cadre to the paired household in a month, while in post."""
    first, after = days_in_post(month, OuterRef)
    visits = Visit.objects.standing().filter(
        cadre=OuterRef("cadre"),
        household=OuterRef(f"{PAIRING}household"),
        visited_on__gte=first,
        visited_on__lt=after,
    )
    return visits.filter(recorded_at__lt=window.closed_at) if window.closed_at else visits


def days_in_post(month: Days, name: type[F] | type[OuterRef]) -> tuple[Greatest, Least]:
    """The half-open days in post inside a month."""
    starts_on, ends_on = (Value(day, DateField()) for day in month)
    return Greatest(name("first"), starts_on), Least(name("after"), ends_on)


def priority_share(posts: PostQuerySet, window: Window) -> QuerySet:
    """Share of priority households visited: those that the cadre visited in the period, out of all in the own villages.

    Own villages are those that the cadre is paired with on the last day in post of the period. Priority households are
    those there that are, on that day, to be visited first: in hardship, of a Party member in hardship, of a key village
    cadre, of a large producer, or with a grievance or dispute. One visit in the period is enough. Without such
    households it is not applicable. Unit: share from 0 to 1. Sources: pairings with villages, categories of
    households, visit diary.
    """
    of_post = with_days(posts, window).annotate(
        numerator=how_many(own_priority(visited(window)), "village__households"),
        denominator=how_many(own_priority(), "village__households"),
    )
    return of_post.order_by().values_list("id", "numerator", "denominator")


def own_priority(more: Q | None = None) -> QuerySet:
    """The pairings of a post's cadre with villages, joined with the priority households there, on the last day in post.

    All conditions stand in one filter, so that they speak of the same household.
    """
    category, after = "village__households__categories__", OuterRef("after")
    return VillagePairing.objects.filter(
        in_force_before("", after),
        in_force_before(category, after),
        more or Q(),
        **{"cadre": OuterRef("cadre"), f"{category}category__in": PRIORITY},
    )


def visited(window: Window) -> Q:
    """The household of a village was visited by the post's cadre while in post."""
    visit = "village__households__visits__"
    entered_in_time = Q(**{f"{visit}recorded_at__lt": window.closed_at}) if window.closed_at else Q()
    return entered_in_time & Q(
        **{
            f"{visit}voided_at": None,
            f"{visit}cadre": OuterRef("cadre"),
            f"{visit}visited_on__gte": OuterRef("first"),
            f"{visit}visited_on__lt": OuterRef("after"),
        }
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
