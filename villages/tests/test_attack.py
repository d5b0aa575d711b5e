"""Sheets as clerks make them, and what must not happen to the people in them without a word."""

import datetime
import io

import openpyxl
import pytest

from cadres.models import Cadre, LearningGoal, Skill
from cadres.tests.factories import cadre_at
from config.spreadsheets.kinds import Context
from villages.models import Village
from villages.tests.factories import VillagePairingFactory
from villages.tests.sheets_cast import id_number, imported, planned, villages_and_skills
from villages.tests.test_import_admin import exported, upload
from villages.tests.test_import_answers import answer

AUTUMN = datetime.date(2011, 9, 15)
NOVEMBER = Context(as_of=datetime.date(2011, 11, 1))
COUNTY = Context(as_of=AUTUMN, codes=("431226",))
GAOCUN, JINHE = "431226101", "431226102"
PLAIN = ("序号", "姓名", "性别", "职务", "身份证号", "手机号码")
SHORT = ("姓名", "性别", "职务", "民族")
DIARY = ("日期", "乡镇", "姓名", "村", "事由", "内容", "住宿", "劳动", "签字")


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


@pytest.fixture
def lihua(places):
    """李华 of Gaocun, paired with Xicun, in post since ever."""
    return paired("李华")


def paired(name):
    cadre = cadre_at(GAOCUN, name=name, valid_from=None)
    VillagePairingFactory(cadre=cadre, village=Village.objects.get(name="西村"), valid_from=None)
    return cadre


def saved(book):
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


# 1. What was answered about one file is taken for another


@pytest.mark.parametrize(
    ("sheet", "title"), [("花名册", None), ("Sheet1", None), ("Sheet1", "干部花名册"), ("干部", "基本情况表")]
)
def test_which_township_one_file_is_about_is_not_remembered_for_the_next_by_a_name_that_every_file_has(
    signed_in, county_editor, sheet, title
):
    client = signed_in(county_editor)

    def file(*men):
        return book_of((sheet, [*([(title,)] if title else []), PLAIN, *men]))

    page = upload(client, file(man(1, "张明")))
    [question] = page.context["answers_form"].questions
    answer(client, page, **{question: GAOCUN})
    assert upload(client, file(man(3, "王强"))).context["answers_form"].questions


def test_the_preview_tells_under_which_township_somebody_new_will_be_filed(signed_in, county_editor):
    page = upload(signed_in(county_editor), book_of(("高村镇", [PLAIN, man(1, "张明")])))
    [row] = page.context["rows"]
    assert "高村镇" in str(row.lines)


# 2. Whoever stands around another township's name falls to one's own


def test_a_sheet_of_another_township_does_not_fall_to_the_only_township_of_a_clerk(township_clerk):
    file = book_of(("高村镇", [PLAIN, man(1, "张明")]), ("锦和镇", [PLAIN, man(3, "王强")]))
    under = Context(as_of=AUTUMN, scope=township_clerk.scope)
    assert coming(planned("cadres", file, under)) == {"张明": GAOCUN}


def test_a_title_of_another_township_does_not_fall_to_the_division_that_was_chosen():
    chosen = Context(as_of=AUTUMN, codes=(GAOCUN,))
    assert (
        coming(roster_of(("锦和镇干部花名册",), PLAIN, man(3, "王强"), sheet="Sheet1", context=chosen)) == {}
    )


def test_a_sheet_and_a_title_that_name_two_townships_are_not_decided_without_a_word():
    assert silent(roster_of(("锦和镇干部花名册",), PLAIN, man(1, "张明"))) == {}


def test_a_title_and_a_unit_that_name_two_townships_are_not_decided_without_a_word():
    above = [("锦和镇干部花名册",), ("填报单位：高村镇人民政府",)]
    assert silent(roster_of(*above, PLAIN, man(1, "张明"), sheet="Sheet1")) == {}


# 3. The row's own words about another place are overruled by what stands around


@pytest.mark.parametrize("unit", ["黄桑坪乡", "锦河乡政府", "芷江镇财政所", "县农业局", "怀化市农业局"])
def test_a_unit_that_is_another_place_does_not_fall_to_the_township_of_the_sheet(unit):
    header = ("姓名", "性别", "工作单位", "职务", "身份证号")
    assert silent(roster_of(header, ("张明", "男", unit, "干事", id_number(1)))) == {}


@pytest.mark.parametrize("county", ["芷江县", "新晃县"])
def test_a_row_that_names_another_county_does_not_fall_to_ones_own(county):
    header = ("县市区", "乡镇", "姓名", "性别", "职务")
    assert silent(roster_of(header, (county, "高村镇", "张明", "男", "干事"), sheet="全市")) == {}


# 4. A number of one person beside the name of another


@pytest.mark.parametrize("kind", ["visits", "pairings", "mastery"])
@pytest.mark.parametrize("label", ["干部编号", "身份证号"])
def test_a_row_whose_number_and_name_are_two_people_is_filed_under_neither(lihua, kind, label):
    other = paired("张明")
    imported("cadres", book_of(("高村镇", [PLAIN, man(1, "张明")])), COUNTY)
    number = other.number if label == "干部编号" else id_number(1)
    header, row = {
        "visits": (DIARY, ("2011-10-11", "高村镇", "李华", "西村", "走访", "了解销路", "否", "是", "√")),
        "pairings": (("姓名", "乡镇", "结对村", "结对时间"), ("李华", "高村镇", "东村", "2011-03-05")),
        "mastery": (
            ("乡镇", "姓名", "掌握技能", "认定日期", "掌握程度", "认定方式", "认定人"),
            ("高村镇", "李华", "柑橘栽培", "2011-09-05", "能独立操作", "考试", "县农业局"),
        ),
    }[kind]
    assert silent(planned(kind, book_of(("表", [(label, *header), (number, *row)])), NOVEMBER)) == {}


# 5. A list that was taken out and corrected


@pytest.mark.parametrize(
    ("label", "right"), [("结对村", "东村"), ("所学技能", "网箱养鱼"), ("乡镇", "锦和镇")]
)
def test_a_name_corrected_in_an_exported_list_is_not_ignored(signed_in, county_editor, label, right):
    cadre = paired("张明")
    skill = Skill.objects.get(name="柑橘栽培")
    LearningGoal.objects.create(cadre=cadre, skill=skill, valid_from=datetime.date(2011, 1, 1))
    book = openpyxl.load_workbook(io.BytesIO(exported(signed_in(county_editor), "cadres/cadre")))
    column = next(cell.column for cell in book.active[1] if cell.value == label)
    book.active.cell(2, column).value = right
    plan = planned("cadres", saved(book), NOVEMBER)
    assert [draft.name for draft in plan.rows if draft.status == "same" and not draft.warnings] == []


def test_a_village_whose_code_and_name_differ_is_not_decided_without_a_word():
    header = ("姓名", "性别", "职务", "结对村代码", "结对村")
    assert silent(roster_of(header, ("张明", "男", "干事", "431226101201", "东村"))) == {}


# 11. Namesakes


def test_of_two_namesakes_with_identity_numbers_the_first_is_not_guessed_to_be_the_recorded_one():
    recorded = cadre_at(GAOCUN, name="张明")
    Cadre.objects.filter(pk=recorded.pk).update(birth="1980-05")
    header = ("姓名", "性别", "职务", "出生年月", "身份证号")
    another = ("张明", "男", "干事", "1975.03", id_number(1))
    himself = ("张明", "男", "干事", "1980.05", id_number(3, "19800512"))
    plan = roster_of(header, another, himself)
    assert [draft.row for draft in plan.rows if draft.status == "changed"] in ([], [3])


def test_a_second_identity_number_under_a_recorded_name_makes_no_second_person_without_a_word():
    imported("cadres", book_of(("高村镇", [PLAIN, man(1, "张明")])), COUNTY)
    assert silent(roster_of(PLAIN, man(3, "张明"))) == {}
