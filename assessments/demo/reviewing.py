"""The reviews of the half-year: county leaders tied to townships review their leaders, these review the others."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

from django.db import transaction

from assessments.actions import open_period
from assessments.demo import AS_OF, HALF, clamp, dice
from assessments.demo.batches import close, ledger, silent_townships
from assessments.demo.homes import GIVEN, SURNAMES
from assessments.models import Review, SuperiorTie
from assessments.models.period import bounds_of
from cadres.models import Division, Post
from config.spreadsheets.writing import Ledger, reserve

REVIEWS = "half-year reviews"
OFFICES = ("县委常委", "副县长", "县委组织部副部长", "县人大常委会副主任", "县政协副主席", "县委办主任")
GRADES = ((1.12, "good"), (0.9, "fairly_good"), (0.68, "fair"))
"""From which drive on which grade; below, poor."""
BEFORE_THE_END = 6
"""So many days before the end of the half-year the last reviews are held, all in five days."""

Person = tuple[int, str, str, str]
"""Key, number, name, title of a cadre."""


@transaction.atomic
def review_everybody() -> int:
    """Ties a county leader to each township, and records the reviews of the half-year; how many reviews."""
    after = bounds_of(HALF)[2]
    period = open_period(code=HALF, by=None).pk
    book = ledger(REVIEWS, on=after + datetime.timedelta(days=2))
    ties = tie_leaders(book)
    rows, places = [], []
    for code, division, people in townships():
        day = after - datetime.timedelta(days=BEFORE_THE_END + dice("review day", code).randrange(5))
        for row in reviews_of(people, ties[division]):
            rows.append(row | {"division_id": division, "period_id": period, "held_on": day})
            places.append(code)
    for key, row in zip(reserve(Review, len(rows)), rows, strict=True):
        row["id"] = key
    book.add(Review, rows, places)
    return close(book, len(rows))


def tie_leaders(book: Ledger) -> dict[int, tuple[int, str]]:
    """The county leader of each township: by its key the key of the tie, and the (invented) name with the office."""
    towns = list(Division.objects.townships().order_by("code").values_list("id", "code"))
    rows = [
        {"id": key, "division_id": town, "leader": leader_of(code), "valid_from": AS_OF}
        for key, (town, code) in zip(reserve(SuperiorTie, len(towns)), towns, strict=True)
    ]
    book.add(SuperiorTie, rows, [code for _town, code in towns])
    return {row["division_id"]: (row["id"], row["leader"]) for row in rows}


def leader_of(code: str) -> str:
    """Name and office of the county leader tied to a township, by its code."""
    draw = dice("county leader", code)
    return f"{draw.choice(SURNAMES)}{draw.choice(GIVEN)}{draw.choice(GIVEN)}（{draw.choice(OFFICES)}）"


def townships() -> list[tuple[str, int, list[tuple[Person, bool]]]]:
    """Code, key and people of the townships that hand in; of each person whether a leader."""
    silent, people = silent_townships(), defaultdict(list)
    posts = Post.objects.in_force(AS_OF).main_assessed().filter(division__level="township")
    columns = ("cadre_id", "cadre__number", "cadre__name", "title", "post_class")
    posts = posts.exclude(division__code__in=silent).order_by("division__code", "cadre__number")
    for code, division, *person, post_class in posts.values_list("division__code", "division_id", *columns):
        people[code, division].append((tuple(person), post_class == Post.PostClass.LEADER))
    return [(code, division, those) for (code, division), those in people.items()]


def reviews_of(people: list[tuple[Person, bool]], tie: tuple[int, str]) -> list[dict[str, Any]]:
    """The reviews of a township: of its leaders by the county leader, of the others by one of its leaders each."""
    leaders, rows = [person for person, leads in people if leads], []
    for (cadre, number, _name, _title), leads in people:
        row = {"cadre_id": cadre, "grade": grade_of(number)}
        if leads:
            rows.append(row | {"tie_id": tie[0], "superior_id": None, "reviewer": tie[1]})
        elif leaders:
            superior, _number, name, title = dice("superior", number).choice(leaders)
            rows.append(row | {"tie_id": None, "superior_id": superior, "reviewer": f"{name} {title}"[:50]})
    return rows


def drive_of(number: str) -> float:
    """How a cadre goes about it, seen by others: the drive that fills the diary, and luck."""
    return clamp(dice("drive", number).gauss(1.0, 0.2), 0.2, 1.5) + dice("seen", number).gauss(0.0, 0.12)


def grade_of(number: str) -> str:
    """The grade of a cadre's review, by the number."""
    drive = drive_of(number)
    return next((grade for least, grade in GRADES if drive >= least), "poor")
