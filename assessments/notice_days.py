"""How long a table is on notice. Pure functions; a day is a day in China."""

from __future__ import annotations

import datetime

from django.conf import settings

A_DAY = datetime.timedelta(days=1)
SATURDAY = 5


def earliest_end(announced_on: datetime.date) -> datetime.date:
    """The first day on which a notice that begins on this day may be over.

    The day of the announcement is not counted, since nobody has had the whole of it. With `NOTICE_WORKING_DAYS`
    Saturdays and Sundays do not count either; public holidays are not known here: announce for longer where one lies
    in between.
    """
    day, counted = announced_on, 0
    while counted < settings.NOTICE_DAYS:
        day += A_DAY
        counted += not settings.NOTICE_WORKING_DAYS or day.weekday() < SATURDAY
    return day + A_DAY
