"""A plan as the preview page shows it: the refused first, samples of what comes in, the fate of every sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.spreadsheets import sentences
from config.spreadsheets.planning import Draft, Plan, Status, written

REFUSED_SHOWN = 500
SAMPLE = 20
UNQUOTED = ("name", "id_number", "phone")
"""Fields of a row that its line does not repeat."""
HEADINGS = (
    (Status.NEW, _("New")),
    (Status.CHANGED, _("Changed")),
    (Status.SAME, _("The same as recorded")),
)
COUNTED = (
    ("new", _("new")),
    ("changed", _("changed")),
    ("same", _("same")),
    ("refused", _("refused")),
    ("ignored", _("without data")),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the file on the page."""

    sheet: str
    row: int
    name: str
    lines: list[tuple[str, str]]
    """(cell or field, sentence) each."""


def preview_context(plan: Plan, labels: Mapping[str, Any]) -> dict[str, Any]:
    """What the template of the preview needs."""
    return {
        "counts": [(label, plan.counts[name], name) for name, label in COUNTED],
        "refused": [refused(draft) for draft in plan.refused[:REFUSED_SHOWN]],
        "refused_more": max(0, len(plan.refused) - REFUSED_SHOWN),
        "samples": [sample(plan, status, heading, labels) for status, heading in HEADINGS],
        "warnings": warnings(plan),
        "sheets": [
            (fate.name or "—", sentences.ROLES.get(fate.role, fate.role), rows_of(plan, fate.name))
            for fate in plan.sheets
        ],
        "ignored": Counter(
            str(sentences.IGNORED.get(row.kind, row.kind)) for row in plan.ignored
        ).most_common(),
        "dropped": plan.dropped,
        "unmapped": plan.unmapped,
        "writes": plan.counts["new"] + plan.counts["changed"],
    }


def refused(draft: Draft) -> Told:
    lines = [(problem.cell, sentences.of_problem(problem)) for problem in draft.problems]
    return Told(draft.sheet or "", draft.row, draft.name, lines)


def sample(plan: Plan, status: Status, heading: Any, labels: Mapping[str, Any]) -> dict[str, Any]:
    """The first rows of a status, with what would change and what is doubtful."""
    drafts = plan.of(status)
    return {
        "heading": heading,
        "count": len(drafts),
        "rows": [told(draft, labels) for draft in drafts[:SAMPLE]],
        "more": max(0, len(drafts) - SAMPLE),
    }


def told(draft: Draft, labels: Mapping[str, Any]) -> Told:
    lines = [
        (str(labels.get(change.field, change.field)), f"{change.old or '—'} → {change.new}")
        for change in draft.changes
    ]
    if draft.status == Status.NEW:
        lines.append(("", " · ".join(as_understood(draft))))
    lines += [("", sentences.of_warning(code)) for code in draft.warnings]
    return Told(draft.sheet or "", draft.row, draft.name, lines)


def as_understood(draft: Draft) -> list[str]:
    """What will be recorded of a row, but for the cells that say who it is; a cell that stands for a code as it is
    written."""
    fields = draft.record if draft.source is None else draft.source.values
    return [text for field in fields if field not in UNQUOTED and (text := understood(draft, field))]


def understood(draft: Draft, field: str) -> str:
    """A normalised cell; the words of our own, such as “leader”, are left to the file's."""
    text = str(draft.record.get(field) or "")
    return text if text and not (text.isascii() and text.isalpha()) else written(draft.said(field))


def warnings(plan: Plan) -> list[tuple[str, int]]:
    """Each warning's sentence and how many rows have it, the most frequent first."""
    codes = Counter(code for draft in plan.rows for code in draft.warnings)
    return [(sentences.of_warning(code), count) for code, count in codes.most_common()]


def rows_of(plan: Plan, sheet: str | None) -> int:
    """How many rows of a sheet hold data."""
    return sum(draft.sheet == sheet for draft in (*plan.rows, *plan.refused))
