"""Counties by every name they go under."""

import re
from collections import defaultdict
from collections.abc import Iterable

from cadres.sheets.values.place_names import REMARKS, county_names
from cadres.sheets.values.within import COUNTY, Within, is_near, refused
from config.spreadsheets.cells import close_text, digits_of, says_nothing
from config.spreadsheets.types import Cell, Value

OF_A_COUNTY = re.compile(r"[县市区]$")
OWN_COUNTY = re.compile("[本我全][县市区]|[县市区](?:直|本级).*")
"""Words in a column of counties for the county that whoever writes is in."""


class CountyIndex:
    """Counties, and what lies above them. Its answers are kept."""

    def __init__(self, divisions: Iterable[tuple[str, str, str | None]]) -> None:
        """`divisions`: (code, name, parent code), all levels."""
        self.names: dict[str, str] = {code: name for code, name, _ in divisions}
        self.by_county_name: dict[str, set[str]] = defaultdict(set)
        for code, name in self.names.items():
            if len(code) == COUNTY:
                for form in county_names(name):
                    self.by_county_name[form].add(code)
        paths = {name for name in self.by_county_name if OF_A_COUNTY.search(name)}
        above = {name for code, name in self.names.items() if len(code) < COUNTY}
        self.above = above | {name[:-1] for name in above}
        """Provinces and cities, also by their short names."""
        paths |= above
        self.path = re.compile(
            f"^(?:{'|'.join(sorted(map(re.escape, paths), key=len, reverse=True)) or '(?!)'})+(?=.)"
        )
        self._counties: dict[tuple[Cell, Within], Value] = {}
        self._outside: dict[tuple[str, Within], bool] = {}

    def county(self, cell: Cell, within: Within = ()) -> Value:
        """The code of a county by name, short name or code. Reasons: COUNTY_UNKNOWN, COUNTY_OUTSIDE."""
        key = (cell, within)
        if key not in self._counties:
            self._counties[key] = self._county(cell, within)
        return self._counties[key]

    def _county(self, cell: Cell, within: Within) -> Value:
        text = REMARKS.sub("", close_text(cell))
        if says_nothing(text) or OWN_COUNTY.fullmatch(text):
            return Value()
        digits = digits_of(cell)
        codes = {digits[:COUNTY]} & self.names.keys() if digits else self._counties_called(text)
        inside = {code for code in codes if is_near(code, within)}
        if len(inside) == 1:
            return Value(inside.pop())
        return Value(None, reasons=("COUNTY_OUTSIDE" if codes else "COUNTY_UNKNOWN",))

    def _counties_called(self, text: str) -> set[str]:
        """Counties of this name; a full name goes before a short one (洪江市 and 洪江区 are both 洪江)."""
        tails = (text[len(name) :] for name in self.above if text.startswith(name))
        forms = (text, self.path.sub("", text), *tails)
        return next((c for form in forms if (c := self.by_county_name.get(form))), set())

    def county_within_text(self, text: str, within: Within = ()) -> str | None:
        """The county whose full name stands in a text, if it is the only one inside these divisions."""
        plain = close_text(text)
        codes = {
            code
            for name, counties in self.by_county_name.items()
            if OF_A_COUNTY.search(name) and name in plain
            for code in counties
            if is_near(code, within)
        }
        return codes.pop() if len(codes) == 1 else None

    def in_another_county(self, text: str, within: Within = ()) -> Value | None:
        """That a text names counties by their full names, and all of them lie outside (TOWNSHIP_OUTSIDE_COUNTY)."""
        key = (text, within)
        if key not in self._outside:
            plain = close_text(text)
            full = [n for n in self.by_county_name if OF_A_COUNTY.search(n) and len(n) > 2 and n in plain]
            codes = {code for name in full for code in self.by_county_name[name]}
            self._outside[key] = bool(codes) and not any(is_near(code, within) for code in codes)
        return refused("TOWNSHIP_OUTSIDE_COUNTY") if self._outside[key] else None

    def is_above_counties(self, cell: Cell) -> bool:
        """Whether a cell names no more than a city or a province, or one after the other."""
        return close_text(cell).endswith(tuple(self.above))
