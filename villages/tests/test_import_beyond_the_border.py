"""Whoever serves here may have served elsewhere, or serve there too: no row reaches further than its account does."""

import datetime

import pytest

from cadres.models import Post
from cadres.tests.factories import PostFactory, cadre_at, place
from config.jurisdiction import Scope
from config.spreadsheets.kinds import Context
from villages.models import VillagePairing, Visit
from villages.tests.factories import VillageFactory, VillagePairingFactory
from villages.tests.sheets_cast import imported, planned, reasons, villages_and_skills, workbook

HERE, ELSEWHERE = "431226101", "431228100"
MAYANG = Context(as_of=datetime.date(2011, 9, 15), scope=Scope(codes=("431226",)))
LEFT = datetime.date(2011, 3, 1)


@pytest.fixture(autouse=True)
def places(gaocun, jinhe, zhijiang_town):
    villages_and_skills()
    VillageFactory(code=f"{ELSEWHERE}201", name="远村")


@pytest.fixture
def both():
    """A cadre with the main post elsewhere, and another post here."""
    cadre = cadre_at(ELSEWHERE, title="会计")
    PostFactory(cadre=cadre, division=place(HERE), main=False, assessed=False)
    return cadre


@pytest.fixture
def own():
    return cadre_at(HERE)


def listed(cadre, code, title):
    return workbook(("干部编号", "姓名", "乡镇代码", "职务"), (cadre.number, cadre.name, code, title))


def visits(cadre, village=f"{HERE}201", day="2011-08-01"):
    header = ("干部编号", "姓名", "日期", "村代码", "事由", "内容")
    return workbook(header, (cadre.number, cadre.name, day, village, "走访", "了解柑橘销路"))


def test_a_roster_changes_no_post_elsewhere_of_somebody_who_has_one_here(both):
    plan, _batch = imported("cadres", listed(both, ELSEWHERE, "民政专干"), MAYANG)
    assert reasons(plan) == [(2, ["TOWNSHIP_OUTSIDE_COUNTY"])]
    assert both.posts.get(main=True).title == "会计"


def test_a_roster_opens_no_post_at_a_former_place_elsewhere():
    cadre = cadre_at(ELSEWHERE, valid_to=LEFT)
    PostFactory(cadre=cadre, division=place(HERE), valid_from=LEFT, valid_to=datetime.date(2011, 6, 1))
    plan, _batch = imported("cadres", listed(cadre, ELSEWHERE, "干部"), MAYANG)
    assert reasons(plan) == [(2, ["TOWNSHIP_OUTSIDE_COUNTY"])]
    assert Post.objects.count() == 2


def test_a_roster_pairs_nobody_with_a_village_elsewhere(own):
    header = ("干部编号", "姓名", "乡镇代码", "结对村代码")
    file = workbook(header, (own.number, own.name, HERE, f"{ELSEWHERE}201"))
    plan, _batch = imported("cadres", file, MAYANG)
    assert reasons(plan) == [(2, ["VILLAGE_NOT_IN_TOWNSHIP"])]
    assert not VillagePairing.objects.exists()


def test_a_diary_enters_no_visit_to_a_village_elsewhere(own):
    plan, _batch = imported("visits", visits(own, f"{ELSEWHERE}201"), MAYANG)
    assert reasons(plan) == [(2, ["VILLAGE_NOT_IN_TOWNSHIP"])]
    assert not Visit.objects.exists()


def test_a_diary_enters_no_visit_that_is_kept_where_the_main_post_is(both):
    plan, _batch = imported("visits", visits(both), MAYANG)
    assert reasons(plan) == [(2, ["VISIT_KEPT_ELSEWHERE"])]
    assert not Visit.objects.exists()


def test_a_diary_does_not_know_a_number_of_somebody_who_never_served_here():
    plan = planned("visits", visits(cadre_at(ELSEWHERE)), MAYANG)
    assert reasons(plan) == [(2, ["NUMBER_UNKNOWN"])]


def test_a_transfer_brings_nobody_to_a_place_elsewhere_where_the_main_post_is(both):
    header = ("干部编号", "姓名", "调入乡镇代码", "调动日期", "新任职务")
    file = workbook(header, (both.number, both.name, ELSEWHERE, "2011-01-01", "民政专干"))
    plan, _batch = imported("transfers", file, MAYANG)
    assert reasons(plan) == [(2, ["TRANSFER_ELSEWHERE"])]
    assert both.posts.get(main=True).title == "会计"


def test_a_former_village_elsewhere_is_a_dash_in_the_preview(own):
    VillagePairingFactory(cadre=own, village=VillageFactory(code=f"{ELSEWHERE}202"), primary=True)
    header = ("干部编号", "姓名", "乡镇代码", "结对村代码")
    file = workbook(header, (own.number, own.name, HERE, f"{HERE}201"))
    [draft] = planned("cadres", file, MAYANG).rows
    assert {change.field: change.old for change in draft.changes} == {"village_code": "—"}
