"""Measures of how visits are spread over a month and how soon they are entered; what is made up later is neither."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, Count, DateField, Func, IntegerField, Q, Value, When
from django.db.models.functions import Greatest
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.measures.measure import Kind, Measure
from assessments.measures.visits import Aggregates, OverVisits, share, visits
from assessments.measures.window import Days, Window, thirds

IN_TIME = 7
"""So many days after a visit its entry is in time."""


class InTimeFrom(Func):
    """The first day whose visits an entry is in time for: so many days before its own day in China.

    Written in each database's own functions: Django's for SQLite call Python for every row, which takes longer than
    all measures of visits together.
    """

    output_field = DateField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple:
        template = f"date(%(expressions)s, '+8 hours', '-{IN_TIME} days')"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple:
        template = f"(((%(expressions)s) AT TIME ZONE 'Asia/Shanghai')::date - {IN_TIME})"
        return self.as_sql(compiler, connection, template=template, **context)


def on_days(days: Days) -> Q:
    """Visits on half-open days."""
    return Q(cadre__visits__visited_on__gte=days[0], cadre__visits__visited_on__lt=days[1])


@OverVisits
def thirds_with_visits(window: Window) -> Aggregates:
    """Thirds of a month with visits: in how many thirds of a month (days 1–10, 11–20, 21 to the end) a visit was made.

    Three at most in a month; month by month and added up. Unit: thirds of a month. Source: visit diary.
    Grows with the months in post.
    """
    found = [third for month in window.months() for third in thirds(month)]
    numbered = [When(on_days(third), then=Value(number)) for number, third in enumerate(found)]
    third = Case(*numbered, output_field=IntegerField())
    return (Count(third, distinct=True),)


@OverVisits
def largest_third_share(window: Window) -> Aggregates:
    """Share of visits in the busiest third: visits in the third of the month with most visits, out of all visits.

    A third of a month is days 1–10, 11–20, or 21 to the end. Month by month, both added up. Near one third: visits
    are spread evenly; 1: all were made in one stretch. Lower is better. Whoever is in post for part of a month has
    fewer thirds to spread over. Unit: share from 0 to 1. Source: visit diary.
    """
    busiest = reduce(add, (most_in_a_third(month) for month in window.months()))
    return (busiest, *visits())


def most_in_a_third(month: Days) -> Greatest | Count:
    """The visits in the busiest third of a month."""
    counts = [Count("cadre__visits__id", filter=on_days(third)) for third in thirds(month)]
    return Greatest(*counts) if len(counts) > 1 else counts[0]


@OverVisits
def entered_in_time(window: Window) -> Aggregates:
    """Share of visits entered in time: visits entered no later than on the 7th day after the visit, out of all visits.

    Unit: share from 0 to 1. Source: visit diary, with the moment of entry; for a spreadsheet that is its import.
    """
    return share(Q(cadre__visits__visited_on__gte=InTimeFrom("cadre__visits__recorded_at")))


MEASURES = (
    Measure(
        "thirds_with_visits",
        _("thirds of a month with visits"),
        pgettext_lazy("unit", "thirds of a month"),
        Kind.FLOW,
        thirds_with_visits,
    ),
    Measure(
        "largest_third_share",
        _("share of visits in the busiest third of a month"),
        _("share"),
        Kind.SHARE,
        largest_third_share,
    ),
    Measure("entered_in_time", _("share of visits entered in time"), _("share"), Kind.SHARE, entered_in_time),
)
