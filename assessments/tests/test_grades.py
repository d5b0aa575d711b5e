"""From scores to grades: pure calculation, by the worked example of docs/scoring.md and by a slow, obvious oracle."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring.grades import LOWEST_FIRST, Rule, ceiling, is_allowed, programme_grade, proposals
from assessments.tests.page import millionths, table
from config.millionths import ONE

RULE = Rule(60 * ONE, "not_competent", 90 * ONE, 15 * ONE // 100)
GRADED = table("cadre", "points of the year", "programme grade", "proposed for the year")


def test_every_grade_is_that_of_the_page():
    scores = {
        row["cadre"]: millionths(row["points of the year"]) for row in GRADED if row["points of the year"]
    }
    proposed = proposals(scores, Rule(60 * ONE, "not_competent", 90 * ONE, 20 * ONE // 100))
    for row in GRADED:
        score = scores.get(row["cadre"])
        assert (programme_grade(score, 60 * ONE) or "") == row["programme grade"]
        assert proposed.get(row["cadre"], "") == row["proposed for the year"]


def test_whoever_reaches_the_mark_passes_and_a_millionth_below_it_fails():
    assert programme_grade(60 * ONE, 60 * ONE) == "pass"
    assert programme_grade(60 * ONE - 1, 60 * ONE) == "fail"


def test_missing_is_never_a_fail():
    assert programme_grade(None, 60 * ONE) is None


def test_a_fail_makes_the_year_not_competent():
    assert proposals({"甲": 59 * ONE}, RULE) == {"甲": "not_competent"}
    assert not is_allowed("basically_competent", 59 * ONE, RULE)
    assert is_allowed("not_competent", 59 * ONE, RULE)


def test_a_rule_may_leave_a_fail_basically_competent():
    lenient = Rule(60 * ONE, "basically_competent", 90 * ONE, 0)
    assert proposals({"甲": 59 * ONE}, lenient) == {"甲": "basically_competent"}
    assert not is_allowed("competent", 59 * ONE, lenient)


def test_outstanding_is_for_so_many_only_rounded_down():
    scores = {number: 90 * ONE + number for number in range(13)}
    assert [key for key, grade in proposals(scores, RULE).items() if grade == "outstanding"] == [12]


def test_equal_scores_are_treated_alike():
    scores = dict.fromkeys(range(14), 95 * ONE)
    assert set(proposals(scores, RULE).values()) == {"competent"}


def test_nobody_below_the_points_is_outstanding_however_much_room_there_is():
    assert proposals(dict.fromkeys(range(20), 89 * ONE), RULE)[0] == "competent"


def oracle(scores, rule):
    """One cadre at a time: how many of the place have as many points or more?"""
    found = {}
    for key, score in scores.items():
        if score < rule.pass_mark:
            found[key] = rule.fail_makes
            continue
        not_worse = len([other for other in scores.values() if other >= score])
        room = Fraction(rule.outstanding_share, ONE) * len(scores)
        is_best = score >= rule.outstanding_from and not_worse <= room
        found[key] = "outstanding" if is_best else "competent"
    return found


rules = st.builds(
    lambda mark, makes, above, share: Rule(mark, makes, min(mark + above, 100), share),
    st.integers(1, 100),
    st.sampled_from(LOWEST_FIRST[:2]),
    st.integers(0, 60),
    st.integers(0, ONE),
)


@given(st.dictionaries(st.integers(0, 40), st.integers(0, 100)), rules)
@settings(max_examples=200)
def test_proposals_are_those_of_the_oracle(scores, rule):
    proposed = proposals(scores, rule)
    assert proposed == oracle(scores, rule)
    assert all(is_allowed(grade, scores[key], rule) for key, grade in proposed.items())


@given(st.integers(0, 100), rules)
@settings(max_examples=100)
def test_what_is_allowed_is_what_is_not_above_the_ceiling(score, rule):
    best = LOWEST_FIRST.index(ceiling(score, rule))
    assert [is_allowed(grade, score, rule) for grade in LOWEST_FIRST] == [n <= best for n in range(4)]
