"""What ranges, funnel, rises and robustness start from is what the table was made of."""

import pytest
from hypothesis import given, settings

from assessments.scoring.outcomes import outcomes_of, score_of
from assessments.scoring.ranges import rank_ranges
from assessments.scoring.tables import table_of
from assessments.tests.plain import inputs, rule, visited
from assessments.tests.test_ranks import GAOCUN, JINHE, segments, several
from config.millionths import ONE


@pytest.mark.parametrize("kind", ["townships", "counties"])
@given(segments=segments)
@settings(max_examples=30)
def test_scores_ranks_and_numbers_of_cadres_are_those_of_the_table(kind, segments):
    stored = inputs(segments, several)
    rows = table_of(stored, kind).rows
    outcomes = outcomes_of(stored, kind, [row["code"] for row in rows])
    ranges = rank_ranges(outcomes, 1, 20)
    for row in rows:
        found = outcomes[row["code"]]
        assert score_of(found) == row["score_millionths"]
        assert len({one.cadre for one in found}) == row["n"]
        assert ranges[row["code"]].rank == row["rank"]
    assert len(outcomes) == len(rows)


def test_a_segment_says_what_each_indicator_that_holds_for_it_weighs_and_brought():
    rules = [
        rule(number=1, points=60),
        rule(number=2, points=40, target=5, applies_to="leader"),
        rule(number=3, points=40, target=20, applies_to="ordinary"),
    ]
    (one,) = outcomes_of(inputs([visited(GAOCUN, 5, adjustment=2 * ONE)], rules), "townships", [GAOCUN])[
        GAOCUN
    ]
    assert one.weights == ((1, 60 * ONE), (3, 40 * ONE))
    assert (one.points, one.total) == ((30 * ONE, 10 * ONE), 42 * ONE)


def test_what_is_not_measured_and_what_is_not_asked_for_stays_out():
    found = [visited(GAOCUN, 5), visited(GAOCUN, 5, cadre=2, status="missing"), visited(JINHE, 5, cadre=3)]
    assert {code: len(one) for code, one in outcomes_of(inputs(found), "townships", [GAOCUN]).items()} == {
        GAOCUN: 1
    }
    assert [len(one) for one in outcomes_of(inputs(found), "counties", ["431226"]).values()] == [2]
