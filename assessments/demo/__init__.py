"""Synthetic data for a look around: three months of the programme in every township, the same on every machine.

Everything is drawn from `dice`, seeded by what it is drawn for, never by the clock or by database keys.
"""

import datetime
from random import Random

AS_OF = datetime.date(2011, 10, 1)
"""The roster's day: posts, pairings and learning goals start on it. It is the first of the months, so that the
half-year lacks the books of none."""
MONTHS = ("2011-10", "2011-11", "2011-12")
YEAR = 2011
HALF = "2011-H2"
"""The half-year that ends with the months: reviewed, evaluated by residents, scored."""
SILENT_TOWNSHIPS = 2
"""So many townships hand in no diary books at all."""
COUNTY = "431226"
"""The county of the demo account, and of the second scheme."""
TOWNSHIP = "431226106"
"""The township of the demo account."""
CHINA = datetime.timezone(datetime.timedelta(hours=8))


def dice(*what: object) -> Random:
    """A generator of its own for one thing to be drawn; the same arguments always give the same numbers."""
    return Random("/".join(["yiji-demo-1", *map(str, what)]))


def clamp(value: float, low: float, high: float) -> float:
    """The value, or the bound that it passes."""
    return max(low, min(high, value))


def moment(day: datetime.date, hour: int = 9, minute: int = 0) -> datetime.datetime:
    """A moment of a day in China."""
    return datetime.datetime.combine(day, datetime.time(hour, minute), CHINA)
