"""Periods and months as officials write them: 2011年下半年, 2011年第四季度, 2011年10月份, 2011年度, 2011-H2."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from config.fields import YEARS
from config.spreadsheets.cells import close_text, date_of_cell, western_digits
from config.spreadsheets.planning import Draft
from config.spreadsheets.types import Cell, Table

YEAR = r"(?<!\d)(?P<year>\d{4})"
HALF = re.compile(rf"{YEAR}(?:年?度?(?P<which>[上下])半年度?|-?H(?P<half>[12]))")
QUARTER = re.compile(rf"{YEAR}(?:年?度?第?(?P<which>[1-4])季度?|-?Q(?P<quarter>[1-4]))")
MONTH = re.compile(rf"{YEAR}[年.\-/](?P<month>\d{{1,2}})(?:月份?)?(?![\d日号月.\-/])")
WHOLE = re.compile(rf"{YEAR}(?:年度?)?(?![\d年度.\-/])")
MONTH_ALONE = re.compile(r"(?<!\d)(?P<month>\d{1,2})月份?")
MONTH_CODE = re.compile(r"\d{4}-\d{2}")
TELLS_OF_PAPER = re.compile("填[报表]|报送|上报|制表|审核|打印|统计|截[止至]")
"""A line over a table that says when the table was made, not what it is about."""
JANUARY_OR_OCTOBER = re.compile(r"\d{4}\.1")
"""What a worksheet leaves of 2011.10 once it has taken it for a number."""


def told_period(draft: Draft, field: str) -> str | None:
    """The code of the period that a row's cell is, such as 2011-H2; None where it is none, or nothing is told."""
    return code_in(period_text(draft, field), whole=True)


def told_month(draft: Draft, field: str) -> str | None:
    """The month that a row's cell is, as 2011-10; 10月 is one of the year that the title names. None where it is
    none."""
    text = period_text(draft, field)
    alone, year = MONTH_ALONE.fullmatch(text), year_over(draft.table)
    code = code_in(f"{year}-{alone['month']}" if alone and year else text, whole=True)
    return code if code and MONTH_CODE.fullmatch(code) else None


def period_text(draft: Draft, field: str) -> str:
    """A cell about a period as text. The number 2011.1 is what the workbook shows: 2011.10, or it may be January or
    October and is nothing; so is the same text in a file without types."""
    source = draft.source
    cell = source.values.get(field) if source else None
    if isinstance(cell, tuple):
        return ""
    text = plain(cell)
    if JANUARY_OR_OCTOBER.fullmatch(text) and (isinstance(cell, float) or draft.table.sheet is None):
        return source.shown.get(field, "") if source else ""
    return text


def plain(cell: Cell) -> str:
    """A cell as text in which figures are figures; of a day only its month."""
    day = None if isinstance(cell, str) else date_of_cell(cell)
    if day is not None and day.month:
        return f"{day.year}-{day.month:02d}"
    return western_digits(close_text(cell)).upper()


def code_in(text: str, *, whole: bool = False) -> str | None:
    """The code of the period that a text is (`whole`) or names; a half-year goes before the year in it."""
    for pattern, rest_of in RESTS.items():
        found = pattern.fullmatch(text) if whole else pattern.search(text)
        rest = rest_of(found) if found and int(found["year"]) in YEARS else None
        if found and rest is not None:
            return f"{found['year']}{rest}"
    return None


def half(found: re.Match[str]) -> str:
    return f"-H{found['half'] or ('1' if found['which'] == '上' else '2')}"


def quarter(found: re.Match[str]) -> str:
    return f"-Q{found['quarter'] or found['which']}"


def month(found: re.Match[str]) -> str | None:
    return f"-{int(found['month']):02d}" if 1 <= int(found["month"]) <= 12 else None


RESTS: dict[re.Pattern[str], Callable[[re.Match[str]], str | None]] = {
    HALF: half,
    QUARTER: quarter,
    MONTH: month,
    WHOLE: lambda found: "",
}
"""How each kind of period is written, and what follows the year in its code."""


# What stands over a table


def words_over(table: Table) -> Iterator[str]:
    """What stands over a table, the nearest first, and the name of its sheet; without lines that tell when it was
    made."""
    lines = [line for line in reversed(table.unit_lines) if not TELLS_OF_PAPER.search(line)]
    yield from map(plain, (*reversed(table.titles), *lines))
    if table.sheet:
        yield plain(table.sheet)


def period_over(table: Table) -> str | None:
    """The code of the period that the words over a table name."""
    return first(map(code_in, words_over(table)))


def month_over(table: Table) -> str | None:
    """The month that the words over a table name; a sheet may be called 10月, in the year of the title."""
    codes = [code for words in words_over(table) if (code := code_in(words))]
    if told := first(code for code in codes if MONTH_CODE.fullmatch(code)):
        return told
    alone = first(m["month"] for words in words_over(table) if (m := MONTH_ALONE.fullmatch(words)))
    return code_in(f"{codes[0][:4]}-{alone}", whole=True) if codes and alone else None


def year_over(table: Table) -> str | None:
    """The year that the words over a table name."""
    code = period_over(table)
    return code[:4] if code else None


def first(found: Iterable[str | None]) -> str | None:
    return next((one for one in found if one), None)
