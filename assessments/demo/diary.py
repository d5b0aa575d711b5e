"""How the diaries of a month come out: a pure generator. Townships differ, people differ, days differ."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import NamedTuple

from assessments.demo import clamp, dice, sentences
from assessments.demo.copying import copied
from assessments.models.period import bounds_of

MEAN_DAYS = 10.2
MOST_DAYS = 24
SEASON = {10: 1.03, 11: 1.05, 12: 0.95}
"""December is cold and full of reports."""
WORK_SEASON = {10: 0.30, 11: 0.24, 12: 0.12}
"""How often work is shared: rice and citrus are brought in during October and November."""
WEEKDAYS = (1.0, 1.05, 1.05, 1.0, 0.95, 0.55, 0.35)
HOLIDAY = 0.25
PURPOSES = (
    ("contact",) * 6 + ("teaching",) * 5 + ("help",) * 4 + ("policy",) * 2 + ("survey",) * 2 + ("mediation",)
)
USES_SKILL = {"teaching": 1.0, "help": 0.5, "contact": 0.1}
SUGGESTS = {"survey": 0.45, "contact": 0.14}


@dataclass(frozen=True, slots=True)
class Keeper:
    """A cadre who keeps a diary: own number, keys of the cadre, the village, its paired and its other households."""

    number: str
    cadre: int
    village: int
    paired: tuple[int, ...]
    others: tuple[int, ...]
    skill: int | None = None
    skill_name: str = ""
    skill_category: str = ""


class Entry(NamedTuple):
    """One visit, with the fields of the model."""

    cadre_id: int
    village_id: int
    household_id: int | None
    visited_on: datetime.date
    purpose: str
    done: str
    skill_id: int | None
    stayed: bool
    shared_work: bool
    suggestions: str
    signed: bool


@dataclass(frozen=True, slots=True)
class Temper:
    """How a township goes about it: zeal scales days of visits; the rest are shares of visits."""

    zeal: float
    signed: float
    stayed: float


def temper_of(township: str) -> Temper:
    """The temper of a township, by its code."""
    draw = dice("temper", township)
    return Temper(
        zeal=clamp(draw.gauss(1.0, 0.13), 0.62, 1.32),
        signed=clamp(draw.gauss(0.84, 0.09), 0.40, 0.98),
        stayed=clamp(draw.gauss(0.24, 0.10), 0.02, 0.60),
    )


def month_of_township(
    township: str, month: str, keepers: list[Keeper], neighbours: list[int]
) -> Iterator[Entry]:
    """The entries of a township's diaries in a month; `neighbours` are the keys of all its villages."""
    temper = temper_of(township)
    entries = (entry for keeper in keepers for entry in month_of_keeper(keeper, month, temper, neighbours))
    return copied(entries, township, month)


def month_of_keeper(keeper: Keeper, month: str, temper: Temper, neighbours: list[int]) -> Iterator[Entry]:
    """One cadre's entries of a month, by day. Never two of a household on a day, nor two of the village as a whole."""
    drive = clamp(dice("drive", keeper.number).gauss(1.0, 0.2), 0.2, 1.5)
    draw = dice("month", keeper.number, month)
    days = weighted_days(month)
    for day in sorted(days_of_visits(draw, days, drive * temper.zeal * SEASON.get(int(month[5:]), 1.0))):
        households = households_of_day(draw, keeper)
        village = keeper.village
        if households == [None] and draw.random() < 0.04:
            village = neighbours[int(draw.random() * len(neighbours))]
        stayed = draw.random() < temper.stayed
        shared = draw.random() < WORK_SEASON.get(day.month, 0.2)
        for number, household in enumerate(households):
            yield visit(
                draw, keeper, village, household, day, stayed and not number, shared and not number, temper
            )


@lru_cache
def weighted_days(month: str) -> tuple[tuple[datetime.date, float], ...]:
    """The days of a month, each with how likely a visit is on it."""
    _kind, first, after = bounds_of(month)
    days = [first + datetime.timedelta(days=n) for n in range((after - first).days)]
    return tuple((day, WEEKDAYS[day.weekday()] * (HOLIDAY if is_holiday(day) else 1.0)) for day in days)


def is_holiday(day: datetime.date) -> bool:
    """The week of the national holiday."""
    return day.month == 10 and day.day <= 7


def days_of_visits(
    draw: Random, days: tuple[tuple[datetime.date, float], ...], zeal: float
) -> list[datetime.date]:
    """Which days it will be: about MEAN_DAYS × zeal of them; now and then a month without any."""
    if draw.random() < 0.015:
        return []
    count = round(clamp(draw.gauss(MEAN_DAYS * zeal, 1.4), 0, MOST_DAYS))
    ranked = sorted((draw.random() / weight, day) for day, weight in days)
    return [day for _rank, day in ranked[:count]]


def households_of_day(draw: Random, keeper: Keeper) -> list[int | None]:
    """Whom a day's visits go to: a paired household mostly, another one, or the village as a whole (None)."""
    luck = draw.random()
    if luck < 0.20 or not (keeper.paired or keeper.others):
        return [None]
    group = keeper.paired if keeper.paired and (luck < 0.84 or not keeper.others) else keeper.others
    start = int(draw.random() * len(group))
    if luck > 0.93 and len(group) > 1:
        return [group[start], group[start - 1]]
    return [group[start]]


def visit(
    draw: Random,
    keeper: Keeper,
    village: int,
    household: int | None,
    day: datetime.date,
    stayed: bool,
    shared: bool,
    temper: Temper,
) -> Entry:
    """One entry with its purpose, wording, skill and signature."""
    purpose = PURPOSES[int(draw.random() * len(PURPOSES))]
    done = sentences.account_of(draw, purpose, keeper.skill_category, keeper.skill_name)
    uses_skill = keeper.skill is not None and draw.random() < USES_SKILL.get(purpose, 0.0)
    suggests = draw.random() < SUGGESTS.get(purpose, 0.03)
    return Entry(
        keeper.cadre,
        village,
        household,
        day,
        purpose,
        done,
        keeper.skill if uses_skill else None,
        stayed,
        shared,
        sentences.SUGGESTIONS[int(draw.random() * len(sentences.SUGGESTIONS))] if suggests else "",
        draw.random() < temper.signed,
    )
