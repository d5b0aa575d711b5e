"""The days that are counted, and until when an entry could be made to count."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

Days = tuple[datetime.date, datetime.date]
"""A half-open stretch of days."""

THIRDS = (1, 11, 21)
"""The first days of the thirds of a month (上旬, 中旬, 下旬)."""


@dataclass(frozen=True)
class Window:
    """The half-open days [starts_on, ends_on); entries made at `closed_at` or later do not count (None: all count),
    those made at `late_at` or later are late."""

    starts_on: datetime.date
    ends_on: datetime.date
    closed_at: datetime.datetime | None = None
    late_at: datetime.datetime | None = None

    def months(self) -> list[Days]:
        """The months of the window, each as half-open days, the first and the last clipped to it."""
        found, first = [], self.starts_on
        while first < self.ends_on:
            after = min((first.replace(day=1) + datetime.timedelta(days=32)).replace(day=1), self.ends_on)
            found.append((first, after))
            first = after
        return found


def thirds(month: Days) -> list[Days]:
    """The thirds of a month that lie in its (possibly clipped) days, each as half-open days."""
    first, after = month
    starts = [first, *(first.replace(day=day) for day in THIRDS if day > first.day)]
    stretches = zip(starts, [*starts[1:], after], strict=True)
    return [(start, min(end, after)) for start, end in stretches if start < after]
