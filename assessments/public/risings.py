"""The fastest rising places of a published table, in words: only what was frozen with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Edition, Period
from assessments.models.period import bounds_of
from assessments.public.lines import Line
from assessments.public.wording import period_label
from assessments.scoring.strongest import TEN
from config.millionths import to_text

REFUSED: Mapping[str, str | Promise] = {
    "other_scheme": gettext_lazy("Not compared: the earlier table was made by another scheme."),
    "other_version": gettext_lazy(
        "Not compared: the scheme had another version then. What earns points has changed."
    ),
    "other_rules": gettext_lazy("Not compared: the indicators were others then."),
}
LEFT_OUT: Mapping[str, str | Promise] = {
    "unranked_before": gettext_lazy("had no rank then"),
    "unranked_now": gettext_lazy("has no rank now"),
    "too_few": gettext_lazy("too few cadres then or now"),
}


@dataclass(frozen=True)
class Riser:
    """One place that rose: the change and its range, the score before and now, cadres before and now, as text.
    `fastest`: it is one of the ten; `alone`: a single segment, so that the change has no range."""

    rank: int
    line: Line
    change: str
    range: str
    before: str
    after: str
    cadres: str
    fastest: bool


@dataclass(frozen=True)
class Comparison:
    """The places that rose since an earlier table, or in `refused` why there are none. `others` is how many compared
    places did not rise; `no_room` names places that began too near 100; `left_out`: (place, why)."""

    since: str
    revision: int
    url: str
    refused: str = ""
    minimum: int = 0
    risers: tuple[Riser, ...] = ()
    compared: int = 0
    others: int = 0
    fastest: int = 0
    began_low: int = 0
    no_room: tuple[Line, ...] = ()
    left_out: tuple[tuple[Line, str], ...] = ()


def comparisons_of(
    edition: Edition, rising: Iterable[Mapping[str, Any]], lines: Iterable[Line]
) -> list[Comparison]:
    """Every comparison that was frozen with an edition; `lines` of the edition name the places."""
    by_code = {line.code: line for line in lines}
    return [comparison_of(edition, found, by_code) for found in rising]


def comparison_of(edition: Edition, found: Mapping[str, Any], lines: Mapping[str, Line]) -> Comparison:
    since, revision, url = label_of(found["since"]), found["revision"], earlier_url(edition, found)
    if found["refused"]:
        why = REFUSED.get(
            found["refused"], gettext_lazy("Not compared: the two tables do not mean the same.")
        )
        return Comparison(since, revision, url, refused=str(why))
    rose = [row for row in found["rows"] if row["change"] > 0]
    return Comparison(
        since,
        revision,
        url,
        minimum=found["minimum"],
        risers=tuple(riser_of(row, lines[row["code"]]) for row in rose),
        compared=len(found["rows"]),
        others=len(found["rows"]) - len(rose),
        fastest=found["fastest"],
        began_low=found["began_low"],
        no_room=tuple(lines[code] for code in found["without_room"]),
        left_out=tuple((lines[code], str(LEFT_OUT[why])) for code, why in found["left_out"].items()),
    )


def riser_of(row: Mapping[str, Any], line: Line) -> Riser:
    known = row["low"] is not None
    return Riser(
        rank=row["rank"],
        line=line,
        change=signed(row["change"]),
        range=_("%(low)s to %(high)s") % {"low": signed(row["low"]), "high": signed(row["high"])}
        if known
        else "–",
        before=to_text(row["before"]),
        after=to_text(row["after"]),
        cadres=str(row["n_after"])
        if row["n_before"] == row["n_after"]
        else f"{row['n_before']} → {row['n_after']}",
        fastest=row["rank"] <= TEN,
    )


def signed(millionths: int) -> str:
    """Points with their sign: +3.21, −0.40."""
    text = to_text(millionths)
    return text.replace("-", "−") if text.startswith("-") else f"+{text}"


def label_of(code: str) -> str:
    """The words for a period, from its code alone."""
    kind, starts_on, ends_on = bounds_of(code)
    return period_label(Period(code=code, kind=kind, starts_on=starts_on, ends_on=ends_on))


def earlier_url(edition: Edition, found: Mapping[str, Any]) -> str:
    """The lasting address of the earlier table."""
    kwargs = {"kind": edition.kind, "period": found["since"], "revision": found["revision"]}
    if edition.division.level in ("county", "township"):
        kwargs["code"] = edition.division.code
    return reverse("assessments:table", kwargs=kwargs)
