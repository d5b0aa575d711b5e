"""Measures of the tie to a village: whether it is kept, and whether visits go there."""

from __future__ import annotations

import datetime
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.measures.in_post import in_force, with_days
from assessments.measures.measure import Kind, Measure
from assessments.measures.visits import with_visits
from assessments.measures.window import Days, Window
from cadres.querysets import PostQuerySet

PAIRING = "cadre__village_pairings__"


def village_kept(posts: PostQuerySet, window: Window) -> QuerySet:
    """Share of days in the own village: days with a visit in a village that the cadre was paired with on that day, out
    of all days with a visit.

    Unit: share from 0 to 1. Sources: visit diary, pairings with villages.
    """
    visited_on = F("cadre__visits__visited_on")
    own = Q(**{f"{PAIRING}village": F("cadre__visits__village")}) & in_force(PAIRING, visited_on)
    return (
        with_visits(posts, window)
        .values_list("id")
        .annotate(
            numerator=Count("cadre__visits__visited_on", distinct=True, filter=own),
            denominator=Count("cadre__visits__visited_on", distinct=True),
        )
    )


def pairing_kept(posts: PostQuerySet, window: Window) -> list[tuple[int, int, int]]:
    """Share of days with a village: days in post on which the cadre was paired with a village, out of all days in post.

    Unit: share from 0 to 1. Source: pairings with villages.
    """
    columns = (
        "id",
        "first",
        "after",
        f"{PAIRING}valid_from",
        f"{PAIRING}valid_to",
        f"{PAIRING}village",
        f"{PAIRING}voided_at",
    )
    rows = with_days(posts, window).order_by("id", F(f"{PAIRING}valid_from").asc(nulls_first=True))
    found = []
    for (post, first, after), of_post in groupby(rows.values_list(*columns), key=itemgetter(0, 1, 2)):
        pairings = [(start, end) for *_, start, end, village, voided in of_post if village and not voided]
        found.append((post, days_covered(pairings, (first, after)), (after - first).days))
    return found


def days_covered(stretches: list[tuple[datetime.date | None, datetime.date | None]], days: Days) -> int:
    """How many of the days lie in at least one of the half-open stretches, which are ordered by their starts."""
    covered, (uncovered_from, after) = 0, days
    for start, end in stretches:
        begins = max(start or uncovered_from, uncovered_from)
        ends = min(end or after, after)
        if begins < ends:
            covered += (ends - begins).days
            uncovered_from = ends
    return covered


MEASURES = (
    Measure(
        "village_kept", _("share of days of visits in the own village"), _("share"), Kind.SHARE, village_kept
    ),
    Measure("pairing_kept", _("share of days paired with a village"), _("share"), Kind.SHARE, pairing_kept),
)
