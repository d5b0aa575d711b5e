"""What a scheme would come to on the data of a period: computed like scores, compared with the scheme in force, never
written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assessments.freezing import inputs_by
from assessments.gathering import Found, gather
from assessments.models import Period, Scheme
from assessments.scoring.comparing import Balance, Move, balance, moves
from assessments.scoring.segments import MEASURED
from assessments.scoring.strongest import TEN
from assessments.scoring.tables import Table, table_of
from assessments.scoring.totals import total_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What changes for places and people when `scheme` takes the place of `current`."""

    period: Period
    scheme: Scheme
    current: Scheme
    townships: list[Move]
    everybody: Balance
    by_class: dict[str, Balance]
    by_group: dict[str, Balance]
    best_of_ten: int
    """How many of the ten strongest townships stay among them."""


def what_if(scheme: Scheme, period: Period, current: Scheme) -> Outcome:
    """A scheme, draft or not, against the one in force, both on what is recorded now of a period."""
    before, after = (gather(scheme.division, period, one) for one in (current, scheme))
    tables = [table_by(one, period, found) for one, found in ((current, before), (scheme, after))]
    found = moves(*tables)
    return Outcome(
        period=period,
        scheme=scheme,
        current=current,
        townships=found,
        everybody=balance_of(before, after),
        by_class=balances(before, after, lambda one: one.segment.post_class),
        by_group=balances(before, after, lambda one: one.segment.group),
        best_of_ten=sum(is_top(move.rank_before) and is_top(move.rank_after) for move in found),
    )


def is_top(rank: int | None) -> bool:
    """Whether a place is among the ten strongest."""
    return rank is not None and rank <= TEN


def table_by(scheme: Scheme, period: Period, found: Iterable[Found]) -> Table:
    """The table of townships that these segments make under a scheme."""
    return table_of(inputs_by(scheme, period, scheme.division, [one.segment for one in found]), "townships")


def totals(found: Iterable[Found]) -> dict[object, int]:
    """The total of each measured segment by its post."""
    return {
        one.post_id: total_of(one.items, one.segment.adjustment)
        for one in found
        if one.segment.status == MEASURED
    }


def balance_of(before: Iterable[Found], after: Iterable[Found]) -> Balance:
    return balance(totals(before), totals(after))


def balances(
    before: Iterable[Found], after: Iterable[Found], kind: Callable[[Found], str]
) -> dict[str, Balance]:
    """The balance of each kind of segments."""
    sorted_out: dict[str, tuple[list[Found], list[Found]]] = defaultdict(lambda: ([], []))
    for side, found in enumerate((before, after)):
        for one in found:
            sorted_out[kind(one)][side].append(one)
    return {name: balance_of(*sides) for name, sides in sorted(sorted_out.items())}
