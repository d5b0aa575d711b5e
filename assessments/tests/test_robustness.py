"""How much the ten strongest depend on the weights of the scheme."""

from fractions import Fraction
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring.ranks import ranked
from assessments.scoring.robustness import Sums, multipliers, robustness_of
from assessments.tests.drawn import codes, outcome, place
from config.millionths import ONE

A, B, C = codes(3)
TWO = [50, 50]


def with_weights(outcomes, number, factor):
    """The score of a place under other weights, one segment and one indicator at a time, in exact fractions."""
    whole = Fraction(0)
    for one in outcomes:
        total = Fraction(one.adjustment)
        shares = {n: Fraction(w, sum(w for _n, w in one.weights)) for n, w in one.weights}
        mine = shares.get(number, Fraction(0))
        changed = min(mine * factor / 100, Fraction(1))
        for (n, _weight), points in zip(one.weights, one.points, strict=True):
            if mine in (0, 1):
                new = shares[n]
            elif n == number:
                new = changed
            else:
                new = shares[n] * (1 - changed) / (1 - mine)
            total += points * new / shares[n]
        whole += one.days * min(max(total, 0), 100 * ONE)
    return floor(whole / sum(one.days for one in outcomes) + Fraction(1, 2))


def reached(weights, tenths, adjustment, days):
    """A segment that reached so many tenths of each weight."""
    points = [weight * tenth / 10 for weight, tenth in zip(weights, tenths, strict=False)]
    return outcome(*points, weights=weights, adjustment=adjustment, days=days)


combinations = st.sampled_from([[50, 30, 20], [90, 10], [100], [12, 34, 54]])
tenths = st.tuples(*[st.integers(0, 10)] * 3)
segments = st.builds(reached, combinations, tenths, st.sampled_from([0, 0, 0, 40, -40]), st.integers(1, 31))
tables = st.lists(st.lists(segments, min_size=1, max_size=3), min_size=1, max_size=5).map(
    lambda found: dict(zip(codes(len(found)), found, strict=True))
)


@given(tables, st.integers(1, 3), st.sampled_from([80, 120]))
@settings(max_examples=60)
def test_the_fast_scores_are_the_slow_ones(outcomes, number, factor):
    for found in outcomes.values():
        assert Sums(found).score(number, factor) == with_weights(found, number, factor)


@given(tables)
@settings(max_examples=40)
def test_who_stays_is_counted_over_all_changes(outcomes):
    found = robustness_of(outcomes, places=2)
    before = {
        code for rank, code in ranked({c: with_weights(o, 0, 100) for c, o in outcomes.items()}) if rank <= 2
    }
    if len(before) == len(outcomes):
        assert found is None
        return
    stays = []
    for change in found.changes:
        scores = {code: with_weights(one, change.indicator, change.factor) for code, one in outcomes.items()}
        after = {code for rank, code in ranked(scores) if rank <= 2}
        assert (set(change.fall_out), set(change.come_in)) == (before - after, after - before)
        stays.append(len(before & after))
    assert (found.strongest, found.least) == (len(before), min(stays))
    assert found.median == sorted(stays)[(len(stays) - 1) // 2]


def test_a_place_that_lives_by_one_indicator_falls_out_when_it_weighs_less():
    # 50 + 10 is more than 30 + 29. With weights 40 and 60: 40 + 12 is less than 24 + 34.8; with 60 and 40 it is more.
    outcomes = {A: [outcome(50, 10, weights=TWO)], B: [outcome(30, 29, weights=TWO)], C: place(1)}
    found = robustness_of(outcomes, places=1)
    assert [(c.indicator, c.factor, c.stay, c.fall_out, c.come_in) for c in found.changes] == [
        (1, 80, 0, (A,), (B,)),
        (1, 120, 1, (), ()),
        (2, 80, 1, (), ()),
        (2, 120, 0, (A,), (B,)),
    ]
    assert (found.strongest, found.least, found.median) == (1, 0, 0)


def test_the_other_weights_make_up_for_the_changed_one():
    # 10 of 100 × 0.8 = 8; the other 90 become 92, each × 92 ÷ 90.
    own, others, parts = multipliers(((1, 10), (2, 60), (3, 30)), 1, 80)
    assert (Fraction(own, parts), Fraction(others, parts)) == (Fraction(8, 10), Fraction(92, 90))


def test_an_indicator_that_does_not_hold_or_holds_alone_changes_nothing():
    assert multipliers(((1, 100),), 1, 120) == (1, 1, 1)
    assert multipliers(((1, 40), (2, 60)), 3, 120) == (1, 1, 1)


def test_a_weight_does_not_grow_beyond_the_whole():
    own, others, parts = multipliers(((1, 90), (2, 10)), 1, 120)
    assert (Fraction(own, parts) * 90, others) == (100, 0)


def test_a_bonus_lifts_no_segment_above_100_under_any_weights():
    full = [outcome(50, 40, weights=TWO, adjustment=20)]
    assert Sums(full).score(1, 120) == 100 * ONE


def test_nothing_is_told_where_everybody_is_among_the_strongest():
    assert robustness_of({A: place(1), B: place(2)}, places=10) is None
    assert robustness_of({}) is None
