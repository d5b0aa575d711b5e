"""The fastest rising between two tables: who is compared, by how much each has risen, and how sure that is."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring.resampling import replicate_scores
from assessments.scoring.rising import length_of, refusal, rises_between
from assessments.scoring.tables import table_of
from assessments.tests.drawn import place
from assessments.tests.plain import inputs, rule, visited
from config.millionths import ONE

GAOCUN, JINHE, YANMEN = TOWNS = ["431226101", "431226102", "431226103"]
SEEDS = (1, 2)


def month(period, days, **other):
    """Inputs in which each place has cadres with so many days of visits: {place: [3, 5]}. Ten days make 100 points."""
    found = [
        visited(code, on_days, cadre=100 * place + n)
        for place, (code, cadres) in enumerate(days.items())
        for n, on_days in enumerate(cadres)
    ]
    return replace(inputs(found), period=period, **other)


def cadres_of(inputs):
    return {row["code"]: row["n"] for row in table_of(inputs, "townships").rows}


def between(before, after, minimum=1, **other):
    cadres = (cadres_of(before), cadres_of(after))
    return rises_between(
        before, after, kind="townships", cadres=cadres, minimum=minimum, seeds=SEEDS, **other
    )


def rises(before, after, **other):
    return between(month("2011-09", before), month("2011-10", after), **other)


def test_a_change_is_the_difference_of_the_exact_scores_and_equal_ones_share_a_rank():
    found = rises(
        {GAOCUN: [2, 4], JINHE: [5, 5], YANMEN: [9, 9]}, {GAOCUN: [4, 4], JINHE: [5, 7], YANMEN: [9, 8]}
    )
    assert [(r.rank, r.code, r.change, r.before, r.after) for r in found.rises] == [
        (1, GAOCUN, 10 * ONE, 30 * ONE, 40 * ONE),
        (1, JINHE, 10 * ONE, 50 * ONE, 60 * ONE),
        (3, YANMEN, -5 * ONE, 90 * ONE, 85 * ONE),
    ]


def test_a_change_in_which_nothing_scatters_has_no_width():
    (found, _other) = rises({GAOCUN: [2, 2], JINHE: [5, 5]}, {GAOCUN: [4, 4], JINHE: [5, 5]}).rises
    assert (found.low, found.change, found.high) == (20 * ONE, 20 * ONE, 20 * ONE)


def test_the_range_is_that_of_the_differences_of_the_draws_at_both_ends():
    (found,) = rises({GAOCUN: [1, 4, 7]}, {GAOCUN: [2, 8, 9]}).rises
    first, last = ((replicate_scores(GAOCUN, place(*scores), seed)).tolist() for scores, seed in (
        ((10, 40, 70), 1), ((20, 80, 90), 2),
    ))  # fmt: skip
    ordered = sorted(after - before for before, after in zip(first, last, strict=True))
    assert (found.low, found.high) == (ordered[49], ordered[949])
    assert found.low < found.change < found.high


def test_of_a_place_of_one_segment_no_range_is_told():
    (found,) = rises({GAOCUN: [1]}, {GAOCUN: [2, 3]}).rises
    assert (found.low, found.high) == (None, None)


def test_only_places_ranked_at_both_ends_with_enough_cadres_are_compared():
    found = rises({GAOCUN: [1, 2], JINHE: [3]}, {GAOCUN: [1, 3], JINHE: [3, 4], YANMEN: [5, 5]}, minimum=2)
    assert [rise.code for rise in found.rises] == [GAOCUN]
    assert found.left_out == {JINHE: "too_few", YANMEN: "unranked_before"}
    assert rises({GAOCUN: [1], JINHE: [3]}, {GAOCUN: [1]}).left_out == {
        JINHE: "unranked_now",
        YANMEN: "unranked_now",
    }


@given(
    st.dictionaries(st.sampled_from(TOWNS), st.lists(st.integers(0, 10), min_size=1, max_size=3), min_size=1),
    st.dictionaries(st.sampled_from(TOWNS), st.lists(st.integers(0, 10), min_size=1, max_size=3), min_size=1),
    st.integers(1, 3),
)
@settings(max_examples=30)
def test_every_place_is_either_compared_or_left_out_with_a_reason(before, after, minimum):
    found = rises(before, after, minimum=minimum, replicates=20)
    assert sorted([rise.code for rise in found.rises] + list(found.left_out)) == TOWNS
    scores = [
        {row["code"]: row["score_millionths"] for row in table_of(month("2011-10", days), "townships").rows}
        for days in (before, after)
    ]
    for rise in found.rises:
        assert rise.change == scores[1][rise.code] - scores[0][rise.code]
        assert rise.rank == 1 + sum(other.change > rise.change for other in found.rises)
        assert rise.low is None or rise.low <= rise.change <= rise.high


def test_a_place_at_98_cannot_rise_by_5_and_this_is_told():
    many = {f"4312261{n:02d}": [2 + n // 4, 2] for n in range(1, 12)}
    places = [replace(inputs([]).places[1], code=code) for code in [*many, "431226199"]]
    later = {code: [d + 1, 3] for code, (d, _other) in many.items()}
    before = month("2011-09", many | {"431226199": [10, 10, 10, 10, 9]}, places=places)
    after = month("2011-10", later | {"431226199": [10] * 5}, places=places)
    found = between(before, after)
    high = next(rise for rise in found.rises if rise.code == "431226199")
    assert (high.before, high.room, high.change) == (98 * ONE, 2 * ONE, 2 * ONE)
    assert found.without_room == ["431226199"]


def test_how_many_of_the_fastest_began_in_the_lowest_quarter_is_counted():
    # Four places; the lowest quarter is the one that began last. All four are among the ten fastest.
    days = {GAOCUN: [9], JINHE: [8], YANMEN: [7], "431226104": [1]}
    places = [replace(inputs([]).places[1], code=code) for code in days]
    before = month("2011-09", days, places=places)
    after = month("2011-10", {code: [d + 1 for d in found] for code, found in days.items()}, places=places)
    found = between(before, after)
    assert (len(found.fastest), found.began_low) == (4, 1)


BEFORE, AFTER = month("2011-09", {GAOCUN: [1]}), month("2011-10", {GAOCUN: [2]})


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (BEFORE, ""),
        (replace(BEFORE, version=2), "other_version"),
        (replace(BEFORE, scheme="另一方案"), "other_scheme"),
        (replace(BEFORE, rules=[rule(target=12)]), "other_rules"),
        (replace(BEFORE, division="431226"), "other_division"),
        (replace(BEFORE, period="2011-Q3"), "other_length"),
        (replace(BEFORE, period="2011-10"), "not_later"),
        (replace(BEFORE, period="2011-11"), "not_later"),
    ],
)
def test_two_tables_that_do_not_mean_the_same_are_not_compared(before, reason):
    assert refusal(before, AFTER) == reason
    if reason:
        with pytest.raises(ValueError, match=reason):
            between(before, AFTER)


@pytest.mark.parametrize(
    ("period", "length"),
    [("2011-10", "month"), ("2011-Q4", "quarter"), ("2011-H2", "half"), ("2011", "year")],
)
def test_a_code_says_how_long_a_period_is(period, length):
    assert length_of(period) == length
    with pytest.raises(ValueError, match="no period"):
        length_of(f"{period}x")
