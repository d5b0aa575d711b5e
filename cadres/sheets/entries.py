"""Lists whose rows are entries with a code and a name: divisions, villages, skills. A row means the entry with its
code or, where it has none, the only one of its name; what it leaves empty changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.spreadsheets.cells import close_text, free_text, says_nothing
from config.spreadsheets.intents import Birth, Correction
from config.spreadsheets.planning import Draft, Status
from config.spreadsheets.types import Column
from config.spreadsheets.writing import Update

NAME_EN = Column("name_en", ("英文名", "英文名称", "英文", "英译名"))
LABELS = {"code": _("code"), "name": _("name"), "name_en": _("English name")}


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as the database has it."""

    pk: int
    code: str
    values: Mapping[str, Any]
    """By attribute name; `name` is among them."""

    def is_called(self, name: str) -> bool:
        """Whether this is its name, white space and widths of characters aside."""
        return close_text(name) == close_text(self.values["name"])


class Entries:
    """The entries of a list by code and by name: those stored, and those that the rows above have told of."""

    def __init__(self, stored: Iterable[Stored]) -> None:
        self.stored = {one.code: one for one in stored}
        self.names = {code: one.values["name"] for code, one in self.stored.items()}
        self.births: dict[str, Birth] = {}
        self._by_name: dict[str, set[str]] = {}
        self._rows: dict[str, Draft] = {}
        for code, name in self.names.items():
            self._by_name.setdefault(close_text(name), set()).add(code)

    def called(self, name: str, within: str = "") -> set[str]:
        """The codes of the entries of this name, of those whose code begins with `within`."""
        return {code for code in self._by_name.get(close_text(name), ()) if code.startswith(within)}

    def code_of(self, draft: Draft, candidates: Callable[[str], set[str]]) -> str | None:
        """The code of the entry that a row means; refuses the row where it means none, or one that a row above meant.

        `candidates`: the codes that a name may mean.
        """
        code = draft.record["code"] or self._code_by_name(draft, candidates)
        if code is None:
            return None
        earlier = self._rows.setdefault(code, draft)
        if earlier is not draft:
            more = f"{earlier.sheet or ''} {earlier.row}".strip()
            draft.refuse("DUPLICATE_ENTRY", "code" if draft.record["code"] else "name", more=more)
        return code

    def _code_by_name(self, draft: Draft, candidates: Callable[[str], set[str]]) -> str | None:
        name = draft.record["name"]
        if name is None:
            draft.refuse("ENTRY_UNNAMED", "name")
            return None
        found = candidates(name)
        if len(found) == 1:
            return found.pop()
        draft.refuse("NAME_AMBIGUOUS" if found else "CODE_MISSING", "name")
        return None

    def correct(
        self, draft: Draft, model: type[models.Model], stored: Stored, said: Mapping[str, Any]
    ) -> None:
        """Corrects the stored values that differ from what is said; of them those are shown that the record names."""
        before = stored.values
        after = {name: v for name, v in said.items() if v not in (before[name], free_text(before[name]))}
        if not after:
            return
        for name in after:
            if name in draft.record:
                draft.change(name, stored.values[name], after[name])
        self._enter(stored.code, {**stored.values, **after}["name"])
        update = Update(stored.pk, {name: before[name] for name in after}, after, draft.place)
        draft.intent.append(Correction(model, update))

    def bear(self, draft: Draft, model: type[models.Model], code: str, values: Mapping[str, Any]) -> Birth:
        """An entry that is not stored yet."""
        birth = self.births[code] = Birth(model, {"code": code, **values}, draft.place)
        self._enter(code, values["name"])
        draft.intent.append(birth)
        return birth

    def _enter(self, code: str, name: str) -> None:
        self.names[code] = name
        self._by_name.setdefault(close_text(name), set()).add(code)


def read_text(draft: Draft, field: str, longest: int, joined: bool = False) -> str | None:
    """A text of the row, put into its record; None where the cell says nothing. One that is longer than the site keeps
    refuses the row. `joined`: Chinese, which has no white space."""
    text = free_text(draft.source.values.get(field))  # type: ignore[union-attr]
    text = "".join(text.split()) if joined else text
    if len(text) > longest:
        draft.refuse("TEXT_TOO_LONG", field, more=str(longest))
    draft.record[field] = None if says_nothing(close_text(text)) else text
    return draft.record[field]


def conclude(draft: Draft, new: bool) -> None:
    """new, changed or same, by what the row would write."""
    draft.status = Status.NEW if new else Status.CHANGED if draft.intent else Status.SAME
