"""From a cadre's score to the programme grade, and from that to what is proposed for the year. Points in millionths."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from config.millionths import ONE

PASS, FAIL = "pass", "fail"
OUTSTANDING, COMPETENT = "outstanding", "competent"
LOWEST_FIRST = ("not_competent", "basically_competent", COMPETENT, OUTSTANDING)
"""The yearly grades in their order."""

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Rule:
    """What passes, what a fail makes of the year at best, from where and for how many the year is outstanding."""

    pass_mark: int
    fail_makes: str
    outstanding_from: int
    outstanding_share: int
    """Of a place's graded cadres, in millionths."""


def programme_grade(score: int | None, pass_mark: int) -> str | None:
    """Pass from the mark on, fail below it; without a score there is no grade."""
    if score is None:
        return None
    return PASS if score >= pass_mark else FAIL


def ceiling(score: int, rule: Rule) -> str:
    """The best yearly grade that the rule lets a score have."""
    if score < rule.pass_mark:
        return rule.fail_makes
    return OUTSTANDING if score >= rule.outstanding_from else COMPETENT


def is_allowed(grade: str, score: int, rule: Rule) -> bool:
    """Whether a yearly grade is no better than the rule lets this score have."""
    return LOWEST_FIRST.index(grade) <= LOWEST_FIRST.index(ceiling(score, rule))


def outstanding_places(cadres: int, rule: Rule) -> int:
    """How many of so many graded cadres of a place may be outstanding: the share, rounded down."""
    return cadres * rule.outstanding_share // ONE


def proposals(scores: Mapping[K, int], rule: Rule) -> dict[K, str]:
    """The yearly grade proposed for each cadre of one place, by score.

    Outstanding are the highest from `outstanding_from` on, as many as there is room for. Equal scores are treated
    alike: where not all of them find room, none is outstanding.
    """
    proposed = {
        key: min(ceiling(score, rule), COMPETENT, key=LOWEST_FIRST.index) for key, score in scores.items()
    }
    room = outstanding_places(len(scores), rule)
    highest_first = sorted(scores, key=lambda key: -scores[key])
    for score, equal in groupby(highest_first, key=scores.__getitem__):
        alike = list(equal)
        if ceiling(score, rule) != OUTSTANDING or len(alike) > room:
            break
        proposed |= dict.fromkeys(alike, OUTSTANDING)
        room -= len(alike)
    return proposed
