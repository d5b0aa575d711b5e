"""Headers: the label that is exactly a field goes first, and what is told of somebody else is nobody else's."""

import pytest

from villages.tests.clerks_sheets import COUNTY, book_of, coming, roster_of
from villages.tests.sheets_cast import id_number, planned, villages_and_skills


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


@pytest.mark.parametrize("label", ["帮扶对象姓名", "结对户姓名", "联系户姓名", "被帮扶人姓名"])
def test_whom_a_ledger_helps_does_not_become_a_cadre(label):
    header = ("乡镇", "结对村", label, "身份证号码", "帮扶责任人姓名", "职务")
    row = ("高村镇", "西村", "吴老汉", id_number(5), "张明", "干事")
    assert "吴老汉" not in coming(planned("pairings", book_of(("台账", [header, row])), COUNTY))


@pytest.mark.parametrize("label", ["村支书姓名", "联系户姓名", "分管领导姓名"])
def test_another_name_to_the_left_does_not_take_the_place_of_the_cadres(label):
    header = ("序号", "联系村", label, "姓名", "性别", "职务", "身份证号")
    row = (1, "西村", "吴老汉", "张明", "男", "干事", id_number(1))
    assert set(coming(roster_of(header, row))) == {"张明"}


def test_the_telephone_of_a_village_secretary_is_not_the_cadres():
    header = ("姓名", "性别", "职务", "联系村", "村支书电话", "手机号码")
    [draft] = roster_of(header, ("张明", "男", "干事", "西村", "13800000001", "13900000002")).rows
    assert draft.record["phone"] == "13900000002"


def test_the_telephone_of_a_village_secretary_is_nobodys_where_the_cadres_is_not_told():
    header = ("姓名", "性别", "职务", "联系村", "村支书电话")
    [draft] = roster_of(header, ("张明", "男", "干事", "西村", "13800000001")).rows
    assert draft.record["phone"] is None


def test_a_telephone_under_a_heading_about_the_village_is_not_the_cadres():
    rows = [
        ("姓名", "性别", "职务", "联系村情况", None, None, "手机号码"),
        (None, None, None, "联系村", "村支书", "电话", None),
        ("张明", "男", "干事", "西村", "吴老汉", "13800000001", "13900000002"),
    ]
    [draft] = roster_of(*rows, merges=("D1:F1", "A1:A2", "B1:B2", "C1:C2", "G1:G2")).rows
    assert draft.record["phone"] == "13900000002"


def test_where_somebody_was_born_does_not_take_the_place_of_when():
    header = ("姓名", "性别", "出生地", "出生年月", "职务")
    [draft] = roster_of(header, ("张明", "男", "湖南麻阳", "1975.03", "干事")).rows
    assert draft.record["birth"] == "1975-03"


@pytest.mark.parametrize("label", ["户主姓名", "结对户主", "村支书", "配偶姓名"])
def test_what_stands_right_of_another_name_is_that_ones(label):
    header = ("姓名", "性别", "职务", "民族", label, "身份证号码", "联系电话")
    [draft] = roster_of(header, ("张明", "男", "干事", "苗族", "吴老汉", id_number(5), "13800000001")).rows
    assert (draft.record["id_number"], draft.record["phone"]) == (None, None)


def test_what_is_said_to_be_anothers_leaves_the_next_column_to_the_cadre():
    header = ("姓名", "性别", "职务", "村支书姓名", "村支书电话", "手机号码")
    [draft] = roster_of(header, ("张明", "男", "干事", "吴老汉", "13800000001", "13900000002")).rows
    assert draft.record["phone"] == "13900000002"


def test_columns_that_are_nobodys_are_told():
    header = ("姓名", "性别", "职务", "民族", "村支书", "电话")
    plan = roster_of(header, ("张明", "男", "干事", "苗族", "吴老汉", "13800000001"))
    assert plan.unmapped == ("村支书", "电话")


@pytest.mark.parametrize("label", ["是否领导", "是否班子领导", "是否村干部"])
def test_a_column_of_yes_or_no_names_nobody_to_whom_the_next_columns_would_belong(label):
    header = ("姓名", "性别", label, "职务", "身份证号", "手机号码")
    [draft] = roster_of(header, ("张明", "男", "是", "干事", id_number(1), "13900000002")).rows
    told = [draft.record[field] for field in ("post_title", "id_number", "phone")]
    assert told == ["干事", id_number(1), "13900000002"]


@pytest.mark.parametrize("label", ["联系人", "填表人", "推荐人", "分管领导", "师傅"])
def test_a_contact_leaves_the_cadre_what_is_never_told_of_contacts(label):
    header = ("姓名", "性别", "职务", label, "联系电话", "身份证号", "民族", "学历")
    row = ("张明", "男", "干事", "吴老汉", "13800000001", id_number(1), "苗族", "大专")
    [draft] = roster_of(header, row).rows
    told = [draft.record[field] for field in ("phone", "id_number", "ethnicity", "education")]
    assert told == [None, id_number(1), "苗族", "大专"]


@pytest.mark.parametrize("label", ["领导职务", "现任领导职务", "非领导职务"])
def test_the_office_of_a_leader_is_the_post_of_whom_the_row_is_about(label):
    [draft] = roster_of(("姓名", "性别", label, "手机号码"), ("张明", "男", "副镇长", "13900000002")).rows
    assert (draft.record["post_title"], draft.record["phone"]) == ("副镇长", "13900000002")
