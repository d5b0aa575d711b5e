"""The public pages in a real browser: on a phone, without complaints, without JavaScript."""

import pytest

from assessments.models import Objection
from assessments.tests.beside_cast import BESIDE
from assessments.tests.notice import put_on_notice
from assessments.tests.public import BOTH_COUNTIES, edition

PAGES = [
    "/",
    "/tables/",
    "/tables/townships/2011-10/",
    "/tables/townships/2011-10/r1/",
    "/tables/counties/2011-10/",
    "/tables/townships/2011-10/funnel/",
    "/tables/townships/2011-10/rising/",
    "/places/431226101/",
    "/places/431226/",
    "/method/",
]
ALL_PAGES = PAGES + [f"/en{page}" for page in PAGES] + ["/tables/townships/1999-01/"]


@pytest.fixture
def published(transactional_db):
    edition(beside=BESIDE)
    edition(kind="counties", rows=BOTH_COUNTIES, unranked=[])


def test_every_page_fits_a_phone_and_the_browser_complains_of_nothing(published, open_page):
    page = open_page(width=360, height=640)
    for address in ALL_PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
    assert [c for c in page.complaints if "404" not in c] == []


def test_a_table_can_be_filtered_without_javascript(published, chromium, site):
    context = chromium.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto("/tables/townships/2011-10/")
    page.locator("select[name=county]").select_option("431228")
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url("**county=431228*")
    assert page.get_by_text("芷江镇").count() >= 1
    assert page.get_by_text("锦和镇").count() == 0
    context.close()


def test_an_objection_is_sent_on_a_phone_without_javascript(transactional_db, chromium, site):
    table = put_on_notice(edition(state="draft"))
    context = chromium.new_context(
        java_script_enabled=False, base_url=site, viewport={"width": 360, "height": 640}
    )
    page = context.new_page()
    page.goto(f"/notices/{table.pk}/")
    page.locator("a.button").click()
    page.locator("select[name=place]").select_option(label="整张榜单")
    page.locator("textarea[name=text]").fill("名次与得分不符")
    page.locator("form.sheet button").click()
    page.wait_for_url("**/objections/?number=*")
    assert page.get_by_text("请记下编号").count() == 1
    assert Objection.objects.get().text == "名次与得分不符"
    assert context.cookies() == []
    context.close()


def test_the_pages_of_a_notice_fit_a_phone(transactional_db, open_page):
    table = put_on_notice(edition(state="draft"))
    page = open_page(width=360, height=640)
    for address in ("/notices/", f"/notices/{table.pk}/", f"/notices/{table.pk}/object/", "/objections/"):
        for language in ("", "/en"):
            page.goto(language + address)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
    assert page.complaints == []
