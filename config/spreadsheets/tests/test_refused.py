"""Files that are damaged, too much, or no spreadsheets are refused in a sentence, and the web process lives."""

import io
import json
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.spreadsheets import reading
from config.spreadsheets.child import answer
from config.spreadsheets.limits import Limits
from config.spreadsheets.refusals import sentence
from config.spreadsheets.tests.containers import (
    biff,
    label,
    member,
    number,
    ods,
    ods_cell,
    ods_number,
    ods_row,
    ole,
    refusal,
    rewritten,
    simple,
    xls,
    xlsx,
)

pytestmark = pytest.mark.parser_process
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b"<html><body>Please sign in</body></html>", "FILE_IS_WEB_PAGE"),
        (b'<?xml version="1.0"?><Workbook/>', "FILE_IS_WEB_PAGE"),
        (b"%PDF-1.7 ...", "FILE_FORMAT_UNKNOWN"),
        (b"\xff\xff\xff\x81 no text", "FILE_ENCODING"),
        (b"a\0b,c", "FILE_FORMAT_UNKNOWN"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2000, "FILE_DAMAGED"),
        (b"PK\x03\x04 and no more", "FILE_DAMAGED"),
    ],
)
def test_what_is_no_spreadsheet_is_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ({"rows": 1}, "SHEET_TOO_LONG"),
        ({"columns": 1}, "SHEET_TOO_WIDE"),
        ({"cells": 3}, "TOO_MANY_CELLS"),
        ({"file_bytes": 10}, "FILE_TOO_LARGE"),
    ],
)
@pytest.mark.parametrize("as_text", [False, True])
def test_what_is_over_a_limit_is_refused(limit: dict[str, int], code: str, as_text: bool) -> None:
    workbook = xlsx(lambda book, sheet: [sheet.write_row(n, 0, ["姓名", "职务"]) for n in range(2)])
    data = "姓名,职务\n陈林,镇长\n".encode() if as_text else workbook
    assert refusal(data, replace(Limits(), **limit)) == code


def test_a_quotation_mark_that_is_never_closed_is_refused() -> None:
    assert refusal(('姓名,"' + "陈" * 40_000).encode()) == "FILE_QUOTES"


def test_a_parser_that_runs_out_of_memory_costs_a_refusal() -> None:
    data = xlsx(lambda book, sheet: [sheet.write_row(n, 0, range(100)) for n in range(2_000)])
    assert refusal(data, replace(Limits(), memory_bytes=20 * 1024 * 1024)) == "FILE_TOO_COSTLY"


@pytest.mark.parametrize("fate", ["os.abort()", "time.sleep(60)", "sys.exit(1)", "print(end='')"])
def test_a_parser_that_dies_or_hangs_costs_a_refusal(fate: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CHILD", [sys.executable, "-c", f"import os, sys, time; {fate}"])
    assert refusal(simple(), replace(Limits(), seconds=1)) == "FILE_TOO_COSTLY"


def test_the_parser_is_given_no_secrets() -> None:
    assert not {"DATABASE_URL", "YIJI_SECRET_KEY"} & reading.ENVIRONMENT.keys()


def test_another_kind_of_package_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert refusal(stream.getvalue()) == "FILE_FORMAT_UNKNOWN"


def test_another_kind_of_compound_file_is_refused() -> None:
    assert refusal(ole({"WordDocument": b"x"})) == "FILE_FORMAT_UNKNOWN"


OLD = xls(label(0, 0, "姓名"))
TRUNCATED = {
    "xlsx": simple()[:-200],
    "ods": ods(ods_row("姓名"))[:-100],
    "xls without its last sectors": OLD[: len(OLD) - 7 * 512],
    "xls without its directory": OLD[:1024],
    "xls whose stream is shorter than it says": ole({"Workbook": biff(label(0, 0, "姓名"))}, small=True)[
        :-512
    ],
}


@pytest.mark.parametrize("data", TRUNCATED.values(), ids=TRUNCATED)
def test_a_truncated_workbook_is_refused(data: bytes) -> None:
    assert refusal(data) == "FILE_DAMAGED"


NO_NUMBERS = {
    "xlsx": rewritten(
        simple(),
        {SHEET: member(simple(), SHEET).replace(b"<v>1</v>", b"<v>1e999</v>").replace(b't="s"', b"")},
    ),
    "ods": ods(f"<table:table-row>{ods_number('NaN')}</table:table-row>"),
    "xls": xls(number(0, 0, float("-inf"))),
}


@pytest.mark.parametrize("data", NO_NUMBERS.values(), ids=NO_NUMBERS)
def test_what_is_beyond_all_numbers_is_refused(data: bytes) -> None:
    assert refusal(data) == "FILE_DAMAGED"


# The grid


def test_a_lone_cell_at_the_end_of_the_grid_is_refused() -> None:
    data = xlsx(lambda book, sheet: (sheet.write(0, 0, "姓名"), sheet.write(1_048_575, 16_383, "x")))
    assert refusal(data) in {"FILE_TOO_COSTLY", "SHEET_TOO_LONG", "SHEET_TOO_WIDE"}


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        ("A2000000", {"SHEET_TOO_LONG"}),
        ("A99999999999", {"FILE_TOO_COSTLY", "FILE_DAMAGED"}),
        ("XFE2", {"SHEET_TOO_WIDE"}),
        ("AAAAAA2", {"FILE_TOO_COSTLY", "SHEET_TOO_WIDE"}),
    ],
)
def test_a_cell_beyond_the_grid_is_refused(place: str, codes: set[str]) -> None:
    cell = b'</row><row r="2"><c r="%s"><v>1</v></c></row>' % place.encode()
    data = rewritten(simple(), {SHEET: member(simple(), SHEET).replace(b"</row>", cell)})
    assert refusal(data) in codes


BLANK_ROWS = '<table:table-row table:number-rows-repeated="%d"><table:table-cell/></table:table-row>'
BLANK_CELLS = '<table:table-row><table:table-cell table:number-columns-repeated="%d"/>%s</table:table-row>'


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (BLANK_ROWS % 1_048_575 + ods_row("x"), "SHEET_TOO_LONG"),
        (BLANK_ROWS % 1_000_000_000 + ods_row("x"), "SHEET_TOO_LONG"),
        (ods_row("x", more=' table:number-rows-repeated="1000000000"'), "SHEET_TOO_LONG"),
        (BLANK_CELLS % (16_383, ods_cell("x")), "SHEET_TOO_WIDE"),
    ],
)
def test_a_cell_far_out_in_an_open_document_is_refused(rows: str, code: str) -> None:
    assert refusal(ods(ods_row("姓名") + rows)) == code


# Whatever is changed in a file

ROSTERS = Path(__file__).resolve().parents[3] / "villages" / "tests" / "rosters"
SAMPLES = [simple(), *(next(ROSTERS.glob(name)).read_bytes() for name in ("03*.csv", "04*.xls", "05*.ods"))]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_a_damaged_file_is_read_or_refused_in_a_sentence(sample: bytes, draw: st.DataObject) -> None:
    data = bytearray(sample)
    for _change in range(draw.draw(st.integers(1, 6))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    del data[draw.draw(st.integers(len(data) // 2, len(data))) :]
    first = json.loads(next(answer(bytes(data), Limits())))
    assert sentence(first["refused"], Limits()) if "refused" in first else first["sheets"]
