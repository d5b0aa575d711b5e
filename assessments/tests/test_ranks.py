"""Who is ranked, in what order, and who is not: tables from plain inputs."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.frozen import Place
from assessments.scoring.ranks import ranked
from assessments.scoring.tables import table_of
from assessments.tests.plain import PLACES, inputs, rule, segment, visited
from config.millionths import ONE, from_decimal

GAOCUN, JINHE, YANMEN = "431226101", "431226102", "431226103"
TOWNS = [GAOCUN, JINHE, YANMEN]

scores = st.dictionaries(st.text("0123456789", min_size=1, max_size=3), st.integers(0, 8), max_size=30)
segments = st.lists(
    st.builds(
        visited,
        place=st.sampled_from([*TOWNS, "431226"]),
        on_days=st.integers(0, 15),
        cadre=st.integers(1, 6),
        post_class=st.sampled_from(["leader", "ordinary"]),
        adjustment=st.integers(-50 * ONE, 50 * ONE),
        status=st.sampled_from(["measured"] * 4 + ["missing", "incomplete", "not_applicable"]),
        months=st.just(Fraction(1)),
    ),
    max_size=12,
)
several = [
    rule(number=1, points=50),
    rule(number=2, points=30, target=7, section="helping"),
    rule(number=3, points=20, section="learning", curve="all_or_nothing"),
]


def test_equal_scores_share_a_rank_and_the_next_is_skipped():
    assert ranked({"a": 7, "b": 9, "c": 9, "d": 1}) == [(1, "b"), (1, "c"), (3, "a"), (4, "d")]


@given(scores)
def test_a_rank_is_one_more_than_the_number_of_better_scores(scores):
    for rank, code in ranked(scores):
        assert rank == 1 + sum(other > scores[code] for other in scores.values())


@given(scores)
def test_the_order_is_by_score_and_then_by_code(scores):
    codes = [code for _, code in ranked(scores)]
    assert codes == sorted(scores, key=lambda code: (-scores[code], code))


def test_a_place_with_too_few_cadres_has_a_score_and_no_rank():
    people = [visited(GAOCUN, 10, cadre=n) for n in range(5)] + [visited(JINHE, 5, cadre=n) for n in range(4)]
    table = table_of(inputs(people, minimum=5), "townships")
    assert [row["code"] for row in table.rows] == [GAOCUN]
    alone = {row["code"]: row for row in table.unranked}[JINHE]
    assert (alone["reason"], alone["score"], alone["n"]) == ("too_few", "50.00", 4)


def test_of_so_few_that_the_score_would_be_a_person_s_the_table_tells_none():
    for here, told in ((2, {"reason": "so_few"}), (3, {"reason": "too_few", "score": "50.00", "n": 3})):
        people = [visited(JINHE, 5, cadre=n) for n in range(here)]
        table = table_of(inputs(people, minimum=5, fewest_shown=3), "townships")
        row = {row["code"]: row for row in table.unranked}[JINHE]
        assert {name: row[name] for name in ("reason", "score", "n") if name in row} == told


def test_a_place_without_a_rank_when_too_many_of_its_days_lack_what_others_owe():
    whole = [visited(GAOCUN, 10, cadre=n, days=30) for n in range(9)]
    for lacking, reason in ((30, ""), (31, "incomplete")):
        without = visited(GAOCUN, 10, cadre=9, days=lacking, status="incomplete")
        table = table_of(inputs([*whole, without], incomplete_limit=ONE // 10), "townships")
        reasons = {row["code"]: row["reason"] for row in table.unranked}
        assert reasons.get(GAOCUN, "") == reason


def test_a_place_of_which_nothing_is_complete_is_not_said_to_be_asked_for_nothing():
    nobody = [visited(GAOCUN, 10, cadre=n, status="incomplete") for n in range(5)]
    table = table_of(inputs(nobody, incomplete_limit=ONE), "townships")
    assert {row["code"]: row["reason"] for row in table.unranked}[GAOCUN] == "incomplete"


def test_late_entries_of_a_place_are_told_apart():
    table = table_of(inputs([visited(GAOCUN, 5, late=2), visited(GAOCUN, 6, cadre=2, late=1)]), "townships")
    assert table.rows[0]["late"] == 3


def test_scores_that_only_look_equal_do_not_share_a_rank():
    most = visited(GAOCUN, 10, cadre=1)
    table = table_of(inputs([most, visited(JINHE, 10, cadre=2, adjustment=-1)]), "townships")
    assert [(r["rank"], r["code"], r["score"]) for r in table.rows] == [
        (1, GAOCUN, "100.00"),
        (2, JINHE, "100.00"),
    ]


def reasons(*segments, kind="townships", rules=None):
    return {row["code"]: row["reason"] for row in table_of(inputs(list(segments), rules), kind).unranked}


def test_a_township_without_cadres_is_unranked():
    assert reasons(visited(GAOCUN, 5), visited(JINHE, 5)) == {YANMEN: "no_cadres"}


def test_a_township_with_one_missing_segment_is_unranked():
    assert reasons(visited(GAOCUN, 5), visited(GAOCUN, 5, cadre=2, status="missing"))[GAOCUN] == "no_diary"


def test_a_township_to_whose_cadres_no_indicator_applies_is_unranked():
    assert reasons(visited(GAOCUN, 5, status="not_applicable"))[GAOCUN] == "not_applicable"


def test_missing_is_not_zero_and_zero_is_not_missing():
    table = table_of(inputs([visited(GAOCUN, 0), visited(JINHE, 0, cadre=2, status="missing")]), "townships")
    assert [(row["code"], row["score"]) for row in table.rows] == [(GAOCUN, "0.00")]
    assert JINHE in [row["code"] for row in table.unranked]


def test_a_county_is_scored_over_what_was_measured_and_counts_its_silent_townships():
    silent = [visited(JINHE, 9, cadre=n, status="missing") for n in (2, 3)]
    (row,) = table_of(inputs([visited(GAOCUN, 5), *silent]), "counties").rows
    assert (row["score"], row["n"], row["missing"]) == ("50.00", 1, 1)


def test_a_county_of_which_nothing_is_measured_is_unranked():
    assert reasons(visited(GAOCUN, 5, status="missing"), kind="counties") == {"431226": "no_diary"}
    assert reasons(kind="counties") == {"431226": "no_cadres"}


def test_cadres_of_the_county_s_own_office_count_for_the_county_alone():
    mine = [visited("431226", 10, cadre=2), visited(GAOCUN, 0)]
    assert table_of(inputs(mine), "counties").rows[0]["score"] == "50.00"
    assert table_of(inputs(mine), "townships").rows[0]["score"] == "0.00"


def test_a_cadre_with_two_segments_in_a_place_is_one_cadre():
    halves = [visited(GAOCUN, 5, cadre=1, days=n) for n in (15, 16)]
    assert table_of(inputs(halves), "townships").rows[0]["n"] == 1


def test_the_row_of_a_township_names_its_county_in_both_languages():
    row = table_of(inputs([visited(GAOCUN, 5)]), "townships").rows[0]
    assert (row["name"], row["name_en"], row["county"], row["county_en"]) == (
        "高村镇", "Gaocun", "麻阳苗族自治县", "Mayang",
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["townships", "counties"])
@given(segments=segments)
def test_ranked_and_unranked_together_are_all_places(kind, segments):
    table = table_of(inputs(segments, several), kind)
    level = {"townships": "township", "counties": "county"}[kind]
    listed = [row["code"] for row in table.rows + table.unranked]
    assert sorted(listed) == [place.code for place in PLACES if place.level == level]


@given(segments=segments)
def test_sections_and_adjustment_add_up_to_the_score_as_shown(segments):
    for row in table_of(inputs(segments, several), "townships").rows:
        parts = [*row["sections"].values(), row["adjustment"]]
        assert sum(from_decimal(Decimal(part)) for part in parts) == from_decimal(Decimal(row["score"]))


@given(segments=segments, seed=st.randoms())
def test_the_order_of_the_segments_changes_nothing(segments, seed):
    mixed = seed.sample(segments, len(segments))
    assert table_of(inputs(mixed, several), "townships") == table_of(inputs(segments, several), "townships")


@given(segments=segments, other=st.integers(0, 15))
def test_another_county_changes_nothing_in_a_place_s_score(segments, other):
    elsewhere = Place("431228100", "芷江镇", "Zhijiang", "township")
    alone = table_of(inputs(segments, several), "townships").rows
    together = table_of(
        inputs([*segments, visited("431228100", other, cadre=99)], several, [*PLACES, elsewhere]), "townships"
    ).rows
    found = {row["code"]: row["score_millionths"] for row in together}
    assert {row["code"]: row["score_millionths"] for row in alone} == {
        code: score for code, score in found.items() if code != "431228100"
    }


def test_a_section_says_how_many_points_it_could_have_brought():
    share = rule(
        number=2, measure="share", points=50, section="learning", scales=False, nothing="not_applicable"
    )
    people = [
        segment(cadre=n, days=days, values={"visit_days": (5, 1), "share": value})
        for n, (days, value) in enumerate([(20, (1, 2)), (10, (0, 0))])
    ]
    row = table_of(inputs(people, [rule(points=50), share]), "townships").rows[0]
    assert row["full"] == {"contact": "66.67", "learning": "33.33"}
