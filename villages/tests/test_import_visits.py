"""Importing visit diaries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.tests.factories import cadre_at
from config.journal.models import Entry
from config.jurisdiction import Scope
from config.spreadsheets.kinds import Context
from villages.models import Visit
from villages.tests.factories import HouseholdFactory, VillagePairingFactory
from villages.tests.sheets_cast import diary, imported, planned, reasons, villages_and_skills, visit, workbook

ANY = Context(as_of=datetime.date(2011, 11, 1))


@pytest.fixture(autouse=True)
def places(gaocun, jinhe):
    villages_and_skills()


@pytest.fixture
def lihua(places):
    return cadre_at("431226101", name="李华")


@pytest.fixture
def xicun(lihua):
    from villages.models import Village

    village = Village.objects.get(name="西村")
    VillagePairingFactory(cadre=lihua, village=village)
    return village


def test_a_row_makes_an_entry_of_the_diary(lihua, xicun):
    imported("visits", diary(visit(skill="柑橘栽培", suggestions="修水渠")), ANY)
    entry = Visit.objects.get()
    assert (entry.cadre, entry.village, entry.division.code) == (lihua, xicun, "431226101")
    assert (entry.purpose, entry.done, entry.suggestions) == ("contact", "了解柑橘销路", "修水渠")
    assert (entry.stayed, entry.shared_work, entry.signed) == (False, True, True)
    assert entry.skill.code == "A0153-01"


def test_the_birth_of_an_entry_is_not_journalled(xicun):
    imported("visits", diary(visit()), ANY)
    assert not Entry.objects.filter(model="villages.visit").exists()


def test_the_same_diary_twice_is_the_same(xicun):
    HouseholdFactory(village=xicun, number="007")
    file = diary(visit(), visit(household="007"), visit("2011-10-12"))
    imported("visits", file, ANY)
    plan, batch = imported("visits", file, ANY)
    assert (plan.counts["same"], batch) == (3, None)


def test_one_visit_a_day_to_a_household_and_one_to_the_village_as_a_whole(xicun):
    HouseholdFactory(village=xicun, number="007")
    again = visit(household="007")
    plan = planned("visits", diary(visit(), again, again, visit(done="别的事")), ANY)
    assert reasons(plan) == [(5, ["DUPLICATE_VISIT"]), (6, ["DUPLICATE_VISIT"])]


def test_another_entry_of_a_recorded_visit_is_refused(xicun):
    imported("visits", diary(visit()), ANY)
    assert reasons(planned("visits", diary(visit(done="别的事")), ANY)) == [(3, ["DUPLICATE_VISIT"])]


def test_a_visit_in_the_future_or_outside_a_post_is_refused(xicun):
    later = (datetime.date.today() + datetime.timedelta(days=3)).isoformat()
    plan = planned("visits", diary(visit(later), visit("2009-10-11")), ANY)
    assert [row for row, _reasons in reasons(plan)] == [3, 4]
    assert "VISIT_IN_FUTURE" in plan.refused[0].reasons


def test_a_visit_before_the_post_is_refused(lihua):
    file = workbook(
        ("干部编号", "日期", "村代码", "事由", "内容"),
        (lihua.number, "2009-10-11", "431226101201", "走访", "入户"),
    )
    assert reasons(planned("visits", file, ANY)) == [(2, ["VISIT_OUTSIDE_POST"])]


def test_unknown_people_villages_households_and_purposes_are_refused(xicun):
    rows = (visit(name="无此人"), visit(village="无名村"), visit(household="999"), visit(purpose="打牌"))
    assert [found for _row, found in reasons(planned("visits", diary(*rows), ANY))] == [
        ["CADRE_UNKNOWN"], ["VILLAGE_UNKNOWN"], ["HOUSEHOLD_UNKNOWN"], ["PURPOSE_UNKNOWN"],
    ]  # fmt: skip


def test_a_visit_outside_a_pairing_comes_in_with_a_warning(xicun):
    plan = planned("visits", diary(visit(), visit(village="东村")), ANY)
    assert [draft.warnings for draft in plan.rows] == [(), ("OUTSIDE_PAIRING",)]


def test_an_entry_kept_in_another_place_is_refused(xicun, lihua):
    other = Context(as_of=ANY.as_of, scope=Scope(codes=("431226102",)))
    plan = planned("visits", diary(visit()), other)
    assert reasons(plan) == [(3, ["TOWNSHIP_OUTSIDE_COUNTY"])]


def test_the_number_of_selects_does_not_grow_with_the_rows(xicun):
    def selects(month, days):
        file = diary(*(visit(f"2011-{month}-{day + 1:02d}") for day in range(days)))
        with CaptureQueriesContext(connection) as queries:
            imported("visits", file, ANY)
        return sum(query["sql"].startswith("SELECT") for query in queries)

    assert selects("08", 5) == selects("10", 28)
