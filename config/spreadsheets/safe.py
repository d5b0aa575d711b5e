"""What a spreadsheet file bears: texts that fit a cell, names of sheets, names of files. Whatever comes in, what goes
out opens."""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

LONGEST_TEXT = 32_767
"""Characters of a cell, counted as UTF-16 counts them; a worksheet takes no more."""
LONGEST_NAME = 31
"""Characters of a sheet's name, counted likewise."""
NAMELESS = "数据"
"""What a sheet is called that had no name, as those of text files have none."""
FULL_WIDTH = str.maketrans("[]:*?/\\", "［］：＊？／＼")
"""Characters that a sheet's name cannot have, and those that look alike."""
NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|;%]')
SURROGATE = re.compile("[\ud800-\udfff]")


def fitting(text: str, longest: int = LONGEST_TEXT) -> str:
    """The text as a cell bears it: cut, with an ellipsis, where it is too long; half characters replaced."""
    if not text.isascii():
        text = SURROGATE.sub("\ufffd", text)
    if 2 * len(text) <= longest or units(text) <= longest:
        return text
    cut = text.encode("utf-16-le")[: 2 * (longest - 1)]
    return cut.decode("utf-16-le", "ignore") + "…"


def units(text: str) -> int:
    """The length of a text as spreadsheet programs count: a character outside the BMP is two."""
    return len(text) + sum(character > "\uffff" for character in text)


def breadth(text: str) -> int:
    """How many letters wide a text is; Chinese characters are two."""
    return sum(1 + (character > "\u2e7f") for character in text)


def visible(text: str) -> str:
    """The text without control characters."""
    return "".join(character for character in text if unicodedata.category(character) not in ("Cc", "Cs"))


def sheet_names(names: Iterable[str | None]) -> list[str]:
    """Names that a workbook takes, one for each name given: no forbidden character, not too long, none twice."""
    taken: set[str] = {"history"}
    found = []
    for name in names:
        plain = visible(name or "").translate(FULL_WIDTH).strip().strip("'") or NAMELESS
        chosen, number = fitting(plain, LONGEST_NAME), 2
        while chosen.casefold() in taken:
            end = f"~{number}"
            chosen, number = fitting(plain, LONGEST_NAME - len(end)) + end, number + 1
        taken.add(chosen.casefold())
        found.append(chosen)
    return found


def file_name(title: Any, day: datetime.date, extension: str) -> str:
    """The name of a file that is downloaded: what it is, and of which day."""
    plain = NOT_IN_FILE_NAMES.sub("_", visible(str(title))).strip(" .") or NAMELESS
    return f"{plain[:80]}-{day.isoformat()}.{extension}"
