"""Counties and townships by name, old name or code, inside the divisions that a sheet is about."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from cadres.sheets.values.place_names import (
    BUREAU,
    OF_ANY_TOWNSHIP,
    OF_TOWNSHIP,
    OFFICE,
    REMARKS,
    STATION,
    cleaned,
    county_names,
    of_some_place,
    short_form,
    stem_of,
    suffix_of,
    without_tail,
)
from config.spreadsheets.cells import close_text, digits_of, says_nothing
from config.spreadsheets.types import Cell, Value

COUNTY, TOWNSHIP = 6, 9
"""Digits of a code."""
Within = tuple[str, ...]
"""Codes of the divisions that are looked in; () is everywhere."""
OF_A_COUNTY = re.compile(r"[县市区]$")
OWN_COUNTY = re.compile("[本我全][县市区]|[县市区](?:直|本级).*")
"""Words in a column of counties for the county that whoever writes is in."""
STATION_ENDS = ("所", "站", "局", "院", "社", "庭", "学", "校")
NAMES_NONE = frozenset(("TOWNSHIP_UNKNOWN", "TOWNSHIP_MISSING"))
"""Reasons that do not show that a text is the name of a township."""


class PlaceIndex:
    """Divisions and what became of older ones. Built once an import; its answers are kept."""

    def __init__(
        self,
        divisions: Iterable[tuple[str, str, str | None]],
        changes: Iterable[tuple[str, str, str, str, str | None]] = (),
    ) -> None:
        """`divisions`: (code, name, parent code), all levels.

        `changes`: (old code, old name, county code, kind, new code or None); a kind is renamed, recoded, absorbed
        or split.
        """
        self.names: dict[str, str] = {code: name for code, name, _ in divisions}
        self.by_county_name: dict[str, set[str]] = defaultdict(set)
        self.by_name: dict[str, set[str]] = defaultdict(set)
        self.by_short: dict[str, set[str]] = defaultdict(set)
        self.by_stem: dict[str, set[str]] = defaultdict(set)
        for code, name in self.names.items():
            self._enter(code, name)
        self.old: dict[str, list[tuple[str, str, str, str | None]]] = defaultdict(list)
        self.old_codes: dict[str, tuple[str, str | None]] = {}
        for old_code, old_name, county, kind, new in changes:
            for form in {old_name, short_form(old_name), stem_of(old_name)}:
                self.old[form].append((county, kind, old_name, new))
            self.old_codes[old_code] = (kind, new)
        paths = {name for name in self.by_county_name if OF_A_COUNTY.search(name)}
        above = {name for code, name in self.names.items() if len(code) < COUNTY}
        self.above = above | {name[:-1] for name in above}
        """Provinces and cities, also by their short names."""
        paths |= above
        self.path = re.compile(
            f"^(?:{'|'.join(sorted(map(re.escape, paths), key=len, reverse=True)) or '(?!)'})+(?=.)"
        )
        self._answers: dict[tuple[Cell, Within], Value] = {}
        self._counties: dict[tuple[Cell, Within], Value] = {}
        self._forms: dict[str, tuple[str, ...]] = {}

    def _enter(self, code: str, name: str) -> None:
        if len(code) == COUNTY:
            for form in county_names(name):
                self.by_county_name[form].add(code)
        elif len(code) == TOWNSHIP:
            self.by_name[name].add(code)
            self.by_short[short_form(name)].add(code)
            self.by_stem[stem_of(name)].add(code)

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

    def township(self, cell: Cell, within: Within = (), *, code: Cell = None) -> Value:
        """The code of a township by its name, or by its code where the sheet has a column of them.

        Warnings: TOWNSHIP_RENAMED, TOWNSHIP_VARIANT, TOWNSHIP_NAME_UNKNOWN (the code holds). Reasons: TOWNSHIP_MISSING,
        TOWNSHIP_UNKNOWN, TOWNSHIP_ABOLISHED, TOWNSHIP_OUTSIDE_COUNTY, TOWNSHIP_AMBIGUOUS, TOWNSHIP_CODE_MISMATCH (code
        and name are two places).
        """
        key = (cell, within, code)
        if key not in self._answers:
            coded = code is not None and not says_nothing(close_text(code))
            self._answers[key] = (
                self._by_code_and_name(code, cell, within) if coded else self._by_name(cell, within)
            )
        return self._answers[key]

    def _by_code_and_name(self, code: Cell, cell: Cell, within: Within) -> Value:
        """By code; the name, if it is a known one, must be the same place."""
        found = self.township_of_code(code, within)
        return self.called_so(found, cell) if found.value else found

    def called_so(self, found: Value, cell: Cell) -> Value:
        """A place found by its code, unless a name is that of another one."""
        code = found.value or ""
        if says_nothing(close_text(cell)) or cell == self.names.get(code):
            return found
        named = self.township(cell, (code[:COUNTY],))
        other = named.value != code if named.value else "TOWNSHIP_OUTSIDE_COUNTY" in named.reasons
        if other or ("TOWNSHIP_AMBIGUOUS" in named.reasons and code not in self.called(cell)):
            return refused("TOWNSHIP_CODE_MISMATCH")
        return self._unit_of(found, close_text(cell)) if "TOWNSHIP_UNKNOWN" in named.reasons else found

    def _unit_of(self, found: Value, unit: str) -> Value:
        """A place found by its code beside a name that no township has: one of its units, or of any township's; one of
        another place's is not."""
        code = found.value or ""
        near = (code[:COUNTY],)
        named = self.named_in(unit, near) or self.of_station(unit, near) or self.in_another_county(unit, near)
        if named:
            return found if named.value == code else refused("TOWNSHIP_CODE_MISMATCH")
        if OF_ANY_TOWNSHIP.fullmatch(unit) and not of_some_place(unit):
            return found
        return Value(code, (*found.warnings, "TOWNSHIP_NAME_UNKNOWN"))

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
        key = ("\n" + text, within)
        if key not in self._answers:
            self._answers[key] = self._named_in(text, within) or Value()
        found = self._answers[key]
        return found if found.value or found.reasons else None

    def _named_in(self, text: str, within: Within) -> Value | None:
        whole = self.township(text, within)
        if whole.value or not NAMES_NONE.issuperset(whole.reasons):
            return whole
        short = without_tail(text)
        if len(short) > 1 and short not in self.by_county_name and self.path.sub("", short):
            whole = self.township(short, within)
            if whole.value:
                return whole
        return self._one_inside(close_text(text), within)

    def _one_inside(self, plain: str, within: Within) -> Value | None:
        """The only township whose full name, of today or earlier, stands in a text."""
        known = {name for name in self.by_name if name in plain}
        known |= {name for name in self.old if name in plain and suffix_of(name) and len(name) > 2}
        names = [name for name in known if not any(name != other and name in other for other in known)]
        values = [self.township(name, within) for name in names]
        inside = [value for value in values if value.value]
        if len({value.value for value in inside}) == 1:
            return inside[0]
        return values[0] if len(values) == 1 and not inside else None

    def called(self, text: Cell, within: Within = ()) -> tuple[str, ...]:
        """The codes of all townships that go under a name, with or without its suffix, sorted."""
        name = self.path.sub("", cleaned(text))
        codes = (
            self.by_name.get(name)
            or self.by_short.get(short_form(name))
            or self.by_stem.get(stem_of(name), set())
        )
        return tuple(sorted(code for code in codes if is_inside(code, within)))

    def named_at_start(self, text: str, within: Within = ()) -> Value | None:
        """The township with whose full name a text begins, perhaps after its county (中方县铜湾镇党委委员)."""
        tail = self.path.sub("", text)
        names = [name for name in self.by_name if tail.startswith(name) and len(name) < len(tail)]
        return self.township(max(names, key=len), within) if names else None

    def is_elsewhere(self, post: str, code: str) -> bool:
        """Whether the title of a post begins with another township than that of a code, or names another county."""
        key = ("\t" + post, (code,))
        if key not in self._answers:
            found = self.named_at_start(post) if OF_TOWNSHIP.match(post) else None
            outside = self.in_another_county(post, (code,)) if found is None else None
            other = outside is not None or bool(found and found.value and not found.value.startswith(code))
            self._answers[key] = Value("elsewhere" if other else None)
        return self._answers[key].value is not None

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
        key = ("\r" + text, within)
        if key not in self._answers:
            plain = close_text(text)
            full = [n for n in self.by_county_name if OF_A_COUNTY.search(n) and len(n) > 2 and n in plain]
            codes = {code for name in full for code in self.by_county_name[name]}
            outside = codes and not any(is_near(code, within) for code in codes)
            self._answers[key] = refused("TOWNSHIP_OUTSIDE_COUNTY") if outside else Value()
        found = self._answers[key]
        return found if found.reasons else None

    def of_station(self, unit: str, within: Within = ()) -> Value | None:
        """The township whose short name stands before that of a station, 高村财政所, near these divisions; that a
        bureau is a county's by its short name, 芷江农业局 (TOWNSHIP_OUTSIDE_COUNTY or TOWNSHIP_UNKNOWN)."""
        if not unit.endswith(STATION_ENDS):
            return None
        key = ("\f" + unit, within)
        if key not in self._answers:
            self._answers[key] = self._of_station(unit, within) or Value()
        found = self._answers[key]
        return found if found.value or found.reasons else None

    def _of_station(self, unit: str, within: Within) -> Value | None:
        counties = tuple({code[:COUNTY] for code in within})
        found = {
            code
            for stem, codes in self.by_stem.items()
            if len(stem) > 1 and unit.startswith(stem) and STATION.fullmatch(unit, len(stem))
            for code in codes
            if is_inside(code, counties)
        }
        if len(found) == 1:
            code = found.pop()
            return Value(code) if is_inside(code, within) else refused("TOWNSHIP_OUTSIDE_COUNTY")
        bureaus = [
            codes
            for name, codes in self.by_county_name.items()
            if len(name) > 1 and unit.startswith(name) and BUREAU.fullmatch(unit, len(name))
        ]
        if not bureaus:
            return None
        own = any(is_near(code, within) for codes in bureaus for code in codes)
        return refused("TOWNSHIP_UNKNOWN" if own else "TOWNSHIP_OUTSIDE_COUNTY")

    def is_above_counties(self, cell: Cell) -> bool:
        """Whether a cell names no more than a city or a province, or one after the other."""
        return close_text(cell).endswith(tuple(self.above))

    def names_of(self, code: str) -> tuple[str, ...]:
        """What a township is called in front of a post, longest first; with and without its county."""
        if code not in self._forms:
            self._forms[code] = self._names_of(code)
        return self._forms[code]

    def _names_of(self, code: str) -> tuple[str, ...]:
        name = self.names.get(code, "")
        own = {name, short_form(name)} - {""}
        county = county_names(self.names.get(code[:COUNTY], "")) if own else set()
        paths = {path for path in county if OF_A_COUNTY.search(path)}
        return tuple(sorted({path + form for path in ("", *paths) for form in own}, key=len, reverse=True))


def refused(reason: str) -> Value:
    """No place, and why the row cannot come in."""
    return Value(None, reasons=(reason,))


def became(kind: str, new: str | None) -> Value:
    """What is left of an older unit: its successor if it was only renamed or recoded."""
    if kind in ("renamed", "recoded") and new:
        return Value(new, warnings=("TOWNSHIP_RENAMED",) if kind == "renamed" else ())
    return refused("TOWNSHIP_ABOLISHED")


def is_inside(code: str, within: Within) -> bool:
    """Whether a division lies in one of these, or is one."""
    return not within or code.startswith(within)


def is_near(code: str, within: Within) -> bool:
    """Whether a county lies in one of these divisions or contains one."""
    return not within or any(code.startswith(other) or other.startswith(code) for other in within)


@lru_cache(maxsize=20_000)
def differ_by_one_homophone(one: str, other: str) -> bool:
    """Whether two names are the same but for one character that reads the same, tones aside."""
    if len(one) != len(other) or len(one) < 3:
        return False
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(pairs) == 1 and not readings(pairs[0][0]).isdisjoint(readings(pairs[0][1]))


def readings(character: str) -> set[str]:
    """How a character can be read, without tones."""
    from pypinyin import Style, pinyin

    return set(pinyin(character, style=Style.NORMAL, heteronym=True)[0])
