"""What stands beside a rank: its range, from whom the place cannot be told apart, its rank among its like, the ten
strongest. All of it frozen with the edition; an edition from before has none of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from assessments.models import Edition, EditionSupplement
from assessments.scoring.strongest import TEN

GROUPS: Mapping[str, str | Promise] = {
    "street": gettext_lazy("street"),
    "near_town": gettext_lazy("township near a town"),
    "mountain": gettext_lazy("mountain township"),
    "resettlement": gettext_lazy("township of a resettlement area"),
}
BAR = 100
"""The width of the picture of a range."""
MOST_RUNS = 2
"""More runs of ranks than these are told by where they begin and end: a sentence, not a list."""


@dataclass(frozen=True)
class Beside:
    """`range` as it is read: 4–19, or 4 alone; `runs` of ranks that cannot be told apart; `bar`: where the range starts
    in a picture of width BAR, how wide it is, where the rank itself stands. `group` in words, with the rank there and
    of how many."""

    range: str = ""
    runs: tuple[tuple[int, int], ...] = ()
    bar: tuple[int, int, int] = (0, 0, 0)
    group: str = ""
    group_rank: int = 0
    group_of: int = 0
    strongest: bool = False

    @property
    def alike(self) -> str:
        """From which places it cannot be told apart, as a sentence."""
        return alike_in_words(self.runs)


NOTHING = Beside()


def supplement_of(edition: Edition) -> EditionSupplement | None:
    """What stands beside an edition; None of one from before there was such a thing."""
    try:
        return edition.supplement
    except EditionSupplement.DoesNotExist:
        return None


def places_beside(edition: Edition) -> Mapping[str, Mapping[str, Any]]:
    """Range and group of each ranked place, by code."""
    supplement = supplement_of(edition)
    return supplement.places if supplement else {}


def beside_of(row: Mapping[str, Any], places: Mapping[str, Mapping[str, Any]], of: int) -> Beside:
    """What stands beside the rank of a row, in the language of the page; `of`: how many places are ranked."""
    strongest = of > TEN and row["rank"] <= TEN
    found = places.get(row["code"])
    if found is None:
        return Beside(strongest=strongest)
    group = found.get("group", "")
    return Beside(
        range=run_in_words(found["low"], found["high"]),
        runs=tuple((first, last) for first, last in found["alike"]),
        bar=bar_of(found["low"], found["high"], row["rank"], of),
        group=str(GROUPS.get(group, group)),
        group_rank=found.get("group_rank", 0),
        group_of=found.get("group_of", 0),
        strongest=strongest,
    )


def run_in_words(first: int, last: int) -> str:
    """“4–19”, or “4” where both ends are the same."""
    return str(first) if first == last else f"{first}–{last}"


def alike_in_words(runs: Sequence[Sequence[int]]) -> str:
    """Which ranks a place cannot be told apart from, as a sentence."""
    if not runs:
        return _("It can be told apart from every other place.")
    if len(runs) <= MOST_RUNS:
        ranks = pgettext("between items", ", ").join(run_in_words(*run) for run in runs)
        return _("It cannot be told apart from places %(ranks)s.") % {"ranks": ranks}
    ranks = run_in_words(runs[0][0], runs[-1][1])
    return _("It can be told apart from all places outside of %(ranks)s, and hardly from those within.") % {
        "ranks": ranks
    }


def bar_of(low: int, high: int, rank: int, of: int) -> tuple[int, int, int]:
    """Start and width of a range, and where the rank stands, in a picture of width BAR; rank 1 is at the left."""

    def edge(number: int) -> int:
        return BAR * number // of

    return edge(low - 1), max(2, edge(high) - edge(low - 1)), (edge(rank - 1) + edge(rank)) // 2
