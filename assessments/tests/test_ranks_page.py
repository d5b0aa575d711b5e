"""The numbers of docs/ranks.md are computed again."""

from fractions import Fraction

import numpy as np

from assessments.scoring.another_period import another_period
from assessments.scoring.funnel import funnel_of
from assessments.scoring.resampling import positions, replicate_scores
from assessments.scoring.robustness import multipliers
from assessments.tests import page
from assessments.tests.drawn import place
from config.millionths import ONE, to_text

CODE, SEED, TOTALS = "431226101", 1, (10, 20, 40, 90)


def table(*columns):
    return page.table(*columns, page="ranks.md")


def numbers(text):
    return [int(number) for number in text.split()]


def test_the_draws_of_the_example_are_those_of_the_seed():
    rows = table("replicate", "drawn", "score")
    words = np.random.PCG64(np.random.SeedSequence([SEED, int(CODE)])).random_raw(3 * len(rows))
    drawn = [TOTALS[position] for position in positions(words, len(TOTALS)).tolist()]
    assert [numbers(row["drawn"]) for row in rows] == [drawn[n : n + 3] for n in range(0, len(drawn), 3)]
    scores = replicate_scores(CODE, place(*TOTALS), SEED, len(rows)).tolist()
    assert [page.millionths(row["score"]) for row in rows] == scores


def test_another_period_of_the_example():
    rows = table("score", "kept", "draws", "another period")
    drawn = np.array([numbers(row["draws"]) for row in rows]) * ONE
    found = another_period([int(row["score"]) * ONE for row in rows], drawn, [True, True]) // ONE
    assert found.tolist() == [numbers(row["another period"]) for row in rows]
    middles = found[:, 1] - drawn[:, 1] // ONE + drawn[:, 0] // ONE
    assert middles.tolist() == [int(row["kept"]) for row in rows]


def test_the_funnel_of_the_example():
    (row,) = table("mean", "squares", "cadres − places", "spread", "± 2 at 4 cadres", "± 3 at 16 cadres")
    funnel = funnel_of({"1": place(40, 80), "2": place(90, 90)})
    told = [to_text(value, 0) for value in (funnel.mean, funnel.spread)]
    assert told == [row["mean"], row["spread"]]
    assert int(row["squares"]) / int(row["cadres − places"]) == int(row["spread"]) ** 2
    for column, (n, errors) in {"± 2 at 4 cadres": (4, 2), "± 3 at 16 cadres": (16, 3)}.items():
        assert row[column] == " to ".join(to_text(limit, 0) for limit in funnel.limits(n, errors))


def test_the_changed_weights_of_the_example():
    for row in table("weights", "changed", "factor", "become"):
        weights = tuple(enumerate(numbers(row["weights"]), start=1))
        own, others, parts = multipliers(weights, 1, int(Fraction(row["factor"]) * 100))
        changed = [Fraction(weight * (own if number == 1 else others), parts) for number, weight in weights]
        assert sum(changed) == 100
        assert [f"{float(one):.6f}".rstrip("0").rstrip(".") for one in changed] == row["become"].split()
