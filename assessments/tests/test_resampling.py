"""Post segments drawn again: the same numbers on every machine, and as much scatter as the segments let one expect."""

from fractions import Fraction
from math import floor
from statistics import pvariance, variance

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring import resampling
from assessments.scoring.resampling import percentile, positions, replicate_scores, seed_of
from assessments.tests.drawn import outcome, place, segments
from config.millionths import ONE

GAOCUN = "431226101"


def drawn_slowly(code, outcomes, seed, replicates):
    """One word after the other, one segment after the other, in exact fractions."""
    generator = np.random.PCG64(np.random.SeedSequence([seed, int(code)]))
    rows = sorted((one.total * one.days, one.days) for one in outcomes)
    for _replicate in range(replicates):
        chosen = rows
        if len(rows) > 1:
            words = [int(generator.random_raw()) for _draw in rows[1:]]
            chosen = [rows[(word >> 32) * len(rows) >> 32] for word in words]
        mean = Fraction(sum(weighted for weighted, _days in chosen), sum(days for _weighted, days in chosen))
        yield floor(mean + Fraction(1, 2))


@given(segments, st.integers(0, 2**52))
@settings(max_examples=30)
def test_the_fast_draws_are_the_slow_ones(outcomes, seed):
    fast = replicate_scores(GAOCUN, outcomes, seed, 20).tolist()
    assert fast == list(drawn_slowly(GAOCUN, outcomes, seed, 20))


def test_the_draws_are_the_same_on_every_machine_and_in_every_version():
    words = np.random.PCG64(np.random.SeedSequence([1, 431226101])).random_raw(3).tolist()
    assert words == [14895871622695293451, 11589090230319236581, 663441072087589794]
    found = replicate_scores(GAOCUN, place(10, 20, 40, 90), 1, 4).tolist()
    assert found == [46_666_667, 13_333_333, 40_000_000, 56_666_667]


@given(outcomes=segments, seed=st.randoms())
@settings(max_examples=20)
def test_the_order_of_the_segments_changes_nothing(outcomes, seed):
    mixed = seed.sample(outcomes, len(outcomes))
    assert (replicate_scores(GAOCUN, mixed, 7, 20) == replicate_scores(GAOCUN, outcomes, 7, 20)).all()


def test_how_many_are_drawn_at_once_changes_nothing(monkeypatch):
    whole = replicate_scores(GAOCUN, place(*range(0, 100, 7)), 3, 100)
    monkeypatch.setattr(resampling, "AT_ONCE", 50)
    assert (replicate_scores(GAOCUN, place(*range(0, 100, 7)), 3, 100) == whole).all()


def test_another_seed_and_another_place_draw_something_else():
    mine = replicate_scores(GAOCUN, place(10, 20, 40, 90), 1).tolist()
    assert mine != replicate_scores(GAOCUN, place(10, 20, 40, 90), 2).tolist()
    assert mine != replicate_scores("431226102", place(10, 20, 40, 90), 1).tolist()


@pytest.mark.parametrize("scores", [(40, 80), (10, 20, 40, 90), (30, 50, 60, 70, 75, 80, 90, 100)])
def test_the_replicates_scatter_as_a_mean_of_so_many_segments_does(scores):
    found = replicate_scores(GAOCUN, place(*scores), 5, 20_000).tolist()
    expected = variance(scores) / len(scores) * ONE**2
    assert pvariance(found) == pytest.approx(expected, rel=0.05)


def test_a_segment_weighs_as_much_as_its_days():
    found = set(
        replicate_scores(
            GAOCUN, [outcome(0, days=10), outcome(30, days=20), outcome(30, days=20)], 1
        ).tolist()
    )
    assert found == {0, 20 * ONE, 30 * ONE}


def test_a_single_segment_gives_the_same_score_each_time():
    assert set(replicate_scores(GAOCUN, place(55), 1).tolist()) == {55 * ONE}


@given(st.integers(0, 2**64 - 1), st.integers(1, 10**6))
def test_a_word_becomes_a_position_by_its_upper_half(word, n):
    (found,) = positions(np.array([word], dtype=np.uint64), n).tolist()
    assert found == word // 2**32 * n // 2**32
    assert 0 <= found < n


@pytest.mark.parametrize(
    ("values", "percent", "value"),
    [
        (range(1, 1001), 5, 50),
        (range(1, 1001), 95, 950),
        (range(1, 11), 5, 1),
        (range(1, 11), 95, 10),
        ([7], 5, 7),
    ],
)
def test_a_percentile_is_the_value_at_the_nearest_rank(values, percent, value):
    assert percentile(list(values), percent) == value


def test_the_seed_follows_from_the_hashes_and_fits_into_every_reader_of_json():
    assert seed_of("a") == int("ca978112ca1bb", 16)
    assert seed_of("a") < 2**53
    assert seed_of("a", "b") != seed_of("b", "a")
