"""Sheets as clerks make them, and what must not happen to the people in them."""

import datetime
import io

import openpyxl
import pytest

from cadres.models import Cadre
from cadres.tests.factories import cadre_at
from config.spreadsheets.kinds import Context
from villages.tests.factories import HouseholdFactory, VillagePairingFactory
from villages.tests.sheets_cast import id_number, imported, planned, villages_and_skills

AUTUMN = datetime.date(2011, 9, 15)
ANY = Context(as_of=AUTUMN)
COUNTY = Context(as_of=AUTUMN, codes=("431226",))
GAOCUN = Context(as_of=AUTUMN, codes=("431226101",))
PLAIN = ("序号", "姓名", "性别", "职务", "身份证号", "手机号码")


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town):
    villages_and_skills()


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(*sheets):
    """A workbook of (name, rows, merges)."""
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


def people(plan):
    """name → township, of those who come in."""
    return {draft.name: draft.record["township_code"] for draft in plan.rows}


def told(plan):
    print([(d.sheet, d.row, d.name, d.record, d.warnings, d.status) for d in plan.rows])
    print("REFUSED", [(d.sheet, d.row, d.name, d.reasons) for d in plan.refused])
    print("IGNORED", [(i.sheet, i.row, i.kind, i.text) for i in plan.ignored])
    print("SHEETS", plan.sheets, "UNMAPPED", plan.unmapped, plan.dropped)
    return plan


# 1
def test_a_sheet_of_another_township_does_not_fall_to_the_only_township_of_whoever_imports():
    file = book_of(("高村镇", [PLAIN, man(1, "张明")]), ("锦和镇", [PLAIN, man(3, "王强")]))
    assert people(told(planned("cadres", file, GAOCUN))) == {"张明": "431226101"}


def test_a_title_of_another_township_does_not_fall_to_the_only_township_of_whoever_imports():
    file = book_of(("Sheet1", [("锦和镇干部花名册",), PLAIN, man(3, "王强")]))
    assert people(told(planned("cadres", file, GAOCUN))) == {}


def test_a_heading_of_another_township_township_clerk():
    file = book_of(("Sheet1", [PLAIN, ("锦和镇",), man(3, "王强")]))
    assert people(told(planned("cadres", file, GAOCUN))) == {}


# 2
@pytest.mark.parametrize("unit", ["黄桑坪乡", "芷江镇财政所", "县农业局", "市农业局", "锦河乡政府", "怀化市鹤城区黄金坳镇农业站"])
def test_a_unit_that_is_another_place_does_not_fall_to_the_township_of_the_sheet(unit):
    header = ("姓名", "性别", "工作单位", "职务", "身份证号")
    file = book_of(("高村镇", [header, ("张明", "男", unit, "干事", id_number(1))]))
    assert people(told(planned("cadres", file, COUNTY))) == {}


# 3
def test_two_names_in_one_cell_are_not_one_person():
    file = book_of(("高村镇", [PLAIN[:4], (1, "张明\n王强", "男", "干事")]))
    assert people(told(planned("cadres", file, COUNTY))) == {}


# 4
@pytest.mark.parametrize("text", ["张明（已调离）", "张明(退休)", "张明（已故）"])
def test_who_has_left_by_the_words_beside_the_name_does_not_come_in(text):
    file = book_of(("高村镇", [PLAIN, man(1, text)]))
    assert people(told(planned("cadres", file, COUNTY))) == {}


@pytest.mark.parametrize("name", ["退休人员", "调离人员", "已调出"])
def test_sheet_of_leavers(name):
    file = book_of((name, [("高村镇干部花名册",), PLAIN, man(1, "张明")]))
    assert people(told(planned("cadres", file, COUNTY))) == {}


@pytest.mark.parametrize("name", ["二、退休人员", "已调离人员（1人）"])
def test_heading_of_leavers(name):
    file = book_of(("高村镇", [PLAIN, man(1, "张明"), (name,), man(3, "王强")]))
    assert people(told(planned("cadres", file, COUNTY))) == {"张明": "431226101"}


# 5
def test_a_header_that_is_too_short_to_be_one_does_not_become_a_cadre():
    file = book_of(
        (
            "高村镇",
            [PLAIN, man(1, "张明"), (), ("聘用人员",), ("序号", "姓名", "电话"), (1, "王强", "13800000001")],
        )
    )
    assert "姓名" not in people(told(planned("cadres", file, COUNTY)))


# 6
def test_the_telephone_of_a_village_secretary_is_not_the_cadres():
    header = ("姓名", "性别", "职务", "联系村", "村支书电话", "手机号码")
    file = book_of(("高村镇", [header, ("张明", "男", "干事", "西村", "13800000001", "13900000002")]))
    assert [d.record["phone"] for d in told(planned("cadres", file, COUNTY)).rows] == ["13900000002"]


def test_birthplace():
    header = ("姓名", "性别", "出生地", "出生年月", "职务")
    file = book_of(("高村镇", [header, ("张明", "男", "湖南麻阳", "1975.03", "干事")]))
    assert [d.record["birth"] for d in told(planned("cadres", file, COUNTY)).rows] == ["1975-03"]


def test_skill_technical():
    header = ("姓名", "性别", "技术职称", "所学技能", "职务")
    file = book_of(("高村镇", [header, ("张明", "男", "农艺师", "柑橘栽培", "干事")]))
    assert [d.record["skill_code"] for d in told(planned("cadres", file, COUNTY)).rows] == ["A0153-01"]


# 7
@pytest.mark.parametrize("label", ["帮扶对象姓名", "结对户姓名", "联系户姓名", "帮扶户姓名", "被帮扶人姓名"])
def test_whom_a_ledger_helps_does_not_become_a_cadre(label):
    header = ("乡镇", "结对村", label, "身份证号码", "帮扶责任人姓名", "职务")
    file = book_of(("台账", [header, ("高村镇", "西村", "吴老汉", id_number(5), "张明", "干事")]))
    assert "吴老汉" not in people(told(planned("pairings", file, COUNTY)))


# 8
def test_of_two_namesakes_with_identity_numbers_the_first_is_not_guessed_to_be_the_recorded():
    recorded = cadre_at("431226101", name="张明")
    Cadre.objects.filter(pk=recorded.pk).update(birth="1980-05", id_digest="", id_last_two="")
    header = ("姓名", "性别", "职务", "出生年月", "身份证号")
    file = book_of(
        (
            "高村镇",
            [
                header,
                ("张明", "男", "干事", "1975.03", id_number(1)),
                ("张明", "男", "干事", "1980.05", id_number(3, "19800512")),
            ],
        )
    )
    plan = told(planned("cadres", file, COUNTY))
    assert not [d for d in plan.rows if d.row == 2 and d.status == "changed"]


# 9 visits
DIARY = ("日期", "乡镇", "姓名", "村", "事由", "内容", "住宿", "劳动", "签字")


def diary_of(*rows, header=DIARY):
    return book_of(("日志", [header, *rows]))


@pytest.fixture
def lihua(places):
    from villages.models import Village

    cadre = cadre_at("431226101", name="李华")
    VillagePairingFactory(cadre=cadre, village=Village.objects.get(name="西村"))
    return cadre


@pytest.mark.parametrize("day", ["11.10.11", "11年10月11日", "11-10-11", "11/10/11"])
def test_a_year_of_two_digits_is_not_a_year_of_antiquity(lihua, day):
    lihua.posts.update(valid_from=None)
    file = diary_of((day, "高村镇", "李华", "西村", "走访", "了解销路", "否", "是", "√"))
    plan = told(planned("visits", file, ANY))
    assert [d.record["visited_on"] for d in plan.rows] in ([], ["2011-10-11"])


def test_pairing_two_digit_year(lihua):
    header = ("姓名", "乡镇", "职务", "结对村", "结对时间")
    file = book_of(("台账", [header, ("李华", "高村镇", "干事", "东村", "11.3.5")]))
    plan = told(planned("pairings", file, ANY))
    assert [d.record["pairing_start"] for d in plan.rows] in ([], ["2011-03-05"])


@pytest.mark.parametrize("field,cell", [("stayed", "住1晚"), ("shared_work", "半天"), ("signed", "吴老汉"), ("stayed", "2"), ("shared_work", "插秧")])
def test_what_is_neither_yes_nor_no_is_not_taken_for_no_without_a_word(lihua, field, cell):
    said = {"stayed": "否", "shared_work": "否", "signed": "否"} | {field: cell}
    file = diary_of(("2011-10-11", "高村镇", "李华", "西村", "走访", "了解销路", *said.values()))
    plan = told(planned("visits", file, ANY))
    assert [d for d in plan.rows if not d.record[field] and not d.warnings] == []


def test_serial_days_of_1904(lihua):
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    lihua.posts.update(valid_from=None)
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(DIARY)
    serial = (datetime.date(2011, 10, 11) - datetime.date(1904, 1, 1)).days
    book.active.append((serial, "高村镇", "李华", "西村", "走访", "了解销路", "否", "是", "√"))
    plan = told(planned("visits", saved(book), ANY))
    assert [d.record["visited_on"] for d in plan.rows] == ["2011-10-11"]


# 10 households
def test_a_head_whose_name_ends_like_a_place_is_a_household():
    header = ("乡镇", "村", "户号", "户主姓名", "类别")
    header = ("乡镇", "村名", "户号", "户主姓名", "类别")
    file = book_of(
        (
            "农户",
            [header, ("高村镇", "西村", 1, "吴明", "困难户"), (None, None, 2, "王镇", None), (None, None, 3, "吴建乡", None)],
            "A2:A4",
            "B2:B4",
        )
    )
    plan = told(planned("households", file, COUNTY))
    assert [d.name for d in plan.rows] == ["吴明", "王镇", "吴建乡"]


def test_a_pairing_whose_name_ends_like_a_place():
    header = ("乡镇", "结对村", "姓名", "结对时间")
    for n in ("张明", "王镇", "李建镇"):
        cadre_at("431226101", name=n)
    file = book_of(
        (
            "台账",
            [header, ("高村镇", "西村", "张明", "2011-03-05"), (None, None, "王镇", None), (None, None, "李建镇", None)],
            "A2:A4",
            "B2:B4",
            "D2:D4",
        )
    )
    plan = told(planned("pairings", file, COUNTY))
    assert [d.name for d in plan.rows] == ["张明", "王镇", "李建镇"]


# 11 layouts
def test_tables_side_by_side_with_headers_at_different_heights():
    rows = [
        (*PLAIN[1:5], None, None, None, None, None),
        (*man(1, "张明")[1:5], None, None, None, None, None),
        (*man(3, "王强")[1:5], None, *PLAIN[1:5]),
        (*man(5, "刘洋")[1:5], None, *man(7, "杨帆")[1:5]),
    ]
    plan = told(planned("cadres", book_of(("高村镇", rows)), COUNTY))
    assert set(people(plan)) == {"张明", "王强", "刘洋", "杨帆"}


def test_two_cards_side_by_side():
    card = lambda s, n: [("姓名", n, "性别", "男"), ("民族", "苗族", "出生年月", "1975.03"), ("职务", "干事", "身份证号", id_number(s))]
    rows = [(*a, None, *b) for a, b in zip(card(1, "张明"), card(3, "王强"))]
    plan = told(planned("cadres", book_of(("高村镇", rows)), COUNTY))
    assert set(people(plan)) == {"张明", "王强"}


@pytest.mark.parametrize("name", ["模板", "花名册（样表）", "附件2模板"])
def test_filled_template(name):
    plan = told(planned("cadres", book_of((name, [("高村镇干部花名册",), PLAIN, man(1, "张明")])), COUNTY))
    assert set(people(plan)) == {"张明"}


def test_sheet_name_and_title_that_name_two_townships_are_not_decided_silently():
    plan = told(planned("cadres", book_of(("高村镇", [("锦和镇干部花名册",), PLAIN, man(1, "张明")])), COUNTY))
    assert not [d for d in plan.rows if not d.warnings]


def test_title_and_unit_line_that_name_two_townships_are_not_decided_silently():
    plan = told(planned("cadres", book_of(("Sheet1", [("锦和镇干部花名册",), ("填报单位：高村镇人民政府",), PLAIN, man(1, "张明")])), COUNTY))
    assert not [d for d in plan.rows if not d.warnings]


def test_person_above_page_header():
    header = ("姓名", "职务", "性别", "民族")
    rows = [header, ("张明", "干事", "男", "苗族"), ("李华", "人大代表"), header, ("王强", "干事", "男", "苗族")]
    plan = told(planned("cadres", book_of(("高村镇", rows)), COUNTY))
    assert set(people(plan)) == {"张明", "李华", "王强"}


def test_post_first_with_colon():
    header = ("职务", "姓名", "性别", "民族", "手机号码")
    rows = [header, ("党委书记：", "张明", "男", "苗族", "13800000001"), ("镇长:", "李华", "男", "苗族", "13800000002")]
    plan = told(planned("cadres", book_of(("高村镇", rows)), COUNTY))
    assert set(people(plan)) == {"张明", "李华"}


def test_persons_before_the_header():
    rows = [("高村镇干部花名册",), man(1, "张明"), PLAIN, man(3, "王强")]
    plan = told(planned("cadres", book_of(("高村镇", rows)), COUNTY))
    assert set(people(plan)) | {d.name for d in plan.refused} == {"张明", "王强"}


# ---- wave 2
AUTUMN_LATER = Context(as_of=datetime.date(2011, 11, 1))


def edited(client, address, **cells):
    """The exported .xlsx list with cells of its first record replaced, by header."""
    from villages.tests.test_import_admin import exported

    data = exported(client, address, XLSX_FORM)
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[1]}
    print(heads, [c.value for c in sheet[2]])
    for label, value in cells.items():
        sheet.cell(2, heads[label]).value = value
    return saved(book)


from villages.tests.test_kinds_out_and_back import XLSX as XLSX_FORM  # noqa: E402


@pytest.fixture
def zhang(places):
    from cadres.models import Skill
    from villages.models import Village

    from cadres.models import LearningGoal

    cadre = cadre_at("431226101", name="张明")
    VillagePairingFactory(cadre=cadre, village=Village.objects.get(name="西村"))
    LearningGoal.objects.create(cadre=cadre, skill=Skill.objects.get(name="柑橘栽培"), valid_from=datetime.date(2011, 1, 1))
    return cadre


@pytest.mark.parametrize("label,value", [("结对村", "东村"), ("所学技能", "网箱养鱼"), ("乡镇", "锦和镇")])
def test_what_is_corrected_in_an_exported_list_is_not_ignored(zhang, signed_in, county_editor, label, value):
    file = edited(signed_in(county_editor), "cadres/cadre", **{label: value})
    plan = told(planned("cadres", file, AUTUMN_LATER))
    assert [d for d in plan.rows if d.status == "same" and not d.warnings] == []


def test_an_exported_list_comes_back_same(zhang, signed_in, county_editor):
    file = edited(signed_in(county_editor), "cadres/cadre")
    assert told(planned("cadres", file, AUTUMN_LATER)).counts["same"] == 1


def test_a_village_whose_code_and_name_differ_is_refused():
    header = ("姓名", "性别", "职务", "结对村代码", "结对村")
    file = book_of(("高村镇", [header, ("张明", "男", "干事", "431226101201", "东村")]))
    assert people(told(planned("cadres", file, COUNTY))) == {}


def test_county_outside_does_not_fall_to_own_county():
    header = ("县市区", "乡镇", "姓名", "性别", "职务")
    file = book_of(("全市", [header, ("芷江县", "高村镇", "张明", "男", "干事"), ("新晃县", "高村镇", "王强", "男", "干事")]))
    assert people(told(planned("cadres", file, COUNTY))) == {}


@pytest.mark.parametrize("name", ["暂无", "空岗", "待聘", "缺员", "空编岗", "待招聘", "虚位以待", "空缺1名"])
def test_vacancies(name):
    file = book_of(("高村镇", [PLAIN[:4], (1, name, None, "副镇长")]))
    assert people(told(planned("cadres", file, COUNTY))) == {}


def test_a_household_in_a_card_does_not_become_a_cadre():
    rows = [
        ("高村镇干部登记表",),
        ("姓名", "张明", "性别", "男"),
        ("民族", "苗族", "出生年月", "1975.03"),
        ("职务", "干事", "身份证号", id_number(1)),
        ("结对帮扶农户情况",),
        ("姓名", "吴老汉", "电话", "13800000001"),
        ("住址", "西村三组", "人口", 4),
    ]
    plan = told(planned("cadres", book_of(("登记表", rows)), COUNTY))
    assert set(people(plan)) == {"张明"}


def test_a_second_identity_number_of_a_recorded_name_is_told():
    header = ("姓名", "性别", "职务", "身份证号")
    imported("cadres", book_of(("高村镇", [header, ("张明", "男", "干事", id_number(1))])), COUNTY)
    plan = told(planned("cadres", book_of(("高村镇", [header, ("张明", "男", "干事", id_number(3))])), COUNTY))
    assert [d for d in plan.rows if d.status == "new" and not d.warnings] == []


def test_two_blocks_second_without_township_column():
    header = ("乡镇", "姓名", "性别", "民族", "职务", "姓名", "性别", "民族", "职务")
    rows = [("高村镇片区干部花名册",), header, ("锦和镇", "张明", "男", "苗族", "干事", "王强", "男", "苗族", "干事")]
    plan = told(planned("cadres", book_of(("Sheet1", rows)), COUNTY))
    assert people(plan).get("王强") != "431226101"


def test_household_number_leading_zeros():
    from villages.models import Village

    HouseholdFactory(village=Village.objects.get(name="西村"), number="012", head_name="吴明")
    header = ("乡镇", "村名", "户号", "户主姓名", "类别")
    plan = told(planned("households", book_of(("农户", [header, ("高村镇", "西村", 12, "吴明", "困难户")])), COUNTY))
    assert [d.status for d in plan.rows] != ["new"]


def test_mastery_two_digit_year(lihua):
    header = ("乡镇", "姓名", "掌握技能", "认定日期", "掌握程度", "认定方式", "认定人")
    plan = told(planned("mastery", book_of(("表", [header, ("高村镇", "李华", "柑橘栽培", "11.9.5", "能独立操作", "考试", "县农业局")])), ANY))
    assert [d.record["verified_on"] for d in plan.rows] in ([], ["2011-09-05"])


def test_a_visit_with_two_visitors(lihua):
    plan = told(planned("visits", diary_of(("2011-10-11", "高村镇", "李华\n王强", "西村", "走访", "了解", "否", "是", "√")), ANY))
    assert len(plan.refused) == 1


def test_ditto_across_a_subtotal_in_a_refused_copy(county_editor, settings, tmp_path):
    from config.spreadsheets.copies import copy_of_refused
    from villages.tests.test_marked_copies import shown

    settings.VAR_DIR = tmp_path
    header = ("序号", "乡镇", "姓名", "性别", "所学技能", "职务", "身份证号")
    rows = [
        header,
        (1, "高村镇", "张明", "男", "柑橘栽培", "干事", id_number(1)),
        ("小计", None, None, "1人", None, None, None),
        (2, "高村镇", "王强", "女", "同上", "同上", id_number(3)),
    ]
    file = book_of(("名册", rows))
    first = told(planned("cadres", file, COUNTY))
    copy = copy_of_refused(shown(county_editor, file))
    book = openpyxl.load_workbook(io.BytesIO(copy))
    for r in book.active.iter_rows(values_only=True):
        print(r)
    again = told(planned("cadres", copy, COUNTY))
    assert [d.record["skill_code"] for d in again.refused] == [d.record["skill_code"] for d in first.refused]
    assert [d.record["post_title"] for d in again.refused] == [d.record["post_title"] for d in first.refused]


def test_the_copy_of_a_csv_keeps_births_unclear(county_editor, settings, tmp_path):
    from config.spreadsheets.copies import copy_of_refused
    from villages.tests.test_marked_copies import shown

    settings.VAR_DIR = tmp_path
    data = "乡镇,姓名,性别,职务,出生年月,备注\n高村镇,张明,男,干事,1985.1,已调离\n".encode()
    first = told(planned("cadres", data, COUNTY))
    again = told(planned("cadres", copy_of_refused(shown(county_editor, data, "a.csv")), COUNTY))
    assert [d.record["birth"] for d in again.refused] == [d.record["birth"] for d in first.refused]


def test_title_of_other_township_in_post():
    file = book_of(("高村镇", [PLAIN, man(1, "张明", "锦和镇副镇长")]))
    plan = told(planned("cadres", file, COUNTY))
    assert [d for d in plan.rows if not d.warnings] == []


def test_township_two_in_cell():
    header = ("乡镇", "姓名", "性别", "职务")
    file = book_of(("高村镇", [header, ("高村镇、锦和镇", "张明", "男", "干事"), ("高村镇/锦和镇", "王强", "男", "干事"),("高村镇\n锦和镇", "王强", "男", "干事"), ("高村镇（锦和镇借用）", "刘洋", "男", "干事")]))
    assert people(told(planned("cadres", file, COUNTY))) == {}


def test_village_community():
    from villages.tests.factories import VillageFactory
    VillageFactory(code="431226101203", name="高坪村")
    header = ("乡镇", "姓名", "性别", "职务", "结对村")
    file = book_of(("高村镇", [header, ("高村镇", "张明", "男", "干事", "高坪社区"), ("高村镇", "王强", "男", "干事", "高坪村（上高坪村）"),]))
    assert people(told(planned("cadres", file, COUNTY))) == {}


# ---- wave 3
@pytest.mark.parametrize("kind", ["visits", "pairings", "mastery"])
@pytest.mark.parametrize("by", ["number", "id_number"])
def test_a_row_whose_number_and_name_are_two_people_is_not_filed_under_either(lihua, kind, by):
    other = cadre_at("431226101", name="张明")
    imported("cadres", book_of(("高村镇", [PLAIN, man(1, "张明")])), COUNTY)
    label, value = ("干部编号", other.number) if by == "number" else ("身份证号", id_number(1))
    files = {
        "visits": ((label, *DIARY), (value, "2011-10-11", "高村镇", "李华", "西村", "走访", "了解销路", "否", "是", "√")),
        "pairings": ((label, "姓名", "乡镇", "结对村", "结对时间"), (value, "李华", "高村镇", "东村", "2011-03-05")),
        "mastery": (
            (label, "乡镇", "姓名", "掌握技能", "认定日期", "掌握程度", "认定方式", "认定人"),
            (value, "高村镇", "李华", "柑橘栽培", "2011-09-05", "能独立操作", "考试", "县农业局"),
        ),
    }
    plan = told(planned(kind, book_of(("表", files[kind])), AUTUMN_LATER))
    print([d.intent for d in plan.rows])
    assert [d for d in plan.rows if not d.warnings] == []


def test_card_second():
    rows = [
        ("高村镇干部登记表",),
        ("姓名", "张明", "性别", "男"),
        ("民族", "苗族", "出生年月", "1975.03"),
        ("职务", "干事", "身份证号", id_number(1)),
        ("结对帮扶农户情况",),
        ("姓名", "吴老汉", "性别", "男"),
        ("民族", "苗族", "联系电话", "13800000001"),
    ]
    plan = told(planned("cadres", book_of(("登记表", rows)), COUNTY))
    assert set(people(plan)) == {"张明"}


@pytest.mark.django_db
def test_township_clerk_scope(township_clerk):
    file = book_of(("高村镇", [PLAIN, man(1, "张明")]), ("锦和镇", [PLAIN, man(3, "王强")]))
    under = Context(as_of=AUTUMN, scope=township_clerk.scope)
    assert people(told(planned("cadres", file, under))) == {"张明": "431226101"}


@pytest.mark.parametrize("text", ["锦和镇：张明", "张明、王强", "张明 王强", "张明/王强", "张明，王强", "张明及王强", "张明和王强"])
def test_two_in_name(text):
    file = book_of(("高村镇", [PLAIN[:4], (1, text, "男", "干事")]))
    assert people(told(planned("cadres", file, COUNTY))) == {}


def test_html_and_csv_two_blocks():
    html = ("<html><meta charset=gb2312><table><tr><td colspan=9>高村镇干部花名册</td></tr>"
      "<tr><td>姓名</td><td>性别</td><td>职务</td><td>民族</td><td></td><td>姓名</td><td>性别</td><td>职务</td><td>民族</td></tr>"
      "<tr><td>张明</td><td>男</td><td rowspan=2>干事</td><td>苗族</td><td></td><td>王强</td><td>男</td><td>干事</td><td>苗族</td></tr>"
      "<tr><td>刘洋</td><td>男</td><td>汉族</td><td></td><td>杨帆</td><td>男</td><td>会计</td><td>侗族</td></tr></table></html>").encode("gb18030")
    plan = told(planned("cadres", html, COUNTY))
    assert {(d.name, d.record["post_title"], d.record["ethnicity"]) for d in plan.rows} == {("张明","干事","苗族"),("王强","干事","苗族"),("刘洋","干事","汉族"),("杨帆","会计","侗族")}


def test_blank_township_below_unmerged():
    header = ("乡镇", "姓名", "性别", "职务")
    rows = [header, ("高村镇", "张明", "男", "干事"), (None, "王强", "男", "干事"), ("锦和镇", "刘洋", "男", "干事"), (None, "杨帆", "男", "干事")]
    plan = told(planned("cadres", book_of(("高村镇", rows)), COUNTY))
    assert people(plan) == {"张明": "431226101", "刘洋": "431226102"} and len(plan.refused) == 2


def test_heading_then_other_unit_blocks():
    rows = [PLAIN, ("一、高村镇（1人）",), man(1, "张明"), ("小计", "1人"), ("二、锦和镇（1人）",), man(3, "王强"), ("小计", "1人"), ("三、县农业局（1人）",), man(5, "刘洋"), ("合计", "3人")]
    plan = told(planned("cadres", book_of(("全县", rows)), COUNTY))
    assert people(plan) == {"张明": "431226101", "王强": "431226102"} and len(plan.refused) == 1


def test_repeat_headers_per_page_and_titles():
    rows = [("高村镇干部花名册",), PLAIN, man(1, "张明"), ("第1页 共2页",), ("锦和镇干部花名册",), PLAIN, man(3, "王强"), ("第2页 共2页",)]
    plan = told(planned("cadres", book_of(("Sheet1", rows)), COUNTY))
    assert people(plan) == {"张明": "431226101", "王强": "431226102"}


def test_same_name_sheets():
    plan = told(planned("cadres", book_of(("高村镇", [PLAIN, man(1, "张明")]), ("锦和镇", [PLAIN, man(3, "张明")])), COUNTY))
    assert sorted(d.record["township_code"] for d in plan.rows) == ["431226101", "431226102"]


def test_merged_name_two_villages_roster():
    header = ("姓名", "性别", "职务", "民族", "结对村")
    plan = told(planned("cadres", book_of(("高村镇", [header, ("张明", "男", "干事", "苗族", "西村"), (None, None, None, None, "东村")], "A2:A3", "B2:B3", "C2:C3", "D2:D3")), COUNTY))
    assert len(plan.rows) == 1 and len(plan.refused) == 1


def test_row_below_unmerged_continuation():
    header = ("姓名", "性别", "职务", "民族", "结对村")
    plan = told(planned("cadres", book_of(("高村镇", [header, ("张明", "男", "干事", "苗族", "西村"), (None, None, None, None, "东村")])), COUNTY))
    assert len(plan.rows) == 1 and len(plan.refused) == 1
    

def test_name_dots_and_widths():
    rows = [PLAIN, man(1, "买买提•艾力"), man(3, "买买提.艾力"), man(5, "　李　 明　"), man(7, "李​明亮"), man(9, "阿依古丽买买提")]
    plan = told(planned("cadres", book_of(("高村镇", rows)), COUNTY))
    assert [d.name for d in plan.rows] == ["买买提·艾力", "买买提·艾力", "李明", "李明亮", "阿依古丽买买提"]


def test_phones():
    rows = [PLAIN, (*man(1, "张明")[:5], 1.38e10), (*man(3, "王强")[:5], "1.38E+10"), (*man(5, "刘洋")[:5], "13800000001/13900000002"), (*man(7, "杨帆")[:5], "０７４５－２１６８４５０"), (*man(9, "吴越")[:5], 13800000001.0)]
    plan = told(planned("cadres", book_of(("高村镇", rows)), COUNTY))
    print([(d.record["phone"], d.warnings) for d in plan.rows])


def test_ids():
    good = id_number(1)
    ids = [good + " ", "'" + good, good[:6] + " " + good[6:14] + " " + good[14:], float(431299197503120019), "431299750312001", good + "\n" + id_number(3), "４" + good[1:], good[:-1] + "x", 431299750312003]
    rows = [PLAIN, *((n, "张三李四王五赵六孙七周八吴九郑十冯一"[n * 2 : n * 2 + 2], "男", "干事", i, None) for n, i in enumerate(ids))]
    plan = told(planned("cadres", book_of(("高村镇", rows)), COUNTY))
    print([(d.name, d.record["id_number"], d.warnings) for d in plan.rows])


def test_births():
    from openpyxl import Workbook
    header = ("姓名", "性别", "职务", "出生年月", "民族")
    cells = ["1985.10", 1985.1, 1985.10, 1985, 31321, "1985年10月", datetime.date(1985, 10, 1), "85.10", "1985.13", "八五年十月", "1985.10（26岁）", 198510, "1985、10", "农历1985年8月", "45岁", 2085.5]
    rows = [header, *((c1, "男", "干事", c, "苗族") for c1, c in zip("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳", cells))]
    rows = [header] + [("张" + r[0], *r[1:]) for r in rows[1:]]
    plan = told(planned("cadres", book_of(("高村镇", rows)), COUNTY))
    print([(d.name, d.record["birth"], d.warnings) for d in plan.rows])


# ---- wave 4
@pytest.mark.parametrize("sheet,title", [("花名册", None), ("Sheet1", None), ("Sheet1", "干部花名册"), ("干部", "干部基本情况表")])
def test_which_township_a_whole_file_is_about_is_not_remembered_under_the_name_of_its_sheet(
    signed_in, county_editor, settings, tmp_path, sheet, title
):
    from villages.tests.test_import_admin import upload
    from villages.tests.test_import_answers import answer

    settings.VAR_DIR = tmp_path
    client = signed_in(county_editor)

    def file(*men):
        return book_of((sheet, [*([(title,)] if title else []), PLAIN, *men]))

    page = upload(client, file(man(1, "张明")))
    [name] = page.context["answers_form"].questions
    answer(client, page, **{name: "431226101"})
    page = upload(client, file(man(3, "王强")))
    print([(r.name, r.__dict__ if hasattr(r, "__dict__") else r) for r in page.context["rows"]])
    assert page.context["answers_form"].questions


@pytest.mark.parametrize("sheet", ["高村镇", "登记表"])
def test_a_household_in_a_card_does_not_become_a_cadre_2(sheet):
    rows = [
        ("高村镇干部登记表",),
        ("姓名", "张明", "性别", "男"),
        ("民族", "苗族", "出生年月", "1975.03"),
        ("职务", "干事", "身份证号", id_number(1)),
        ("结对帮扶农户情况",),
        ("姓名", "吴老汉", "性别", "男"),
        ("民族", "苗族", "联系电话", "13800000001"),
    ]
    plan = told(planned("cadres", book_of((sheet, rows)), GAOCUN))
    assert set(people(plan)) == {"张明"}


def test_a_second_village_in_a_row_of_its_own_is_a_pairing_or_refused(lihua):
    header = ("乡镇", "姓名", "结对村", "结对时间")
    rows = [header, ("高村镇", "李华", "西村", "2011-03-05"), (None, None, "东村", None), ("高村镇", "李华", "东村", "2011-03-05")]
    plan = told(planned("pairings", book_of(("台账", rows[:3])), COUNTY))
    assert len(plan.rows) + len(plan.refused) == 2


def test_struck_but_for_serial():
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "高村镇"
    sheet.append(PLAIN)
    sheet.append(man(1, "张明"))
    sheet.append(man(3, "王强"))
    for cell in sheet[2][1:]:
        cell.font = Font(strike=True)
    plan = told(planned("cadres", saved(book), COUNTY))
    assert not [d for d in plan.rows if d.name == "张明" and not d.warnings]


def test_band_phone():
    rows = [
        ("姓名", "性别", "职务", "联系村情况", None, None, "手机号码"),
        (None, None, None, "联系村", "村支书", "电话", None),
        ("张明", "男", "干事", "西村", "吴老汉", "13800000001", "13900000002"),
    ]
    plan = told(planned("cadres", book_of(("高村镇", rows, "D1:F1", "A1:A2", "B1:B2", "C1:C2", "G1:G2")), COUNTY))
    assert [d.record["phone"] for d in plan.rows] == ["13900000002"]


def test_only_secretary_phone():
    header = ("姓名", "性别", "职务", "联系村", "村支书电话")
    plan = told(planned("cadres", book_of(("高村镇", [header, ("张明", "男", "干事", "西村", "13800000001")])), COUNTY))
    assert [d.record["phone"] for d in plan.rows] == [None]


@pytest.mark.parametrize("label", ["村支书姓名", "联系人姓名", "联系户姓名", "介绍人姓名", "填报人姓名","分管领导姓名"])
def test_other_name_before(label):
    header = ("序号", "联系村", label, "姓名", "性别", "职务", "身份证号")
    plan = told(planned("cadres", book_of(("高村镇", [header, (1, "西村", "吴老汉", "张明", "男", "干事", id_number(1))])), COUNTY))
    assert set(people(plan)) == {"张明"}


def test_pairing_imported_year_11(lihua):
    from villages.models import VillagePairing
    header = ("姓名", "乡镇", "职务", "结对村", "结对时间")
    file = book_of(("台账", [header, ("李华", "高村镇", "干事", "东村", "11.3.5")]))
    imported("pairings", file, ANY)
    assert list(VillagePairing.objects.filter(village__name="东村").values_list("valid_from", flat=True)) == [datetime.date(2011, 3, 5)]


def test_continuation_sheet_without_header():
    plan = told(planned("cadres", book_of(("高村镇", [PLAIN, man(1, "张明")]), ("高村镇续", [man(3, "王强")])), COUNTY))
    assert set(people(plan)) == {"张明", "王强"}


def test_second_table_other_columns():
    rows = [PLAIN, man(1, "张明"), (), ("二、村干部",), ("序号", "姓名", "村名", "电话"), (1, "吴老汉", "西村", "13800000001")]
    plan = told(planned("cadres", book_of(("高村镇", rows)), COUNTY))
    print(people(plan))


def test_three_persons_a_row_and_short_last():
    h = ("姓名", "性别", "职务", "民族")
    rows = [(*h, *h, *h), ("张明", "男", "干事", "苗族", "王强", "男", "干事", "苗族", "刘洋", "男", "干事", "苗族"), ("杨帆", "男", "干事", "苗族", "吴越", "男", "干事", "苗族")]
    plan = told(planned("cadres", book_of(("高村镇", rows)), COUNTY))
    assert len(people(plan)) == 5


def test_two_blocks_right_in_other_order():
    h = ("姓名", "性别", "职务", "民族")
    rows = [(*h, None, "姓名", "职务", "民族", "性别"), ("张明", "男", "干事", "苗族", None, "王强", "会计", "侗族", "男")]
    plan = told(planned("cadres", book_of(("高村镇", rows)), COUNTY))
    assert len(people(plan)) == 2


def test_two_blocks_right_short():
    rows = [("序号", "姓名", "性别", "职务", "民族", None, "序号", "姓名", "电话"), (1, "张明", "男", "干事", "苗族", None, 2, "王强", "13800000001")]
    plan = told(planned("cadres", book_of(("高村镇", rows)), COUNTY))
    assert set(people(plan)) == {"张明"}


def test_headings_side_by_side_two_townships():
    h = ("姓名", "性别", "职务", "民族")
    rows = [("高村镇", None, None, None, None, "锦和镇"), (*h, None, *h), ("张明", "男", "干事", "苗族", None, "王强", "男", "干事", "苗族")]
    plan = told(planned("cadres", book_of(("全县", rows, "A1:D1", "F1:I1")), COUNTY))
    assert people(plan) in ({"张明": "431226101", "王强": "431226102"}, {})


def test_headings_side_by_side_in_sheet_named():
    h = ("姓名", "性别", "职务", "民族")
    rows = [("高村镇干部", None, None, None, None, "锦和镇干部"), (*h, None, *h), ("张明", "男", "干事", "苗族", None, "王强", "男", "干事", "苗族")]
    plan = told(planned("cadres", book_of(("Sheet1", rows, "A1:D1", "F1:I1")), COUNTY))
    assert people(plan) in ({"张明": "431226101", "王强": "431226102"}, {})


def test_unit_line_right_title():
    rows = [("高村镇干部花名册",), ("填报单位：锦和镇", None, None, "2011年9月15日"), PLAIN, man(1, "张明")]
    plan = told(planned("cadres", book_of(("Sheet1", rows)), COUNTY))
    print(people(plan))


def test_leavers_word_in_title_post():
    plan = told(planned("cadres", book_of(("高村镇", [PLAIN, man(1, "张明", "已退休"), man(3, "王强", "副镇长（已调离）"), man(5, "刘洋", "退休干部")])), COUNTY))
    assert not [d for d in plan.rows if not d.warnings]
