"""A formula is its stored result; one without a result is told, and never silently blank."""

import struct

import pytest

from config.spreadsheets.reading import read
from config.spreadsheets.tests.containers import (
    BOOLERR,
    formula,
    label,
    member,
    ods,
    only_sheet,
    record,
    rewritten,
    xls,
    xlsx,
)
from config.spreadsheets.types import Place

SHEET = "xl/worksheets/sheet1.xml"
EMPTY_TEXT = bytes([3, 0, 0, 0, 0, 0, 0xFF, 0xFF])
NOT_AVAILABLE = bytes([2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF])
ZERO, TWO = struct.pack("<d", 0), struct.pack("<d", 2)
TO_BE_CALCULATED = 2


def test_a_formula_with_a_result_is_its_result() -> None:
    sheet = only_sheet(read(xlsx(lambda book, sheet: sheet.write_formula(0, 0, "=1+1", None, 2))))
    assert (sheet.rows, sheet.lost) == ([(2,)], {})


@pytest.mark.parametrize(
    ("cell", "lost"),
    [
        (b'<c r="C1"><f>A1</f></c>', {(1, 3): ""}),
        (b'<c r="C1"><f>A1</f><v></v></c>', {(1, 3): ""}),
        (b'<c r="C1"><f>A1</f><v/></c>', {(1, 3): ""}),
        (b'<c r="C1"><f t="shared" si="0"/></c>', {(1, 3): ""}),
        (b'<c r="C1" t="str"><f>A1</f></c>', {(1, 3): ""}),
        (b'<c r="C1" t="e"><f>A1</f><v>#N/A</v></c>', {(1, 3): "#N/A"}),
        (b'<c r="C1" t="str"><f>IF(A1="","",A1)</f><v></v></c>', {}),
        (b'<c r="C1" t="str"><f t="shared" si="0"/><v></v></c>', {}),
    ],
)
def test_a_formula_of_xlsx_without_a_result_is_lost_unless_it_came_to_an_empty_text(
    cell: bytes, lost: dict[Place, str]
) -> None:
    data = xlsx(lambda book, sheet: sheet.write(0, 0, "姓名"))
    data = rewritten(data, {SHEET: member(data, SHEET).replace(b"</row>", cell + b"</row>")})
    sheet = only_sheet(read(data))
    assert (sheet.rows, sheet.lost) == ([("姓名",)], lost)


@pytest.mark.parametrize(
    ("cells", "lost"),
    [
        (formula(0, 1, EMPTY_TEXT), {(1, 2): ""}),
        (formula(0, 1, EMPTY_TEXT) + formula(0, 2, TWO), {}),
        (formula(0, 1, EMPTY_TEXT, TO_BE_CALCULATED) + formula(0, 2, TWO), {(1, 2): ""}),
        (formula(0, 1, ZERO, TO_BE_CALCULATED), {(1, 2): ""}),
        (formula(0, 1, ZERO), {}),
        (formula(0, 1, NOT_AVAILABLE), {(1, 2): "#N/A"}),
        (record(BOOLERR, struct.pack("<HHHBB", 0, 1, 0, 0x17, 1)), {(1, 2): "#REF!"}),
        (record(BOOLERR, struct.pack("<HHHBB", 0, 1, 0, 1, 0)), {}),
    ],
)
def test_a_formula_of_xls_without_a_result_is_lost_unless_others_were_calculated(
    cells: bytes, lost: dict[Place, str]
) -> None:
    sheet = only_sheet(read(xls(label(0, 0, "姓名") + cells)))
    assert sheet.rows[0][0] == "姓名"
    assert sheet.lost == lost


@pytest.mark.parametrize(
    ("attributes", "text", "lost"),
    [
        ('table:formula="of:=A1"', "", {(1, 1): ""}),
        (
            'table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"',
            "#DIV/0!",
            {(1, 1): "#DIV/0!"},
        ),
        ('table:formula="of:=A1" office:value-type="string" calcext:value-type="string"', "", {}),
        ('table:formula="of:=A1" office:value-type="float" office:value="2"', "2", {}),
    ],
)
def test_a_formula_of_ods_without_a_result_is_lost(
    attributes: str, text: str, lost: dict[Place, str]
) -> None:
    cell = f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"
    assert only_sheet(read(ods(f"<table:table-row>{cell}</table:table-row>"))).lost == lost
