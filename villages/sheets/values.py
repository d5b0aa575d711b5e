"""Villages and residents' communities by name or code, inside their township."""

import re
from collections import defaultdict
from collections.abc import Iterable

from config.spreadsheets.cells import close_text, digits_of, plain_text, says_nothing
from config.spreadsheets.types import NOTHING, Cell, Value

SEPARATORS = re.compile(r"[、,;/|\n]+")
COMMITTEE = re.compile(r"(?:村民委员会|居民委员会|社区委员会|村委会|居委会|村支部|村党支部)$")
REMARKS = re.compile(r"[(\[【].*?[)\]】]")
VILLAGE_DIGITS = 12


class VillageIndex:
    """Villages by name. Built once an import; its answers are kept."""

    def __init__(
        self, villages: Iterable[tuple[str, str, str]], townships: Iterable[tuple[str, str]] = ()
    ) -> None:
        """`villages`: (code, name, township's code). `townships`: (code, name), for villages written after them."""
        self.township_names = dict(townships)
        self.township_of: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.by_name: dict[str, set[str]] = defaultdict(set)
        self.by_stem: dict[str, set[str]] = defaultdict(set)
        for code, name, township in villages:
            self.township_of[code] = township
            self.names[code] = name
            self.by_name[full_form(close_text(name))].add(code)
            self.by_stem[stem_of(close_text(name))].add(code)
        self._answers: dict[tuple[Cell, str | None, Cell], Value] = {}

    def village(self, cell: Cell, township: str | None, *, code: Cell = None) -> Value:
        """The code of a village by its name inside a township, or by its code where the sheet has a column of them.

        `township` is None where it was refused itself: a name is then not looked up. An empty cell is no village.
        Warnings: VILLAGE_MULTIPLE (the first is taken), VILLAGE_NAME_UNKNOWN (the code holds). Reasons:
        VILLAGE_AMBIGUOUS, VILLAGE_NOT_IN_TOWNSHIP, VILLAGE_UNKNOWN, VILLAGE_CODE_MISMATCH (code and name are two
        villages).
        """
        key = (cell, township, code)
        if key not in self._answers:
            self._answers[key] = self._of_cells(cell, township, code)
        return self._answers[key]

    def _of_cells(self, cell: Cell, township: str | None, code: Cell) -> Value:
        if code is not None and not says_nothing(close_text(code)):
            found = self._of_code(digits_of(code) or close_text(code), township)
            return self._called(cell, found.value) if found.value and cell is not None else found
        return NOTHING if cell is None else self._of_text(cell, township)

    def _called(self, cell: Cell, code: str) -> Value:
        """The village of a code, if a name is not that of another one; villages are looked for near it."""
        if cell == self.names[code]:
            return Value(code)
        named = self._of_text(cell, self.township_of[code])
        if named.value not in (None, code) or "VILLAGE_NOT_IN_TOWNSHIP" in named.reasons:
            return refused("VILLAGE_CODE_MISMATCH")
        warnings = ("VILLAGE_NAME_UNKNOWN",) if "VILLAGE_UNKNOWN" in named.reasons else named.warnings
        return Value(code, warnings)

    def _of_code(self, code: str, township: str | None) -> Value:
        if code not in self.township_of:
            return refused("VILLAGE_UNKNOWN")
        if township is not None and self.township_of[code] != township:
            return refused("VILLAGE_NOT_IN_TOWNSHIP")
        return Value(code)

    def _of_text(self, cell: Cell, township: str | None) -> Value:
        if township is None:
            return NOTHING
        text = plain_text(cell.replace("\n", "、")) if isinstance(cell, str) else plain_text(cell)
        text = REMARKS.sub("", "".join(text.split()))
        if says_nothing(text):
            return NOTHING
        if len(text) == VILLAGE_DIGITS and text.isdigit():
            return self._of_code(text, township)
        whole = self._one(text, township)
        parts = [part for part in SEPARATORS.split(text) if part]
        if whole.value or len(parts) < 2:
            return whole
        first = self._one(parts[0], township)
        return Value(first.value, (*first.warnings, "VILLAGE_MULTIPLE"), first.reasons)

    def _one(self, text: str, township: str) -> Value:
        """A single village: by its full name, else by its stem; 舒家村村委会 may be that of 舒家村村."""
        own = self.township_names.get(township, "")
        name = full_form(
            text[len(own) :] if own and text.startswith(own) and len(text) > len(own) + 1 else text
        )
        forms = (
            self.by_name.get(name, ()),
            self.by_stem.get(stem_of(name), ()),
            self.by_name.get(name + "村", ()),
        )
        for codes in forms if name != text else forms[:2]:
            inside = [code for code in codes if self.township_of[code] == township]
            if len(inside) == 1:
                return Value(inside[0])
            if inside:
                return refused("VILLAGE_AMBIGUOUS")
        return refused("VILLAGE_NOT_IN_TOWNSHIP" if self._is_near(name, township) else "VILLAGE_UNKNOWN")

    def _is_near(self, name: str, township: str) -> bool:
        """Whether another township of the same county has a village of this name."""
        codes = self.by_name.get(name) or self.by_stem.get(stem_of(name)) or ()
        return any(self.township_of[code][:6] == township[:6] for code in codes)


def refused(reason: str) -> Value:
    """No village, and why the row cannot come in."""
    return Value(None, reasons=(reason,))


def full_form(name: str) -> str:
    """A village's name with its plain suffix: 高坪村村委会, 高坪村委会 -> 高坪村; 新街社区居委会 -> 新街社区."""
    bare = COMMITTEE.sub("", name)
    if bare == name or bare.endswith(("村", "社区")):
        return bare
    return bare + ("社区" if name.endswith(("居委会", "居民委员会", "社区委员会")) else "村")


def stem_of(name: str) -> str:
    """A village's name without suffix: 高坪村 -> 高坪; a stem of one character keeps it."""
    full = full_form(name)
    for suffix in ("社区", "村"):
        if full.endswith(suffix) and len(full) > len(suffix) + 1:
            return full.removesuffix(suffix)
    return full
