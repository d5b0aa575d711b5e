"""Sheets as clerks make them, of a few people, and what becomes of those."""

import datetime
import io

import openpyxl

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
SHORT = ("姓名", "性别", "职务", "民族")
DIARY = ("日期", "乡镇", "姓名", "村", "事由", "内容", "住宿", "劳动", "签字")


def paired(name):
    """Somebody of Gaocun, paired with Xicun, in post since ever."""
    cadre = cadre_at(GAOCUN, name=name, valid_from=None)
    VillagePairingFactory(cadre=cadre, village=Village.objects.get(name="西村"), valid_from=None)
    return cadre


def saved(book):
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*sheets):
    """A workbook of (name, rows, merged ranges …)."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows, *merges in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for merge in merges:
            sheet.merge_cells(merge)
    return saved(book)


def man(serial, name, title="干事"):
    """A row under PLAIN."""
    return (serial, name, "男", title, id_number(serial), f"141{serial:08d}")


def roster_of(*rows, sheet="高村镇", context=COUNTY, merges=()):
    """The plan of a roster of one sheet."""
    return planned("cadres", book_of((sheet, rows, *merges)), context)


def coming(plan):
    """Name → township, of those who come in."""
    return {draft.name: draft.record["township_code"] for draft in plan.rows}


def silent(plan):
    """Name → township, of those who come in without a warning."""
    return {draft.name: draft.record["township_code"] for draft in plan.rows if not draft.warnings}


def accounted(plan):
    """The names of all who come in or are refused."""
    return {draft.name for draft in (*plan.rows, *plan.refused)}
