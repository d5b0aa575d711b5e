"""Who is among the ten strongest, and who within its own kind."""

from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.groups import within_groups
from assessments.scoring.ranks import ranked
from assessments.scoring.strongest import strongest

scores = st.dictionaries(st.text("0123456789", min_size=1, max_size=3), st.integers(0, 5), max_size=30)


def test_whoever_shares_place_ten_is_among_the_ten_strongest():
    ranks = [(n, f"{n:02d}") for n in range(1, 10)] + [(10, "10"), (10, "11"), (12, "12")]
    assert strongest(ranks) == ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11"]


def test_a_tie_before_place_ten_that_reaches_beyond_it_is_not_cut():
    ranks = [(n, f"{n:02d}") for n in range(1, 9)] + [(9, "09"), (9, "10"), (9, "11"), (12, "12")]
    assert strongest(ranks)[-1] == "11"


def test_a_tie_inside_the_first_ten_pushes_nobody_in():
    ranks = [(1, "01"), (1, "02"), *((n, f"{n:02d}") for n in range(3, 13))]
    assert len(strongest(ranks)) == 10


@given(scores)
def test_nobody_left_out_is_as_good_as_anybody_within(scores):
    inside = set(strongest(ranked(scores)))
    assert len(inside) >= min(10, len(scores))
    assert all(scores[one] > scores[other] for one in inside for other in set(scores) - inside)


def test_a_place_has_its_rank_in_the_table_and_its_rank_among_its_like():
    scores = {"a": 90, "b": 80, "c": 70, "d": 70, "e": 60}
    groups = {"a": "street", "b": "mountain", "c": "street", "d": "street", "e": "mountain"}
    assert [(rank, code) for rank, code in ranked(scores)] == [
        (1, "a"),
        (2, "b"),
        (3, "c"),
        (3, "d"),
        (5, "e"),
    ]
    assert {code: (one.rank, one.of) for code, one in within_groups(scores, groups).items()} == {
        "a": (1, 3), "b": (1, 2), "c": (2, 3), "d": (2, 3), "e": (2, 2),
    }  # fmt: skip


def test_a_place_without_a_group_has_no_rank_in_one():
    assert within_groups({"a": 90, "b": 80}, {"a": ""}) == {}


@given(scores, st.dictionaries(st.text("0123456789", min_size=1, max_size=3), st.sampled_from(["x", "y"])))
def test_the_order_in_a_group_is_that_of_the_table(scores, groups):
    table = {code: rank for rank, code in ranked(scores)}
    found = within_groups(scores, groups)
    for one, mine in found.items():
        better = [o for o, its in found.items() if its.group == mine.group and table[o] < table[one]]
        assert mine.rank == 1 + len(better)
