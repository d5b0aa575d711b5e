"""A plan that was put by, as the pages of the preview show it: in the language of whoever looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.spreadsheets import sentences
from config.spreadsheets.plan_pages import Page
from config.spreadsheets.planning import Problem

HEADINGS = {
    "refused": _("refused"),
    "changed": _("changed"),
    "new": _("new"),
    "same": _("same"),
    "ignored": _("without data"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the file on the page."""

    sheet: str
    row: int
    name: str
    lines: list[tuple[str, str]]
    """(cell or field, sentence) each."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A section of the plan, as a tab over its rows."""

    name: str
    title: Any
    count: int
    current: bool


def first_section(summary: Mapping[str, Any]) -> str:
    """What is shown first: what is refused, else what is written, else whatever there is."""
    return next((name for name in HEADINGS if summary["counts"][name]), "refused")


def preview_context(summary: Mapping[str, Any], page: Page, labels: Mapping[str, Any]) -> dict[str, Any]:
    """What the template of the preview needs."""
    counts = summary["counts"]
    return {
        "tabs": [Tab(name, title, counts[name], name == page.section) for name, title in HEADINGS.items()],
        "page": page,
        "page_links": links(page.number, page.pages),
        "rows": [row_of(told, page.section, labels) for told in page.rows],
        "reasons": [(reason(code), count) for code, count in summary["reasons"]],
        "warnings": [(sentences.of_warning(code), count) for code, count in summary["warnings"]],
        "sheets": [sheet_of(told) for told in summary["sheets"]],
        "ignored": [(sentences.IGNORED.get(kind, kind), count) for kind, count in summary["ignored"]],
        "dropped": summary["dropped"],
        "unmapped": summary["unmapped"],
        "refused": counts["refused"],
        "writes": counts["new"] + counts["changed"],
        "asks": summary["asks"],
    }


def links(number: int, pages: int) -> list[int | None]:
    """The numbers of the pages to go to: the first, the last, those around; None where some are left out."""
    wanted = sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})
    shown: list[int | None] = []
    for one in wanted:
        if shown and shown[-1] is not None and one > shown[-1] + 1:
            shown.append(None)
        shown.append(one)
    return shown


def row_of(told: Mapping[str, Any], section: str, labels: Mapping[str, Any]) -> Told:
    """A row with its sentences."""
    if section == "ignored":
        kind = str(sentences.IGNORED.get(told["kind"], told["kind"]))
        return Told(told["sheet"], told["row"], "", [(kind, told["text"])])
    lines = [(problem[3], sentences.of_problem(Problem(*problem))) for problem in told["problems"]]
    lines += [(str(labels.get(name, name)), f"{old or '—'} → {new}") for name, old, new in told["changes"]]
    if told["understood"]:
        lines.append(("", " · ".join(told["understood"])))
    lines += [("", sentences.of_warning(code)) for code in told["warnings"]]
    return Told(told["sheet"], told["row"], told["name"], lines)


def reason(code: str) -> str:
    """The sentence of a reason, without the cell that one row of it has."""
    return sentences.of_problem(Problem(code, text="…", more="…"))


def sheet_of(told: Mapping[str, Any]) -> tuple[str, Any, int, list[str]]:
    """(name, what became of it, rows of data, remarks) of a sheet."""
    remarks = [sentences.of_warning(code) for code in told["remarks"] if code in sentences.known_codes()]
    return told["name"] or "—", sentences.ROLES.get(told["role"], told["role"]), told["rows"], remarks
