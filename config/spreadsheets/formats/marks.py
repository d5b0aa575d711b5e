"""What a workbook says about its cells beside their values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from config.spreadsheets.types import Merge, Place

FEWEST_STRUCK = 2
"""So many cells at least are struck through beside a first one that is not."""


@dataclass(slots=True)
class Marks:
    """Of one sheet; see `types.Sheet` for the meaning of each."""

    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    struck_rows: set[int] = field(default_factory=set)
    shown: dict[Place, str] = field(default_factory=dict)
    lost: dict[Place, str] = field(default_factory=dict)
    coloured_rows: set[int] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)


def strikes_row(struck: Sequence[bool]) -> bool:
    """Whether a row is struck through: all of its filled cells, told from left to right, or all but the first, which
    may be the running number or the township."""
    return len(struck) > 0 and all(struck[1:]) and (struck[0] or len(struck) > FEWEST_STRUCK)


def decimals_of(number_format: str) -> int:
    """How many decimals a plain number format shows ("0.00" -> 2); 0 for dates, percentages and all others."""
    plain = re.fullmatch(r"[#,0]*0\.(0+)(?:[_ ].*)?(?:;.*)?", number_format.strip())
    return len(plain[1]) if plain else 0


def shown_if_longer(value: float, decimals: int) -> str | None:
    """The number with that many decimals, if it has fewer of its own: (1985.1, 2) -> "1985.10"."""
    text = f"{value:.{decimals}f}"
    own = len(repr(value).partition(".")[2])
    return text if own < decimals and float(text) == value else None
