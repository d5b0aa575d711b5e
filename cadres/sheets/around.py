"""The township of a row: by its own cells, else by what stands around it: headings, the sheet's name, titles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from cadres.sheets.values.place_names import is_a_township
from cadres.sheets.values.places import PlaceIndex
from cadres.sheets.values.within import COUNTY, TOWNSHIP, Within, refused
from config.spreadsheets.cells import close_text
from config.spreadsheets.headings import heading_of
from config.spreadsheets.planning import Draft
from config.spreadsheets.types import NOTHING, Cell, Value

GENERIC = re.compile(r"(?:sheet|工作表|表)\d*(?:\(\d+\))?", re.IGNORECASE)
"""Names of sheets that say nothing."""


class Known(Protocol):
    """What is known of places beside a row."""

    places: PlaceIndex
    told: Mapping[str, str]
    """What whoever imports has answered about headings and cells, words without white space → a division's code."""
    told_wholes: Mapping[str, str]
    """The same about sheets, titles and the file."""
    within: Within
    """Where townships are looked for."""
    named_around: dict[tuple[tuple[str, ...], Within], Value]
    """What sheets and titles were found to name."""


class Around:
    """What stands around a row, and the township that it names."""

    def __init__(self, draft: Draft, known: Known, headings: Sequence[str] | None = None) -> None:
        """`headings`: those over the row, the nearest first, if they are not only those of its group. What was answered
        goes first."""
        self.draft, self.known, self.places = draft, known, known.places
        source, table = draft.source, draft.table
        self.values = source.values if source else {}
        group = (source.group or "").split("\n") if source and source.group else []
        self.headings = list(reversed(group)) if headings is None else headings
        self.titles = [*reversed(table.titles), *reversed(table.unit_lines)]
        self.wholes = (*([table.sheet] if table.sheet else []), *self.titles, "")
        """Sheet, titles and unit lines, the nearest first; at last the file itself, whose words are ""."""
        self.elsewhere: Value | None = None
        """Why the county that the row names cannot be its own."""
        self.within = self.county_of(known.within)

    def county_of(self, within: Within) -> Within:
        """Where the township is looked for: in the row's own county, where it names one, or in the one told."""
        cell = self.values.get("county")
        if told := self.told_county(cell):
            return (told,)
        if cell is None:
            return within
        found = self.places.county(cell, within)
        if found.reasons and not self.places.is_above_counties(cell):
            self.elsewhere = found
        return (found.value,) if found.value else within

    def told_county(self, cell: Cell) -> str | None:
        """The county that was told of the row's own, of a heading, or of what the file is about."""
        told = [self.answer(text) for text in (cell, *self.headings)] if self.known.told else []
        if self.known.told_wholes:
            told += map(self.answer_of_whole, self.wholes)
        return next((code for code in told if code and len(code) == COUNTY), None)

    def answer(self, text: Cell) -> str | None:
        """What was told of a heading or a cell."""
        return self.known.told.get(close_text(text)) if self.known.told and text is not None else None

    def answer_of_whole(self, text: str) -> str | None:
        """What was told of a sheet, a title or the file."""
        return self.known.told_wholes.get(close_text(text)) if self.known.told_wholes else None

    def of_cells(self, cell: Cell, code: Cell) -> Value:
        """By the row's own cells; where they leave two counties open, what stands around may name one."""
        if self.elsewhere:
            return self.elsewhere
        told = self.answer(cell)
        if told and len(told) == TOWNSHIP:
            return Value(told)
        within = (told,) if told else self.within
        found = self.places.township(cell, within, code=code)
        if "TOWNSHIP_AMBIGUOUS" in found.reasons and (county := self.county_around()):
            found = self.places.township(cell, (county,), code=code)
        if "TOWNSHIP_UNKNOWN" in found.reasons and "单位" in self.draft.table.labels.get("township", ""):
            return self.of_unit(self.places.units.of_unit(close_text(cell), within), found)
        return found

    def of_unit(self, unit: Value, found: Value) -> Value:
        """The township of a unit. A unit of another place, of a county or of a place that is not known is nothing of
        the township that stands around it."""
        if unit.value or unit.reasons:
            return unit
        around = self.named()
        return replace(around, warnings=(*around.warnings, *unit.warnings)) if around else found

    def county_around(self) -> str | None:
        """The county that a heading, the sheet or a title names, if it names one only."""
        texts = (*self.headings, *self.wholes)
        return next((c for text in texts if (c := self.places.county_within_text(text, self.within))), None)

    def named_in(self, text: str) -> Value | None:
        """The township that a text is about; of two of one name, that of the county named around."""
        found = self.places.named_in(text, self.within)
        if found and "TOWNSHIP_AMBIGUOUS" in found.reasons and (county := self.county_around()):
            return self.places.named_in(text, (county,))
        return found

    def inherited(self) -> Value:
        """The township of a row whose own cells name none; with a column of townships only group headings help."""
        columns = self.draft.table.columns
        if self.elsewhere:
            return self.elsewhere
        if "township" in columns or "township_code" in columns:
            return self.named(heading_only=True) or refused("TOWNSHIP_MISSING")
        return self.named() or self.of_post() or refused("TOWNSHIP_MISSING")

    def named(self, heading_only: bool = False) -> Value | None:
        """The township that the surroundings name, each of them by what was told of it or by itself: the nearest
        heading, the sheet's name, titles, unit lines; where only one township may be meant at all, that one."""
        for heading in self.headings:
            if found := self.of_heading(heading):
                return found
        if heading_only:
            return None
        key = ((*self.headings, *self.wholes), self.within)
        if key not in self.known.named_around:
            self.known.named_around[key] = self.of_wholes() or NOTHING
        found = self.known.named_around[key]
        return found if found.value or found.reasons else None

    def of_wholes(self) -> Value | None:
        """The township that sheet, titles and unit lines agree on. Where one of them names another place, or one
        outside, it must be asked; only where they name none, the one that alone may be meant is."""
        said = []
        for text in self.wholes:
            if told := township_told(self.answer_of_whole(text)):
                said.append(told)
                break
            if text and not self.is_about_county(text) and (found := self.of_whole(text)):
                said.append(found)
        named = [found for found in said if found.value]
        if named and not any(contradict(named[0], found) for found in said):
            return named[0]
        if said:
            return refused("PLACES_CONTRADICT") if named else said[0]
        return Value(self.within[0]) if self.is_for_one_township() else None

    def of_whole(self, text: str) -> Value | None:
        """The township that a sheet's name or a title is about, or that it is about another county or about a township
        that is not known."""
        found = self.named_in(text) or self.places.in_another_county(text, self.within)
        return found or (refused("TOWNSHIP_UNKNOWN") if is_a_township(text) else None)

    def is_for_one_township(self) -> bool:
        """Whether only one township may be meant at all."""
        return len(self.within) == 1 and len(self.within[0]) == TOWNSHIP

    def of_heading(self, heading: str) -> Value | None:
        """The township that a heading names; None of one that only groups people of a township. What may be a place and
        is no township that is known refuses its rows: they must not fall to the township of another heading or of the
        sheet."""
        if told := township_told(self.answer(heading)):
            return told
        if not self.is_about_county(heading) and (found := self.named_in(heading)):
            return found
        return None if heading_of(heading).reads == "group" else refused("TOWNSHIP_UNKNOWN")

    def is_about_county(self, text: str) -> bool:
        """Whether a text is no more than the short name of a county, as 芷江 is: its town may not be meant."""
        return close_text(text) in self.places.by_county_name

    def of_post(self) -> Value | None:
        """The township that the title of a post names, for sheets that name it nowhere else; of two of one name,
        that of the county named around."""
        text = close_text(self.values.get("post_title"))
        found = self.places.posts.of_post(text, self.within)
        if "TOWNSHIP_AMBIGUOUS" in found.reasons and (county := self.county_around()):
            found = self.places.posts.of_post(text, (county,))
        return None if found is NOTHING or "TOWNSHIP_UNKNOWN" in found.reasons else found

    def unclear_heading(self) -> str | None:
        """The heading that may name a township and names none that is known, if it is the nearest that may."""
        for heading in self.headings:
            if found := self.of_heading(heading):
                return heading if found.reasons else None
        return None

    def is_headed(self) -> bool:
        """Whether it is a heading above the row, not its own empty cell, that does not tell the township."""
        return self.values.get("township") is None and self.unclear_heading() is not None

    def unnamed(self) -> tuple[str, bool]:
        """The words of which it must be asked which township they mean: an unclear heading, else the sheet's name, else
        the nearest title; "" is the file itself. And whether they are about more than the rows under a heading."""
        sheet = self.draft.table.sheet or ""
        if heading := self.unclear_heading():
            return heading, False
        if sheet and not GENERIC.fullmatch(close_text(sheet)):
            return sheet, True
        return self.titles[0] if self.titles else sheet, True


def township_told(code: str | None) -> Value | None:
    """An answer that is a township."""
    return Value(code) if code and len(code) == TOWNSHIP else None


def contradict(one: Value, other: Value) -> bool:
    """Whether two texts around a row are about two places."""
    return other.value != one.value if other.value else "TOWNSHIP_AMBIGUOUS" not in other.reasons
