"""Cells normalised where no knowledge of a domain is needed: texts, whole numbers, dates, yes or no."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from config.spreadsheets.types import Cell

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Of which anything can be recorded."""
EPOCH_1900, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
NOTHING_SAID = frozenset(
    ("", "无", "—", "-", "--", "——", "/", "\\", "暂无", "没有", "N/A", "NULL", "NONE", "空", "*")
)
YES = frozenset(("是", "有", "√", "✓", "✔", "☑", "Y", "YES", "TRUE", "1", "对"))
NO = frozenset(("否", "无", "×", "✗", "☐", "N", "NO", "FALSE", "0", "不是"))
WORDS_OF_TWO = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af])\s+(?=[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U000323af])"
)
CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
FULL_DATE = re.compile(r"(\d{4}|\d{2})[.\-/年、·](\d{1,2})(?:[.\-/月、·](\d{1,2}))?[月日号]?")
RUN_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})?")
DITTO = frozenset(
    (
        "同上", "同 上", "同  上", "同\u3000上", "同上。", "同上行", "上同",
        "〃", "″", '"', "＂", "''", "〞", "“", "”", "々", "...", "…", "……",
    )
)  # fmt: skip
"""What stands for the cell above."""
KEPT_OFF = re.compile(rf"'(?:[=+\-@\t\r]|(?:{'|'.join(map(re.escape, DITTO))})$)")
"""The apostrophe by which an export keeps a text from being taken for a formula or for a ditto mark."""
LONGEST_KEPT = 40
"""The plain form of texts that are no longer is kept for a while: most cells of a column say what others say."""
CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*$")


def plain_text(cell: Cell) -> str:
    """A cell as text: NFKC, no control, zero-width or bidirectional characters, white space as single blanks.

    Whole numbers lose their ".0"; "" for an empty cell.
    """
    if type(cell) is str:
        if cell[:1] == "'":
            cell = without_apostrophe(cell)
        if cell.isascii() and cell.isprintable() and "  " not in cell:
            return cell.strip()
        return plain_words(cell) if len(cell) <= LONGEST_KEPT else plain_words.__wrapped__(cell)
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


@lru_cache(maxsize=16_384)
def plain_words(text: str) -> str:
    """A text in NFKC, only what can be seen, white space as single blanks."""
    return visible_words(unicodedata.normalize("NFKC", text))


def visible_words(text: str) -> str:
    """What can be seen of a text, white space as single blanks."""
    if text.isprintable():
        return " ".join(text.split()) if "  " in text else text.strip(" ")
    return " ".join("".join(filter(is_visible, text)).split())


def is_visible(character: str) -> bool:
    """False for control and format characters (zero-width, bidirectional); white space stays."""
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def free_text(cell: Cell) -> str:
    """Text for people to read, such as a remark: as it was written, but for what cannot be seen and padding."""
    return visible_words(without_apostrophe(cell)) if isinstance(cell, str) else plain_text(cell)


def without_apostrophe(text: str) -> str:
    """The text as it was before an export kept it from being taken for a formula or for a ditto mark."""
    return text[1:] if text.startswith("'") and KEPT_OFF.match(text) else text


def told_text(cell: Cell) -> str:
    """Free text; "" where it stands for an empty cell. What is stored is compared with a row by what would be read."""
    text = free_text(cell)
    return "" if says_nothing(text) else text


def close_text(cell: Cell) -> str:
    """Plain text without any white space: codes, labels, words of Chinese."""
    return plain_text(cell).replace(" ", "")


def joined_words(cell: Cell) -> str:
    """Plain text without blanks between Chinese characters ("陈　林" -> "陈林"); blanks elsewhere stay."""
    return WORDS_OF_TWO.sub("", plain_text(cell))


def says_nothing(text: str) -> bool:
    """Whether a text stands for an empty cell: 无, —, / and the like."""
    return text in NOTHING_SAID or text.upper() in NOTHING_SAID


def digits_of(cell: Cell) -> str | None:
    """A whole number, or digits written as text ("14151301590.0"), as digits; None for anything else."""
    if type(cell) is str and cell.isascii() and cell.isdigit():
        return cell
    text = close_text(cell)
    text = text[:-2] if text.endswith(".0") else text
    return text if text.isascii() and text.isdigit() else None


@lru_cache(maxsize=256, typed=True)
def yes_or_no(cell: Cell) -> bool | None:
    """是/否, √/×, 1/0 ...; None for an empty cell and for anything else."""
    if isinstance(cell, bool):
        return cell
    text = close_text(cell).upper()
    return True if text in YES else False if text in NO else None


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date at the precision given: without day, or without month and day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def is_real(self) -> bool:
        """Whether the calendar has it, between 1900 and 2100."""
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return FIRST_YEAR <= self.year <= LAST_YEAR


def full_date(cell: Cell, *, year_1904: bool = False) -> date | None:
    """A date with a day, from a date cell, a serial number or text; None for everything else."""
    if type(cell) is date:
        return cell if FIRST_YEAR <= cell.year <= LAST_YEAR else None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        partial = date_of_number(cell, year_1904=year_1904)
    else:
        partial = date_of_cell(cell)
    if (
        partial is None
        or partial.month is None
        or partial.day is None
        or not FIRST_YEAR <= partial.year <= LAST_YEAR
    ):
        return None
    return date(partial.year, partial.month, partial.day)


def short_date(cell: Cell, latest: int) -> date | None:
    """A day whose year has two digits, 11.10.11 or 11年10月11日, of this century and no later than the year `latest`;
    None for everything else."""
    partial = date_of_text(cell) if isinstance(cell, str) else None
    if partial is None or partial.year >= 100 or partial.month is None or partial.day is None:
        return None
    full = PartialDate(2000 + partial.year, partial.month, partial.day)
    return date(full.year, partial.month, partial.day) if full.is_real() and full.year <= latest else None


def date_of_cell(cell: Cell) -> PartialDate | None:
    """A date cell or a text as a date; numbers are the caller's to judge (`date_of_number`)."""
    if isinstance(cell, datetime | date):
        return PartialDate(cell.year, cell.month, cell.day)
    return date_of_text(cell) if isinstance(cell, str) else None


def date_of_number(number: float, *, year_1904: bool = False) -> PartialDate | None:
    """19850312 and 198503 by their digits, 10000 to 80000 as the days of a worksheet; None for other numbers."""
    if number != int(number):
        return None
    whole = int(number)
    if 10_000 <= whole <= 80_000:
        day = (EPOCH_1904 if year_1904 else EPOCH_1900) + timedelta(days=whole)
        return PartialDate(day.year, day.month, day.day)
    return date_of_text(str(whole)) if whole >= 190_000 else None


@lru_cache(maxsize=4096)
def date_of_text(text: str) -> PartialDate | None:
    """1985.03, 1985年3月, 1985-03-12, 19850312, 一九七七年三月, 74.10 (year 74), 1976.01（35岁）; None for other texts.

    A year of two digits stays one: whose century it is, depends on what the date is of.
    """
    plain = CLOCK.sub("", plain_text(text)).partition("(")[0]
    plain = western_digits("".join(plain.split())).rstrip("出生.")
    found = RUN_DATE.fullmatch(plain) or FULL_DATE.fullmatch(plain)
    if found:
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        if year < 100 and len(found[1]) == 4:
            return None
        partial = PartialDate(year, month, day)
        return partial if PartialDate(year + 1900 * (year < 100), month, day).is_real() else None
    if re.fullmatch(r"\d{4}年?", plain):
        return PartialDate(int(plain[:4]))
    return date_of_number(int(plain)) if re.fullmatch(r"\d{5}", plain) else None


def western_digits(text: str) -> str:
    """Chinese numerals of a date in figures: 一九七七年十二月 -> 1977年12月."""
    if text.isascii():
        return text
    text = re.sub(r"([二三])十(?=[一二三四五六七八九])", r"\1", text)
    text = re.sub(r"([二三])十", lambda found: found[1] + "0", text)
    text = re.sub(r"十(?=[一二三四五六七八九])", "1", text).replace("十", "10")
    return text.translate(CHINESE_DIGITS)
