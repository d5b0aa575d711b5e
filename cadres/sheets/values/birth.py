"""Months of birth."""

import re
from datetime import date
from functools import lru_cache

from config.spreadsheets.cells import (
    FIRST_YEAR,
    PartialDate,
    date_of_cell,
    date_of_number,
    plain_text,
    says_nothing,
)
from config.spreadsheets.types import NOTHING, Cell, Value

ONE_TENTH = re.compile(r"\d{4}\.1")
YOUNGEST, OLDEST = 16, 75
"""Years of age that are plausible for a cadre at the as-of date."""


def birth(
    cell: Cell,
    *,
    id_number: str | None,
    as_of: date,
    shown: str | None = None,
    year_1904: bool = False,
    untyped: bool = False,
) -> Value:
    """The month of birth, "YYYY-MM".

    `id_number` is the row's normalised identity number; `shown` is the cell as the workbook shows it, where that
    has more decimals (1985.1 shown as 1985.10 is October); `year_1904` says from which year its days count; `untyped`
    that the file knows texts only, in which 1985.1 may have been a number.
    Where the cell is ambiguous the number's month is taken (BIRTH_FROM_ID), without a number none (BIRTH_AMBIGUOUS).
    BIRTH_ID_MISMATCH: the two differ; the cell is kept.
    """
    if cell is None or (isinstance(cell, str) and says_nothing(plain_text(cell))):
        return NOTHING
    if untyped and isinstance(cell, str) and ONE_TENTH.fullmatch(plain_text(cell)):
        month = None
    else:
        month = month_of(shown if shown else cell, as_of, year_1904)
    of_id = f"{id_number[6:10]}-{id_number[10:12]}" if id_number else None
    if month is None:
        return Value(of_id, warnings=("BIRTH_FROM_ID" if of_id else "BIRTH_AMBIGUOUS",))
    return Value(month, warnings=("BIRTH_ID_MISMATCH",) if of_id and of_id != month else ())


@lru_cache(maxsize=4096, typed=True)
def month_of(cell: Cell, as_of: date, year_1904: bool = False) -> str | None:
    """ "YYYY-MM", or None where the cell does not say it for certain."""
    if isinstance(cell, float) and not cell.is_integer():
        born = of_decimal(cell)
    elif isinstance(cell, int | float):
        born = plausible(date_of_number(cell, year_1904=year_1904), as_of)
    else:
        born = date_of_cell(cell)
        if isinstance(cell, str) and plain_text(cell).isdigit() and len(plain_text(cell)) == 5:
            born = plausible(born, as_of)
    if born and born.year < 100:
        born = in_its_century(born, as_of)
    if born is None or born.month is None or not FIRST_YEAR <= born.year <= as_of.year:
        return None
    return f"{born.year:04d}-{born.month:02d}"


def of_decimal(number: float) -> PartialDate | None:
    """A month written as a decimal fraction: 1984.12, 1978.07, 1985.3. One tenth may be January or October: None."""
    text = repr(number)
    return None if text.endswith(".1") else date_of_cell(text)


def plausible(born: PartialDate | None, as_of: date) -> PartialDate | None:
    """The date, if a cadre may have been born then."""
    return born if born and YOUNGEST <= as_of.year - born.year <= OLDEST else None


def in_its_century(born: PartialDate, as_of: date) -> PartialDate | None:
    """A year of two digits in the century that makes the person 16 to 75 years old."""
    for century in (1900, 2000):
        full = PartialDate(century + born.year, born.month, born.day)
        if plausible(full, as_of):
            return full
    return None
