"""Published commendations as the public sees them: an allow-list. Of a person the name, the township, the skill and the
citation; of a place the name and the citation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from assessments.models import Commendation, Period
from assessments.public.wording import named, period_label

COLUMNS = (
    "cadre__name",
    "division__name",
    "division__name_en",
    "division__parent__name",
    "division__parent__name_en",
    "skill__name",
    "skill__name_en",
    "citation",
)
"""All that is read of a commendation, beside kind and period."""


@dataclass(frozen=True)
class Honour:
    """One line of the page. A `…_lang` is set where the text is in another language than the page."""

    name: str
    name_lang: str
    place: str
    place_lang: str
    county: str
    county_lang: str
    skill: str
    skill_lang: str
    citation: str
    citation_lang: str


@dataclass(frozen=True)
class Roll:
    """The commendations of one kind for one period."""

    title: str
    period: str
    of_people: bool
    honours: list[Honour]


def published(year: str) -> QuerySet[Commendation]:
    """What was published for the periods of a year."""
    return Commendation.objects.published().filter(period__starts_on__year=year)


def years() -> list[str]:
    """The years with a published commendation, the newest first."""
    days = Commendation.objects.published().dates("period__starts_on", "year", order="DESC")
    return [str(day.year) for day in days]


def rolls_of(year: str) -> list[Roll]:
    """All rolls of a year: the newest period first, in it people before places; two SELECTs."""
    kinds = list(Commendation.Kind.values)
    rows = list(published(year).values("period_id", "kind", "rank", "division__code", *COLUMNS))
    periods = {
        period.pk: period for period in Period.objects.filter(pk__in={row["period_id"] for row in rows})
    }

    def order(row: dict[str, Any]) -> tuple[Any, ...]:
        period = periods[row["period_id"]]
        newest = (-period.ends_on.toordinal(), -period.starts_on.toordinal())
        return (
            *newest,
            kinds.index(row["kind"]),
            row["rank"] or 0,
            row["division__code"],
            row["cadre__name"] or "",
        )

    rows.sort(key=order)
    grouped = groupby(rows, key=lambda row: (row["period_id"], row["kind"]))
    return [roll(periods[period], kind, found) for (period, kind), found in grouped]


def roll(period: Period, kind: str, rows: Iterable[dict[str, Any]]) -> Roll:
    label = str(Commendation.Kind(kind).label)
    honours = [honour(row) for row in rows]
    return Roll(label, period_label(period), kind == Commendation.Kind.STAR, honours)


def honour(row: dict[str, Any]) -> Honour:
    """A row in the language of the page; names and citations stand as they were written."""
    chinese = named("", "")[1]
    place, place_lang = named(row["division__name"], row["division__name_en"])
    county, county_lang = named(row["division__parent__name"] or "", row["division__parent__name_en"] or "")
    skill, skill_lang = named(row["skill__name"] or "", row["skill__name_en"] or "")
    return Honour(
        name=row["cadre__name"] or "",
        name_lang=chinese,
        place=place,
        place_lang=place_lang,
        county=county,
        county_lang=county_lang,
        skill=skill,
        skill_lang=skill_lang,
        citation=row["citation"],
        citation_lang=chinese,
    )
