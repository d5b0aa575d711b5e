"""Villages by name, inside their township."""

import pytest

from config.spreadsheets.types import NOTHING, Cell, Value
from villages.sheets.values import VillageIndex

HUOMACHONG, CHENYANG = "431223103", "431223100"


@pytest.fixture(scope="module")
def villages() -> VillageIndex:
    return VillageIndex(
        [
            ("431223103001", "火马冲社区", HUOMACHONG),
            ("431223103201", "火马冲村委会", HUOMACHONG),
            ("431223103202", "高坪村委会", HUOMACHONG),
            ("431223103203", "竹林湖村", HUOMACHONG),
            ("431223103002", "新街社区居委会", HUOMACHONG),
            ("431223100201", "下坪村", CHENYANG),
            ("431224100201", "远方村", "431224100"),
        ],
        [(HUOMACHONG, "火马冲镇"), (CHENYANG, "辰阳镇")],
    )


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("高坪村", "431223103202"),
        ("高坪村村委会", "431223103202"),
        ("高坪", "431223103202"),
        ("高 坪 村", "431223103202"),
        ("竹林湖村（驻村）", "431223103203"),
        ("火马冲镇竹林湖村", "431223103203"),
        ("火马冲社区", "431223103001"),
        ("火马冲村", "431223103201"),
        ("新街社区", "431223103002"),
        ("新街居委会", "431223103002"),
        ("431223103203", "431223103203"),
    ],
)
def test_spellings_of_a_village(villages: VillageIndex, cell: Cell, code: str) -> None:
    assert villages.village(cell, HUOMACHONG) == Value(code)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("火马冲", "VILLAGE_AMBIGUOUS"),
        ("下坪村", "VILLAGE_NOT_IN_TOWNSHIP"),
        ("远方村", "VILLAGE_UNKNOWN"),
        ("凤凰台新村", "VILLAGE_UNKNOWN"),
    ],
)
def test_what_does_not_resolve_refuses_the_row(villages: VillageIndex, cell: Cell, reason: str) -> None:
    assert villages.village(cell, HUOMACHONG) == Value(None, reasons=(reason,))


def test_the_first_of_several_villages_is_taken(villages: VillageIndex) -> None:
    assert villages.village("高坪村、竹林湖村", HUOMACHONG) == Value(
        "431223103202", warnings=("VILLAGE_MULTIPLE",)
    )


@pytest.mark.parametrize("cell", [None, "", "无", "—"])
def test_an_empty_cell_is_no_village(villages: VillageIndex, cell: Cell) -> None:
    assert villages.village(cell, HUOMACHONG) == NOTHING


@pytest.mark.parametrize("cell", ["竹林湖村", "竹林湖", "火马冲镇竹林湖村", None, "无"])
def test_a_code_goes_with_the_name_of_its_village(villages: VillageIndex, cell: Cell) -> None:
    assert villages.village(cell, HUOMACHONG, code="431223103203") == Value("431223103203")


def test_a_code_goes_before_a_name_that_nothing_has(villages: VillageIndex) -> None:
    told = Value("431223103203", warnings=("VILLAGE_NAME_UNKNOWN",))
    assert villages.village("竹林乎村", HUOMACHONG, code="431223103203") == told


@pytest.mark.parametrize("cell", ["高坪村", "下坪村"])
def test_a_code_and_the_name_of_another_village_mean_neither(villages: VillageIndex, cell: Cell) -> None:
    found = villages.village(cell, HUOMACHONG, code="431223103203")
    assert found == Value(None, reasons=("VILLAGE_CODE_MISMATCH",))


def test_a_code_is_one_of_the_township(villages: VillageIndex) -> None:
    assert villages.village(None, HUOMACHONG, code="431223100201").reasons == ("VILLAGE_NOT_IN_TOWNSHIP",)
    assert villages.village(None, HUOMACHONG, code="431223999201").reasons == ("VILLAGE_UNKNOWN",)


def test_without_a_township_names_are_not_looked_up(villages: VillageIndex) -> None:
    assert villages.village("高坪村", None) == NOTHING
