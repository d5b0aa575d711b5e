"""What must be asked about the places of a sheet, because neither its cells nor what stands around them tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cadres.sheets.around import Around
from cadres.sheets.rows import Catalogue
from config.spreadsheets.cells import free_text
from config.spreadsheets.planning import Draft
from config.spreadsheets.questions import PLACE
from config.spreadsheets.types import Question

NAMED_BY_CELL = ("township", "township_code")
UNNAMED = frozenset(("TOWNSHIP_MISSING", "TOWNSHIP_UNKNOWN", "PLACES_CONTRADICT"))


def place_questions(drafts: Iterable[Draft], catalogue: Catalogue) -> tuple[Question, ...]:
    """The places that rows wait for, each asked about once: what a sheet, a heading or a title means that should name
    the township of its rows, and which of two townships of one name a cell means.

    A single cell that is empty or wrong is no question but a refusal of its row.
    """
    rows: dict[tuple[str, bool], list[Draft]] = defaultdict(list)
    among: dict[tuple[str, bool], tuple[str, ...]] = {}
    for draft in drafts:
        if (found := asked_of(draft, catalogue)) is not None:
            words, whole, candidates = found
            rows[words, whole].append(draft)
            among[words, whole] = candidates
    return tuple(
        Question(
            kind=PLACE,
            words=words,
            sheet=own[0].sheet,
            row=own[0].row,
            candidates=among[words, whole],
            rows=len(own),
            whole=whole,
        )
        for (words, whole), own in rows.items()
    )


def asked_of(draft: Draft, catalogue: Catalogue) -> tuple[str, bool, tuple[str, ...]] | None:
    """(words, whether of a whole, candidates) of the question that a row waits for; None if it waits for none."""
    reasons = {problem.code for problem in draft.problems}
    if draft.source is None:
        return None
    cell = draft.source.values.get("township")
    if cell is not None and "TOWNSHIP_AMBIGUOUS" in reasons:
        return free_text(cell), False, catalogue.places.called(cell, catalogue.within)
    if reasons.isdisjoint((*UNNAMED, "TOWNSHIP_AMBIGUOUS")):
        return None
    around = Around(draft, catalogue)
    told_by_row = any(name in draft.table.columns for name in NAMED_BY_CELL)
    if told_by_row and "PLACES_CONTRADICT" not in reasons and not around.is_headed():
        return None
    words, whole = around.unnamed()
    return words, whole, catalogue.places.called(words, catalogue.within)
