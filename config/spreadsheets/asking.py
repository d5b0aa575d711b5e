"""The questions about a file, from the moment they are asked to the answers of whoever imports it.

They are put by with the file, encrypted, since they quote its cells. What is answered stands in the batch.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from config.spreadsheets import vault
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.labels import bare
from config.spreadsheets.planning import Plan
from config.spreadsheets.questions import column_questions
from config.spreadsheets.types import Question, Reading

ANSWERED = ("columns", "places", "wholes")
Answers = Mapping[str, Mapping[str, str]]
"""{"columns": label → field, "places": words of a heading or a cell → code of a division, "wholes": those of a sheet,
a title or the file → code}."""


def about_columns(reading: Reading, kind: SheetKind, answers: Answers) -> list[Question]:
    """Which columns must be asked about before the file can be planned: those not answered yet."""
    answered = {bare(label) for label in answers.get("columns", {})}
    asked = column_questions(reading, kind.layout, kind.required)
    return [] if answered else list(asked)


def about_places(plan: Plan, kind: SheetKind, context: Context) -> list[Question]:
    """Which places must be asked about, because rows are refused for want of an answer."""
    return list(kind.ask(plan.refused, context)) if kind.ask and plan.refused else []


def remembered(answers: Answers) -> dict[str, dict[str, str]]:
    """What of earlier answers holds for another file of the layout: never what a file, a sheet or a title is about."""
    return {name: dict(answers.get(name, {})) for name in ("columns", "places")}


def keep(key: str, questions: Sequence[Question]) -> None:
    """Puts the questions about a file by, in place of those before."""
    told = json.dumps([asdict(question) for question in questions], ensure_ascii=False)
    vault.put(key, vault.QUESTIONS, [told.encode()])


def kept(key: str) -> list[Question]:
    """The questions about a file. Raises vault.Gone."""
    told: list[dict[str, Any]] = json.loads(vault.get(key, vault.QUESTIONS))
    return [
        Question(**{**one, "samples": tuple(one["samples"]), "candidates": tuple(one["candidates"])})
        for one in told
    ]
