"""The range of ranks of a place, and from which others it cannot be told apart."""

from fractions import Fraction
from math import floor

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring.another_period import another_period, kept_share
from assessments.scoring.outcomes import score_of
from assessments.scoring.ranges import rank_ranges, runs
from assessments.scoring.ranks import ranked
from assessments.scoring.resampling import replicate_scores
from assessments.tests.drawn import codes, place, several_places
from config.millionths import ONE

A, B, C, D = codes(4)


def by_hand(outcomes, seed, replicates):
    """One place, one replicate and one pair at a time: (rank, low, high, ranks that cannot be told apart)."""
    drawn = {
        code: replicate_scores(code, found, seed, replicates).tolist() for code, found in outcomes.items()
    }
    scores = {code: score_of(found) for code, found in outcomes.items()}
    rank_of = {code: rank for rank, code in ranked(scores)}
    single = {code for code, found in outcomes.items() if len(found) == 1}
    mean = half_up(Fraction(sum(scores.values()), len(scores)))
    kept = kept_by_hand(
        {code: score for code, score in scores.items() if code not in single}, drawn, replicates
    )
    middle = {code: mean + floor((score - mean) * kept) for code, score in scores.items()}
    later = [
        {code: middle[code] + row[n] - row[n - 1] for code, row in drawn.items()} for n in range(replicates)
    ]
    result = {}
    for code, rank in rank_of.items():
        places = sorted(1 + sum(once[other] > once[code] for other in once) for once in later)
        low, high = places[replicates * 5 // 100 - 1], places[replicates * 95 // 100 - 1]
        if code in single:
            low, high = 1, len(outcomes)
        alike = set()
        for other in outcomes:
            pairs = list(zip(drawn[code], drawn[other], strict=True))
            most = max(sum(mine > its for mine, its in pairs), sum(mine < its for mine, its in pairs))
            if other != code and (single & {code, other} or most < replicates * 95 / 100):
                alike.add(rank_of[other])
        result[code] = (rank, min(low, rank), max(high, rank), alike)
    return result


def kept_by_hand(scores, drawn, replicates):
    """The part of the variance of the scores that is not that of the draws, to a millionth."""
    if len(set(scores.values())) < 2:
        return Fraction(1)
    mean = half_up(Fraction(sum(scores.values()), len(scores)))
    between = Fraction(sum((score - mean) ** 2 for score in scores.values()), len(scores) - 1)
    within = [
        Fraction(sum((one - score) ** 2 for one in drawn[code]), replicates) for code, score in scores.items()
    ]
    share = 1 - sum(within) / len(within) / between
    return Fraction(half_up(max(share, 0) * ONE), ONE)


def half_up(number):
    return floor(number + Fraction(1, 2))


@given(several_places, st.integers(0, 2**52))
@settings(max_examples=30)
def test_the_ranges_are_those_that_one_finds_by_hand(outcomes, seed):
    expected = by_hand(outcomes, seed, 40)
    ranks = sorted({rank for rank, *_rest in expected.values()})
    for code, found in rank_ranges(outcomes, seed, 40).items():
        rank, low, high, alike = expected[code]
        assert (found.rank, found.low, found.high) == (rank, low, high)
        covered = {r for r in ranks if any(first <= r <= last for first, last in found.alike)}
        assert covered == (alike | {rank} if alike else set())


def test_places_whose_cadres_do_not_differ_have_one_rank_each_and_are_told_apart():
    found = rank_ranges({A: place(90, 90, 90), B: place(60, 60), C: place(30, 30)}, seed=1)
    assert {code: (one.low, one.high, one.alike) for code, one in found.items()} == {
        A: (1, 1, ()), B: (2, 2, ()), C: (3, 3, ()),
    }  # fmt: skip


def test_two_places_that_scatter_alike_cannot_be_told_apart_and_a_far_one_can():
    mixed = (20, 40, 60, 80, 100)
    found = rank_ranges({A: place(*mixed), B: place(*mixed[:4], 96), C: place(0, 1, 0, 1)}, seed=1)
    assert (found[A].low, found[A].high, found[A].alike) == (1, 2, ((1, 2),))
    assert (found[C].low, found[C].high, found[C].alike) == (3, 3, ())


def test_a_place_of_one_segment_could_stand_anywhere():
    found = rank_ranges({A: place(90, 90), B: place(95), C: place(10, 10)}, seed=1)
    assert (found[B].rank, found[B].low, found[B].high, found[B].alike) == (1, 1, 3, ((1, 3),))
    assert found[A].alike == ((1, 2),)


def test_tied_places_share_their_rank_and_cannot_be_told_apart():
    found = rank_ranges({A: place(50, 50), B: place(50, 50), C: place(10, 10)}, seed=1)
    assert [found[code].rank for code in (A, B, C)] == [1, 1, 3]
    assert found[A].alike == ((1, 1),)


@given(several_places)
@settings(max_examples=20)
def test_a_range_holds_the_rank_and_lies_inside_the_table(outcomes):
    for found in rank_ranges(outcomes, 3, 40).values():
        assert 1 <= found.low <= found.rank <= found.high <= len(outcomes)


def test_more_cadres_make_a_narrower_range():
    few = {
        code: place(*(base + step for step in (0, 20, 40)))
        for code, base in zip(codes(9), range(20, 56, 4), strict=True)
    }
    many = {code: found * 20 for code, found in few.items()}
    wide, narrow = rank_ranges(few, 1), rank_ranges(many, 1)
    assert all(narrow[c].high - narrow[c].low < wide[c].high - wide[c].low for c in few)


def test_differences_that_chance_explains_are_taken_back():
    drawn = np.array([[40, 60, 40, 60], [50, 70, 50, 70]]) * ONE
    # Scores 50 and 60: V = (25 + 25) ÷ 1 = 50. The draws lie 10 from the score: S = 100, more than V.
    assert kept_share([50 * ONE, 60 * ONE], drawn) == 0
    # Scores 50 and 70, draws 10 away from each: V = 200, S = 100; half is kept.
    assert kept_share([50 * ONE, 70 * ONE], drawn + np.array([[0], [10]]) * ONE) == ONE // 2


def test_another_period_is_the_drawn_back_score_and_the_difference_of_two_draws():
    drawn = np.array([[40, 60, 40, 60], [60, 80, 60, 80]]) * ONE
    found = another_period([50 * ONE, 70 * ONE], drawn, [True, True]) // ONE
    # Half the distance to the mean of 60 is kept: 55 and 65; then draw minus the draw before.
    assert found.tolist() == [[35, 75, 35, 75], [45, 85, 45, 85]]


def test_of_a_hundred_places_about_ninety_stand_inside_their_range_in_another_period():
    """Drawn at random from places that do differ: what the page promises holds, also for the first ten."""
    random, inside, first = np.random.default_rng(7), [], []
    for _table in range(4):
        means = dict(zip(codes(60), random.normal(70, 4, 60), strict=True))
        periods = [
            {code: place(*random.normal(mean, 12, 25).clip(0, 100)) for code, mean in means.items()}
            for _period in range(2)
        ]
        scores = {code: score_of(found) for code, found in periods[1].items()}
        later = {code: rank for rank, code in ranked(scores)}
        for code, found in rank_ranges(periods[0], 1, 400).items():
            inside.append(found.low <= later[code] <= found.high)
            if found.rank <= 10:
                first.append(inside[-1])
    assert 0.87 <= np.mean(inside) <= 0.97
    assert np.mean(first) >= 0.85


def test_an_empty_table_has_no_ranges():
    assert rank_ranges({}, 1) == {}


def test_ranks_are_written_as_runs_with_the_own_one_among_them():
    assert runs({4, 5, 7, 8, 11}, 6, range(1, 13)) == ((4, 8), (11, 11))
    assert runs({1}, 3, range(1, 4)) == ((1, 1), (3, 3))
    assert runs(set(), 3, range(1, 4)) == ()


def test_a_rank_that_a_tie_skips_does_not_break_a_run():
    assert runs({2, 4}, 2, [1, 2, 2, 4, 5]) == ((2, 4),)
