"""A month in a real browser, by everybody who has a part in it: from the diaries to a published table and its
correction, with an objection upheld and one refused."""

import pytest

from assessments.models import Edition, Objection
from assessments.tests.desk import Clock, Desk, choose
from assessments.tests.scored import adopted, staffed
from cadres.models import Role
from cadres.tests.factories import cadre_at, clerk, place
from villages.models import Visit
from villages.tests.factories import VillagePairingFactory
from villages.tests.sheets_cast import diary, villages_and_skills, visit

GAOCUN, JINHE = "高村镇", "锦和镇"
TABLE = "/tables/townships/2011-10/"
SAME = "上门了解柑橘销路，帮助联系了两家收购商"
FORGOTTEN = "李华十月二十日到西村走访，日志上有，榜上没有计入。"
UNFOUNDED = "锦和镇下村天数应当更多。"
CONFIRMED, KEPT = "日志上确有这次走访，补录后重新计分。", "经查阅民情日志，天数与上报一致。"


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def municipality(transactional_db, settings, tmp_path):
    """Two townships: Jinhe has handed in its diary, Gaocun's lies on the clerk's table."""
    settings.VAR_DIR = tmp_path
    place("4312", "怀化市")
    place("431226", "麻阳苗族自治县")
    place("431226101", GAOCUN)
    place("431226102", JINHE)
    villages_and_skills()
    adopted()
    staffed(towns=["431226102"], cadres=4)
    pairing = VillagePairingFactory(cadre=cadre_at("431226101", name="李华"), village__code="431226101201")
    clerk(Role.TOWNSHIP_CLERK, "431226101", username="gaocun")
    clerk(Role.CITY_EDITOR, "4312", username="city")
    clerk(Role.APPROVER, "4312", username="approver")
    return pairing


@pytest.fixture
def at(open_page):
    """at(username) is a desk of somebody who has just signed in; at() one of the public. At the end no browser has
    complained."""
    pages = []

    def desk(username=""):
        pages.append(open_page())
        return Desk(pages[-1], username)

    yield desk
    assert [complaint for page in pages for complaint in page.complaints] == []


def import_the_diary(desk, tmp_path):
    """Three visits, each in the same words."""
    book = tmp_path / "十月日志.xlsx"
    book.write_bytes(diary(*(visit(f"2011-10-{day}", done=SAME) for day in (11, 12, 13))))
    desk.open("/admin/villages/visit/").page.locator("a[href$='/visit/import/']").first.click()
    desk.page.set_input_files("input[type=file]", book)
    desk.page.locator("#content form [type=submit]").click()
    desk.page.wait_for_url("**/visit/import/*/")
    desk.page.locator("#content form [type=submit]").first.click()
    desk.page.wait_for_selector(".messagelist .success")
    desk.open("/admin/villages/diarysubmission/")
    gaocun = str(place("431226101").pk)
    desk.page.locator("a[href$='/do/receive/']").click()
    desk.answer(month="2011-10", received_on="2011-11-01", divisions=gaocun)


def enter_a_visit(desk, day):
    """One more entry of the diary, by hand."""
    desk.open("/admin/villages/visit/add/")
    choose(desk.page, "cadre", "李华")
    desk.page.fill("input[name=visited_on]", day)
    choose(desk.page, "village", "西村")
    desk.page.check("input[name=purpose][value=contact]")
    desk.page.fill("textarea[name=done]", "走访，问了橘子卖得怎样")
    desk.page.click("input[name=_save]")
    desk.page.wait_for_selector(".messagelist .success")


def table_on_notice(desk, **told):
    """Scores are computed, and a table of them is prepared and put on notice."""
    desk.open("/admin/assessments/period/").follow("2011-10")
    desk.do("compute", division="怀化市")
    desk.do("prepare", kind="乡镇排行榜", **told)
    desk.do("announce")
    return Edition.objects.latest("pk")


def look_for_implausible_records(desk):
    """What the computation rests on is looked through, and what is found is explained."""
    desk.open("/admin/assessments/scorerun/").page.locator("#result_list tbody th a").first.click()
    desk.do("anomalies")
    desk.page.locator(".panels a[href*='state__exact=open']").click()
    desk.page.locator("#result_list tbody th a").first.click()
    assert SAME not in desk.page.locator(".messagelist").all_inner_texts()
    desk.do("explain", remark="三次都是同一件事，已向本人核实")


def object_to_it(desk, place_name, text):
    """Somebody without an account objects, and is told a number."""
    desk.open("/").follow("2011年10月")
    desk.page.locator("a.button").click()
    desk.page.locator("select[name=place]").select_option(label=f"麻阳苗族自治县 {place_name}")
    desk.page.fill("textarea[name=text]", text)
    desk.page.locator("form.sheet button").click()
    return desk.page.locator(".number-told").inner_text()


def answer_what_waits(desk, decision, reason):
    """The home page leads to the objection that waits."""
    desk.open("/admin/").page.locator(".waiting a[href*='objection']").click()
    desk.page.locator("#result_list tbody th a").first.click()
    desk.do("answer", decision=decision, reason=reason)


def approve_and_publish(desk):
    desk.open("/admin/").page.locator(".waiting a[href*='edition']").first.click()
    desk.page.locator("#result_list tbody th a").first.click()
    desk.do("approve")
    desk.do("publish")


def decision_read(desk, number):
    """What whoever objected reads under the number."""
    desk.open("/objections/").page.fill("input[name=number]", number)
    desk.page.locator("form.filter button").click()
    return desk.page.locator("dl.told").inner_text()


def test_a_month_goes_from_the_diaries_to_a_published_table_and_its_correction(
    municipality, at, clock, tmp_path
):
    clock.set("2011-11-01")
    import_the_diary(at("gaocun"), tmp_path)
    assert Visit.objects.filter(division__name=GAOCUN).count() == 3

    office = at("city")
    office.open("/admin/assessments/period/add/").answer(code="2011-10")
    first = table_on_notice(office)
    look_for_implausible_records(office)

    public = at()
    founded = object_to_it(public, GAOCUN, FORGOTTEN)

    clock.set("2011-11-02")
    answer_what_waits(at("approver"), "成立", CONFIRMED)
    enter_a_visit(at("gaocun"), "2011-10-20")
    office = at("city")
    office.open(f"/admin/assessments/edition/{first.pk}/change/").do(
        "withdraw", reason="异议成立，更正后重新公示"
    )
    table_on_notice(office)
    unfounded = object_to_it(at(), JINHE, UNFOUNDED)

    clock.set("2011-11-03")
    answer_what_waits(at("approver"), "不成立", KEPT)
    assert CONFIRMED in decision_read(public, founded)
    assert KEPT in decision_read(public, unfounded)

    clock.set("2011-11-20")
    approve_and_publish(at("approver"))
    public = at().open(TABLE)
    assert KEPT in public.said()
    assert FORGOTTEN not in public.said()

    enter_a_visit(at("gaocun"), "2011-10-21")
    table_on_notice(at("city"), note="补录一次走访")
    clock.set("2011-12-20")
    approve_and_publish(at("approver"))

    public = at().open(TABLE)
    changed = public.page.locator("section:has(#changed) tbody tr")
    assert changed.count() == 1
    assert GAOCUN in changed.inner_text()
    assert ("40.00" in changed.inner_text()) and ("50.00" in changed.inner_text())
    assert "补录一次走访" in public.said()
    public.page.locator("a[href$='/r1/']").first.click()
    assert "40.00" in public.page.locator("table.league").first.inner_text()
    assert [one.decision for one in Objection.objects.order_by("pk")] == ["upheld", "refused"]
    assert list(Edition.objects.order_by("pk").values_list("state", "revision")) == [
        ("withdrawn", 1),
        ("published", 1),
        ("published", 2),
    ]
