"""A label that is somebody else's beside 姓名 is that of whom the rows are about where it stands alone."""

import pytest

from config.spreadsheets.types import FileRefused
from villages.tests.clerks_sheets import COUNTY, GAOCUN, coming, roster_of, silent
from villages.tests.sheets_cast import id_number, planned, villages_and_skills, workbook


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


@pytest.mark.parametrize("label", ["学员姓名", "参训人员", "结对干部", "帮扶责任人", "驻村干部", "人员名单"])
def test_the_only_column_of_names_is_that_of_whom_the_rows_are_about(label):
    rows = [("序号", label, "性别", "职务", "身份证号"), (1, "张明", "男", "干事", id_number(1))]
    plan = roster_of(*rows)
    assert silent(plan) == {"张明": GAOCUN}
    assert plan.rows[0].record["gender"] == "男"
    assert plan.unmapped == ()


def test_in_two_tables_side_by_side_it_is_as_well():
    header = ("学员姓名", "性别", "职务", "民族")
    plan = roster_of(
        (*header, None, *header), ("张明", "男", "干事", "苗族", None, "王强", "男", "干事", "苗族")
    )
    assert coming(plan) == {"张明": GAOCUN, "王强": GAOCUN}


def test_beside_the_name_it_is_somebody_elses():
    rows = [("姓名", "性别", "职务", "身份证号", "学员姓名"), ("张明", "男", "干事", id_number(1), "吴老汉")]
    plan = roster_of(*rows)
    assert (set(coming(plan)), plan.unmapped) == ({"张明"}, ("学员姓名",))


def test_of_two_that_may_be_meant_neither_is_taken():
    rows = [
        ("学员姓名", "驻村干部", "性别", "职务", "身份证号"),
        ("张明", "王强", "男", "干事", id_number(1)),
    ]
    with pytest.raises(FileRefused):
        roster_of(*rows)


def test_a_ledger_of_pairing_may_call_its_people_so():
    header = ("结对干部", "所在乡镇", "职务", "身份证号", "结对村", "户主姓名")
    file = workbook(header, ("张明", "高村镇", "干事", id_number(1), "西村", "吴老汉"), name="台账")
    assert {draft.name for draft in planned("pairings", file, COUNTY).rows} == {"张明"}
