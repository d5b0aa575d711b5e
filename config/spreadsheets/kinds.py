"""The kinds of sheet that can be imported. The floor that owns a kind registers it when it is ready, so that an
admin list below it can offer the import without knowing its code."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from config.jurisdiction import EVERYTHING, Scope
from config.spreadsheets.types import Kind, Question, Reading

if TYPE_CHECKING:
    from config.spreadsheets.planning import Draft, Plan
    from config.spreadsheets.writing import Ledger


@dataclass(frozen=True, slots=True)
class Context:
    """What a plan is made under."""

    as_of: datetime.date
    """Facts without a date of their own start on this day."""
    codes: tuple[str, ...] = ()
    """The divisions in which names are resolved and outside of which rows are refused; empty: everywhere."""
    scope: Scope = field(default=EVERYTHING)
    """What whoever imports may see and change."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Answers of whoever imports: what a heading or a cell is about (its words → a division's code)."""
    wholes: Mapping[str, str] = field(default_factory=dict)
    """Answers as `places`, about a sheet, a title, or the file ("")."""

    def covers(self, code: str) -> bool:
        """Whether rows of the division with this code may come in."""
        return self.scope.covers(code) and (not self.codes or any(code.startswith(own) for own in self.codes))


@dataclass(frozen=True, slots=True)
class Under:
    """Words that a column offers depending on another column of the row: a township's villages."""

    header: str
    """The other column."""
    pairs: tuple[tuple[str, str], ...]
    """(word of the other column, word offered under it)."""


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A kind of sheet: its layout, how its rows become a plan, and how a plan is written."""

    name: str
    title: Any
    """Translated name, for people."""
    layout: Kind
    model: str
    """The model ("app.model", lower case) whose list offers the import."""
    plan: Callable[[Reading, Context], Iterable[Draft]]
    """Every row of every table as a draft, in the order of the file; a fixed number of SELECTs."""
    write: Callable[[Plan, Ledger], None]
    """Writes what is new and changed; joins the caller's transaction."""
    required: tuple[tuple[str, ...], ...] = ()
    """Fields without which a table cannot be read; of each group one is enough."""
    resource: Any = None
    """The columns that the list exports (an import_export resource)."""
    labels: Mapping[str, Any] = field(default_factory=dict)
    """Translated names of the fields of a record."""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Header of the template → words that its column offers."""
    example: Mapping[str, str] = field(default_factory=dict)
    """Header of the template → what stands under it on the example sheet; these headers, in this order, are the
    template."""
    choices_within: Callable[[Scope], Mapping[str, tuple[str, ...] | Under]] | None = None
    """As `choices`, where they depend on the jurisdiction: its townships, its villages."""
    ask: Callable[[Iterable[Draft], Context], Sequence[Question]] | None = None
    """What must be asked about the refused rows of a plan, because it is told nowhere."""
    after_write: Callable[[Plan, Ledger], None] | None = None
    """Writes what the refused rows ask of others, once the plan is written; joins the caller's transaction."""


Places = Sequence[tuple[str, str]]
"""Divisions as (code, name), the widest first."""

_KINDS: dict[str, SheetKind] = {}
_OFFERS: list[Callable[[Scope], Places]] = []


def register(kind: SheetKind) -> SheetKind:
    """Makes a kind known; a later one of the same name takes its place."""
    _KINDS[kind.name] = kind
    return kind


def kind_named(name: str) -> SheetKind:
    """The kind of this name; KeyError if there is none."""
    return _KINDS[name]


def kind_names() -> list[str]:
    """The names of all kinds, sorted."""
    return sorted(_KINDS)


def offer_places(places: Callable[[Scope], Places]) -> None:
    """The floor that owns the divisions says how to list the counties and townships of a jurisdiction."""
    _OFFERS[:] = [places]


def places_within(scope: Scope) -> Places:
    """The counties and townships of a jurisdiction."""
    return [place for places in _OFFERS for place in places(scope)]
