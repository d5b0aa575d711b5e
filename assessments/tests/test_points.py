"""Points, totals and means: one behaviour each, and what must hold for every number."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.points import Rule, points_for
from assessments.scoring.totals import clamp, items_of, total_of, weighted_mean
from assessments.scoring.weights import HUNDRED
from assessments.tests.plain import rule, segment
from config.millionths import ONE

MONTH = Fraction(1)
counts = st.integers(0, 10_000)
rules = st.builds(
    Rule,
    number=st.just(1),
    name=st.just("x"),
    section=st.just("contact"),
    measure=st.just("visit_days"),
    target=st.integers(1, 100 * ONE),
    points=st.integers(1, HUNDRED),
    curve=st.sampled_from(["proportional", "all_or_nothing"]),
    applies_to=st.just("both"),
    scales=st.booleans(),
)
months = st.fractions(min_value=Fraction(1, 31), max_value=12, max_denominator=30 * 31)
totals = st.lists(st.tuples(st.integers(0, HUNDRED), st.integers(1, 366)), min_size=1, max_size=20)


def test_the_target_brings_all_points_and_more_brings_no_more():
    assert points_for(rule(target=10, points=40), 10, 1, MONTH) == 40 * ONE
    assert points_for(rule(target=10, points=40), 25, 1, MONTH) == 40 * ONE


def test_half_the_target_brings_half_the_points():
    assert points_for(rule(target=10, points=40), 5, 1, MONTH) == 20 * ONE


def test_a_flow_s_target_shrinks_with_the_days_in_post():
    assert points_for(rule(target=10, points=40), 4, 1, Fraction(15, 31)) == 33_066_667


def test_a_stock_s_target_stays_whole_however_short_the_post():
    assert points_for(rule(target=5, points=20, scales=False), 3, 1, Fraction(15, 31)) == 12 * ONE


def test_all_or_nothing_gives_nothing_just_below_the_target_and_everything_at_it():
    exact = rule(target=10, points=40, curve="all_or_nothing")
    assert points_for(exact, 9, 1, MONTH) == 0
    assert points_for(exact, 10, 1, MONTH) == 40 * ONE


def test_points_are_rounded_half_up_at_the_millionth():
    third = Rule(1, "x", "contact", "visit_days", 3 * ONE, 1, "proportional", "both", True)
    assert [points_for(third, n, 1, MONTH) for n in (1, 2)] == [0, 1]
    half = Rule(1, "x", "contact", "visit_days", 2 * ONE, 1, "proportional", "both", True)
    assert points_for(half, 1, 1, MONTH) == 1


def test_a_share_of_nothing_is_a_measured_zero():
    assert points_for(rule(target="0.8", points=10, scales=False), 0, 0, MONTH) == 0


@given(rule=rules, numerator=counts, denominator=st.integers(0, 50), months=months)
def test_points_lie_between_zero_and_the_points_of_the_indicator(rule, numerator, denominator, months):
    assert 0 <= points_for(rule, numerator, denominator, months) <= rule.points


@given(rule=rules, numerator=counts, more=counts, months=months)
def test_doing_more_never_lowers_the_points(rule, numerator, more, months):
    assert points_for(rule, numerator + more, 1, months) >= points_for(rule, numerator, 1, months)


@given(
    rules=st.lists(rules, min_size=1, max_size=6),
    value=counts,
    more=counts,
    adjustment=st.integers(-HUNDRED, HUNDRED),
)
def test_doing_more_never_lowers_a_total(rules, value, more, adjustment):
    before, after = (
        total_of(items_of(segment(values={"visit_days": (n, 1)}), rules), adjustment)
        for n in (value, value + more)
    )
    assert 0 <= before <= after <= HUNDRED


@given(st.integers(-10 * HUNDRED, 10 * HUNDRED))
def test_a_total_stays_between_0_and_100(points):
    assert 0 <= clamp(points) <= HUNDRED


def test_only_indicators_meant_for_the_class_make_items():
    both, leaders = rule(number=1), rule(number=2, applies_to="leader")
    assert [i.rule for i in items_of(segment(post_class="ordinary"), [both, leaders])] == [both]
    assert [i.rule for i in items_of(segment(post_class="leader"), [both, leaders])] == [both, leaders]


@given(totals)
def test_a_mean_lies_between_the_lowest_and_the_highest(totals):
    assert min(t for t, _ in totals) <= weighted_mean(totals) <= max(t for t, _ in totals)


def test_days_weigh():
    assert weighted_mean([(80 * ONE, 30), (20 * ONE, 10)]) == 65 * ONE


def test_the_mean_of_nothing_is_nothing():
    assert weighted_mean([]) is None
