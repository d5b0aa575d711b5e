"""What the headers of lists of transfers mean."""

import pytest

from config.spreadsheets.types import FileRefused
from villages.tests.sheets_cast import id_number, imported, planned, workbook
from villages.tests.transfers_cast import AUTUMN, LATER, transfers

pytestmark = pytest.mark.usefixtures("people")


@pytest.mark.parametrize(
    ("left", "joined"),
    [
        ("原乡镇", "调入乡镇"), ("原单位", "现单位"), ("现单位", "调入单位"), ("调出单位", "单位"),
        ("乡镇", "拟任单位"), ("原工作单位", "现工作单位"), ("所在乡镇", "去向"),
    ],
)  # fmt: skip
def test_the_side_that_a_header_means_follows_from_the_other_column(left, joined):
    for header in (("姓名", left, joined, "调动日期"), ("姓名", joined, left, "调动日期")):
        row = {"姓名": "李华", left: "高村镇", joined: "锦和镇", "调动日期": "2011-10-17"}
        plan = planned("transfers", transfers(tuple(row[name] for name in header), header=header), AUTUMN)
        assert [(draft.place, draft.record["from_code"]) for draft in plan.rows] == [
            ("431226102", "431226101")
        ]


@pytest.mark.parametrize("old", ["职务", "现任职务", "原任职务"])
def test_beside_a_new_title_another_one_is_the_old_one(old):
    row = {"姓名": "李华", "乡镇": "高村镇", old: "会计", "调入乡镇": "锦和镇", "拟任职务": "副镇长"}
    for header in (tuple(row), tuple(reversed(row))):
        plan = planned("transfers", transfers(tuple(row[name] for name in header), header=header), LATER)
        assert plan.rows[0].record["post_title"] == "副镇长"


def test_a_unit_and_a_title_may_share_a_cell(li):
    header = ("姓名", "原单位及职务", "现单位及职务", "任职时间")
    row = ("李华", "高村镇人民政府民政专干", "锦和镇副镇长", "2011-10-17")
    imported("transfers", transfers(row, header=header), AUTUMN)
    post = li.posts.get(valid_to=None)
    assert (post.division.name, post.title) == ("锦和镇", "副镇长")


def test_a_shared_cell_with_the_unit_alone_leaves_the_title_as_it_was(li):
    header = ("姓名", "原单位及职务", "现单位及职务", "任职时间")
    imported("transfers", transfers(("李华", "高村镇", "锦和镇", "2011-10-17"), header=header), AUTUMN)
    assert li.posts.get(valid_to=None).title == "民政专干"


def test_two_rows_of_headers_tell_the_sides_too(li):
    header = (None, "姓名", "调出", None, "调入", None, "到岗时间")
    below = (None, None, "单位", "职务", "单位", "职务", None)
    row = (1, "李华", "高村镇", "民政专干", "锦和镇", "副镇长", "2011-10-17")
    imported("transfers", workbook(("调动名册",), header, below, row), AUTUMN)
    post = li.posts.get(valid_to=None)
    assert (post.division.name, post.title) == ("锦和镇", "副镇长")


def test_one_column_of_townships_alone_is_no_list_of_transfers():
    header = ("序号", "姓名", "身份证号", "乡镇", "职务")
    with pytest.raises(FileRefused) as refused:
        planned("transfers", transfers((1, "李华", id_number(1), "锦和镇", "会计"), header=header), AUTUMN)
    assert refused.value.code == "COLUMN_MISSING"


def test_the_township_joined_may_stand_in_a_heading():
    rows = ((1, "李华", id_number(1), "高村镇", "2011-10-17"),)
    file = workbook(("调动名册",), ("序号", "姓名", "身份证号", "原乡镇", "调动日期"), ("锦和镇",), *rows)
    assert planned("transfers", file, AUTUMN).rows[0].place == "431226102"
