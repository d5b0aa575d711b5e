"""Sheets as clerks make them, and what must not happen to the people in them without a word."""

import datetime
import io

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from cadres.tests.factories import cadre_at
from config.spreadsheets.copies import copy_of_refused
from config.spreadsheets.kinds import Context
from villages.models import Village, VillagePairing
from villages.tests.factories import VillagePairingFactory
from villages.tests.sheets_cast import id_number, imported, planned, villages_and_skills
from villages.tests.test_marked_copies import shown

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


# 6. A header that only holds a known word goes before the one that is it


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


# 7. Two people in a cell


@pytest.mark.parametrize("names", ["张明\n王强", "张明、王强", "张明 王强", "张明及王强", "张明和王强"])
def test_two_names_in_a_cell_are_not_one_person(names):
    assert silent(roster_of(PLAIN[:4], (1, names, "男", "干事"))) == {}


# 8. Days


@pytest.mark.parametrize("day", ["11.10.11", "11年10月11日", "11-10-11"])
def test_a_visit_of_the_year_11_was_paid_in_2011(lihua, day):
    row = (day, "高村镇", "李华", "西村", "走访", "了解销路", "否", "是", "√")
    plan = planned("visits", book_of(("日志", [DIARY, row])), NOVEMBER)
    assert [draft.record["visited_on"] for draft in plan.rows] in ([], ["2011-10-11"])


def test_a_pairing_since_the_year_11_is_not_one_since_antiquity(lihua):
    header = ("姓名", "乡镇", "职务", "结对村", "结对时间")
    imported("pairings", book_of(("台账", [header, ("李华", "高村镇", "干事", "东村", "11.3.5")])), NOVEMBER)
    days = VillagePairing.objects.filter(village__name="东村").values_list("valid_from", flat=True)
    assert list(days) in ([], [datetime.date(2011, 3, 5)])


def test_a_mastery_verified_in_the_year_11_was_verified_in_2011(lihua):
    header = ("乡镇", "姓名", "掌握技能", "认定日期", "掌握程度", "认定方式", "认定人")
    row = ("高村镇", "李华", "柑橘栽培", "11.9.5", "能独立操作", "考试", "县农业局")
    plan = planned("mastery", book_of(("表", [header, row])), NOVEMBER)
    assert [draft.record["verified_on"] for draft in plan.rows] in ([], ["2011-09-05"])


def test_a_visit_on_a_bare_day_of_a_workbook_that_counts_from_1904_is_not_moved_by_four_years(lihua):
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(DIARY)
    day = (datetime.date(2011, 10, 11) - datetime.date(1904, 1, 1)).days
    book.active.append((day, "高村镇", "李华", "西村", "走访", "了解销路", "否", "是", "√"))
    plan = planned("visits", saved(book), NOVEMBER)
    assert [draft.record["visited_on"] for draft in plan.rows] in ([], ["2011-10-11"])


# 9. Side by side


def card(serial, name):
    return [
        ("姓名", name, "性别", "男"),
        ("民族", "苗族", "出生年月", "1975.03"),
        ("职务", "干事", "身份证号", id_number(serial)),
    ]


def test_of_two_cards_side_by_side_neither_is_lost():
    rows = [(*left, None, *right) for left, right in zip(card(1, "张明"), card(3, "王强"), strict=True)]
    assert accounted(roster_of(*rows)) == {"张明", "王强"}


def test_a_household_at_the_end_of_a_card_does_not_become_a_cadre():
    household = [
        ("结对帮扶农户情况",),
        ("姓名", "吴老汉", "性别", "男"),
        ("民族", "苗族", "联系电话", "138"),
    ]
    assert set(coming(roster_of(("干部登记表",), *card(1, "张明"), *household))) == {"张明"}


@pytest.mark.parametrize("words", [("高村镇", "锦和镇"), ("党政办", "农业站")])
def test_of_two_tables_side_by_side_under_headings_neither_is_lost(words):
    above = (words[0], *[None] * 4, words[1])
    rows = [above, (*SHORT, None, *SHORT)]
    rows += [("张明", "男", "干事", "苗族", None, "王强", "男", "干事", "苗族")]
    assert accounted(roster_of(*rows, merges=("A1:D1", "F1:I1"))) == {"张明", "王强"}


def test_a_header_beside_the_rows_of_another_table_does_not_end_that_table():
    rows = [
        (*SHORT,),
        ("张明", "男", "干事", "苗族"),
        ("王强", "男", "干事", "苗族", None, *SHORT),
        ("刘洋", "男", "干事", "苗族", None, "杨帆", "男", "干事", "苗族"),
    ]
    assert accounted(roster_of(*rows)) == {"张明", "王强", "刘洋", "杨帆"}


# 10. People and households taken for headings, titles and footers


def test_a_cadre_whose_name_ends_like_a_place_is_no_heading():
    for name in ("张明", "王镇", "李建镇"):
        cadre_at(GAOCUN, name=name)
    header = ("乡镇", "结对村", "姓名", "结对时间")
    rows = [header, ("高村镇", "西村", "张明", "2011-03-05"), (None, None, "王镇"), (None, None, "李建镇")]
    plan = planned("pairings", book_of(("台账", rows, "A2:A4", "B2:B4", "D2:D4")), COUNTY)
    assert accounted(plan) == {"张明", "王镇", "李建镇"}


def test_a_household_whose_head_is_called_like_a_place_is_no_heading():
    header = ("乡镇", "村名", "户号", "户主姓名", "类别")
    rows = [
        header,
        ("高村镇", "西村", 1, "吴明", "困难户"),
        (None, None, 2, "王镇"),
        (None, None, 3, "吴建乡"),
    ]
    plan = planned("households", book_of(("农户", rows, "A2:A4", "B2:B4")), COUNTY)
    assert accounted(plan) == {"吴明", "王镇", "吴建乡"}


def test_a_second_village_under_the_first_comes_in_or_is_refused(lihua):
    header = ("乡镇", "姓名", "结对村", "结对时间")
    rows = [header, ("高村镇", "李华", "西村", "2011-03-05"), (None, None, "东村")]
    plan = planned("pairings", book_of(("台账", rows)), COUNTY)
    assert len((*plan.rows, *plan.refused)) == 2


def test_a_person_over_the_header_of_the_next_page_is_no_title():
    header = ("姓名", "职务", "性别", "民族")
    some, other = ("张明", "干事", "男", "苗族"), ("王强", "干事", "男", "苗族")
    assert "李华" in accounted(roster_of(header, some, ("李华", "人大代表"), header, other))


def test_a_person_over_the_first_header_is_no_title():
    assert "张明" in accounted(roster_of(("高村镇干部花名册",), man(1, "张明"), PLAIN, man(3, "王强")))


def test_a_post_with_a_colon_before_the_name_is_no_signature():
    header = ("职务", "姓名", "性别", "民族")
    rows = [("党委书记：", "张明", "男", "苗族"), ("干事", "王强", "男", "苗族")]
    assert accounted(roster_of(header, *rows)) == {"张明", "王强"}


# 12. Who has left


@pytest.mark.parametrize("name", ["张明（已调离）", "张明（退休）", "张明（已故）"])
def test_who_has_left_by_the_words_beside_the_name_does_not_come_in_without_a_word(name):
    assert silent(roster_of(PLAIN, man(1, name))) == {}


@pytest.mark.parametrize("heading", ["二、退休人员", "已调离人员（1人）"])
def test_who_stands_under_a_heading_of_those_who_left_does_not_come_in_without_a_word(heading):
    assert silent(roster_of(PLAIN, man(1, "张明"), (heading,), man(3, "王强"))) == {"张明": GAOCUN}


def test_who_stands_on_a_sheet_of_those_who_left_does_not_come_in_without_a_word():
    assert silent(roster_of(("高村镇干部花名册",), PLAIN, man(1, "张明"), sheet="已调离人员")) == {}


@pytest.mark.parametrize("title", ["已退休", "副镇长（已调离）"])
def test_who_has_left_by_the_column_of_posts_does_not_come_in_without_a_word(title):
    assert silent(roster_of(PLAIN, man(1, "张明", title))) == {}


def test_who_is_struck_out_but_for_the_running_number_does_not_come_in_without_a_word():
    book = openpyxl.Workbook()
    book.active.title = "高村镇"
    for row in (PLAIN, man(1, "张明"), man(3, "王强")):
        book.active.append(row)
    for cell in book.active[2][1:]:
        cell.font = Font(strike=True)
    assert silent(planned("cadres", saved(book), COUNTY)) == {"王强": GAOCUN}


# 13. Nobody


@pytest.mark.parametrize("words", ["暂无", "空岗", "待聘", "缺员", "待招聘"])
def test_a_vacancy_does_not_become_a_cadre(words):
    assert coming(roster_of(PLAIN[:4], (1, words, None, "副镇长"))) == {}


def test_a_header_with_few_columns_does_not_become_a_cadre():
    rows = [PLAIN, man(1, "张明"), (), ("聘用人员",), ("序号", "姓名", "电话"), (1, "王强", "13800000001")]
    assert "姓名" not in coming(roster_of(*rows))


# 14. Yes or no


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("signed", "吴老汉"),
        ("stayed", "住1晚"),
        ("stayed", "2"),
        ("shared_work", "半天"),
        ("shared_work", "插秧"),
    ],
)
def test_what_is_neither_yes_nor_no_is_not_taken_for_no_without_a_word(lihua, field, cell):
    said = {"stayed": "否", "shared_work": "否", "signed": "否"} | {field: cell}
    row = ("2011-10-11", "高村镇", "李华", "西村", "走访", "了解销路", *said.values())
    plan = planned("visits", book_of(("日志", [DIARY, row])), NOVEMBER)
    assert [draft for draft in plan.rows if not draft.record[field] and not draft.warnings] == []


# 15. The refused rows, sent back


def test_a_ditto_mark_under_a_subtotal_says_the_same_in_the_copy_of_what_is_refused(county_editor):
    header = ("序号", "乡镇", "姓名", "性别", "所学技能", "职务", "身份证号")
    first = (1, "高村镇", "张明", "男", "柑橘栽培", "干事", id_number(1))
    wrong = (2, "高村镇", "王强", "女", "同上", "同上", id_number(3))
    file = book_of(("名册", [header, first, ("小计", None, None, "1人"), wrong]))
    [before] = planned("cadres", file, COUNTY).refused
    [after] = planned("cadres", copy_of_refused(shown(county_editor, file)), COUNTY).refused
    told = ("skill_code", "post_title")
    assert [after.record[name] for name in told] == [before.record[name] for name in told]


def test_an_unclear_month_of_a_text_file_stays_unclear_in_the_copy_of_what_is_refused(county_editor):
    file = "乡镇,姓名,性别,职务,出生年月,备注\n高村镇,张明,男,干事,1985.1,已调离\n".encode()
    [before] = planned("cadres", file, COUNTY).refused
    [after] = planned("cadres", copy_of_refused(shown(county_editor, file, "花名册.csv")), COUNTY).refused
    assert (before.record["birth"], after.record["birth"]) == (None, None)
