"""Random rows of sheets that tell of what is not recorded yet; some are to be refused."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from villages.sheets.resources import CATEGORY_WORDS, LEVEL_WORDS, METHOD_WORDS, PURPOSE_WORDS
from villages.tests.random_records import NAMES, PLACES, Draw, one, serials, text
from villages.tests.sheets_cast import id_number

Row = dict[str, str | None]
"""A row of a sheet by its headers."""
KNOWN = {"姓名": "李华", "乡镇代码": "431226101"}
"""A cadre who is recorded and in post."""


def new_cadre(draw: Draw) -> Row:
    serial = draw(st.integers(1, 999))
    return {
        "姓名": one(draw, *NAMES[:8]),
        "身份证号": id_number(serial),
        "性别": "男" if serial % 2 else "女",
        "乡镇代码": one(draw, *PLACES[:2]),
        "职务": text(draw, 20),
        "所学技能": one(draw, None, "柑橘栽培", "打铁"),
        "结对村": one(draw, None, "第1201村", "第2202村", "无名村"),
        "备注": text(draw, 20),
    }


def new_pairing(draw: Draw) -> Row:
    return {
        **new_cadre(draw),
        "结对村": one(draw, "第1201村", "第1202村", "无名村"),
        "开始结对时间": "2011-09-01",
    }


def new_transfer(draw: Draw) -> Row:
    return {
        "姓名": "李华",
        "原乡镇代码": one(draw, *PLACES[:2]),
        "调入乡镇代码": one(draw, *PLACES[:2]),
        "调动日期": str(draw(st.dates(datetime.date(2011, 1, 1), datetime.date(2011, 12, 31)))),
        "新任职务": text(draw, 20),
    }


def new_visit(draw: Draw) -> Row:
    return {
        **KNOWN,
        "日期": str(draw(st.dates(datetime.date(2011, 1, 1), datetime.date(2011, 12, 31)))),
        "村代码": f"{one(draw, *PLACES[:2])}20{one(draw, 1, 2)}",
        "事由": one(draw, *PURPOSE_WORDS.values(), "打牌"),
        "内容": text(draw, 50, blank=False),
        "意见建议": text(draw, 50),
        "签字": one(draw, "√", None),
    }


def new_household(draw: Draw) -> Row:
    return {
        "村代码": f"{one(draw, *PLACES[:2])}20{one(draw, 1, 2)}",
        "户号": str(draw(st.integers(1, 999))),
        "户主姓名": text(draw, 50),
        "类别": "、".join(draw(st.sets(st.sampled_from(sorted(CATEGORY_WORDS.values())), max_size=3))),
    }


def new_mastery(draw: Draw) -> Row:
    return {
        **KNOWN,
        "技能代码": one(draw, "A0153-01", "A0411-01"),
        "认定日期": str(draw(st.dates(datetime.date(2011, 1, 1), datetime.date(2011, 12, 31)))),
        "掌握程度": one(draw, *LEVEL_WORDS.values(), "略懂"),
        "认定方式": one(draw, *METHOD_WORDS.values()),
        "认定人": text(draw, 50),
    }


def new_division(draw: Draw) -> Row:
    return {
        "代码": f"431226{draw(st.integers(300, 399))}",
        "名称": f"第{next(serials)}乡",
        "英文名": text(draw, 60),
    }


def new_village(draw: Draw) -> Row:
    code = f"{one(draw, *PLACES[:2])}{draw(st.integers(400, 499))}"
    return {"村代码": code, "村名": f"第{next(serials)}村", "英文名": text(draw, 60)}


def new_skill(draw: Draw) -> Row:
    return {
        "代码": f"C{draw(st.integers(1, 99))}",
        "名称": f"第{next(serials)}样",
        "类别": "水果",
        "别名": f"又名{next(serials)}、{text(draw, 20)}",
        "依据": text(draw, 60),
    }
