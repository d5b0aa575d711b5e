"""Ranks: equal scores share one."""

from __future__ import annotations

from collections.abc import Mapping


def ranked(scores: Mapping[str, int]) -> list[tuple[int, str]]:
    """(rank, code) for each code with its score, the highest first, equal scores by code.

    Equality is decided on the exact millionths, never on what is displayed. After a tie ranks are skipped: 1, 2, 2, 4.
    """
    order = sorted(scores, key=lambda code: (-scores[code], code))
    result: list[tuple[int, str]] = []
    for place, code in enumerate(order, start=1):
        tied = result and scores[result[-1][1]] == scores[code]
        result.append((result[-1][0] if tied else place, code))
    return result
