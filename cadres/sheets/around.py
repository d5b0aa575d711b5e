"""The township of a row: by its own cells, else by what stands around it: headings, the sheet's name, titles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cadres.sheets.values.places import COUNTY, TOWNSHIP, PlaceIndex, Within, refused
from config.spreadsheets.cells import close_text, says_nothing
from config.spreadsheets.headings import heading_of
from config.spreadsheets.planning import Draft
from config.spreadsheets.types import Cell, Value

GENERIC = re.compile(r"(?:sheet|工作表|表)\d*(?:\(\d+\))?", re.IGNORECASE)
"""Names of sheets that say nothing."""


class Around:
    """What stands around a row, and the township that it names."""

    def __init__(
        self,
        draft: Draft,
        places: PlaceIndex,
        told: Mapping[str, str],
        within: Within,
        headings: Sequence[str] | None = None,
    ) -> None:
        """`told`: what whoever imports has answered, words without white space → a division's code; it goes first.
        `within`: where townships are looked for. `headings`: those over the row, the nearest first, if they are not
        only those of its group."""
        self.draft, self.places, self.told = draft, places, told
        source, table = draft.source, draft.table
        self.values = source.values if source else {}
        group = (source.group or "").split("\n") if source and source.group else []
        self.headings = list(reversed(group)) if headings is None else headings
        self.titles = [*reversed(table.titles), *reversed(table.unit_lines)]
        self.within = self.county_of(within)

    @property
    def texts(self) -> list[str]:
        """Headings, sheet, titles and unit lines, the nearest first; at last the file itself, whose words are ""."""
        sheet = self.draft.table.sheet
        return [*self.headings, *([sheet] if sheet else []), *self.titles, ""]

    def county_of(self, within: Within) -> Within:
        """Where the township is looked for: in the row's own county, where it names one, or in the one told."""
        cell = self.values.get("county")
        if self.told:
            texts = [cell, *self.texts] if cell is not None else self.texts
            if said := next((code for code in map(self.answer, texts) if code and len(code) == COUNTY), None):
                return (said,)
        if cell is None:
            return within
        found = self.places.county(cell, within)
        return (found.value,) if found.value else within

    def answer(self, text: Cell) -> str | None:
        """What was told of a text."""
        return self.told.get(close_text(text)) if self.told else None

    def of_cells(self, cell: Cell, code: Cell) -> Value:
        """By the row's own cells; where they leave two counties open, what stands around may name one."""
        told = self.answer(cell)
        if told and len(told) == TOWNSHIP:
            return Value(told)
        within = (told,) if told else self.within
        found = self.places.township(cell, within, code=code)
        if "TOWNSHIP_AMBIGUOUS" in found.reasons and (county := self.county_around()):
            found = self.places.township(cell, (county,), code=code)
        if "TOWNSHIP_UNKNOWN" in found.reasons and "单位" in self.draft.table.labels.get("township", ""):
            inner = self.places.named_in(close_text(cell), within)
            return inner if inner and inner.value else self.named() or found
        return found

    def county_around(self) -> str | None:
        """The county that a heading, the sheet or a title names, if it names one only."""
        return next(
            (code for text in self.texts if (code := self.places.county_within_text(text, self.within))), None
        )

    def named_in(self, text: str) -> Value | None:
        """The township that a text is about; of two of one name, that of the county named around."""
        found = self.places.named_in(text, self.within)
        if found and "TOWNSHIP_AMBIGUOUS" in found.reasons and (county := self.county_around()):
            return self.places.named_in(text, (county,))
        return found

    def inherited(self) -> Value:
        """The township of a row whose own cells name none; with a column of townships only group headings help."""
        columns = self.draft.table.columns
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
        refusal = None
        for text in self.texts[len(self.headings) :]:
            if told := self.told_township(text):
                return told
            found = None if self.is_about_county(text) else self.named_in(text)
            if found and found.value:
                return found
            refusal = refusal or found
        if len(self.within) == 1 and len(self.within[0]) == TOWNSHIP:
            return Value(self.within[0])
        return refusal

    def told_township(self, text: str) -> Value | None:
        """The township that was told of a text."""
        told = self.answer(text)
        return Value(told) if told and len(told) == TOWNSHIP else None

    def of_heading(self, heading: str) -> Value | None:
        """The township that a heading names; None of one that only groups people of a township. What may be a place and
        is no township that is known refuses its rows: they must not fall to the township of another heading or of the
        sheet."""
        if told := self.told_township(heading):
            return told
        if not self.is_about_county(heading) and (found := self.named_in(heading)):
            return found
        return None if heading_of(heading).reads == "group" else refused("TOWNSHIP_UNKNOWN")

    def is_about_county(self, text: str) -> bool:
        """Whether a text is no more than the short name of a county, as 芷江 is: its town may not be meant."""
        return close_text(text) in self.places.by_county_name

    def of_post(self) -> Value | None:
        """The township with which the title of a post begins, for sheets that name it nowhere else."""
        text = close_text(self.values.get("post_title"))
        return None if says_nothing(text) else self.places.named_at_start(text, self.within)

    def unclear_heading(self) -> str | None:
        """The heading that may name a township and names none that is known, if it is the nearest that may."""
        for heading in self.headings:
            if found := self.of_heading(heading):
                return heading if found.reasons else None
        return None

    def is_headed(self) -> bool:
        """Whether it is a heading above the row, not its own empty cell, that does not tell the township."""
        return self.values.get("township") is None and self.unclear_heading() is not None

    def unnamed(self) -> str:
        """The words of which it must be asked which township they mean: an unclear heading, else the sheet's name, else
        the nearest title; "" is the file itself."""
        sheet = self.draft.table.sheet or ""
        heading = self.unclear_heading()
        if heading or (sheet and not GENERIC.fullmatch(close_text(sheet))):
            return heading or sheet
        return self.titles[0] if self.titles else sheet
