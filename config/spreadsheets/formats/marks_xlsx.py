"""Hidden, struck-out and coloured rows, number formats, formulas without a result, from the XML of an .xlsx.

Whole-text searches, and each only where the text holds its mark at all: parsing 15,000 rows would cost
more than everything else.
"""

import io
import itertools
import posixpath
import re
import zipfile
from xml.etree import ElementTree

from config.spreadsheets.formats.marks import Marks, decimals_of, shown_if_longer, strikes_row
from config.spreadsheets.types import Place

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BUILT_IN_DECIMALS = {2: 2, 4: 2, 39: 2, 40: 2}
DATE_1904 = re.compile(rb"""date1904\s*=\s*["'](?:1|true)["']""")
ROW = re.compile(rb'<row [^>]*?\br="(\d+)"([^>]*)>')
ROW_WITH_CELLS = re.compile(rb'<row [^>]*?\br="(\d+)"[^>]*>(.*?)</row>', re.DOTALL)
FILLED_CELL = re.compile(rb'<c (?=[^>]*?\bs="(\d+)")?[^>]*[^/]>(?=<v|<is|<f)')
NUMBER_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)" s="(\d+)"(?: t="n")?><v>(\d{1,9}(?:\.\d)?)</v>')
ERROR_CELL = re.compile(rb'<c (?=[^>]*?\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL)
FORMULA_ALONE = re.compile(
    rb'<c (?![^>]*\bt="str"[^>]*><f[^<]*(?:</f>)?<v)[^>]*?\br="([A-Z]+)(\d+)"[^>]*>'
    rb"<f[^>]*?(?:/>|>[^<]*</f>)(?:<v></v>|<v ?/>)?</c>"
)
"""An empty value is a result where the cell is said to hold text."""

HIDDEN_COLUMN = re.compile(rb'<col [^>]*\bhidden="(?:1|true)"')
COMMENTS = re.compile(rb'/relationships/(?:comments|threadedComment)"')
COLOURLESS = {"00000000", "FF000000", "FFFFFFFF", "00FFFFFF", "000000", "FFFFFF"}
MOST_COLOURED = 20_000
"""So many coloured cells tell enough about a sheet."""


def marks_of_xlsx(data: bytes) -> list[Marks]:
    """The marks of each sheet, in the workbook's order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = Styles(package.read("xl/styles.xml") if "xl/styles.xml" in package.namelist() else b"")
        names = set(package.namelist())
        return [
            marks_of_sheet(package.read(path), styles, relations_of(package, path, names))
            if path in names
            else Marks()
            for path in paths_of_sheets(package)
        ]


def relations_of(package: zipfile.ZipFile, path: str, names: set[str]) -> bytes:
    """What a sheet relates to: its comments, drawings, tables; b"" for nothing."""
    folder, name = posixpath.split(path)
    relations = f"{folder}/_rels/{name}.rels"
    return package.read(relations) if relations in names else b""


def paths_of_sheets(package: zipfile.ZipFile) -> list[str]:
    """Where each sheet lies in the package."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    sheets = ElementTree.fromstring(package.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
    return [
        posixpath.normpath(posixpath.join("/xl", targets.get(sheet.get(RELATION), ""))).lstrip("/")
        for sheet in sheets
    ]


class Styles:
    """Which cell styles strike their text through, are in colour, and show decimals."""

    def __init__(self, xml: bytes) -> None:
        self.struck: set[bytes] = set()
        self.coloured: set[bytes] = set()
        self.decimals: dict[bytes, int] = {}
        if xml:
            self._read(ElementTree.fromstring(xml))

    def _read(self, root: ElementTree.Element) -> None:
        formats = {
            f.get("numFmtId"): decimals_of(f.get("formatCode", "")) for f in root.iter(f"{MAIN}numFmt")
        }
        fonts = root.find(f"{MAIN}fonts")
        fills = root.find(f"{MAIN}fills")
        struck = [strikes(font) for font in fonts] if fonts is not None else []
        letters = [in_colour(font, "color") for font in fonts] if fonts is not None else []
        grounds = [in_colour(fill, "fgColor") for fill in fills] if fills is not None else []
        styles = root.find(f"{MAIN}cellXfs")
        for index, style in enumerate(styles if styles is not None else ()):
            font, number_format = int(style.get("fontId", "0")), style.get("numFmtId", "0")
            if font < len(struck) and struck[font]:
                self.struck.add(b"%d" % index)
            ground = int(style.get("fillId", "0"))
            if any(letters[font : font + 1]) or any(grounds[ground : ground + 1]):
                self.coloured.add(b"%d" % index)
            decimals = formats.get(number_format, BUILT_IN_DECIMALS.get(int(number_format), 0))
            if decimals:
                self.decimals[b"%d" % index] = decimals


def strikes(font: ElementTree.Element) -> bool:
    """Whether a font strikes its text through."""
    strike = font.find(f"{MAIN}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


def in_colour(element: ElementTree.Element, name: str) -> bool:
    """Whether a font or a fill has a colour of its own: neither black nor white nor what the theme writes with."""
    colour = next(element.iter(f"{MAIN}{name}"), None)
    if colour is None:
        return False
    if "rgb" in colour.attrib:
        return colour.attrib["rgb"].upper() not in COLOURLESS
    return (
        colour.get("indexed", "64") not in ("0", "1", "8", "9", "64", "65")
        or colour.get("theme", "0") not in "01"
    )


def marks_of_sheet(xml: bytes, styles: Styles, relations: bytes) -> Marks:
    """The marks of one sheet. `relations`: see `relations_of`."""
    marks = Marks()
    if HIDDEN_COLUMN.search(xml, 0, max(xml.find(b"<sheetData"), 0)):
        marks.remarks.append("HIDDEN_COLUMNS")
    if COMMENTS.search(relations):
        marks.remarks.append("COMMENTS")
    if styles.coloured:
        marks.coloured_rows = coloured_rows(xml, styles.coloured)
    if b'hidden="' in xml:
        marks.hidden_rows = {int(n) for n, rest in rows_of(xml) if re.search(rb'\bhidden="(?:1|true)"', rest)}
    if styles.struck:
        marks.struck_rows = set(struck_rows(xml, styles.struck))
    if styles.decimals:
        marks.shown = numbers_shown(xml, styles.decimals)
    if b't="e"' in xml:
        marks.lost.update({place(c, r): error.decode() for c, r, error in ERROR_CELL.findall(xml)})
    if b"<f" in xml:
        marks.lost.update({place(column, row): "" for column, row in FORMULA_ALONE.findall(xml)})
    return marks


def rows_of(xml: bytes) -> list[tuple[bytes, bytes]]:
    """(number, whole start tag) of each row."""
    return [(found[1], found[0]) for found in ROW.finditer(xml)]


def coloured_rows(xml: bytes, coloured: set[bytes]) -> set[int]:
    """Rows with a cell in colour, as far as they must be looked at."""
    cell = re.compile(rb'<c r="[A-Z]+(\d+)" s="(?:%s)"' % b"|".join(sorted(coloured)))
    return {int(found[1]) for found in itertools.islice(cell.finditer(xml), MOST_COLOURED)}


def struck_rows(xml: bytes, struck: set[bytes]) -> list[int]:
    """Rows that are struck through."""
    return [
        int(number)
        for number, cells in ROW_WITH_CELLS.findall(xml)
        if strikes_row([style in struck for style in FILLED_CELL.findall(cells)])
    ]


def numbers_shown(xml: bytes, decimals: dict[bytes, int]) -> dict[Place, str]:
    """Numbers that their format shows with more decimals than they have."""
    shown = {}
    for column, row, style, digits in NUMBER_CELL.findall(xml):
        text = shown_if_longer(float(digits), decimals[style]) if style in decimals else None
        if text:
            shown[place(column, row)] = text
    return shown


def place(letters: bytes, row: bytes) -> Place:
    """("AB", "7") -> (7, 28)."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(row), column


def counts_from_1904(data: bytes) -> bool:
    """Whether an .xlsx counts its days from 1904."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return DATE_1904.search(package.read("xl/workbook.xml")) is not None
