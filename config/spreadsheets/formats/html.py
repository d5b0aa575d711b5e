"""Tables of a web page, which offices send as .xls: what old systems call an export to Excel."""

import re
from html.parser import HTMLParser

from config.spreadsheets.formats.grid import held, sound
from config.spreadsheets.formats.marks import strikes_row
from config.spreadsheets.formats.text import decoded
from config.spreadsheets.limits import Limits
from config.spreadsheets.types import Cell, FileRefused, Merge, Sheet, Workbook

UNSEEN = ("script", "style", "title")
STRUCK = ("s", "strike", "del")
NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
LINE_THROUGH = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
Attributes = list[tuple[str, str | None]]


def read_html(data: bytes, limits: Limits) -> Workbook:
    """One sheet without a name, with all tables of the page one under the other. Raises FileRefused."""
    text, encoding = decoded(data)
    page = Page(limits)
    page.feed(text)
    page.close()
    page.end_row()
    if not page.tables:
        raise FileRefused("FILE_IS_WEB_PAGE")
    rows = sound(held(page.rows, limits), limits)
    merges = tuple(
        Merge(m.top, m.left, min(m.bottom, len(rows)), m.right) for m in page.merges if m.top <= len(rows)
    )
    return Workbook(
        "html",
        (
            Sheet(
                None,
                rows,
                merges=merges,
                hidden_rows=frozenset(page.hidden_rows),
                struck_rows=frozenset(page.struck_rows),
            ),
        ),
        encoding,
    )


class Page(HTMLParser):
    """The cells of a page on one grid. A table inside a cell is text of that cell."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self.tables = 0
        self.depth = 0
        self.unseen = 0
        self.rows: list[list[Cell]] = []
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.struck_rows: set[int] = set()
        self.taken: dict[int, int] = {}
        """Column → the last row that a cell above reaches down to."""
        self.row: list[Cell] | None = None
        self.struck: list[bool] = []
        self.text: list[str] | None = None
        self.lines = 0
        self.plain = False
        """Whether some of the cell is not struck through."""
        self.span = (1, 1)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        elif tag == "table":
            self.begin_table()
        elif self.depth == 1 and tag == "tr":
            self.begin_row(dict(attrs))
        elif self.depth == 1 and tag in ("td", "th"):
            self.begin_cell(dict(attrs))
        elif tag in STRUCK:
            self.lines += 1
        elif tag in ("br", "p", "div") and self.text:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag == "table":
            if self.depth == 1:
                self.end_row()
            self.depth = max(0, self.depth - 1)
        elif self.depth == 1 and tag == "tr":
            self.end_row()
        elif self.depth == 1 and tag in ("td", "th"):
            self.end_cell()
        elif tag in STRUCK:
            self.lines = max(0, self.lines - 1)

    def handle_data(self, data: str) -> None:
        if self.text is not None and not self.unseen:
            self.text.append(data)
            self.plain |= not self.lines and not data.isspace()

    def begin_table(self) -> None:
        self.depth += 1
        if self.depth == 1:
            if self.tables:
                self.rows.append([])
            self.tables += 1
            self.taken.clear()

    def begin_row(self, attrs: dict[str, str | None]) -> None:
        self.end_row()
        self.row, self.struck = [], []
        if NOT_SHOWN.search(attrs.get("style") or "") or "hidden" in attrs:
            self.hidden_rows.add(len(self.rows) + 1)

    def begin_cell(self, attrs: dict[str, str | None]) -> None:
        self.end_cell()
        if self.row is None:
            self.begin_row({})
        self.text, self.plain = [], False
        self.lines = int(bool(LINE_THROUGH.search(attrs.get("style") or "")))
        self.span = (number(attrs.get("rowspan")), number(attrs.get("colspan")))
        if self.span[1] > self.limits.columns:
            raise FileRefused("SHEET_TOO_WIDE")

    def end_cell(self) -> None:
        if self.text is None or self.row is None:
            return
        at = len(self.rows) + 1
        while self.taken.get(len(self.row) + 1, 0) >= at:
            self.row.append(None)
        left, (down, across) = len(self.row) + 1, self.span
        text = "\n".join(" ".join(line.split()) for line in "".join(self.text).split("\n")).strip()
        if text:
            self.struck.append(not self.plain)
        self.row += [text or None, *([None] * (across - 1))]
        if down > 1 or across > 1:
            self.merges.append(Merge(at, left, at + down - 1, left + across - 1))
            self.taken |= dict.fromkeys(range(left, left + across), at + down - 1)
        self.text = None

    def end_row(self) -> None:
        """The row is complete."""
        self.end_cell()
        if self.row is not None:
            self.rows.append(self.row)
            if len(self.rows) > self.limits.rows:
                raise FileRefused("SHEET_TOO_LONG")
            if strikes_row(self.struck):
                self.struck_rows.add(len(self.rows))
        self.row = None


def number(told: str | None) -> int:
    """A span as a page tells it; 1 where it tells nonsense."""
    return max(1, int(told)) if told and told.isascii() and told.isdecimal() and len(told) < 7 else 1
