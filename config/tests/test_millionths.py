"""Exact numbers: no float anywhere."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import millionths
from config.fields import MillionthsField


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (87_654_321, 2, "87.65"),
        (87_655_000, 2, "87.66"),
        (99_999_999, 2, "100.00"),
        (0, 2, "0.00"),
        (-1, 2, "0.00"),
        (-2_500_000, 2, "-2.50"),
        (2_500_000, 0, "3"),
        (5_000, 2, "0.01"),
        (4_999, 2, "0.00"),
    ],
)
def test_a_number_is_shown_rounded_half_away_from_zero(value, places, text):
    assert millionths.to_text(value, places) == text


@given(st.integers(0, 10**12), st.integers(1, 10**9))
def test_a_ratio_is_rounded_half_up(numerator, denominator):
    rounded = millionths.ratio(numerator, denominator)
    assert 2 * rounded * denominator - denominator <= 2 * numerator < 2 * rounded * denominator + denominator


@given(st.integers(-(10**14), 10**14))
def test_a_decimal_goes_there_and_back(value):
    assert millionths.from_decimal(millionths.to_decimal(value)) == value


def test_a_seventh_decimal_place_is_refused():
    with pytest.raises(ValueError, match="six decimal places"):
        millionths.from_decimal(Decimal("0.1234567"))


def test_a_form_takes_a_decimal_and_gives_millionths():
    field = MillionthsField().formfield()
    assert field.clean("12.5") == 12_500_000
    assert field.prepare_value(12_500_000) == "12.5"
    assert field.prepare_value(100_000_000) == "100"
    assert not field.has_changed(12_500_000, "12.50")
    assert field.has_changed(12_500_000, "12.51")
