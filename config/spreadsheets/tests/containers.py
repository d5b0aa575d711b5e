"""Workbooks built by hand, byte by byte, so that each may be wrong in the one way that a test is about."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence

import pytest
import xlsxwriter

from config.spreadsheets.limits import Limits
from config.spreadsheets.reading import read
from config.spreadsheets.refusals import SENTENCES
from config.spreadsheets.types import FileRefused, Sheet, Workbook

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
Fill = Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object]

ODS_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    ' office:version="1.2"><office:body><office:spreadsheet><table:table table:name="花名册">'
    "%s</table:table></office:spreadsheet></office:body></office:document-content>"
)
ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="' + ODS_MIMETYPE + '"/>'
    "%s</manifest:manifest>"
)

SECTOR, SMALL_SECTOR, SMALL_STREAM_LIMIT = 512, 64, 4096
FREE, CHAIN_END, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5
BOF, EOF, BOUNDSHEET, FILEPASS, ROW, LABEL, NUMBER, FORMULA, BOOLERR = (
    0x809, 0x0A, 0x85, 0x2F, 0x208, 0x204, 0x203, 0x06, 0x205,
)  # fmt: skip


# .xlsx


def xlsx(fill: Fill, **options: object) -> bytes:
    """A workbook of one sheet, filled by a function."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, options)
    fill(book, book.add_worksheet("花名册"))
    book.close()
    return stream.getvalue()


def simple() -> bytes:
    """A small harmless workbook."""
    return xlsx(lambda book, sheet: sheet.write_row(0, 0, ["姓名", "职务"]))


def rewritten(data: bytes, change: dict[str, bytes], extra: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """A package with some members replaced and some added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
        for name, content in extra:
            new.writestr(name, content)
    return stream.getvalue()


def member(data: bytes, name: str) -> bytes:
    """A member of a package, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


# .ods


def ods_cell(text: str, more: str = "") -> str:
    """A cell that holds a text."""
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def ods_number(value: object) -> str:
    """A cell that holds a number."""
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def ods_row(*texts: str, more: str = "") -> str:
    """A row of texts."""
    return f"<table:table-row{more}>{''.join(map(ods_cell, texts))}</table:table-row>"


def ods(rows: str, manifest: str = "", extra: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """A workbook of one sheet with these rows."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", ODS_MIMETYPE, zipfile.ZIP_STORED)
        package.writestr("content.xml", ODS_CONTENT % rows)
        package.writestr("META-INF/manifest.xml", ODS_MANIFEST % manifest)
        for name, content in extra:
            package.writestr(name, content)
    return stream.getvalue()


# .xls


def record(kind: int, body: bytes = b"") -> bytes:
    """One record of BIFF8."""
    return struct.pack("<HH", kind, len(body)) + body


def label(row: int, column: int, text: str) -> bytes:
    """A cell that holds a text; rows and columns count from 0."""
    wide = text.encode("utf-16-le")
    return record(LABEL, struct.pack("<HHHHB", row, column, 0, len(wide) // 2, 1) + wide)


def number(row: int, column: int, value: float) -> bytes:
    """A cell that holds a number."""
    return record(NUMBER, struct.pack("<HHHd", row, column, 0, value))


def formula(row: int, column: int, result: bytes, options: int = 0) -> bytes:
    """A cell that holds a formula (1) and its result as stored, eight bytes."""
    tokens = b"\x1e\x01\x00"
    head = struct.pack("<HHH", row, column, 0) + result
    return record(FORMULA, head + struct.pack("<HIH", options, 0, len(tokens)) + tokens)


def biff(cells: bytes, globals_: bytes = b"", kind: int = 0) -> bytes:
    """The stream of a workbook of one sheet (`kind` 0; a sheet of macros is 1)."""
    name = "花名册".encode("utf-16-le")
    tail = struct.pack("<BBBB", 0, kind, len(name) // 2, 1) + name
    top = record(BOF, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + globals_
    start = len(top) + 4 + 4 + len(tail) + 4
    top += record(BOUNDSHEET, struct.pack("<I", start) + tail) + record(EOF)
    return top + record(BOF, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells + record(EOF)


def ole(streams: Mapping[str, bytes], storages: Sequence[str] = (), small: bool = False) -> bytes:
    """A compound file. Its streams are padded to the size from which on they have sectors of their own, unless `small`:
    then the only one stands in small sectors inside the root's stream."""
    blobs = [data.ljust(SMALL_STREAM_LIMIT, b"\0") for data in streams.values()]
    if small:
        (stream,) = streams.values()
        count = -(-len(stream) // SMALL_SECTOR)
        blobs = [stream.ljust(count * SMALL_SECTOR, b"\0"), struct.pack(f"<{count}I", *chain(0, count))]
    entries = 1 + len(streams) + len(storages)
    lengths = [-(-entries // 4), *(-(-len(blob) // SECTOR) for blob in blobs)]
    fat_sectors = -(-(sum(lengths) + 8) // (SECTOR // 4 - 1))
    fat, starts = [FAT_SECTOR] * fat_sectors, []
    for length in lengths:
        starts.append(len(fat))
        fat += chain(len(fat), length)
    fat += [FREE] * (fat_sectors * SECTOR // 4 - len(fat))
    root = (starts[1], len(blobs[0])) if small else (CHAIN_END, 0)
    directory = entry("Root Entry", ROOT, FREE, 1, *root)
    for index, name in enumerate([*streams, *storages], start=1):
        right = index + 1 if index + 1 < entries else FREE
        if name not in streams:
            directory += entry(name, STORAGE, right)
        elif small:
            directory += entry(name, STREAM, right, start=0, size=len(streams[name]))
        else:
            directory += entry(name, STREAM, right, start=starts[index], size=len(blobs[index - 1]))
    small_fat = (starts[2], lengths[2]) if small else (CHAIN_END, 0)
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", OLE_MAGIC, 0x3E, 3, 0xFFFE, 9, 6, 0, fat_sectors, fat_sectors, 0,
        SMALL_STREAM_LIMIT, *small_fat, CHAIN_END, 0,
    )  # fmt: skip
    difat = [*range(fat_sectors), *([FREE] * (109 - fat_sectors))]
    body = b"".join(part.ljust(-(-len(part) // SECTOR) * SECTOR, b"\0") for part in (directory, *blobs))
    return header + struct.pack("<109I", *difat) + struct.pack(f"<{len(fat)}I", *fat) + body


def chain(first: int, length: int) -> list[int]:
    """The entries of the allocation table of sectors that follow each other."""
    return [*range(first + 1, first + length), CHAIN_END]


def entry(
    name: str, kind: int, right: int = FREE, child: int = FREE, start: int = CHAIN_END, size: int = 0
) -> bytes:
    """An entry of the directory of a compound file."""
    wide = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xIQQIQ", wide, len(wide), kind, 1, FREE, right, child, 0, 0, 0, start, size
    )


def xls(cells: bytes, globals_: bytes = b"", kind: int = 0, storages: Sequence[str] = ()) -> bytes:
    """A workbook of one sheet with these cells."""
    return ole({"Workbook": biff(cells, globals_, kind)}, storages)


# What becomes of it


def only_sheet(workbook: Workbook) -> Sheet:
    """The sheet of a workbook that has one."""
    (sheet,) = workbook.sheets
    return sheet


def refusal(data: bytes, limits: Limits | None = None) -> str:
    """The code with which a file is refused, in a sentence."""
    with pytest.raises(FileRefused) as caught:
        read(data, limits)
    assert caught.value.sentence != caught.value.code
    assert caught.value.code in SENTENCES
    return caught.value.code
