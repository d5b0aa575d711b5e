"""What is written down of a computation: enough to repeat it, nothing that says who."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.canonical import canonical, sha256
from assessments.scoring.frozen import from_text, to_text
from assessments.scoring.tables import table_of
from assessments.tests.plain import inputs, rule, segment, steps, visited
from assessments.tests.test_ranks import GAOCUN, JINHE, segments, several


@given(segments=segments)
def test_the_table_follows_from_the_text_alone(segments):
    stored = inputs(segments, several)
    for kind in ("townships", "counties"):
        assert table_of(from_text(to_text(stored)), kind) == table_of(stored, kind)


@given(segments=segments, seed=st.randoms(), shift=st.integers(1, 10**9))
def test_other_keys_of_the_same_people_in_another_order_give_the_same_text(segments, seed, shift):
    renumbered = [replace(s, cadre=shift - s.cadre) for s in seed.sample(segments, len(segments))]
    assert to_text(inputs(renumbered)) == to_text(inputs(segments))


def test_two_who_did_the_same_here_are_told_apart_by_what_they_did_elsewhere():
    left = [visited(GAOCUN, 0, cadre=1, days=15), visited(JINHE, 9, cadre=1)]
    stayed = [visited(GAOCUN, 0, cadre=2, days=15)]
    assert to_text(inputs([*left, *stayed])) == to_text(inputs([*stayed, *left]))


def test_a_cadre_s_number_tells_nothing_but_who_is_the_same():
    text = to_text(
        inputs(
            [
                visited(JINHE, 3, cadre=88_001),
                visited(GAOCUN, 9, cadre=88_000),
                visited(JINHE, 1, cadre=88_000),
            ]
        )
    )
    assert "88" not in text.replace("2011", "")
    assert len({s["cadre"] for s in json.loads(text)["segments"]}) == 2


def test_classes_what_is_missing_and_what_came_late_are_written_down():
    mountains = rule(groups=("mountain",), curve="steps", steps=steps((3, 40)), nothing="not_applicable")
    one = segment(group="mountain", late=2, status="incomplete", values={"visit_days": None})
    stored = inputs([one], [mountains], minimum=5, incomplete_limit=100_000, fewest_shown=3)
    assert from_text(to_text(stored)) == stored


def test_a_text_of_the_first_format_is_still_understood():
    text = (
        '{"division":"4312","format":1,"period":"2011-10",'
        '"places":[{"code":"431226101","level":"township","name":"高村镇","name_en":"Gaocun"}],'
        '"scheme":{"indicators":[{"applies_to":"both","curve":"proportional","measure":"visit_days","name":"下村天数",'
        '"number":1,"points":100000000,"scales":true,"section":"contact","target":10000000}],'
        '"name":"百分制考核方案","version":1},'
        '"segments":[{"adjustment":0,"cadre":1,"class":"ordinary","days":31,"months":"1","place":"431226101",'
        '"status":"measured","values":{"visit_days":[5,1]}}]}'
    )
    row = table_of(from_text(text), "townships").rows[0]
    assert (row["rank"], row["score"], row["n"]) == (1, "50.00", 1)


def test_a_text_of_another_format_is_refused():
    with pytest.raises(ValueError, match="format"):
        from_text('{"format":3}')


def test_canonical_json_sorts_keys_leaves_no_blanks_and_keeps_characters():
    assert canonical({"b": 1, "a": ["高村镇", None]}) == '{"a":["高村镇",null],"b":1}'


def test_a_hash_is_that_of_the_text_in_utf_8():
    assert sha256("高") == "b1c27820fec23edbd70cecde2f968ad3f392c5be332a7606c7ea8d9fa75c846f"
