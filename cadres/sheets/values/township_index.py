"""Townships by every name they go under, of today or earlier, or by their code."""

from collections import defaultdict
from collections.abc import Iterable

from cadres.sheets.values.county_index import OF_A_COUNTY, CountyIndex
from cadres.sheets.values.homophones import differ_by_one_homophone
from cadres.sheets.values.place_names import OFFICE, cleaned, county_names, short_form, stem_of, suffix_of
from cadres.sheets.values.within import COUNTY, TOWNSHIP, Within, became, is_inside, is_near, refused
from config.spreadsheets.cells import close_text, digits_of, says_nothing
from config.spreadsheets.types import Cell, Value


class TownshipIndex(CountyIndex):
    """Townships and what became of older ones. Its answers are kept."""

    def __init__(
        self,
        divisions: Iterable[tuple[str, str, str | None]],
        changes: Iterable[tuple[str, str, str, str, str | None]] = (),
    ) -> None:
        """`divisions`: (code, name, parent code), all levels.

        `changes`: (old code, old name, county code, kind, new code or None); a kind is renamed, recoded, absorbed
        or split.
        """
        super().__init__(divisions)
        self.by_name: dict[str, set[str]] = defaultdict(set)
        self.by_short: dict[str, set[str]] = defaultdict(set)
        self.by_stem: dict[str, set[str]] = defaultdict(set)
        for code, name in self.names.items():
            if len(code) == TOWNSHIP:
                self.by_name[name].add(code)
                self.by_short[short_form(name)].add(code)
                self.by_stem[stem_of(name)].add(code)
        self.old: dict[str, list[tuple[str, str, str, str | None]]] = defaultdict(list)
        self.old_codes: dict[str, tuple[str, str | None]] = {}
        for old_code, old_name, county, kind, new in changes:
            for form in {old_name, short_form(old_name), stem_of(old_name)}:
                self.old[form].append((county, kind, old_name, new))
            self.old_codes[old_code] = (kind, new)
        self._named: dict[tuple[Cell, Within], Value] = {}
        self._forms: dict[str, tuple[str, ...]] = {}

    def township_named(self, cell: Cell, within: Within = ()) -> Value:
        """The code of a township by its name. Warnings: TOWNSHIP_RENAMED, TOWNSHIP_VARIANT. Reasons: TOWNSHIP_MISSING,
        TOWNSHIP_UNKNOWN, TOWNSHIP_ABOLISHED, TOWNSHIP_OUTSIDE_COUNTY, TOWNSHIP_AMBIGUOUS."""
        key = (cell, within)
        if key not in self._named:
            self._named[key] = self._by_name(cell, within)
        return self._named[key]

    def township_of_code(self, cell: Cell, within: Within = ()) -> Value:
        """The code of a township, if it is one or was one. Warnings and reasons as `township`."""
        code = (digits_of(cell) or close_text(cell))[:TOWNSHIP]
        if code in self.names and len(code) == TOWNSHIP:
            return Value(code) if is_inside(code, within) else refused("TOWNSHIP_OUTSIDE_COUNTY")
        if code in self.old_codes:
            return became(*self.old_codes[code])
        return refused("TOWNSHIP_UNKNOWN")

    def _by_name(self, cell: Cell, within: Within) -> Value:
        text = cleaned(cell)
        if says_nothing(text):
            return refused("TOWNSHIP_UNKNOWN" if OFFICE.fullmatch(close_text(cell)) else "TOWNSHIP_MISSING")
        if text.isascii() and text.isdigit():
            return self.township_of_code(text, within)
        name = self.path.sub("", text)
        short, suffix = short_form(name), suffix_of(name)
        found = self._current(name, short, within) or self._earlier(name, short, within)
        if found is None:
            found = self._by_stem(stem_of(name), suffix, within) or self._alike(name, within)
        if found:
            return found
        elsewhere = (
            self.by_name.get(name) or self.by_short.get(short) or (() if suffix else self.by_stem.get(name))
        )
        return refused("TOWNSHIP_OUTSIDE_COUNTY" if elsewhere else "TOWNSHIP_UNKNOWN")

    def _current(self, name: str, short: str, within: Within) -> Value | None:
        """By the full name of today, or by it without the ethnic qualifier."""
        for codes in (
            self.by_name.get(name, set()),
            self.by_short.get(short, set()) if suffix_of(name) else set(),
        ):
            inside = [code for code in codes if is_inside(code, within)]
            if inside:
                return Value(inside[0]) if len(inside) == 1 else refused("TOWNSHIP_AMBIGUOUS")
        return None

    def _earlier(self, name: str, short: str, within: Within) -> Value | None:
        """By an old name, with its suffix."""
        if not suffix_of(name):
            return None
        for form in (name, short):
            known = [
                (kind, new) for county, kind, _, new in self.old.get(form, ()) if is_near(county, within)
            ]
            if known:
                return became(*known[0]) if len(set(known)) == 1 else refused("TOWNSHIP_AMBIGUOUS")
        return None

    def _by_stem(self, stem: str, suffix: str, within: Within) -> Value | None:
        """By the stem: a name without suffix, or with the wrong one (TOWNSHIP_VARIANT)."""
        inside = [code for code in self.by_stem.get(stem, ()) if is_inside(code, within)]
        if len(inside) == 1:
            return Value(inside[0], warnings=("TOWNSHIP_VARIANT",) if suffix else ())
        if inside:
            return refused("TOWNSHIP_AMBIGUOUS")
        known = {(kind, new) for county, kind, _, new in self.old.get(stem, ()) if is_near(county, within)}
        return became(*known.pop()) if len(known) == 1 and not suffix else None

    def _alike(self, name: str, within: Within) -> Value | None:
        """By a name of which one character is another that reads the same: 晃州镇 for 晃洲镇 (TOWNSHIP_VARIANT)."""
        alike = [
            code
            for known, codes in self.by_name.items()
            for code in codes
            if is_inside(code, within) and differ_by_one_homophone(name, known)
        ]
        return Value(alike[0], warnings=("TOWNSHIP_VARIANT",)) if len(alike) == 1 else None

    def called(self, text: Cell, within: Within = ()) -> tuple[str, ...]:
        """The codes of all townships that go under a name, with or without its suffix, sorted."""
        name = self.path.sub("", cleaned(text))
        codes = (
            self.by_name.get(name)
            or self.by_short.get(short_form(name))
            or self.by_stem.get(stem_of(name), set())
        )
        return tuple(sorted(code for code in codes if is_inside(code, within)))

    def names_of(self, code: str) -> tuple[str, ...]:
        """What a township is called in front of a post, longest first; with and without its county and its suffix."""
        if code not in self._forms:
            self._forms[code] = self._names_of(code)
        return self._forms[code]

    def _names_of(self, code: str) -> tuple[str, ...]:
        name = self.names.get(code, "")
        own = {name, short_form(name), stem_of(name)} - {""}
        county = county_names(self.names.get(code[:COUNTY], "")) if own else set()
        paths = {path for path in county if OF_A_COUNTY.search(path)}
        return tuple(sorted({path + form for path in ("", *paths) for form in own}, key=len, reverse=True))
