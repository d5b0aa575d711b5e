"""Days that rows tell, read the same in every kind of sheet."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone

from config.spreadsheets.cells import close_text, full_date, says_nothing, short_date
from config.spreadsheets.planning import Draft

AHEAD = 1
"""Years from now that a year of two digits may lie ahead."""
iso = lru_cache(maxsize=4096)(datetime.date.isoformat)
"""The same day is the same text: there are hundreds of thousands of rows on a few days."""


def take_day(draft: Draft, field: str, *, needed: bool = True) -> datetime.date | None:
    """The day in a cell, put into the record as ISO text. A year of two digits is one of this century, with the warning
    YEAR_SHORT. What is no day refuses the row (DATE_INVALID); so does an empty cell, if the day is `needed`."""
    cell: Any = draft.source.values.get(field)  # type: ignore[union-attr]
    day = full_date(cell, year_1904=draft.table.year_1904)
    if day is None and isinstance(cell, str):
        day = short_date(cell, timezone.localdate().year + AHEAD)
        if day:
            draft.warn("YEAR_SHORT")
    draft.record[field] = iso(day) if day else None
    if day is None and (needed or not says_nothing(close_text(cell))):
        draft.refuse("DATE_INVALID", field)
    return day
