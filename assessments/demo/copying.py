"""The few who copy: what the search for implausible records is to find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from assessments.demo import TOWNSHIP, dice

if TYPE_CHECKING:
    from assessments.demo.diary import Entry

SHARE = 0.012
"""In so many townships somebody copies in a month: three or four of the city's."""
MONTH = "2011-12"
"""In this month the township of the demo account is one of them."""
COPIES = 4
COLLEAGUES = 3


def copied(entries: Iterable[Entry], township: str, month: str) -> Iterator[Entry]:
    """The entries of a township in a month as they were written down: mostly each in its own words.

    Where somebody copies, it is either one cadre from the own first visit to the next, or colleagues from one
    another.
    """
    draw = dice("copies", township, month)
    if draw.random() >= SHARE and (township, month) != (TOWNSHIP, MONTH):
        yield from entries
        return
    together = draw.random() < 0.5
    yield from among_colleagues(entries) if together else of_one(entries)


def of_one(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The first cadre's text goes on for some visits."""
    left, first = COPIES, None
    for entry in entries:
        first = first or entry
        if left and entry.cadre_id == first.cadre_id:
            left -= 1
            yield entry._replace(done=first.done, purpose=first.purpose)
        else:
            yield entry


def among_colleagues(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The first entry of each of the first cadres is the same."""
    first, seen = None, set()
    for entry in entries:
        first = first or entry
        if entry.cadre_id not in seen and len(seen) < COLLEAGUES:
            seen.add(entry.cadre_id)
            yield entry._replace(done=first.done, purpose=first.purpose)
        else:
            yield entry
