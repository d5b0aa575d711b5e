"""Like with like: the rank of a place among the places of its own kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from assessments.scoring.ranks import ranked


@dataclass(frozen=True, slots=True)
class InGroup:
    """The rank of a place among `of` ranked places of its `group`."""

    group: str
    rank: int
    of: int


def within_groups(scores: Mapping[str, int], groups: Mapping[str, str]) -> dict[str, InGroup]:
    """The rank within its group of each ranked place that has one. `scores` in millionths and `groups`, both by code.

    The scores are the same as in the table, and so is the rule: equal scores share a rank. The order inside a group
    is that of the table; nothing is set off for the group. A place without a group is in no result.
    """
    members: dict[str, dict[str, int]] = defaultdict(dict)
    for code, score in scores.items():
        if groups.get(code):
            members[groups[code]][code] = score
    return {
        code: InGroup(group, rank, len(found))
        for group, found in members.items()
        for rank, code in ranked(found)
    }
