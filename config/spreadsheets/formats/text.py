"""Text with commas or tabs, as Excel and WPS save it in China."""

import csv
import io
import itertools
import statistics

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
    """The text and the name of its encoding: by byte order mark, else strict UTF-8, else GB18030."""
    by_mark = next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    for encoding in (by_mark,) if by_mark else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise FileRefused("FILE_FORMAT_UNKNOWN")
        return text, encoding
    raise FileRefused("FILE_ENCODING")


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first lines into most columns."""
    lines = list(itertools.islice(io.StringIO(text[:200_000], newline=""), SAMPLE_LINES))

    def width(delimiter: str) -> float:
        return statistics.median([len(record) for record in csv.reader(lines, delimiter=delimiter)] or [0])

    try:
        return max(DELIMITERS, key=width)
    except csv.Error:
        return ","
