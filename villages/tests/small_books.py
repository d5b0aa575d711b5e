"""Small workbooks as clerks make them, and who comes in by them, for tests of what must not happen to people."""

import datetime
import io
from typing import Any

import openpyxl

from cadres.models import Cadre
from cadres.tests.factories import cadre_at
from config.spreadsheets.kinds import Context
from villages.models import Village
from villages.tests.factories import VillagePairingFactory
from villages.tests.sheets_cast import id_number, planned

AUTUMN = datetime.date(2011, 9, 15)
NOVEMBER = Context(as_of=datetime.date(2011, 11, 1))
COUNTY = Context(as_of=AUTUMN, codes=("431226",))
GAOCUN, JINHE = "431226101", "431226102"
PLAIN = ("序号", "姓名", "性别", "职务", "身份证号", "手机号码")


def saved(book: openpyxl.Workbook) -> bytes:
    """A workbook as a file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*sheets: Any) -> bytes:
    """A workbook of (name, rows) sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def man(serial: int, name: str) -> tuple[Any, ...]:
    """A row under `PLAIN`; odd serials."""
    return (serial, name, "男", "干事", id_number(serial), f"141{serial:08d}")


def roster_of(*rows: Any, sheet: str = "高村镇", context: Context = COUNTY) -> Any:
    """The plan of a roster of one sheet."""
    return planned("cadres", book_of((sheet, rows)), context)


def coming(plan: Any) -> dict[str, str]:
    """Name → township, of those who come in."""
    return {draft.name: draft.record["township_code"] for draft in plan.rows}


def silent(plan: Any) -> dict[str, str]:
    """Name → township, of those who come in without a warning."""
    return {draft.name: draft.record["township_code"] for draft in plan.rows if not draft.warnings}


def paired(name: str) -> Cadre:
    """Somebody of Gaocun, in post and paired with Xicun since ever."""
    cadre = cadre_at(GAOCUN, name=name, valid_from=None)
    VillagePairingFactory(cadre=cadre, village=Village.objects.get(name="西村"), valid_from=None)
    return cadre
