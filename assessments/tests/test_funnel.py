"""How far scores scatter by chance alone, by the number of cadres."""

from math import sqrt
from statistics import mean

import pytest
from hypothesis import given, settings

from assessments.scoring.funnel import Funnel, funnel_of, scores_of_cadres
from assessments.tests.drawn import codes, outcome, place, several_places
from config.millionths import ONE

A, B, C = codes(3)


def test_a_funnel_worked_out_by_hand():
    # Means 60 and 90; squares 400 + 400 and 0 + 0; 4 cadres − 2 places: 800 ÷ 2 = 400, of which the root is 20.
    funnel = funnel_of({A: place(40, 80), B: place(90, 90)})
    assert funnel == Funnel(mean=75 * ONE, spread=20 * ONE)
    assert funnel.limits(4, 2) == (55 * ONE, 95 * ONE)
    assert funnel.limits(16, 3) == (60 * ONE, 90 * ONE)


def test_a_limit_does_not_leave_0_to_100():
    assert Funnel(90 * ONE, 20 * ONE).limits(1, 3) == (30 * ONE, 100 * ONE)


@pytest.mark.parametrize(
    ("score", "beyond"), [(100, 3), (98, 2), (95, 0), (75, 0), (55, 0), (54, -2), (45, -2), (44, -3)]
)
def test_a_score_is_told_by_how_many_standard_errors_it_lies_beyond(score, beyond):
    assert Funnel(75 * ONE, 20 * ONE).outside(score * ONE, 4 if score < 99 else 100) == beyond


def test_differences_between_places_do_not_count_as_scatter():
    assert funnel_of({A: place(10, 10), B: place(90, 90)}).spread == 0


def test_a_cadre_with_two_segments_in_a_place_is_one_cadre():
    halves = [outcome(40, days=10), outcome(70, days=20)]
    assert scores_of_cadres(halves) == [60 * ONE]


def test_places_of_one_cadre_each_have_no_funnel():
    assert funnel_of({A: place(10), B: place(90)}) is None
    assert funnel_of({}) is None


@given(several_places)
@settings(max_examples=40)
def test_the_spread_is_the_one_of_the_textbook(outcomes):
    found = {code: scores_of_cadres(one) for code, one in outcomes.items()}
    freedom = sum(map(len, found.values())) - len(found)
    funnel = funnel_of(outcomes)
    if not freedom:
        assert funnel is None
        return
    squares = sum((score - mean(scores)) ** 2 for scores in found.values() for score in scores)
    assert funnel.spread == pytest.approx(sqrt(squares / freedom), abs=2)
