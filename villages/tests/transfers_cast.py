"""Lists of transfers for tests, and the two cadres whom they are about."""

import datetime

from config.spreadsheets.kinds import Context
from villages.tests.sheets_cast import id_number, person, workbook

HEADER = (
    "序号", "姓名", "身份证号", "原乡镇", "调入乡镇", "调动日期", "新任职务", "职务类别", "调动依据",
)  # fmt: skip
SEPTEMBER = datetime.date(2011, 9, 15)
DAY = datetime.date(2011, 10, 17)
ALL_POSTS = "/admin/cadres/post/export/?state=all"
AUTUMN = Context(as_of=SEPTEMBER)
LATER = Context(as_of=datetime.date(2011, 12, 1))


def moved(serial=1, **changes):
    """A row: 李华 (serial 1) goes from Gaocun to Jinhe."""
    row = {
        "serial": serial, "name": person(serial)[1], "id": id_number(serial), "left": "高村镇", "joined": "锦和镇",
        "day": "2011-10-17", "title": None, "class": None, "reason": None,
    }  # fmt: skip
    return tuple({**row, **changes}.values())


def transfers(*rows, header=HEADER, title="调动名册"):
    return workbook((title,), header, *rows, name="调动")


def by_number(cadre, **changes):
    """A file about a cadre who is known by number."""
    row = {"number": cadre.number, "joined": "锦和镇", "day": "2011-10-17", "title": None, **changes}
    return transfers(tuple(row.values()), header=("干部编号", "调入乡镇", "调动日期", "新任职务"))


def posts_of(cadre):
    """The posts of a cadre as (township, title, class, main, assessed, from, until)."""
    columns = ("division__code", "title", "post_class", "main", "assessed", "valid_from", "valid_to")
    return list(cadre.posts.order_by("valid_from", "pk").values_list(*columns))
