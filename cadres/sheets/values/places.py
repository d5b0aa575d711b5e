"""Counties and townships by name, old name or code, inside the divisions that a sheet is about."""

from collections.abc import Iterable

from cadres.sheets.values.place_names import (
    OF_ANY_TOWNSHIP,
    of_some_place,
    suffix_of,
    without_tail,
)
from cadres.sheets.values.post_places import PostPlaces
from cadres.sheets.values.township_index import TownshipIndex
from cadres.sheets.values.unit_places import UnitPlaces
from cadres.sheets.values.within import COUNTY, Within, refused
from config.spreadsheets.cells import close_text, says_nothing
from config.spreadsheets.types import NOTHING, Cell, Value

NAMES_NONE = frozenset(("TOWNSHIP_UNKNOWN", "TOWNSHIP_MISSING"))
"""Reasons that do not show that a text is the name of a township."""


class PlaceIndex(TownshipIndex):
    """Divisions by what cells and texts call them. Built once an import; its answers are kept."""

    def __init__(
        self,
        divisions: Iterable[tuple[str, str, str | None]],
        changes: Iterable[tuple[str, str, str, str, str | None]] = (),
    ) -> None:
        super().__init__(divisions, changes)
        self.units, self.posts = UnitPlaces(self), PostPlaces(self)
        self._coded: dict[tuple[Cell, Within, Cell], Value] = {}
        self._texts: dict[tuple[str, Within], Value] = {}

    def township(self, cell: Cell, within: Within = (), *, code: Cell = None) -> Value:
        """The code of a township by its name, or by its code where the sheet has a column of them.

        Warnings: TOWNSHIP_RENAMED, TOWNSHIP_VARIANT, TOWNSHIP_NAME_UNKNOWN (the code holds). Reasons: TOWNSHIP_MISSING,
        TOWNSHIP_UNKNOWN, TOWNSHIP_ABOLISHED, TOWNSHIP_OUTSIDE_COUNTY, TOWNSHIP_AMBIGUOUS, TOWNSHIP_CODE_MISMATCH (code
        and name are two places).
        """
        if code is None or says_nothing(close_text(code)):
            return self.township_named(cell, within)
        key = (cell, within, code)
        if key not in self._coded:
            self._coded[key] = self._by_code_and_name(code, cell, within)
        return self._coded[key]

    def _by_code_and_name(self, code: Cell, cell: Cell, within: Within) -> Value:
        """By code; the name, if it is a known one, must be the same place."""
        found = self.township_of_code(code, within)
        return self.called_so(found, cell) if found.value else found

    def called_so(self, found: Value, cell: Cell) -> Value:
        """A place found by its code, unless a name is that of another one."""
        code = found.value or ""
        if says_nothing(close_text(cell)) or cell == self.names.get(code):
            return found
        named = self.township_named(cell, (code[:COUNTY],))
        other = named.value != code if named.value else "TOWNSHIP_OUTSIDE_COUNTY" in named.reasons
        if other or ("TOWNSHIP_AMBIGUOUS" in named.reasons and code not in self.called(cell)):
            return refused("TOWNSHIP_CODE_MISMATCH")
        return self._unit_of(found, close_text(cell)) if "TOWNSHIP_UNKNOWN" in named.reasons else found

    def _unit_of(self, found: Value, unit: str) -> Value:
        """A place found by its code beside a name that no township has: one of its units, or of any township's; one of
        another place's is not."""
        code = found.value or ""
        near = (code[:COUNTY],)
        named = (
            self.named_in(unit, near)
            or self.units.by_short_name(unit, near)
            or self.in_another_county(unit, near)
        )
        if named:
            return found if named.value == code else refused("TOWNSHIP_CODE_MISMATCH")
        if OF_ANY_TOWNSHIP.fullmatch(unit) and not of_some_place(unit):
            return found
        return Value(code, (*found.warnings, "TOWNSHIP_NAME_UNKNOWN"))

    def township_within_text(self, text: str | None, within: Within = ()) -> str | None:
        """The code of the township that a title, a heading or a sheet's name is about; None if unclear."""
        found = self.named_in(text, within)
        return found.value if found else None

    def named_in(self, text: str | None, within: Within = ()) -> Value | None:
        """The township that a text is about (溆浦县桥江镇干部花名册); None if it names none or several.

        The whole text is tried as a name first, also without what follows (干部花名册); else the longest full names in
        it. Reasons, where the text does name a township: TOWNSHIP_ABOLISHED, TOWNSHIP_OUTSIDE_COUNTY,
        TOWNSHIP_AMBIGUOUS.
        """
        if not text:
            return None
        key = (text, within)
        if key not in self._texts:
            self._texts[key] = self._named_in(text, within) or NOTHING
        found = self._texts[key]
        return found if found.value or found.reasons else None

    def _named_in(self, text: str, within: Within) -> Value | None:
        whole = self.township_named(text, within)
        if whole.value or not NAMES_NONE.issuperset(whole.reasons):
            return whole
        short = without_tail(text)
        if len(short) > 1 and short not in self.by_county_name and self.path.sub("", short):
            whole = self.township_named(short, within)
            if whole.value:
                return whole
        return self._one_inside(close_text(text), within)

    def _one_inside(self, plain: str, within: Within) -> Value | None:
        """The only township whose full name, of today or earlier, stands in a text."""
        known = {name for name in self.by_name if name in plain}
        known |= {name for name in self.old if name in plain and suffix_of(name) and len(name) > 2}
        names = [name for name in known if not any(name != other and name in other for other in known)]
        values = [self.township_named(name, within) for name in names]
        inside = [value for value in values if value.value]
        if len({value.value for value in inside}) == 1:
            return inside[0]
        return values[0] if len(values) == 1 and not inside else None

    def named_at_start(self, text: str, within: Within = ()) -> Value | None:
        """The township with whose full name a text begins, perhaps after its county (中方县铜湾镇党委委员)."""
        tail = self.path.sub("", text)
        names = [name for name in self.by_name if tail.startswith(name) and len(name) < len(tail)]
        return self.township_named(max(names, key=len), within) if names else None
