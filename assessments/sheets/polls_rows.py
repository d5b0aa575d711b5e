"""The cells of a row of results, normalised into the record of its draft; what they leave out the words over the table
may tell."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.utils import timezone

from assessments.sheets.periods import period_text, told_period
from assessments.sheets.polls_stored import Ballots
from assessments.sheets.values_polls import count, is_drawn, poll_kind, taking_part
from assessments.sheets.words import COUNTS, PAPERS, SATISFACTION
from cadres.sheets.rows import has, read_who
from config.spreadsheets.cells import says_nothing, told_text
from config.spreadsheets.days import iso, take_day
from config.spreadsheets.planning import Draft

LONGEST_SEED = 100


def read_row(draft: Draft, ballots: Ballots) -> None:
    """The cells of a row as a record."""
    read_who(draft, ballots, ballots.people)
    over = ballots.told_over(draft.table)
    read_day(draft, over)
    read_kind(draft, over)
    read_period(draft)
    values = draft.source.values  # type: ignore[union-attr]
    draft.take("people", taking_part(values.get("people")))
    draft.record["seed"] = told_text(values.get("seed"))[:LONGEST_SEED].rstrip() or None
    draft.record["drawn"] = is_drawn(values.get("sampling")) or draft.record["seed"] is not None
    for name in PAPERS:
        told = read_count(draft, name)
        draft.record[name] = over.get(name) if told is None else told
    read_counts(draft)
    refuse_impossible_papers(draft)


def read_day(draft: Draft, over: dict[str, Any]) -> None:
    """The day on which the papers were filled in."""
    day = take_day(draft, "held_on", needed=False)
    if day is None and not draft.reasons.count("DATE_INVALID"):
        day = over.get("held_on")
        draft.record["held_on"] = iso(day) if day else None
        if day is None:
            draft.refuse("POLL_DAY_MISSING", "held_on")
    if day and day > timezone.localdate():
        draft.refuse("POLL_IN_FUTURE", "held_on")


def read_kind(draft: Draft, over: dict[str, Any]) -> None:
    """Which evaluation it was: by its cell, else by the title, else by what the columns of counts are called."""
    told = draft.take("kind", poll_kind(draft.source.values.get("kind")))  # type: ignore[union-attr]
    if told or "POLL_KIND_UNKNOWN" in draft.reasons:
        return
    called = "".join(draft.table.labels.get(name, "") for name in COUNTS)
    by_labels = SATISFACTION if "满意" in called and "优秀" not in called else None
    draft.record["kind"] = over.get("kind") or by_labels
    if draft.record["kind"] is None:
        draft.refuse("POLL_KIND_UNKNOWN", "kind")


def read_period(draft: Draft) -> None:
    """The period that a row names itself."""
    draft.record["period"] = told_period(draft, "period")
    if draft.record["period"] is None and not says_nothing(period_text(draft, "period")):
        draft.refuse("PERIOD_UNKNOWN", "period")


def read_counts(draft: Draft) -> None:
    """What the papers say; their sum, where the table has one, is the sum."""
    record = draft.record
    for name in COUNTS:
        record[name] = read_count(draft, name)
    fairly, total = read_count(draft, "fairly_satisfied"), read_count(draft, "total")
    if has(draft, "fairly_satisfied") and has(draft, "satisfied"):
        draft.refuse("SCALE_UNKNOWN", "satisfied", show=False)
    elif has(draft, "fairly_satisfied"):
        record["satisfied"] = fairly
    told = [record[name] for name in COUNTS if record[name] is not None]
    if "COUNT_INVALID" in draft.reasons:
        return
    if not told:
        draft.refuse("COUNTS_MISSING")
    elif total is not None and total != sum(told):
        draft.refuse("COUNTS_NOT_THE_SUM", "total", more=str(sum(told)))


def read_count(draft: Draft, name: str) -> int | None:
    """A number of papers; what is no whole number refuses the row."""
    cell: Any = draft.source.values.get(name)  # type: ignore[union-attr]
    try:
        return count(cell)
    except ValueError:
        draft.refuse("COUNT_INVALID", name)
        return None


def refuse_impossible_papers(draft: Draft) -> None:
    """No more papers come back than were handed out, and no more are valid than came back."""
    told = [(name, draft.record[name]) for name in PAPERS[1:] if draft.record[name] is not None]
    for (_more, most), (name, number) in pairwise(told):
        if number > most:
            draft.refuse("PAPERS_IMPOSSIBLE", name, text=str(number), more=str(most))
