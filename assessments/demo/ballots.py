"""What residents say of the cadres: a satisfaction survey in every township, democratic evaluation in one county."""

from __future__ import annotations

import datetime
from random import Random
from typing import Any

from django.db import transaction

from assessments.actions import open_period
from assessments.demo import COUNTY, HALF, clamp, dice
from assessments.demo.batches import close, ledger
from assessments.demo.reviewing import drive_of, townships
from assessments.models import Poll, PollResult
from assessments.models.period import bounds_of
from config.spreadsheets.writing import reserve

BALLOTS = "evaluations by residents"
FEW_CAME_BACK = 0.03
"""In so many polls fewer than half of the papers come back: they are flagged, and do not count."""
Kind = Poll.Kind


@transaction.atomic
def hold_polls() -> int:
    """The polls of the half-year with their results; how many results."""
    after = bounds_of(HALF)[2]
    period = open_period(code=HALF, by=None).pk
    book = ledger(BALLOTS, on=after + datetime.timedelta(days=1))
    polls, poll_places, results, places = [], [], [], []
    for code, division, people in townships():
        numbers = [(cadre, number) for (cadre, number, *_told), _leads in people]
        for kind in kinds_in(code):
            day = after - datetime.timedelta(days=12 + dice("poll day", kind, code).randrange(10))
            poll = {"division_id": division, "period_id": period, "held_on": day, **poll_of(kind, code)}
            polls.append(poll)
            poll_places.append(code)
            results += [
                {"poll": poll, "cadre_id": cadre, **opinions_of(kind, number, poll["valid"])}
                for cadre, number in numbers
            ]
            places += [code] * len(numbers)
    for key, poll in zip(reserve(Poll, len(polls)), polls, strict=True):
        poll["id"] = key
    for key, result in zip(reserve(PollResult, len(results)), results, strict=True):
        result |= {"id": key, "poll_id": result.pop("poll")["id"]}
    book.add(Poll, polls, poll_places)
    book.add(PollResult, results, places)
    return close(book, len(results))


def kinds_in(code: str) -> tuple[Kind, ...]:
    """Which polls a township holds."""
    return (Kind.DEMOCRATIC, Kind.SATISFACTION) if code.startswith(COUNTY) else (Kind.SATISFACTION,)


def poll_of(kind: Kind, code: str) -> dict[str, Any]:
    """Who was asked, and how many papers went out and came back."""
    draw = dice("poll", kind, code)
    handed_out = draw.randrange(60, 121)
    few = draw.random() < FEW_CAME_BACK
    returned = int(handed_out * (draw.uniform(0.3, 0.45) if few else draw.uniform(0.84, 0.98)))
    papers = {
        "kind": kind.value,
        "handed_out": handed_out,
        "returned": returned,
        "valid": returned - draw.randrange(4),
        "source": Poll.Source.PAPERS.value,
    }
    if kind == Kind.DEMOCRATIC:
        everybody = {"sampling": Poll.Sampling.ALL.value, "list_size": handed_out, "seed": ""}
        return papers | everybody | {"by_village_cadres": True, "by_deputies": True, "by_residents": True}
    drawn = {"sampling": Poll.Sampling.DRAWN.value, "list_size": handed_out * 6, "seed": f"{HALF} {code}"}
    return papers | drawn | {"by_people_served": True}


def opinions_of(kind: Kind, number: str, valid: int) -> dict[str, int]:
    """How many of the valid papers say what of a cadre; who does much is liked more."""
    draw, drive = dice("opinion", kind, number), drive_of(number)
    very = share(draw, 0.5 * drive)
    named = int(valid * draw.uniform(0.7, 1.0))
    very_satisfied = int(named * very)
    satisfied = int((named - very_satisfied) * share(draw, 0.72 * drive))
    fair = int((named - very_satisfied - satisfied) * 0.8)
    return {
        "very_satisfied": very_satisfied,
        "satisfied": satisfied,
        "fair": fair,
        "poor": named - very_satisfied - satisfied - fair,
        "no_opinion": valid - named,
    }


def share(draw: Random, mean: float) -> float:
    return clamp(draw.gauss(mean, 0.08), 0.05, 0.95)
