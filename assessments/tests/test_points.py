"""Points, totals and means: one behaviour each, and what must hold for every number."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.points import Rule, points_for
from assessments.scoring.totals import capped, clamp, items_of, status_with, total_of, weighted_mean
from assessments.scoring.weights import HUNDRED, scaled
from assessments.tests.plain import rule, segment, steps
from config.millionths import ONE, from_decimal

MONTH = Fraction(1)
counts = st.integers(0, 10_000)
stairs = st.lists(st.tuples(st.integers(1, 100 * ONE), st.integers(1, HUNDRED)), max_size=3).map(
    lambda drawn: tuple(zip(*map(sorted, zip(*drawn, strict=True)), strict=True))
)


def climbs(rule):
    """Whether the drawn steps lie below target and points, as a scheme's do."""
    return all(value < rule.target and points <= rule.points for value, points in rule.steps)


rules = st.builds(
    Rule,
    number=st.just(1),
    name=st.just("x"),
    section=st.just("contact"),
    measure=st.just("visit_days"),
    target=st.integers(1, 100 * ONE),
    points=st.integers(1, HUNDRED),
    curve=st.sampled_from(["proportional", "all_or_nothing", "steps"]),
    applies_to=st.just("both"),
    scales=st.booleans(),
    steps=stairs,
).filter(climbs)
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


def test_steps_give_the_points_of_the_highest_one_reached():
    climbing = rule(target=10, points=20, curve="steps", steps=steps((3, 8), (6, 14)))
    reached = {2: 0, 3: 8, 5: 8, 6: 14, 9: 14, 10: 20, 30: 20}
    assert {n: points_for(climbing, n, 1, MONTH) for n in reached} == {n: p * ONE for n, p in reached.items()}


def test_steps_shrink_with_the_months_like_the_target():
    climbing = rule(target=10, points=20, curve="steps", steps=steps((6, 14)))
    assert points_for(climbing, 3, 1, Fraction(1, 2)) == 14 * ONE


def test_the_less_the_better_gives_all_up_to_the_target_and_nothing_from_the_limit_on():
    spread = rule(target="0.4", points=10, curve="inverse", limit=from_decimal(Decimal("0.8")), scales=False)
    reached = {30: 10, 40: 10, 50: Decimal("7.5"), 60: 5, 80: 0, 100: 0}
    assert {n: points_for(spread, n, 100, MONTH) for n in reached} == {
        n: from_decimal(Decimal(p)) for n, p in reached.items()
    }


def test_nothing_at_all_earns_nothing_even_where_less_is_better():
    assert points_for(rule(target=0, curve="inverse", limit=ONE, scales=False), 0, 0, MONTH) == 0


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


def test_an_indicator_for_some_classes_of_townships_makes_items_there_only():
    everywhere, mountains = rule(number=1), rule(number=2, groups=("mountain", "resettlement"))
    assert [i.rule for i in items_of(segment(group="mountain"), [everywhere, mountains])] == [
        everywhere,
        mountains,
    ]
    for group in ("street", "none"):
        assert [i.rule for i in items_of(segment(group=group), [everywhere, mountains])] == [everywhere]


def required(state="not_applicable"):
    """Three indicators, 25 + 25 + 50; the last is a share of the skills that the place requires."""
    share = rule(number=3, measure="required", points=50, target=1, scales=False, nothing=state)
    return [rule(number=1, points=25), rule(number=2, points=25, target=5), share]


def with_share(*value):
    return segment(values={"visit_days": (5, 1), "required": value or None})


def test_what_does_not_apply_gives_its_points_to_the_others():
    items = items_of(with_share(0, 0), required())
    assert [item.points for item in items] == [25 * ONE, 50 * ONE, None]
    assert (status_with(items), total_of(items, 0)) == ("measured", 75 * ONE)


def test_a_zero_gives_its_points_to_nobody():
    items = items_of(with_share(0, 2), required())
    assert [item.points for item in items] == [from_decimal(Decimal("12.5")), 25 * ONE, 0]


def test_something_missing_leaves_the_segment_without_a_total():
    for rules, value in ((required("missing"), (0, 0)), (required(), ())):
        items = items_of(with_share(*value), rules)
        assert items[2].points is None
        assert status_with(items) == "incomplete"


def test_a_segment_to_which_nothing_applies_is_not_applicable():
    assert status_with(items_of(with_share(0, 0), required()[2:])) == "not_applicable"


@given(st.lists(st.integers(1, HUNDRED), min_size=1, max_size=12))
def test_scaled_points_make_exactly_100_and_keep_their_proportions(points):
    made = scaled(tuple(points))
    assert sum(made) == HUNDRED
    assert all(abs(m - Fraction(p * HUNDRED, sum(points))) <= 1 for p, m in zip(points, made, strict=True))


def test_bonuses_and_deductions_are_each_cut_to_their_cap():
    assert capped(7, 3, None, None) == 4
    assert capped(7, 3, 5, None) == 2
    assert capped(7, 9, 5, 2) == 3


@given(totals)
def test_a_mean_lies_between_the_lowest_and_the_highest(totals):
    assert min(t for t, _ in totals) <= weighted_mean(totals) <= max(t for t, _ in totals)


def test_days_weigh():
    assert weighted_mean([(80 * ONE, 30), (20 * ONE, 10)]) == 65 * ONE


def test_the_mean_of_nothing_is_nothing():
    assert weighted_mean([]) is None
