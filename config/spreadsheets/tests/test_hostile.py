"""Packages built to do harm, to hide something, or to be opened by a password are refused before a parser sees them."""

import io
import struct
import zipfile
from dataclasses import replace

import pytest

from config.spreadsheets.limits import Limits
from config.spreadsheets.tests.containers import (
    FILEPASS,
    label,
    ods,
    ods_row,
    ole,
    record,
    refusal,
    rewritten,
    simple,
    xls,
)


def test_a_bomb_is_refused_by_the_directory_of_the_package() -> None:
    limits = replace(Limits(), unzipped_bytes=1_000_000)
    assert (
        refusal(rewritten(simple(), {}, [("xl/media/x.xml", b" " * 2_000_000)]), limits) == "FILE_SUSPICIOUS"
    )


CENTRAL = b"PK\1\2"


def with_directory_changed(data: bytes, name: str, at: int, layout: str, *values: int) -> bytes:
    """A package in whose directory the entry of a member is overwritten from a place on."""
    start = data.index(CENTRAL)
    while data[start + 46 : start + 46 + len(name)] != name.encode():
        start = data.index(CENTRAL, start + 4)
    changed = bytearray(data)
    struct.pack_into(layout, changed, start + at, *values)
    return bytes(changed)


@pytest.mark.parametrize("size", [1_000, 3_000_000])
def test_a_directory_that_lies_about_a_size_is_refused(size: int) -> None:
    data = rewritten(simple(), {}, [("xl/media/x.xml", b"<x>" + b" " * 2_000_000)])
    assert refusal(with_directory_changed(data, "xl/media/x.xml", 24, "<I", size)) == "FILE_SUSPICIOUS"


def test_members_that_share_their_bytes_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            package.writestr(name, "<x/>")
        again = zipfile.ZipInfo("xl/styles.xml")
        first = package.getinfo("xl/workbook.xml")
        again.header_offset, again.CRC = first.header_offset, first.CRC
        again.file_size = again.compress_size = first.file_size
        package.filelist.append(again)
    assert refusal(stream.getvalue()) == "FILE_SUSPICIOUS"


@pytest.mark.parametrize("offset", [1, 0x7FFFFFFF])
def test_a_directory_that_points_to_no_member_is_refused(offset: int) -> None:
    data = with_directory_changed(simple(), "xl/workbook.xml", 42, "<I", offset)
    assert refusal(data) in {"FILE_DAMAGED", "FILE_SUSPICIOUS"}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_no_spreadsheet_program_packs_with_is_refused(method: int) -> None:
    stream = io.BytesIO(simple())
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/media/x.xml", b" " * 1_000, method)
    assert refusal(stream.getvalue()) == "FILE_SUSPICIOUS"


def test_too_many_members_are_refused() -> None:
    extra = [(f"xl/media/{n}.png", b"") for n in range(300)]
    assert refusal(rewritten(simple(), {}, extra)) == "FILE_SUSPICIOUS"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_doubles_are_refused() -> None:
    assert refusal(rewritten(simple(), {}, [("xl/workbook.xml", b"<x/>")])) == "FILE_SUSPICIOUS"


@pytest.mark.parametrize("name", ["../out.xml", "xl/../../out.xml", "/etc/out.xml", "..\\out.xml"])
def test_names_that_lead_out_of_the_package_are_refused(name: str) -> None:
    assert refusal(rewritten(simple(), {}, [(name, b"<x/>")])) == "FILE_SUSPICIOUS"


DOCTYPE = '<?xml version="1.0"?><!-- <a> --><!DOCTYPE x [<!ENTITY a "b">]><sst/>'


@pytest.mark.parametrize(
    "name",
    [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "xl/sharedStrings.xml",
        "xl/strings.bin",
        "customXml/item1.XML",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_doctype_in_any_part_is_refused(name: str, encoding: str) -> None:
    part = DOCTYPE.encode(encoding)
    known = name in zipfile.ZipFile(io.BytesIO(simple())).namelist()
    data = rewritten(simple(), {name: part} if known else {}, [] if known else [(name, part)])
    assert refusal(data) == "FILE_SUSPICIOUS"


def test_a_doctype_in_an_open_document_is_refused() -> None:
    data = rewritten(ods(ods_row("姓名")), {"content.xml": DOCTYPE.encode()})
    assert refusal(data) == "FILE_SUSPICIOUS"


XLSM = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
MACROS = {
    "xlsx with Visual Basic": rewritten(simple(), {}, [("xl/vbaProject.bin", b"x")]),
    "xlsm": rewritten(simple(), {"[Content_Types].xml": XLSM}),
    "xlsx with a sheet of macros": rewritten(simple(), {}, [("xl/macrosheets/sheet1.xml", b"<x/>")]),
    "xls with Visual Basic": xls(label(0, 0, "姓名"), storages=["_VBA_PROJECT_CUR"]),
    "xls with a sheet of macros": xls(label(0, 0, "姓名"), kind=1),
    "ods with Basic": ods(ods_row("姓名"), extra=[("Basic/Standard/Module1.xml", b"<x/>")]),
    "ods with Python": ods(ods_row("姓名"), extra=[("Scripts/python/run.py", b"")]),
}


@pytest.mark.parametrize("data", MACROS.values(), ids=MACROS)
def test_macros_are_refused(data: bytes) -> None:
    assert refusal(data) == "FILE_MACROS"


KEY = (
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
)
PROTECTED = {
    "xlsx": ole({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}),
    "xls": xls(label(0, 0, "姓名"), record(FILEPASS, bytes(6))),
    "ods": ods(ods_row("姓名"), KEY),
    "ods as a whole": ods(ods_row("姓名"), extra=[("encrypted-package", b"x")]),
    "zip": with_directory_changed(simple(), "xl/workbook.xml", 8, "<H", 1),
}


@pytest.mark.parametrize("data", PROTECTED.values(), ids=PROTECTED)
def test_what_opens_by_a_password_is_refused(data: bytes) -> None:
    assert refusal(data) == "FILE_PASSWORD"


def test_sectors_that_go_round_in_circles_are_refused() -> None:
    data = bytearray(xls(label(0, 0, "姓名")))
    struct.pack_into("<I", data, 512 + 4 * 2, 2)
    assert refusal(bytes(data)) == "FILE_DAMAGED"
