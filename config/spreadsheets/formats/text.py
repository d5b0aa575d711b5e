"""Text with commas or tabs, as Excel and WPS save it in China."""

import csv
import io
import itertools
import statistics
import unicodedata

from config.spreadsheets.formats.grid import held
from config.spreadsheets.limits import Limits
from config.spreadsheets.types import FileRefused, Sheet, Workbook

BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SAMPLE_LINES = 50
DELIMITERS = ",\t;"


def read_text(data: bytes, limits: Limits) -> Workbook:
    """One sheet without a name; row numbers are record numbers."""
    text, encoding = decoded(data)
    delimiter = delimiter_of(text)
    before = csv.field_size_limit(limits.text)
    try:
        rows = held(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), limits)
    except csv.Error:
        raise FileRefused("FILE_QUOTES") from None
    finally:
        csv.field_size_limit(before)
    return Workbook("tsv" if delimiter == "\t" else "csv", (Sheet(None, rows),), encoding)


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: by byte order mark, else strict UTF-8, else GB18030.

    Text with NULs is UTF-16 without its mark, or no text.
    """
    by_mark = next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    if by_mark is None and b"\0" in data:
        return decoded_without_mark(data)
    for encoding in (by_mark,) if by_mark else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise FileRefused("FILE_FORMAT_UNKNOWN")
        return text.removeprefix("\ufeff"), encoding
    raise FileRefused("FILE_ENCODING")


def decoded_without_mark(data: bytes) -> tuple[str, str]:
    """The text of UTF-16 that does not say so, in the one order of bytes in which it has lines of known characters.

    Raises FileRefused for everything else."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        used = set(text)
        if "\n" in used and "\0" not in used and all(unicodedata.category(c) != "Cn" for c in used):
            return text, encoding
    raise FileRefused("FILE_FORMAT_UNKNOWN")


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first lines into most columns."""
    lines = list(itertools.islice(io.StringIO(text[:200_000], newline=""), SAMPLE_LINES))

    def width(delimiter: str) -> float:
        return statistics.median([len(record) for record in csv.reader(lines, delimiter=delimiter)] or [0])

    try:
        return max(DELIMITERS, key=width)
    except csv.Error:
        return ","
