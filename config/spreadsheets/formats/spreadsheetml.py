"""SpreadsheetML of 2003: a workbook as one XML file, usually named .xls."""

import datetime
from typing import Any
from xml.parsers import expat

from config.spreadsheets.formats.grid import check_size, held, sound
from config.spreadsheets.limits import Limits
from config.spreadsheets.types import Cell, FileRefused, Merge, Place, Sheet, Workbook

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
SS = f"{NAMESPACE} "


def read_spreadsheetml(data: bytes, limits: Limits) -> Workbook:
    """All sheets of the workbook. Raises FileRefused; a DOCTYPE is never read."""
    reader = Reader(limits)
    try:
        reader.parse(data)
    except (expat.ExpatError, ValueError):
        raise FileRefused("FILE_DAMAGED") from None
    if not reader.sheets:
        raise FileRefused("FILE_IS_WEB_PAGE")
    if sum(len(row) for sheet in reader.sheets for row in sheet.rows) > limits.cells:
        raise FileRefused("TOO_MANY_CELLS")
    return Workbook("xml", tuple(reader.sheets), year_1904=reader.year_1904)


class Reader:
    """Takes the sheets from the elements as they come."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: list[Sheet] = []
        self.year_1904 = False
        self.text: list[str] | None = None
        self.begin_sheet("")

    def parse(self, data: bytes) -> None:
        """Reads the whole file."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self.refuse
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = lambda text: self.text.append(text) if self.text is not None else None
        parser.Parse(data, True)

    def refuse(self, *_declared: Any) -> None:
        raise FileRefused("FILE_SUSPICIOUS")

    def begin_sheet(self, name: str) -> None:
        self.name, self.hidden = name, False
        self.rows: list[list[Cell]] = []
        self.merges: list[Merge] = []
        self.hidden_rows: set[int] = set()
        self.lost: dict[Place, str] = {}

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "Worksheet":
            self.begin_sheet(attrs.get(f"{SS}Name", ""))
        elif name == "Row":
            self.begin_row(attrs)
        elif name == "Cell":
            self.begin_cell(attrs)
        elif name == "Data":
            self.type = attrs.get(f"{SS}Type", "String")
            self.text = []
        elif name == "Visible":
            self.text = []
        elif name == "Date1904":
            self.year_1904 = True

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == "Worksheet":
            self.end_sheet()
        elif name == "Data" and self.text is not None:
            self.put("".join(self.text))
            self.text = None
        elif name == "Visible" and self.text is not None:
            self.hidden = "".join(self.text).strip() != "SheetVisible"
            self.text = None

    def begin_row(self, attrs: dict[str, str]) -> None:
        at = int(attrs.get(f"{SS}Index", len(self.rows) + 1))
        check_size(at, 1, self.limits)
        if at <= len(self.rows):
            raise ValueError("rows in disorder")
        self.rows += [[] for _row in range(at - len(self.rows))]
        if attrs.get(f"{SS}Hidden") == "1":
            self.hidden_rows.add(at)

    def begin_cell(self, attrs: dict[str, str]) -> None:
        row = self.rows[-1] if self.rows else None
        if row is None:
            raise ValueError("a cell outside a row")
        left = int(attrs.get(f"{SS}Index", len(row) + 1))
        across, down = int(attrs.get(f"{SS}MergeAcross", 0)), int(attrs.get(f"{SS}MergeDown", 0))
        check_size(len(self.rows), left + across, self.limits)
        if left <= len(row) or across < 0 or down < 0:
            raise ValueError("cells in disorder")
        self.at = left
        row += [None] * (left + across - len(row))
        if across or down:
            top = len(self.rows)
            self.merges.append(Merge(top, left, min(top + down, self.limits.rows), left + across))
        if attrs.get(f"{SS}Formula"):
            self.lost[len(self.rows), left] = ""

    def put(self, text: str) -> None:
        """The value of the cell that is open."""
        place = (len(self.rows), self.at)
        self.lost.pop(place, None)
        if self.type == "Error":
            self.lost[place] = text
            return
        self.rows[-1][self.at - 1] = value_of(text, self.type)

    def end_sheet(self) -> None:
        rows = sound(held(self.rows, self.limits), self.limits)
        self.sheets.append(
            Sheet(
                self.name,
                rows,
                hidden=self.hidden,
                merges=tuple(Merge(m.top, m.left, min(m.bottom, len(rows)), m.right) for m in self.merges),
                hidden_rows=frozenset(self.hidden_rows),
                lost=self.lost,
            )
        )


def value_of(text: str, kind: str) -> Cell:
    """A cell by its declared type. Raises ValueError."""
    if kind == "Number":
        return float(text)
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "DateTime":
        moment = datetime.datetime.fromisoformat(text.strip())
        return moment if moment.time() != datetime.time() else moment.date()
    return text
