"""Hidden and struck-out rows, number formats and formulas without a result, from the records of an .xls ([MS-XLS])."""

import struct
from collections.abc import Iterator

from config.spreadsheets.formats.marks import Marks, decimals_of, shown_if_longer, strikes_row
from config.spreadsheets.formats.ole import OleFile
from config.spreadsheets.types import Place

BOUNDSHEET, FONT, FORMAT, XF, ROW, RK, MULRK, NUMBER, LABELSST, LABEL, BOF, EOF, FORMULA, BOOLERR = (
    0x85, 0x31, 0x41E, 0xE0, 0x208, 0x27E, 0xBD, 0x203, 0xFD, 0x204, 0x809, 0x0A, 0x06, 0x205,
)  # fmt: skip
DATE_1904, NOTE, COLUMNS = 0x22, 0x1C, 0x7D
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
RESULT_OF_NO_NUMBER, ERROR, EMPTY = 0xFFFF, 2, 3
ZERO = bytes(8)
TO_BE_CALCULATED = 0x02
"""The mark of a formula to be calculated when the workbook is opened. Excel, which has calculated it, sets none."""
BUILT_IN_DECIMALS = {2: 2, 4: 2, 39: 2, 40: 2}


def marks_of_xls(data: bytes) -> list[Marks]:
    """The marks of each sheet, in the workbook's order; none for files older than BIFF8."""
    stream = OleFile(data).stream("Workbook")
    if len(stream) < 8 or struct.unpack_from("<H", stream, 4)[0] != 0x600:
        return []
    styles = Styles()
    starts = []
    for kind, body in records(stream, 0):
        if kind == BOUNDSHEET:
            starts.append(struct.unpack_from("<I", body)[0])
        else:
            styles.take(kind, body)
    return [marks_of_sheet(stream, start, styles) for start in starts]


def counts_from_1904(data: bytes) -> bool:
    """Whether an .xls counts its days from 1904."""
    stream = OleFile(data).stream("Workbook")
    return any(kind == DATE_1904 and body[:1] == b"\1" for kind, body in records(stream, 0))


def records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, up to its end."""
    at, depth = start, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == BOF) - (kind == EOF)
        if kind == EOF and depth <= 0:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


class Styles:
    """Which cell styles strike their text through, and which show decimals."""

    def __init__(self) -> None:
        self.struck_fonts: list[bool] = []
        self.formats: dict[int, int] = dict(BUILT_IN_DECIMALS)
        self.struck: list[bool] = []
        self.decimals: list[int] = []

    def take(self, kind: int, body: bytes) -> None:
        """Note what a record of the workbook's globals says about styles."""
        if kind == FONT:
            self.struck_fonts.append(bool(body[2] & 0x08))
        elif kind == FORMAT:
            index, length, wide = struct.unpack_from("<HHB", body)
            text = body[5:].decode("utf-16-le" if wide & 1 else "latin-1", "replace")
            self.formats[index] = decimals_of(text[:length])
        elif kind == XF:
            font, number_format = struct.unpack_from("<HH", body)
            # Font 4 does not exist: the numbers jump from 3 to 5.
            font -= font > 4
            self.struck.append(font < len(self.struck_fonts) and self.struck_fonts[font])
            self.decimals.append(self.formats.get(number_format, 0))


def marks_of_sheet(stream: bytes, start: int, styles: Styles) -> Marks:
    """The marks of one sheet."""
    marks = Marks()
    filled: dict[int, list[bool]] = {}
    results = Results()
    for kind, body in records(stream, start):
        if kind == ROW:
            row, options = struct.unpack_from("<H10xH", body)
            if options & 0x20:
                marks.hidden_rows.add(row + 1)
        elif remark := remark_of(kind, body):
            marks.remarks += [remark] if remark not in marks.remarks else []
        elif kind in (FORMULA, BOOLERR):
            results.take(kind, body)
        elif kind in (LABELSST, LABEL, NUMBER, RK, MULRK):
            for row, column, style, value in cells_of(kind, body):
                filled.setdefault(row, []).append(style < len(styles.struck) and styles.struck[style])
                text = shown(value, styles.decimals[style]) if style < len(styles.decimals) else None
                if text:
                    marks.shown[row, column] = text
    marks.struck_rows = {row for row, struck in filled.items() if strikes_row(struck)}
    marks.lost = results.lost()
    return marks


def remark_of(kind: int, body: bytes) -> str:
    """What whoever sent the file is told of a record: of a comment, of a hidden column; "" of all others."""
    if kind == NOTE:
        return "COMMENTS"
    return "HIDDEN_COLUMNS" if kind == COLUMNS and body[8:9] and body[8] & 1 else ""


class Results:
    """What the formulas of a sheet came to.

    An empty text is a result, and also what some programs write that do not calculate: where no formula has any other
    result, none was ever calculated.
    """

    def __init__(self) -> None:
        self.errors: dict[Place, str] = {}
        self.empty: list[Place] = []
        self.calculated = False

    def take(self, kind: int, body: bytes) -> None:
        """Note a cell with a formula, or with an error."""
        row, column = struct.unpack_from("<HH", body)
        place = row + 1, column + 1
        if kind == BOOLERR:
            if body[7]:
                self.errors[place] = ERRORS.get(body[6], "")
            return
        what, code, no_number, options = struct.unpack_from("<6xBxB3xHH", body)
        is_text = no_number == RESULT_OF_NO_NUMBER
        if is_text and what == ERROR:
            self.errors[place] = ERRORS.get(code, "")
            self.calculated = True
        elif options & TO_BE_CALCULATED and (body[6:14] == ZERO or (is_text and what == EMPTY)):
            self.errors[place] = ""
        elif is_text and what == EMPTY:
            self.empty.append(place)
        else:
            self.calculated = True

    def lost(self) -> dict[Place, str]:
        """The error of each cell that has no usable result."""
        return self.errors if self.calculated else {**self.errors, **dict.fromkeys(self.empty, "")}


def shown(value: float | None, decimals: int) -> str | None:
    """A number as shown, where its format shows more decimals than it has."""
    return shown_if_longer(value, decimals) if decimals and value is not None else None


def cells_of(kind: int, body: bytes) -> Iterator[tuple[int, int, int, float | None]]:
    """(row, column, style, number or None for text) of each cell in a record."""
    row, column, style = struct.unpack_from("<HHH", body)
    if kind == NUMBER:
        yield row + 1, column + 1, style, struct.unpack_from("<d", body, 6)[0]
    elif kind == RK:
        yield row + 1, column + 1, style, number_of_rk(struct.unpack_from("<I", body, 6)[0])
    elif kind == MULRK:
        for index, at in enumerate(range(4, len(body) - 2, 6)):
            style, packed = struct.unpack_from("<HI", body, at)
            yield row + 1, column + index + 1, style, number_of_rk(packed)
    else:
        yield row + 1, column + 1, style, None


def number_of_rk(packed: int) -> float:
    """The number in an RK field: 30 bits of an integer or of a double, perhaps in hundredths."""
    if packed & 2:
        value = float(struct.unpack("<i", struct.pack("<I", packed))[0] >> 2)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return value / 100 if packed & 1 else value
