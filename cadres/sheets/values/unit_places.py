"""The township of a unit by its name: 锦和财政所 is of Jinhe, 财政所 of any township, 黄桑坪 of none that is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cadres.sheets.values.place_names import BUREAU, OF_ANY_TOWNSHIP, of_some_place
from cadres.sheets.values.within import COUNTY, Within, is_inside, is_near, refused
from cadres.sheets.values.words import ENDING, OF_UNITS, heads, is_common
from config.spreadsheets.types import NOTHING, Value

if TYPE_CHECKING:
    from cadres.sheets.values.places import PlaceIndex

LONGEST_UNIT = 30
OF_HIGHER = re.compile("国家|中央|全国|[省县]|(?:[我本全]|[\u4e00-\u9fff]{2})[省市县]|市(?![场政容民])|州")
"""What a unit of a county, or of what lies above it, begins with."""
OF_A_VILLAGE = re.compile(r".*(?:村|社区|[村居]委会|村民委员会|居民委员会|村支部)")
ASSUMED = Value(None, warnings=("UNIT_ASSUMED",))
UNKNOWN = refused("UNIT_UNKNOWN")


class UnitPlaces:
    """The places of units. Its answers are kept."""

    def __init__(self, places: PlaceIndex) -> None:
        self.places = places
        self._answers: dict[tuple[str, Within], Value] = {}

    def of_unit(self, unit: str, within: Within = ()) -> Value:
        """The township of a unit; NOTHING where every township may have it, as 财政所.

        Warning: UNIT_ASSUMED (it may be one of any township, 烟叶收购站, and may be another place's). Reasons:
        TOWNSHIP_OUTSIDE_COUNTY, TOWNSHIP_ABOLISHED, TOWNSHIP_AMBIGUOUS; TOWNSHIP_UNKNOWN, UNIT_UNKNOWN (it is of a
        county, or of a place that is not known).
        """
        key = (unit, within)
        if key not in self._answers:
            self._answers[key] = self._of_unit(unit, within)
        return self._answers[key]

    def _of_unit(self, unit: str, within: Within) -> Value:
        places = self.places
        found = (
            places.named_in(unit, within)
            or places.in_another_county(unit, within)
            or self.by_short_name(unit, within)
        )
        if found:
            return found
        if places.county(unit, within).value or places.is_above_counties(unit):
            return NOTHING
        if of_some_place(unit):
            return refused("TOWNSHIP_UNKNOWN")
        return self.of_any(unit)

    def by_short_name(self, unit: str, within: Within = ()) -> Value | None:
        """The township whose short name stands before words that any unit has, 锦和财政所, near these divisions; that a
        bureau is a county's by its short name, 芷江农业局 (TOWNSHIP_OUTSIDE_COUNTY or TOWNSHIP_UNKNOWN)."""
        if len(unit) > LONGEST_UNIT:
            return None
        if bureau := self.of_bureau(unit, within):
            return bureau
        counties = tuple(sorted({code[:COUNTY] for code in within}))
        for head in reversed(heads(unit, OF_UNITS)):
            if 1 < len(head) < len(unit) and not is_common(head, OF_UNITS):
                found = self.places.township_named(head, counties)
                if found.value and not is_inside(found.value, within):
                    return refused("TOWNSHIP_OUTSIDE_COUNTY")
                if found.value or "TOWNSHIP_UNKNOWN" not in found.reasons:
                    return found
        return None

    def of_bureau(self, unit: str, within: Within) -> Value | None:
        """That a bureau is a county's by its short name."""
        counties = [
            codes
            for name, codes in self.places.by_county_name.items()
            if len(name) > 1
            and unit.startswith(name)
            and BUREAU.fullmatch(unit, len(name))
            and not unit.endswith("分局")
        ]
        if not counties:
            return None
        own = any(is_near(code, within) for codes in counties for code in codes)
        return refused("TOWNSHIP_UNKNOWN" if own else "TOWNSHIP_OUTSIDE_COUNTY")

    def of_any(self, unit: str) -> Value:
        """Whether every township may have a unit that names none that is known."""
        if is_common(unit, OF_UNITS) or OF_A_VILLAGE.fullmatch(unit):
            return NOTHING
        if OF_HIGHER.match(unit) or len(unit) > LONGEST_UNIT or not OF_ANY_TOWNSHIP.fullmatch(unit):
            return UNKNOWN
        tail = unit.removeprefix(heads(unit, OF_UNITS)[0])
        return ASSUMED if tail in ENDING or not tail else UNKNOWN
