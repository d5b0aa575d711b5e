"""What a file is, by its content; and whether a zip or an OLE file may be opened at all."""

import io
import re
import struct
import zipfile
import zlib

from config.spreadsheets.formats.marks_xls import records
from config.spreadsheets.formats.ole import OleFile
from config.spreadsheets.limits import Limits
from config.spreadsheets.types import FileRefused

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
ODS_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<([!A-Za-z_])", re.DOTALL)
PROLOG_BYTES = 65_536
LOOKS_LIKE_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[?!]|\xff\xfe<|\xfe\xff\0<|<\0[?!]|\0<\0[?!]")
LOCAL_HEADER = struct.Struct("<4s22xHH")
PACKED_STEP, UNPACKED_STEP = 1 << 16, 1 << 20
FILEPASS = 0x2F
SPREADSHEETML = b'"urn:schemas-microsoft-com:office:spreadsheet"'
DOCTYPE_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html)", re.IGNORECASE)


def format_of(data: bytes, limits: Limits) -> str:
    """xlsx, ods, xls, html, xml (SpreadsheetML) or text. Raises FileRefused for everything else and for packages that
    are not safe to open."""
    if data.startswith(b"PK"):
        return format_of_package(data, limits)
    if data.startswith(OLE_MAGIC):
        return format_of_ole(data)
    start = data[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if start.startswith((b"<", b"<\0")):
        return format_of_markup(data)
    if start.startswith(
        (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
    ):
        raise FileRefused("FILE_FORMAT_UNKNOWN")
    return "text"


def format_of_markup(data: bytes) -> str:
    """xml for SpreadsheetML, html for a page with a table."""
    start = data[:PROLOG_BYTES].replace(b"\0", b"")
    if SPREADSHEETML in start and not DOCTYPE_HTML.match(start):
        return "xml"
    if b"<table" in data.replace(b"\0", b"").lower():
        return "html"
    raise FileRefused("FILE_IS_WEB_PAGE")


def format_of_package(data: bytes, limits: Limits) -> str:
    """xlsx or ods, after the package's own directory was found harmless."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            check_members(package, limits)
            check_sizes(package, data)
            names = set(package.namelist())
            if "encrypted-package" in names:
                raise FileRefused("FILE_PASSWORD")
            if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
                check_macros(package.read("[Content_Types].xml"), names)
                kind = "xlsx"
            elif "content.xml" in names and package.read("mimetype").strip() == ODS_MIMETYPE:
                check_encryption(package)
                kind = "ods"
            else:
                raise FileRefused("FILE_FORMAT_UNKNOWN")
            check_prologs(package)
            return kind
    except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError, OSError, zlib.error, struct.error):
        raise FileRefused("FILE_DAMAGED") from None


def check_members(package: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse bombs, doubles, and names that lead out of the package, before anything is unpacked."""
    members = package.infolist()
    names = [member.filename for member in members]
    if len(names) > limits.members or len({name.lower() for name in names}) < len(names):
        raise FileRefused("FILE_SUSPICIOUS")
    if any(".." in re.split(r"[/\\]", name) or name.startswith(("/", "\\")) for name in names):
        raise FileRefused("FILE_SUSPICIOUS")
    if sum(member.file_size for member in members) > limits.unzipped_bytes:
        raise FileRefused("FILE_SUSPICIOUS")
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused("FILE_PASSWORD")


def check_sizes(package: zipfile.ZipFile, data: bytes) -> None:
    """Refuse members that are not as large as the directory says, and members that share their bytes.

    The directory alone is no witness: whoever reads on until the data end gets what there is.
    """
    members = sorted(package.infolist(), key=lambda member: member.header_offset)
    end = 0
    for member in members:
        if member.header_offset < end:
            raise FileRefused("FILE_SUSPICIOUS")
        magic, name, more = LOCAL_HEADER.unpack_from(data, member.header_offset)
        start = member.header_offset + LOCAL_HEADER.size + name + more
        end = start + member.compress_size
        if magic != b"PK\3\4" or end > len(data):
            raise FileRefused("FILE_DAMAGED")
        if unpacked_size(data[start:end], member) != member.file_size:
            raise FileRefused("FILE_SUSPICIOUS")


def unpacked_size(packed: bytes, member: zipfile.ZipInfo) -> int:
    """How large a member really is; no more is unpacked than its directory speaks of, and one step beyond."""
    if member.compress_type == zipfile.ZIP_STORED:
        return len(packed)
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise FileRefused("FILE_SUSPICIOUS")
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    size = 0
    for at in range(0, len(packed), PACKED_STEP):
        rest = packed[at : at + PACKED_STEP]
        while rest and size <= member.file_size:
            size += len(unpacking.decompress(rest, UNPACKED_STEP))
            rest = unpacking.unconsumed_tail
    return size + len(unpacking.flush())


def check_macros(content_types: bytes, names: set[str]) -> None:
    """Refuse a workbook with code in it."""
    if b"macroEnabled" in content_types or any(
        name.lower().endswith("vbaproject.bin") or name.lower().startswith("xl/macrosheets/")
        for name in names
    ):
        raise FileRefused("FILE_MACROS")


def check_encryption(package: zipfile.ZipFile) -> None:
    """Refuse an OpenDocument package whose manifest speaks of encryption, and one with code in it."""
    names = package.namelist()
    if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise FileRefused("FILE_PASSWORD")
    if any(
        name.startswith(("Basic/", "Scripts/")) and name.endswith((".xml", ".py", ".js")) for name in names
    ):
        raise FileRefused("FILE_MACROS")


def check_prologs(package: zipfile.ZipFile) -> None:
    """Every XML member, whatever its name, must begin with an element: a DOCTYPE is refused, and so is a beginning that
    hides one."""
    for member in package.infolist():
        with package.open(member) as stream:
            start = stream.read(PROLOG_BYTES)
        if start and (member.filename.lower().endswith((".xml", ".rels")) or LOOKS_LIKE_XML.match(start)):
            check_prolog(start)


def check_prolog(start: bytes) -> None:
    """Refuse XML that does not come to its first element soon."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "ignore").encode()
    found = PROLOG.match(start)
    if found is None or found[1] == b"!":
        raise FileRefused("FILE_SUSPICIOUS")


def format_of_ole(data: bytes) -> str:
    """xls, if it is neither protected nor carries macros."""
    file = OleFile(data)
    names = {name.upper() for name in file.names()}
    if names & {"ENCRYPTEDPACKAGE", "ENCRYPTIONINFO"}:
        raise FileRefused("FILE_PASSWORD")
    if names & {"_VBA_PROJECT_CUR", "VBA"}:
        raise FileRefused("FILE_MACROS")
    if not names & {"WORKBOOK", "BOOK"}:
        raise FileRefused("FILE_FORMAT_UNKNOWN")
    if any(kind == FILEPASS for kind, _body in records(file.stream("Workbook") or file.stream("Book"), 0)):
        raise FileRefused("FILE_PASSWORD")
    return "xls"
