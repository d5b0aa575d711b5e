"""Small files for tests of imports, and the places and skills that they name."""

import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter

from cadres.sheets.values.id_number import check_character
from cadres.tests.factories import SkillFactory
from config.spreadsheets.importing import Upload, carry_out, preview
from config.spreadsheets.kinds import Context, kind_named
from villages.tests.factories import VillageFactory

ROSTER = (
    "序号",
    "姓名",
    "性别",
    "民族",
    "出生年月",
    "身份证号",
    "学历",
    "乡镇",
    "职务",
    "手机号码",
    "所学技能",
    "结对村",
    "备注",
)
LEDGER = (
    "序号",
    "姓名",
    "所在乡镇",
    "职务",
    "身份证号",
    "所学技术",
    "结对村",
    "户主姓名",
    "户主身份证号",
    "开始结对时间",
)
DIARY = ("日期", "乡镇", "姓名", "村", "户号", "事由", "内容", "技能", "住宿", "劳动", "意见建议", "签字")


def id_number(serial: int, born: str = "19750312") -> str:
    """A valid identity number of an area that was never assigned; odd serials are men's."""
    body = f"431299{born}{serial:03d}"
    return body + check_character(body)


def workbook(*rows: Iterable[Any], name: str = "花名册") -> bytes:
    """An .xlsx file of one sheet; texts stay texts."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(name)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                write = sheet.write_number if isinstance(value, int | float) else sheet.write_string
                write(number, column, value)
    book.close()
    return out.getvalue()


def person(serial: int, **changes: Any) -> tuple[Any, ...]:
    """A row of a roster: a man (odd serial) or woman of Gaocun who learns to grow citrus and is paired with Xicun."""
    row = {
        "serial": serial,
        "name": "张明李华王强赵军陈伟刘洋杨帆黄河周正吴越"[serial % 10 * 2 :][:2],
        "gender": "男" if serial % 2 else "女",
        "ethnicity": "苗族",
        "birth": "1975.03",
        "id_number": id_number(serial),
        "education": "大专",
        "township": "高村镇",
        "title": "民政专干",
        "phone": f"141{serial:08d}",
        "skill": "柑橘栽培",
        "village": "西村",
        "remark": None,
    }
    return tuple({**row, **changes}.values())


def roster(*rows: Iterable[Any]) -> bytes:
    return workbook(("高村镇干部花名册",), ROSTER, *rows)


def ledger(*rows: Iterable[Any]) -> bytes:
    return workbook(("结对帮扶台账",), LEDGER, *rows, name="台账")


def diary(*rows: Iterable[Any]) -> bytes:
    return workbook(("民情日志",), DIARY, *rows, name="日志")


def visit(day: str = "2011-10-11", **changes: Any) -> tuple[Any, ...]:
    """A row of a diary: 李华 of Gaocun in Xicun."""
    row = {
        "day": day,
        "township": "高村镇",
        "name": "李华",
        "village": "西村",
        "household": None,
        "purpose": "走访",
        "done": "了解柑橘销路",
        "skill": None,
        "stayed": "否",
        "work": "是",
        "suggestions": None,
        "signed": "√",
    }
    return tuple({**row, **changes}.values())


def villages_and_skills() -> None:
    """Xicun and Dongcun of Gaocun, Nancun of Jinhe, and two skills."""
    VillageFactory(code="431226101201", name="西村")
    VillageFactory(code="431226101202", name="东村")
    VillageFactory(code="431226102201", name="南村")
    SkillFactory(code="A0153-01", name="柑橘栽培")
    SkillFactory(code="A0411-01", name="网箱养鱼")


def planned(kind: str, data: bytes, context: Context) -> Any:
    """The plan of a file."""
    return preview(kind_named(kind), Upload("file.xlsx", data), context)


def imported(kind: str, data: bytes, context: Context, by: Any = None) -> Any:
    """The plan and the batch of a file that was imported."""
    return carry_out(kind=kind_named(kind), upload=Upload("file.xlsx", data), context=context, by=by)


def reasons(plan: Any) -> list[tuple[int, list[str]]]:
    """(row, reasons) of every refused row."""
    return [(draft.row, draft.reasons) for draft in plan.refused]
