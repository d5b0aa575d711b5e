"""Identity numbers: never guessed, and lost digits are seen by the type of the cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.sheets.values import id_number as of_number
from cadres.sheets.values.id_number import birth_date_of, check_character, contradicts_gender, gender_of
from config.spreadsheets.types import Cell, Value

GOOD = "431299197412236729"
AS_OF = date(2011, 9, 15)


def id_number(cell: Cell) -> Value:
    return of_number.id_number(cell, AS_OF)


@pytest.mark.parametrize(
    "cell",
    [
        GOOD,
        f'="{GOOD}"',
        f"'{GOOD}",
        f"{GOOD}\t",
        f"{GOOD}\n",
        "431299 19741223 6729",
        "４３１２９９１９７４１２２３６７２９",
        f"\u200b{GOOD}",
    ],
)
def test_wrappers_are_taken_off(cell: Cell) -> None:
    assert id_number(cell) == Value(GOOD)


@pytest.mark.parametrize("cell", ["43129919731119710x", "43129919731119710Ｘ", "43129919731119710ｘ"])
def test_the_letter_is_a_plain_capital(cell: Cell) -> None:
    assert id_number(cell) == Value("43129919731119710X")


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (4.31299197702275e17, "ID_PRECISION_LOST"),
        (431299197702110000, "ID_PRECISION_LOST"),
        ("4.31299E+17", "ID_PRECISION_LOST"),
        ("431299197702110000", "ID_PRECISION_LOST"),
        ("431299197702110000.0", "ID_PRECISION_LOST"),
        ("4312991987O319149X", "ID_BAD_CHAR"),
        ("43129919870319l49X", "ID_BAD_CHAR"),
        ("43129919697105216", "ID_BAD_LENGTH"),
        (43129919.0, "ID_BAD_LENGTH"),
        ("431299198502317017", "ID_BAD_DATE"),
        ("431299201109160011", "ID_BAD_DATE"),
        ("431299196702128401", "ID_CHECK_DIGIT"),
    ],
)
def test_a_damaged_number_refuses_its_row(cell: Cell, reason: str) -> None:
    assert id_number(cell) == Value(None, reasons=(reason,))


def test_a_number_is_lost_even_if_it_passes_the_check_by_luck() -> None:
    lucky = next(
        int(f"4312991985010120{n:02d}") for n in range(100) if id_number(f"4312991985010120{n:02d}").value
    )
    assert id_number(lucky).reasons == ("ID_PRECISION_LOST",)
    assert id_number(float(lucky)).reasons == ("ID_PRECISION_LOST",)


def test_a_text_may_end_in_three_noughts() -> None:
    assert id_number("431299195809169000") == Value("431299195809169000")


@pytest.mark.parametrize("cell", ["431299600516366", 431299600516366.0])
def test_a_number_of_the_first_generation_is_completed(cell: Cell) -> None:
    assert id_number(cell) == Value("431299196005163660", warnings=("ID_15_CONVERTED",))


@pytest.mark.parametrize("cell", [None, "", "无", "—", "/", " "])
def test_an_absent_number_is_a_warning(cell: Cell) -> None:
    assert id_number(cell) == Value(None, warnings=("ID_ABSENT",))


@given(st.integers(0, 10**17 - 1))
def test_the_check_character_agrees_with_the_slow_definition(number: int) -> None:
    digits = f"{number:017d}"
    total = sum(int(digit) * pow(2, 17 - position, 11) for position, digit in enumerate(digits))
    assert (total + (10 if (c := check_character(digits)) == "X" else int(c))) % 11 == 1


@given(st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_is_found(position: int, by: int) -> None:
    wrong = GOOD[:position] + str((int(GOOD[position]) + by) % 10) + GOOD[position + 1 :]
    assert id_number(wrong).value is None


def test_the_number_tells_birth_and_sex() -> None:
    assert str(birth_date_of(GOOD)) == "1974-12-23"
    assert gender_of(GOOD) == "女"
    assert contradicts_gender(GOOD, "男")
    assert not contradicts_gender(GOOD, "女")
    assert not contradicts_gender(None, "男")
    assert not contradicts_gender(GOOD, None)
