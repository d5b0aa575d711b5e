"""People of one name: whom a row means is told by the best evidence of the whole file, or not at all."""

import pytest

from cadres.models import Cadre
from cadres.tests.factories import cadre_at
from villages.tests.sheets_cast import id_number, imported, planned, reasons, villages_and_skills
from villages.tests.small_books import COUNTY, GAOCUN, PLAIN, book_of, man, roster_of

HEADER = ("姓名", "性别", "职务", "出生年月", "身份证号")
ANOTHER = ("张明", "男", "干事", "1975.03", id_number(1))
HIMSELF = ("张明", "男", "干事", "1980.05", id_number(3, "19800512"))
NEITHER = ("张明", "男", "干事", "1968.11", id_number(5, "19681102"))
WITHOUT_ID = ("张明", "男", "干事", "1975.03", None)


@pytest.fixture(autouse=True)
def places(gaocun, jinhe):
    villages_and_skills()


@pytest.fixture
def recorded(places):
    """张明 of Gaocun, born in May 1980, without an identity number."""
    return born("1980-05")


def born(month):
    cadre = cadre_at(GAOCUN, name="张明")
    Cadre.objects.filter(pk=cadre.pk).update(birth=month)
    return cadre


def outcome(*rows):
    """What becomes of each row: its status, or the reason why not."""
    plan = roster_of(HEADER, *rows)
    told = {draft.row: str(draft.status) for draft in plan.rows}
    told |= {draft.row: " ".join(draft.reasons) for draft in plan.refused}
    return [told[row] for row in sorted(told)]


def test_of_two_namesakes_the_one_of_the_recorded_month_of_birth_is_the_recorded_one(recorded):
    assert outcome(ANOTHER, HIMSELF) == ["new", "changed"]
    assert outcome(HIMSELF, ANOTHER) == ["changed", "new"]


def test_of_namesakes_who_were_all_born_otherwise_none_is_guessed_to_be_the_recorded_one(recorded):
    assert outcome(ANOTHER, NEITHER) == ["PERSON_AMBIGUOUS", "PERSON_AMBIGUOUS"]


def test_two_who_were_born_in_the_recorded_month_are_not_told_apart(recorded):
    twin = ("张明", "男", "干事", "1980.05", id_number(7, "19800520"))
    assert outcome(HIMSELF, twin) == ["PERSON_AMBIGUOUS", "PERSON_AMBIGUOUS"]


def test_a_namesake_without_an_identity_number_is_not_taken_for_somebody_new(recorded):
    assert outcome(WITHOUT_ID, HIMSELF) == ["PERSON_AMBIGUOUS", "changed"]


def test_two_recorded_namesakes_are_each_known_by_the_month_of_birth(recorded):
    born("1975-03")
    assert outcome(ANOTHER, HIMSELF) == ["changed", "changed"]
    assert outcome(ANOTHER, HIMSELF, NEITHER) == ["changed", "changed", "new"]


def test_a_person_who_stands_twice_is_refused_the_second_time(recorded):
    assert outcome(HIMSELF, HIMSELF) == ["changed", "DUPLICATE_ID"]


def test_who_is_recognised_by_a_mere_name_and_was_born_otherwise_is_warned_about(recorded):
    [draft] = roster_of(HEADER, ANOTHER).rows
    assert "BORN_OTHERWISE" in draft.warnings


def test_a_ledger_does_not_pair_two_namesakes_as_one(recorded):
    header = (*HEADER, "结对村")
    plan = planned("pairings", book_of(("高村镇", [header, (*ANOTHER, "西村"), (*NEITHER, "东村")])), COUNTY)
    assert reasons(plan) == [(2, ["PERSON_AMBIGUOUS"]), (3, ["PERSON_AMBIGUOUS"])]


def test_another_identity_number_under_a_recorded_name_and_month_of_birth_is_refused():
    imported("cadres", book_of(("高村镇", [HEADER, ANOTHER])), COUNTY)
    corrected = ("张明", "男", "干事", "1975.03", id_number(3))
    assert outcome(corrected) == ["RECORDED_WITH_ANOTHER_ID"]


def test_another_identity_number_under_a_recorded_name_makes_no_second_person_without_a_word():
    imported("cadres", book_of(("高村镇", [PLAIN, man(1, "张明")])), COUNTY)
    [draft] = roster_of(PLAIN, man(3, "张明")).rows
    assert "NAMESAKE_RECORDED" in draft.warnings


def test_a_namesake_of_somebody_who_stands_in_the_file_is_somebody_else():
    imported("cadres", book_of(("高村镇", [HEADER, ANOTHER])), COUNTY)
    assert outcome(ANOTHER, ("张明", "男", "干事", "1975.03", id_number(3))) == ["same", "new"]


def test_an_identity_number_beside_our_number_is_a_correction():
    imported("cadres", book_of(("高村镇", [PLAIN, man(1, "张明")])), COUNTY)
    header = ("干部编号", *PLAIN[1:5])
    [draft] = roster_of(header, (Cadre.objects.get().number, *man(3, "张明")[1:5])).rows
    assert [change.field for change in draft.changes] == ["id_number"]
