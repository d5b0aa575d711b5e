"""One reader a family of formats. All of it runs in the parsing process, without Django."""

from config.spreadsheets.formats.html import read_html
from config.spreadsheets.formats.sniffing import format_of
from config.spreadsheets.formats.spreadsheetml import read_spreadsheetml
from config.spreadsheets.formats.text import read_text
from config.spreadsheets.formats.workbook import read_workbook
from config.spreadsheets.limits import Limits
from config.spreadsheets.types import Workbook

READERS = {"text": read_text, "html": read_html, "xml": read_spreadsheetml}


def read_bytes(data: bytes, limits: Limits) -> Workbook:
    """Bytes -> Workbook, by content. Raises FileRefused with a code."""
    kind = format_of(data, limits)
    reader = READERS.get(kind)
    return reader(data, limits) if reader else read_workbook(data, kind, limits)
