"""Days as clerks write them, the same in every kind of sheet."""

import datetime

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from villages.models import VillagePairing
from villages.tests.clerks_sheets import DIARY, NOVEMBER, book_of, paired, saved
from villages.tests.sheets_cast import imported, planned, villages_and_skills


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


@pytest.fixture
def lihua(places):
    return paired("李华")


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


def test_a_year_of_two_digits_is_told(lihua):
    row = ("11.10.11", "高村镇", "李华", "西村", "走访", "了解销路", "否", "是", "√")
    [draft] = planned("visits", book_of(("日志", [DIARY, row])), NOVEMBER).rows
    assert "YEAR_SHORT" in draft.warnings


@pytest.mark.parametrize("day", ["0011-10-11", "1811-10-11", "98.10.11", "2211-10-11"])
def test_a_day_outside_of_any_records_time_is_refused(lihua, day):
    row = (day, "高村镇", "李华", "西村", "走访", "了解销路", "否", "是", "√")
    [draft] = planned("visits", book_of(("日志", [DIARY, row])), NOVEMBER).refused
    assert "DATE_INVALID" in draft.reasons
