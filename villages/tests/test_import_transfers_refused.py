"""What a list of transfers cannot do."""

import datetime

import pytest

from cadres.tests.factories import DivisionChangeFactory, cadre_at, place
from villages.tests.sheets_cast import imported, planned, reasons
from villages.tests.transfers_cast import AUTUMN, moved, transfers

pytestmark = pytest.mark.usefixtures("people")


def test_a_row_is_refused_for_its_reasons(li):
    DivisionChangeFactory(from_code="431226180", from_name="石羊哨乡", kind="absorbed", to=place("431226101"))
    rows = [
        moved(7, name="无此人"),
        moved(name="赵军"),
        moved(left="锦和镇", joined="高村镇"),
        moved(joined="高村镇"),
        moved(joined="石羊哨乡"),
        moved(left="石羊哨乡"),
        moved(day="2011-09-15"),
        moved(day="去年"),
        moved(joined="乌有镇", left="无有乡"),
        moved(joined=None),
        moved(3, id=None, left=None),
        moved(3),
        moved(3, day="2011-11-01"),
        moved(id=None, day="2011-09-15"),
        moved(id=None, left="无有乡"),
        moved(7, left=None, day="去年"),
    ]
    assert reasons(planned("transfers", transfers(*rows), AUTUMN)) == [
        (3, ["CADRE_UNKNOWN"]),
        (4, ["ID_NAME_MISMATCH"]),
        (5, ["NOT_IN_POST_THERE"]),
        (6, ["TRANSFER_TO_SAME_PLACE"]),
        (7, ["TOWNSHIP_ABOLISHED"]),
        (8, ["TOWNSHIP_ABOLISHED"]),
        (9, ["NO_POST_BEFORE_TRANSFER"]),
        (10, ["DATE_INVALID"]),
        (11, ["TOWNSHIP_LEFT_UNKNOWN", "TOWNSHIP_UNKNOWN"]),
        (12, ["TOWNSHIP_MISSING"]),
        (13, ["TOWNSHIP_LEFT_MISSING"]),
        (15, ["TRANSFERRED_TWICE"]),
        (16, ["NO_POST_BEFORE_TRANSFER"]),
        (17, ["TOWNSHIP_LEFT_UNKNOWN"]),
        (18, ["CADRE_UNKNOWN", "DATE_INVALID"]),
    ]


def test_two_of_one_name_are_told_apart_by_number_only():
    cadre_at("431226101", name="李华")
    assert reasons(planned("transfers", transfers(moved(id=None)), AUTUMN)) == [(3, ["PERSON_AMBIGUOUS"])]


def test_a_transfer_does_not_reach_behind_a_later_post(li):
    imported("transfers", transfers(moved()), AUTUMN)
    rows = transfers(moved(day="2011-10-01"))
    assert reasons(planned("transfers", rows, AUTUMN)) == [(3, ["LATER_POST_RECORDED"])]


def test_who_has_left_is_not_transferred(li):
    li.posts.update(valid_to=datetime.date(2011, 10, 1))
    assert reasons(planned("transfers", transfers(moved()), AUTUMN)) == [(3, ["NO_POST_BEFORE_TRANSFER"])]


def test_a_post_beside_the_main_one_is_no_transfer(li):
    header = ("干部编号", "调入乡镇", "调动日期", "主要职务")
    file = transfers((li.number, "锦和镇", "2011-10-17", "否"), header=header)
    assert reasons(planned("transfers", file, AUTUMN)) == [(3, ["POST_BESIDE_UNKNOWN"])]
