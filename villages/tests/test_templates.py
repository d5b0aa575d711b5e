"""The blank table of every kind of sheet: filled in as it asks, it is read without a word about its columns."""

import datetime
import io

import openpyxl
import pytest

from cadres.models import Role
from cadres.tests.factories import clerk
from config.jurisdiction import EVERYTHING, Scope
from config.spreadsheets.importing import Upload, understand
from config.spreadsheets.kinds import Context, kind_named, kind_names
from config.spreadsheets.template import columns_of_template
from config.spreadsheets.template_book import CHOICES, EXAMPLE, INSTRUCTIONS, template
from config.spreadsheets.types import Column, FileRefused, Kind
from villages.tests.factories import VillageFactory
from villages.tests.random_kinds import maker_of
from villages.tests.sheets_cast import id_number, imported, person, planned, roster, villages_and_skills

AUTUMN = Context(as_of=datetime.date(2011, 9, 15))
FILLED = {
    "households": [
        {"乡镇": "高村镇", "村名": "西村", "户号": "012", "户主姓名": "李某", "类别": "困难户"},
        {"乡镇": "锦和镇", "村名": "南村", "户号": "7"},
    ],
    "divisions": [
        {"代码": "431226103", "名称": "兰村乡", "上级": "麻阳苗族自治县"},
        {"代码": "431226104000", "名称": "尧市镇", "英文名": "Yaoshi Town"},
    ],
    "skills": [
        {
            "代码": "A0153-02",
            "名称": "柑橘贮藏",
            "类别": "水果",
            "别名": "橘子贮藏、柑桔保鲜",
            "英文名": "Storage",
        },
    ],
    "villages": [
        {"乡镇": "高村镇", "村代码": "431226101203", "村名": "北村"},
        {"村代码": "431226102203", "村名": "河边社区"},
    ],
    "cadres": [
        {
            "乡镇": "高村镇",
            "姓名": "张明",
            "身份证号": id_number(1),
            "手机号码": "14100000001",
            "结对村": "西村",
        },
        {
            "乡镇": "锦和镇",
            "姓名": "李华",
            "性别": "女",
            "学历": "本科",
            "职务类别": "领导",
            "结对村": "南村",
        },
    ],
    "pairings": [
        {"所在乡镇": "高村镇", "姓名": "赵军", "结对村": "东村", "开始结对时间": "2011-10-01"},
    ],
    "visits": [
        {
            "日期": "2011-10-11",
            "乡镇": "高村镇",
            "姓名": "赵军",
            "村": "西村",
            "事由": "调解矛盾",
            "内容": "山林纠纷",
        },
        {
            "日期": "2011-10-12",
            "乡镇": "高村镇",
            "姓名": "赵军",
            "村": "西村",
            "事由": "走访",
            "内容": "x",
            "签字": "是",
        },
    ],
    "mastery": [
        {
            "乡镇": "高村镇",
            "姓名": "赵军",
            "掌握技能": "柑橘栽培",
            "认定日期": "2011-09-01",
            "掌握程度": "能独立操作",
            "认定方式": "考试",
            "认定人": "县农业局",
        },
    ],
    "transfers": [
        {
            "姓名": "赵军",
            "身份证号": id_number(3),
            "原乡镇": "高村镇",
            "调入乡镇": "锦和镇",
            "调动日期": "2011-10-17",
            "新任职务": "副镇长",
            "调动依据": "组干〔2011〕12号",
        },
    ],
}
every_kind = pytest.mark.parametrize("name", kind_names())


@pytest.fixture(autouse=True)
def places(gaocun, jinhe):
    villages_and_skills()


def opened(name, scope=EVERYTHING):
    return openpyxl.load_workbook(io.BytesIO(template(kind_named(name), scope)))


def filled(name, records):
    """The blank table with these records, as a person would type them."""
    book = opened(name)
    sheet = book.worksheets[0]
    at = {cell.value.rstrip("*"): cell.column for cell in sheet[1]}
    for row, record in enumerate(records, start=2):
        for header, text in record.items():
            sheet.cell(row, at[header], text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def records_of(name):
    """What is filled in; the makers of the kinds of a higher floor know their own."""
    return FILLED[name] if name in FILLED else maker_of(name).fill()


@every_kind
def test_a_filled_table_comes_in_without_a_word_about_its_columns(name):
    if name != "cadres":
        imported("cadres", roster(person(3)), AUTUMN)
    records = records_of(name)
    reading = understand(kind_named(name), Upload("x.xlsx", filled(name, records)))
    assert [(fate.name, fate.role) for fate in reading.sheets[1:]] == [
        (EXAMPLE, "instructions"),
        (INSTRUCTIONS, "instructions"),
        (CHOICES, "hidden"),
    ]
    [table] = reading.tables
    assert (table.unmapped, table.dropped) == ((), ())
    plan = planned(name, filled(name, records), AUTUMN)
    assert (plan.counts["new"], plan.counts["refused"]) == (len(records), 0)


@every_kind
def test_a_blank_table_is_refused_with_a_sentence(name):
    with pytest.raises(FileRefused) as refused:
        planned(name, template(kind_named(name), EVERYTHING), AUTUMN)
    assert refused.value.code == "NO_ROWS"
    assert refused.value.sentence.endswith("。")


@every_kind
def test_the_example_fills_the_columns_that_must_be_filled_in(name):
    for column in columns_of_template(kind_named(name), EVERYTHING):
        assert column.example or not column.required, column.label


@every_kind
def test_every_column_is_text_and_the_header_stays_in_sight(name):
    sheet = opened(name).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert {dimension.number_format for dimension in sheet.column_dimensions.values()} == {"@"}
    assert all(cell.comment for cell in sheet[1] if cell.value.endswith("*"))


@every_kind
def test_the_instructions_name_every_column(name):
    book = opened(name)
    told = [row[0].value for row in book[INSTRUCTIONS].iter_rows()]
    assert {cell.value for cell in book.worksheets[0][1]} <= set(told)


def lists_of(book):
    """Header → the words that its cells offer, the dependent ones as a formula."""
    sheet, found = book.worksheets[0], {}
    for rule in sheet.data_validations.dataValidation:
        header = sheet.cell(1, openpyxl.utils.range_boundaries(str(rule.sqref))[0]).value.rstrip("*")
        name = rule.formula1.lstrip("=")
        if name in book.defined_names:
            [(title, cells)] = book.defined_names[name].destinations
            found[header] = [row[0].value for row in as_rows(book[title][cells.replace("$", "")])]
        else:
            found[header] = name
    return found


def as_rows(cells):
    return cells if isinstance(cells, tuple) else ((cells,),)


def test_choices_are_those_of_the_jurisdiction():
    lists = lists_of(opened("cadres", Scope(codes=("431226101",))))
    assert lists["性别"] == ["男", "女"]
    assert lists["乡镇"] == ["高村镇"]
    assert lists["结对村"] == ["西村", "东村"]
    assert lists["所学技能"] == ["柑橘栽培", "网箱养鱼"]


def test_villages_are_offered_by_the_township_of_the_row():
    VillageFactory(code="431226102202", name="北村")
    book = opened("cadres", Scope(codes=("431226",)))
    lists = lists_of(book)
    assert lists["乡镇"] == ["高村镇", "锦和镇"]
    last = book[CHOICES].max_column
    pairs = [
        (over.value, under.value) for over, under in book[CHOICES].iter_rows(min_col=last - 1, max_col=last)
    ]
    of_gaocun = [village for town, village in pairs if town == "高村镇"]
    assert (of_gaocun, lists["结对村"].startswith("OFFSET(")) == (["西村", "东村"], True)


def test_a_kind_without_an_example_has_all_its_columns():
    kind = kind_named("cadres")
    bare = type(kind)(
        name="bare",
        title="bare",
        layout=Kind("bare", (Column("name", ("姓名", "名字")), Column("code", ("代码",)))),
        model="x",
        plan=kind.plan,
        write=kind.write,
        required=(("code", "name"),),
    )
    assert [column.header for column in columns_of_template(bare, EVERYTHING)] == ["姓名", "代码*"]
    book = openpyxl.load_workbook(io.BytesIO(template(bare, EVERYTHING)))
    assert [cell.value for cell in book.worksheets[0][1]] == ["姓名", "代码*"]


def test_the_page_of_an_import_offers_the_blank_table(signed_in, township_clerk):
    client = signed_in(township_clerk)
    address = "/admin/cadres/cadre/import-template/"
    assert address in client.get("/admin/cadres/cadre/import/").content.decode()
    response = client.get(address)
    assert response["Content-Disposition"].isascii()
    book = openpyxl.load_workbook(io.BytesIO(response.getvalue()))
    assert lists_of(book)["乡镇"] == ["高村镇"]


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.AUDITOR, Role.APPROVER])
def test_without_the_permission_to_import_there_is_no_blank_table(signed_in, role, mayang):
    client = signed_in(clerk(role, "431226"))
    assert client.get("/admin/cadres/cadre/import-template/").status_code == 403
