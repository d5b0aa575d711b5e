"""The days that are counted, and until when an entry could be made to count."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Window:
    """The half-open days [starts_on, ends_on); entries made at `closed_at` or later do not count (None: all count)."""

    starts_on: datetime.date
    ends_on: datetime.date
    closed_at: datetime.datetime | None = None
