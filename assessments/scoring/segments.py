"""A post segment: the stretch of a main, assessed post that lies inside a period."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from assessments.scoring.weights import UNGROUPED

MEASURED = "measured"
MISSING = "missing"
INCOMPLETE = "incomplete"
NOT_APPLICABLE = "not_applicable"

Value = tuple[int, int]
"""A measured value: numerator, denominator (1 for a count)."""


@dataclass(frozen=True, slots=True)
class Segment:
    """What the score of a post segment follows from.

    `cadre` is any number that tells people apart, `place` a division's code; `months` is how many months in post
    the days are worth; `adjustment` is bonuses less deductions, in millionths of a point; `values` by key of measure,
    None what is missing; `group` the township's class on the last day; `late` how many visits were entered late.
    """

    cadre: int
    place: str
    post_class: str
    days: int
    months: Fraction
    status: str
    adjustment: int
    values: Mapping[str, Value | None]
    group: str = UNGROUPED
    late: int = 0


def clip(
    valid_from: datetime.date | None,
    valid_to: datetime.date | None,
    starts_on: datetime.date,
    ends_on: datetime.date,
) -> tuple[datetime.date, datetime.date] | None:
    """The half-open days of a post inside the half-open period; no start = always, no end = still; None if none."""
    first = starts_on if valid_from is None else max(valid_from, starts_on)
    after = ends_on if valid_to is None else min(valid_to, ends_on)
    return (first, after) if first < after else None


@lru_cache(maxsize=4096)
def months_touched(first: datetime.date, after: datetime.date) -> tuple[str, ...]:
    """The months, written 2011-10, with at least one day in the half-open [first, after)."""
    last = after - datetime.timedelta(days=1)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months)


@lru_cache(maxsize=4096)
def months_in_post(first: datetime.date, after: datetime.date) -> Fraction:
    """How many months the days [first, after) are worth: in each month, days in post ÷ days of that month; exact."""
    total = Fraction(0)
    for month in months_touched(first, after):
        start = datetime.date(int(month[:4]), int(month[5:]), 1)
        length = calendar.monthrange(start.year, start.month)[1]
        days = min(after, start + datetime.timedelta(days=length)) - max(first, start)
        total += Fraction(days.days, length)
    return total
