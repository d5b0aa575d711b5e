"""The stretch of a post inside a period, and how many months it is worth."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.segments import clip, months_in_post, months_touched

D = datetime.date
OCTOBER = (D(2011, 10, 1), D(2011, 11, 1))
dates = st.dates(D(2010, 1, 1), D(2013, 12, 31))


@pytest.mark.parametrize(
    ("post", "inside"),
    [
        ((None, None), OCTOBER),
        ((D(2011, 10, 16), None), (D(2011, 10, 16), D(2011, 11, 1))),
        ((None, D(2011, 10, 16)), (D(2011, 10, 1), D(2011, 10, 16))),
        ((None, D(2011, 10, 1)), None),
        ((D(2011, 11, 1), None), None),
        ((D(2011, 10, 31), D(2012, 1, 1)), (D(2011, 10, 31), D(2011, 11, 1))),
    ],
)
def test_only_the_days_inside_the_period_count(post, inside):
    assert clip(*post, *OCTOBER) == inside


@pytest.mark.parametrize(
    ("first", "after", "months"),
    [
        (D(2011, 10, 1), D(2011, 11, 1), Fraction(1)),
        (D(2011, 10, 1), D(2011, 10, 16), Fraction(15, 31)),
        (D(2011, 10, 1), D(2012, 1, 1), Fraction(3)),
        (D(2011, 1, 1), D(2012, 1, 1), Fraction(12)),
        (D(2011, 10, 16), D(2011, 12, 1), Fraction(16, 31) + 1),
        (D(2012, 2, 1), D(2012, 2, 2), Fraction(1, 29)),
    ],
)
def test_months_are_days_in_post_over_days_of_each_month(first, after, months):
    assert months_in_post(first, after) == months


def test_months_touched_have_at_least_one_day():
    assert months_touched(D(2011, 10, 31), D(2011, 12, 1)) == ("2011-10", "2011-11")
    assert months_touched(D(2011, 12, 31), D(2012, 1, 2)) == ("2011-12", "2012-01")


@given(first=dates, cut=dates, after=dates)
def test_a_transfer_neither_gains_nor_loses_a_part_of_a_month(first, cut, after):
    first, cut, after = sorted((first, cut, after))
    if first < cut < after:
        assert months_in_post(first, cut) + months_in_post(cut, after) == months_in_post(first, after)
