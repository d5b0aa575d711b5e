"""From inputs to a league table: who is ranked, who is not, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from assessments.scoring.frozen import Inputs
from assessments.scoring.ranks import ranked
from assessments.scoring.segments import INCOMPLETE, MEASURED, MISSING
from assessments.scoring.totals import Judged
from config.millionths import ONE, ratio, to_text

NO_CADRES = "no_cadres"
NO_DIARY = "no_diary"
NO_EVIDENCE = "incomplete"
NO_INDICATOR = "not_applicable"
TOO_FEW = "too_few"
SO_FEW = "so_few"

FEWEST_SHOWN = 3
"""Of one cadre the score of a place would be that person's; of two, each would read the other's in it."""

LEVELS = {"townships": "township", "counties": "county"}
"""The level of the places that each kind of table ranks."""

HUNDREDTH = 10_000

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` by rank, `unranked` by code; every place of the level is in exactly one of them."""

    rows: list[Row]
    unranked: list[Row]


class Standing:
    """What the segments of one place add up to. Only measured segments count."""

    def __init__(self) -> None:
        self.cadres: set[int] = set()
        self.segments = self.missing = self.days = self.weighted = 0
        self.incomplete_days = self.late = 0
        self.sections: dict[str, int] = defaultdict(int)
        self.full: dict[str, int] = defaultdict(int)

    def add(self, one: Judged) -> None:
        """Takes in one segment."""
        segment = one.segment
        self.segments += 1
        self.missing += segment.status == MISSING
        self.late += segment.late
        if segment.status == INCOMPLETE:
            self.incomplete_days += segment.days
        if segment.status != MEASURED:
            return
        self.cadres.add(segment.cadre)
        self.days += segment.days
        self.weighted += one.total * segment.days
        for item in one.items:
            self.sections[item.rule.section] += (item.points or 0) * segment.days
            self.full[item.rule.section] += item.full * segment.days

    @property
    def score(self) -> int:
        """Σ(total × days) ÷ Σdays in millionths, rounded half up, once."""
        return ratio(self.weighted, self.days)

    def unranked_because(self, level: str, inputs: Inputs) -> str:
        """The reason code; '' when it has a rank. Silent townships do not unrank a county that has measured ones."""
        if not self.segments:
            return NO_CADRES
        if self.missing and (level == "township" or not self.days):
            return NO_DIARY
        if self.incomplete_days * ONE > inputs.incomplete_limit * (self.days + self.incomplete_days):
            return NO_EVIDENCE
        if not self.days:
            return NO_EVIDENCE if self.incomplete_days else NO_INDICATOR
        if len(self.cadres) >= inputs.minimum:
            return ""
        return SO_FEW if len(self.cadres) < inputs.fewest_shown else TOO_FEW

    def as_row(self, sections: Iterable[str]) -> Row:
        """The numbers of a ranked place: score, number of cadres, points by section, adjustments, late visits."""
        parts = self.breakdown(sections)
        return {
            "score": to_text(self.score),
            "score_millionths": self.score,
            "n": len(self.cadres),
            "adjustment": parts.pop("adjustment"),
            "sections": parts,
            "full": {section: to_text(ratio(self.full[section], self.days)) for section in sections},
            "late": self.late,
        }

    def breakdown(self, sections: Iterable[str]) -> dict[str, str]:
        """Points by section and, as `adjustment`, the effect of bonuses and deductions; they add up to the score shown.

        Each number is the difference of two rounded running sums, so that nothing is lost between them.
        """
        parts = {section: self.sections[section] for section in sections}
        parts["adjustment"] = self.weighted - sum(parts.values())
        shown, running, before = {}, 0, 0
        for name, part in parts.items():
            running += part
            after = ratio(ratio(running, self.days), HUNDREDTH)
            shown[name] = to_text((after - before) * HUNDREDTH)
            before = after
        return shown


def table_of(inputs: Inputs, kind: str) -> Table:
    """The table of all townships or of all counties (`kind`) among the places of the inputs."""
    level = LEVELS[kind]
    standings = _standings(inputs)
    described = {row["code"]: row for row in _described(inputs, level, standings)}
    reasons = {code: standings[code].unranked_because(level, inputs) for code in described}
    scores = {code: standings[code].score for code, reason in reasons.items() if not reason}
    sections = list(dict.fromkeys(rule.section for rule in inputs.rules))
    return Table(
        rows=[
            described[code] | {"rank": rank} | standings[code].as_row(sections)
            for rank, code in ranked(scores)
        ],
        unranked=[
            described[code] | unranked_row(standings[code], reason)
            for code, reason in sorted(reasons.items())
            if reason
        ],
    )


def unranked_row(standing: Standing, reason: str) -> Row:
    """The reason; with it the score and the number of cadres where only these are too few for a rank, and not so few
    that the score would tell of a person."""
    if reason != TOO_FEW:
        return {"reason": reason}
    return {"reason": reason, "score": to_text(standing.score), "n": len(standing.cadres)}


def _described(inputs: Inputs, level: str, standings: dict[str, Standing]) -> Iterator[Row]:
    """What every row says of its place; a county also, how many of its townships are `missing`: no diary."""
    counties = {place.code: place for place in inputs.places if place.level == "county"}
    silent = _silent_townships(inputs, standings)
    for place in inputs.places:
        if place.level != level:
            continue
        county = counties.get(place.code[:6])
        row = {
            "code": place.code,
            "name": place.name,
            "name_en": place.name_en,
            "county": county.name if county else "",
            "county_en": county.name_en if county else "",
            "group": place.group,
        }
        yield row | ({"missing": silent[place.code]} if level == "county" else {})


def _standings(inputs: Inputs) -> dict[str, Standing]:
    """What each township and county adds up to, by code."""
    standings: dict[str, Standing] = defaultdict(Standing)
    for one in inputs.judged:
        for code in {one.segment.place[:6], one.segment.place}:
            standings[code].add(one)
    return standings


def _silent_townships(inputs: Inputs, standings: dict[str, Standing]) -> dict[str, int]:
    """For each county, how many of its townships handed in no diary."""
    silent: dict[str, int] = defaultdict(int)
    for place in inputs.places:
        if (
            place.level == "township"
            and standings[place.code].unranked_because("township", inputs) == NO_DIARY
        ):
            silent[place.code[:6]] += 1
    return silent
