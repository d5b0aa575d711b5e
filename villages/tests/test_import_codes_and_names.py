"""A list that carries the code and the name of a thing: where they are two, the row is refused; a name that nothing has
is warned about."""

import datetime
import io

import openpyxl
import pytest

from cadres.models import LearningGoal, Skill
from cadres.tests.factories import DivisionChangeFactory
from config.spreadsheets.sentences import of_problem
from villages.tests.sheets_cast import planned, villages_and_skills
from villages.tests.small_books import GAOCUN, NOVEMBER, paired, roster_of, saved, silent
from villages.tests.test_import_admin import exported

VILLAGE = ("姓名", "性别", "职务", "结对村代码", "结对村")
SKILL = ("姓名", "性别", "职务", "技能代码", "所学技能")
TOWNSHIP = ("姓名", "性别", "职务", "乡镇代码", "乡镇")
CASES = [
    (VILLAGE, "431226101201", "西村", "东村", "VILLAGE"),
    (VILLAGE, "431226101201", "西村", "南村", "VILLAGE"),
    (SKILL, "A0153-01", "柑橘栽培", "网箱养鱼", "SKILL"),
]
"""Header, code, its name, the name of another, what they are."""


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


@pytest.fixture
def corrected(signed_in, county_editor):
    """corrected(label, text): the plan of the exported list of 张明, once a cell of it has been corrected."""
    cadre = paired("张明")
    skill = Skill.objects.get(name="柑橘栽培")
    LearningGoal.objects.create(cadre=cadre, skill=skill, valid_from=datetime.date(2011, 1, 1))
    book = openpyxl.load_workbook(io.BytesIO(exported(signed_in(county_editor), "cadres/cadre")))

    def correct(label, text):
        column = next(cell.column for cell in book.active[1] if cell.value == label)
        book.active.cell(2, column).value = text
        return planned("cadres", saved(book), NOVEMBER)

    return correct


@pytest.mark.parametrize(
    ("label", "right", "reason"),
    [
        ("结对村", "东村", "VILLAGE_CODE_MISMATCH"),
        ("结对村", "南村", "VILLAGE_CODE_MISMATCH"),
        ("所学技能", "网箱养鱼", "SKILL_CODE_MISMATCH"),
        ("乡镇", "锦和镇", "TOWNSHIP_CODE_MISMATCH"),
        ("乡镇", "芷江镇", "TOWNSHIP_CODE_MISMATCH"),
    ],
)
def test_a_name_corrected_in_an_exported_list_beside_its_code_is_not_ignored(corrected, label, right, reason):
    assert [draft.reasons for draft in corrected(label, right).refused] == [[reason]]


@pytest.mark.parametrize(
    ("label", "text"), [("结对村", "西村村委会"), ("乡镇", "高村"), ("乡镇", "麻阳县高村镇")]
)
def test_another_spelling_beside_the_code_is_the_same(corrected, label, text):
    assert [(draft.status, draft.warnings) for draft in corrected(label, text).rows] == [("same", ())]


@pytest.mark.parametrize(
    ("label", "text", "warning"),
    [
        ("结对村", "稀村", "VILLAGE_NAME_UNKNOWN"),
        ("所学技能", "种柑子", "SKILL_NAME_UNKNOWN"),
        ("乡镇", "皋村坪镇", "TOWNSHIP_NAME_UNKNOWN"),
    ],
)
def test_a_name_that_nothing_has_is_warned_about_and_the_code_holds(corrected, label, text, warning):
    assert [(draft.status, draft.warnings) for draft in corrected(label, text).rows] == [("same", (warning,))]


@pytest.mark.parametrize(("header", "code", "own", "other", "what"), CASES)
def test_a_code_and_the_name_of_another_are_refused_with_both(header, code, own, other, what):
    plan = roster_of(header, ("张明", "男", "干事", code, other))
    [problem] = plan.refused[0].problems
    assert problem.code == f"{what}_CODE_MISMATCH"
    assert own in of_problem(problem)
    assert other in of_problem(problem)


def test_the_former_name_of_a_township_goes_with_its_code(gaocun):
    DivisionChangeFactory(from_code="431226888", from_name="高岭乡", county_code="431226", to=gaocun)
    plan = roster_of(TOWNSHIP, ("张明", "男", "干事", GAOCUN, "高岭乡"), sheet="全县")
    assert silent(plan) == {"张明": GAOCUN}


def test_a_code_of_a_skill_that_nothing_has_is_warned_about_and_the_name_holds():
    [draft] = roster_of(SKILL, ("张明", "男", "干事", "A9999-99", "柑橘栽培")).rows
    assert draft.record["skill_code"] == "A0153-01"
    assert draft.warnings == ("SKILL_CODE_UNKNOWN",)


@pytest.mark.parametrize(
    "unit", ["高村镇财政所", "高村镇党政办", "高村派出所", "财政所", "镇政府", "党政办", "党委"]
)
def test_a_unit_of_the_township_beside_its_code_is_no_other_name(unit):
    header = ("姓名", "性别", "职务", "乡镇代码", "单位")
    assert silent(roster_of(header, ("张明", "男", "干事", GAOCUN, unit), sheet="全县")) == {"张明": GAOCUN}


@pytest.mark.parametrize("unit", ["锦和镇财政所", "锦和派出所", "芷江县农业局"])
def test_a_unit_of_another_place_beside_a_code_is_refused(unit):
    header = ("姓名", "性别", "职务", "乡镇代码", "单位")
    plan = roster_of(header, ("张明", "男", "干事", GAOCUN, unit), sheet="全县")
    assert [draft.reasons for draft in plan.refused] == [["TOWNSHIP_CODE_MISMATCH"]]
