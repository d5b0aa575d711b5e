"""Who has left does not come in as serving without a word."""

import openpyxl
import pytest
from openpyxl.styles import Font

from villages.tests.clerks_sheets import COUNTY, GAOCUN, PLAIN, man, roster_of, saved, silent
from villages.tests.sheets_cast import planned, villages_and_skills


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    villages_and_skills()


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


def test_where_those_who_serve_may_stand_as_well_it_is_told():
    [draft] = roster_of(PLAIN, man(1, "张明"), sheet="高村镇（含退休）").rows
    assert "MAY_HAVE_LEFT" in draft.warnings


@pytest.mark.parametrize("title", ["离退休干部办公室主任", "退休干部党支部书记", "副镇长（挂职）"])
def test_who_serves_those_who_retired_is_in_post(title):
    assert silent(roster_of(PLAIN, man(1, "张明", title))) == {"张明": GAOCUN}
