"""Skills by name, wording or code."""

import re
from collections.abc import Iterable

from config.spreadsheets.cells import close_text, plain_text, says_nothing
from config.spreadsheets.types import Cell, Value

SEPARATORS = re.compile(r"[、,;/|\n\r]+")
NUMBERING = re.compile(r"^(?:\d{1,2}[.、)]|\(\d{1,2}\))")
ABSENT = Value(None, warnings=("SKILL_ABSENT",))
UNKNOWN = Value(None, warnings=("SKILL_UNKNOWN",))


class SkillIndex:
    """Skills by everything they are called. Built once an import, from the catalogue and its wordings."""

    def __init__(self, skills: Iterable[tuple[str, str]], aliases: Iterable[tuple[str, str]]) -> None:
        """`skills`: (code, name); `aliases`: (wording, code). A name goes before a wording."""
        skills = list(skills)
        self.names = dict(skills)
        self.codes: dict[str, str] = {close_text(alias).upper(): code for alias, code in aliases}
        for code, name in skills:
            self.codes[close_text(name).upper()] = code
            self.codes[code.upper()] = code
        self._answers: dict[Cell, Value] = {}

    def skill(self, cell: Cell, code: Cell = None) -> Value:
        """The code of the skill that a cell names, by the column of codes where there is one and it knows the skill.

        Warnings: SKILL_ABSENT, SKILL_UNKNOWN, SKILL_MULTIPLE (the first known one is taken), SKILL_NAME_UNKNOWN and
        SKILL_CODE_UNKNOWN (the other of the two holds). Reason: SKILL_CODE_MISMATCH (code and name are two skills).
        """
        if code is None or says_nothing(close_text(code)):
            return self._answer(cell)
        coded = self._answer(code)
        if cell is None or says_nothing(close_text(cell)):
            return coded
        named = self._answer(cell)
        if coded.value is None or named.value is None:
            found, warning = (
                (named, "SKILL_CODE_UNKNOWN") if coded.value is None else (coded, "SKILL_NAME_UNKNOWN")
            )
            return Value(found.value, (*found.warnings, warning)) if found.value else found
        return named if coded.value == named.value else Value(None, reasons=("SKILL_CODE_MISMATCH",))

    def name_of(self, code: Cell) -> str:
        """What the skill is called that a column of codes means."""
        return self.names.get(self._answer(code).value or "", "")

    def _answer(self, cell: Cell) -> Value:
        if cell not in self._answers:
            self._answers[cell] = self._resolve(cell)
        return self._answers[cell]

    def _resolve(self, cell: Cell) -> Value:
        whole = close_text(cell)
        if says_nothing(whole):
            return ABSENT
        if found := self._one(whole):
            return Value(found)
        text = (
            "、".join(plain_text(line) for line in str(cell).splitlines()) if isinstance(cell, str) else whole
        )
        parts = [part for part in map(close_text, SEPARATORS.split(text)) if part]
        code = next((found for found in map(self._one, parts) if found), None)
        if code is None:
            return UNKNOWN
        return Value(code, warnings=("SKILL_MULTIPLE",) if len(parts) > 1 else ())

    def _one(self, text: str) -> str | None:
        """A single skill, perhaps numbered or with a remark in brackets."""
        for form in (text, NUMBERING.sub("", text), re.sub(r"\(.*?\)", "", NUMBERING.sub("", text))):
            if found := self.codes.get(form.upper()):
                return found
        return None
