"""Importing ledgers of pairing."""

import datetime

import pytest

from cadres.models import Cadre
from config.spreadsheets.kinds import Context
from villages.models import VillagePairing
from villages.tests.sheets_cast import (
    id_number,
    imported,
    ledger,
    person,
    planned,
    reasons,
    roster,
    villages_and_skills,
)

AUTUMN = Context(as_of=datetime.date(2011, 9, 15))


def pair(serial, village="西村", start="2011-08-23", name="李华", **changes):
    row = {
        "serial": 1, "name": name, "township": "高村镇", "title": "民政专干", "id": id_number(serial),
        "skill": "柑橘栽培", "village": village, "head": "某户", "head_id": id_number(77), "start": start,
    }  # fmt: skip
    return tuple({**row, **changes}.values())


@pytest.fixture(autouse=True)
def places(gaocun, jinhe):
    villages_and_skills()


def test_a_known_cadre_is_paired_since_the_day_of_the_ledger():
    imported("cadres", roster(person(1, village=None)), AUTUMN)
    imported("pairings", ledger(pair(1)), AUTUMN)
    pairing = VillagePairing.objects.get()
    assert (pairing.village.name, pairing.primary, pairing.valid_from) == (
        "西村",
        True,
        datetime.date(2011, 8, 23),
    )


def test_the_first_village_of_a_cadre_is_the_primary_one():
    imported("pairings", ledger(pair(1), pair(1, village="东村")), AUTUMN)
    found = VillagePairing.objects.order_by("pk").values_list("village__name", "primary")
    assert list(found) == [("西村", True), ("东村", False)]


def test_whom_nobody_has_recorded_is_recorded_once_with_a_post():
    imported("pairings", ledger(pair(1), pair(1, village="东村")), AUTUMN)
    cadre = Cadre.objects.get()
    assert (cadre.posts.get().title, cadre.goals.get().skill.name) == ("民政专干", "柑橘栽培")


def test_a_person_is_recorded_even_where_the_first_row_is_refused():
    plan, _batch = imported("pairings", ledger(pair(1, village="无名村"), pair(1)), AUTUMN)
    assert reasons(plan) == [(3, ["VILLAGE_UNKNOWN"])]
    assert VillagePairing.objects.get().cadre.name == "李华"


def test_somebody_unknown_without_an_identity_number_is_refused():
    plan = planned("pairings", ledger(pair(1, id=None)), AUTUMN)
    assert reasons(plan) == [(3, ["CADRE_UNKNOWN"])]


def test_the_same_pair_twice_is_refused():
    plan = planned("pairings", ledger(pair(1), pair(1)), AUTUMN)
    assert reasons(plan) == [(4, ["DUPLICATE_PAIRING"])]


def test_the_same_ledger_twice_is_the_same():
    file = ledger(pair(1), pair(1, village="东村"))
    imported("pairings", file, AUTUMN)
    plan, batch = imported("pairings", file, AUTUMN)
    assert (plan.counts["same"], batch) == (2, None)


def test_a_ledger_corrects_the_first_day():
    imported("cadres", roster(person(1)), AUTUMN)
    plan, _batch = imported("pairings", ledger(pair(1)), AUTUMN)
    assert plan.counts["changed"] == 1
    assert VillagePairing.objects.get().valid_from == datetime.date(2011, 8, 23)


def test_what_belongs_to_private_persons_is_dropped_and_told():
    plan = planned("pairings", ledger(pair(1)), AUTUMN)
    assert plan.dropped == ("户主姓名", "户主身份证号")
    assert id_number(77) not in str([draft.source.values for draft in plan.rows])


def test_a_row_without_a_village_and_one_with_a_wrong_date_are_refused():
    plan = planned("pairings", ledger(pair(1, village=None), pair(3, name="赵军", start="去年")), AUTUMN)
    assert reasons(plan) == [(3, ["VILLAGE_MISSING"]), (4, ["DATE_INVALID"])]
