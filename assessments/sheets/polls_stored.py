"""The evaluations that rows of results are about: those that are recorded, and those that a row tells of first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from assessments.models import Period, Poll, PollResult
from assessments.sheets.polls_over import told_over
from assessments.sheets.words import COUNTS, PAPERS, TAKING_PART
from cadres.sheets.people import People
from cadres.sheets.rows import Catalogue
from config.spreadsheets.cells import told_text
from config.spreadsheets.intents import Birth
from config.spreadsheets.kinds import Context
from config.spreadsheets.planning import Draft
from config.spreadsheets.types import Table

Key = tuple[str, int, str]
"""(kind, division, day as ISO): what there can be only once."""


@dataclass(slots=True)
class Ballot:
    """An evaluation: its key, or the birth that will have one; what it is told of it; and the row that told of it
    first, if it is not recorded yet."""

    poll: int | Birth
    told: dict[str, Any]
    row: Draft | None = None
    results: dict[int, tuple[int, dict[str, int]]] = field(default_factory=dict)
    """Cadre → key and counts of the recorded result."""
    seen: dict[int, Draft] = field(default_factory=dict)
    """Cadre → the row of the sheet."""


class Ballots(Catalogue):
    """Places, people, periods, and the standing evaluations of the days in question. Nine SELECTs."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.people = People(context.scope)
        periods = Period.objects.order_by().values_list("code", "pk", "starts_on")
        self.periods = {code: (pk, starts_on) for code, pk, starts_on in periods}
        self.ballots: dict[Key, Ballot] = {}
        self._over: dict[int, dict[str, Any]] = {}

    def told_over(self, table: Table) -> dict[str, Any]:
        """What the words over a table tell of its evaluation."""
        if id(table) not in self._over:
            self._over[id(table)] = told_over(table)
        return self._over[id(table)]

    def load(self, days: list[str]) -> None:
        """The standing evaluations between the first and the last of these days (ISO), with their results."""
        first, last = (min(days), max(days)) if days else (datetime.date.max, datetime.date.min)
        polls = Poll.objects.standing().filter(held_on__range=(first, last)).order_by()
        columns = ("pk", "kind", "division_id", "held_on", "period__code", "seed", *PAPERS, *TAKING_PART)
        by_pk: dict[int, Ballot] = {}
        for row in polls.values(*columns):
            told = {name: row[name] for name in PAPERS} | {"period": row["period__code"]}
            told["people"] = " ".join(name for name in TAKING_PART if row[name])
            told["seed"] = told_text(row["seed"]) or None
            by_pk[row["pk"]] = Ballot(row["pk"], told)
            self.ballots[row["kind"], row["division_id"], row["held_on"].isoformat()] = by_pk[row["pk"]]
        results = PollResult.objects.filter(poll__in=polls.values("pk")).order_by()
        for pk, poll, cadre, *told in results.values_list("pk", "poll_id", "cadre_id", *COUNTS):
            by_pk[poll].results[cadre] = (pk, dict(zip(COUNTS, told, strict=True)))
