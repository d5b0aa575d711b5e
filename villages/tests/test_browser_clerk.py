"""A county clerk's first afternoon in a real browser: a roster goes in, an entry of the diary is written."""

import datetime

import pytest
import xlsxwriter

from cadres.models import Cadre, Post, Role
from cadres.tests.factories import PASSWORD, SkillFactory, clerk, place
from villages.models import Visit
from villages.tests.factories import HouseholdFactory, VillageFactory

pytestmark = pytest.mark.parser_process
HEADER = ["序号", "乡镇", "姓名", "性别", "出生年月", "职务", "职务类别", "所学技能", "结对村"]
PEOPLE = [
    [1, "高村镇", "张建国", "男", "1975.03", "镇长", "领导", "柑橘栽培", "漫水村"],
    [2, "高村镇", "滕小莲", "女", "1981.11", "农技站站长", "一般", "柑橘栽培", "漫水村"],
    [3, "高村镇", "（空缺）", "", "", "", "", "", ""],
]


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "花名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([["高村镇干部花名册"], HEADER, *PEOPLE]):
            sheet.write_row(number, 0, row)
    return path


@pytest.fixture
def mayang_with_a_village(transactional_db):
    place("431226", "麻阳苗族自治县")
    place("431226101", "高村镇")
    SkillFactory(name="柑橘栽培")
    HouseholdFactory(village=VillageFactory(code="431226101201", name="漫水村"), number="007", head_name="滕")
    clerk(Role.COUNTY_EDITOR, "431226", username="mayang")


def choose(page, field, term):
    """Picks the first suggestion of an autocomplete field."""
    page.locator(f".field-{field} .select2-selection").click()
    page.locator(".select2-search__field").fill(term)
    page.locator(".select2-results__option--highlighted", has_text=term).click()


def test_a_roster_goes_in_and_a_visit_is_written(mayang_with_a_village, open_page, roster):
    page = open_page()
    page.goto("/admin/")
    page.fill("input[name=username]", "mayang")
    page.fill("input[name=password]", PASSWORD)
    page.click("[type=submit]")

    page.goto("/admin/cadres/cadre/import/")
    page.set_input_files("input[type=file]", roster)
    page.fill("input[name=as_of]", "2011-09-15")
    page.locator("#content form [type=submit]").click()
    page.wait_for_url("**/cadre/import/*/")
    assert not Cadre.objects.exists()
    assert "（空缺）" in page.locator("#content").inner_text()

    page.locator("#content form [type=submit]").first.click()
    page.wait_for_load_state()
    assert sorted(Cadre.objects.values_list("name", flat=True)) == ["张建国", "滕小莲"]
    assert set(Post.objects.values_list("valid_from", flat=True)) == {datetime.date(2011, 9, 15)}

    page.goto("/admin/cadres/cadre/?q=txl")
    assert page.locator("#result_list tbody tr").count() == 1

    page.goto("/admin/villages/visit/add/")
    choose(page, "cadre", "滕小莲")
    page.fill("input[name=visited_on]", "2011-10-11")
    choose(page, "village", "漫水村")
    choose(page, "household", "007")
    page.check("input[name=purpose][value=teaching]")
    page.fill("textarea[name=done]", "教冬季修剪")
    page.check("input[name=signed]")
    page.click("input[name=_save]")
    page.wait_for_load_state()
    assert page.locator("#result_list tbody tr").count() == 1
    visit = Visit.objects.get()
    assert (visit.division.code, visit.household.number, visit.signed) == ("431226101", "007", True)
    assert page.complaints == []


def test_a_visit_outside_the_post_is_refused_in_a_sentence_and_nothing_typed_is_lost(
    mayang_with_a_village, open_page, roster
):
    page = open_page()
    from cadres.tests.factories import cadre_at

    cadre_at("431226101", name="张建国", valid_from=datetime.date(2011, 9, 15))
    page.goto("/admin/")
    page.fill("input[name=username]", "mayang")
    page.fill("input[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.goto("/admin/villages/visit/add/")
    choose(page, "cadre", "张建国")
    page.fill("input[name=visited_on]", "2011-09-01")
    choose(page, "village", "漫水村")
    page.check("input[name=purpose][value=contact]")
    page.fill("textarea[name=done]", "入户走访")
    page.click("input[name=_save]")
    assert page.locator(".field-visited_on .errorlist").inner_text().strip()
    assert page.input_value("textarea[name=done]") == "入户走访"
    assert not Visit.objects.exists()


def test_a_messy_roster_is_looked_at_page_by_page_imported_and_undone(
    mayang_with_a_village, open_page, roster
):
    page = open_page()
    page.goto("/admin/")
    page.fill("input[name=username]", "mayang")
    page.fill("input[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.goto("/admin/cadres/cadre/import/")
    page.set_input_files("input[type=file]", roster)
    page.fill("input[name=as_of]", "2011-09-15")
    page.locator("#content form [type=submit]").click()
    page.wait_for_url("**/cadre/import/*/")
    assert "（空缺）" in page.locator(".sheet-rows").inner_text()
    with page.expect_download() as refused:
        page.locator("a[href$='/copy/refused/']").click()
    assert refused.value.suggested_filename.endswith(".xlsx")
    page.locator("a[href*='section=new']").click()
    assert "滕小莲" in page.locator(".sheet-rows").inner_text()

    page.locator("form[action$='/process_import/'] [type=submit]").click()
    page.wait_for_load_state()
    assert Cadre.objects.count() == 2
    page.locator(".messagelist a").click()
    page.locator("a[href$='/do/undo/']").click()
    page.locator("#content form [type=submit]").first.click()
    page.wait_for_load_state()
    assert not Cadre.objects.exists()
    assert page.locator(".field-state").inner_text()
    assert page.complaints == []
