"""The range of ranks of a place, and from which others it cannot be told apart."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.scoring.ranges import rank_ranges, runs
from assessments.scoring.ranks import ranked
from assessments.scoring.resampling import replicate_scores
from assessments.tests.drawn import codes, place, several_places

A, B, C, D = codes(4)


def by_hand(outcomes, seed, replicates):
    """Ranks in each replicate, one replicate and one pair at a time: (low, high, ranks that cannot be told apart)."""
    drawn = {
        code: replicate_scores(code, found, seed, replicates).tolist() for code, found in outcomes.items()
    }
    means = {
        code: (2 * sum(o.total * o.days for o in found) + sum(o.days for o in found))
        // (2 * sum(o.days for o in found))
        for code, found in outcomes.items()
    }
    rank_of = {code: rank for rank, code in ranked(means)}
    times = [{code: drawn[code][n] for code in drawn} for n in range(replicates)]
    result = {}
    for code, rank in rank_of.items():
        positions = sorted(1 + sum(once[other] > once[code] for other in once) for once in times)
        low, high = positions[replicates * 5 // 100 - 1], positions[replicates * 95 // 100 - 1]
        single = len(outcomes[code]) == 1
        if single:
            low, high = 1, len(outcomes)
        alike = set()
        for other in outcomes:
            ahead = sum(once[code] > once[other] for once in times)
            behind = sum(once[code] < once[other] for once in times)
            apart = max(ahead, behind) >= replicates * 95 / 100
            if other != code and (single or len(outcomes[other]) == 1 or not apart):
                alike.add(rank_of[other])
        result[code] = (rank, min(low, rank), max(high, rank), alike)
    return result


@given(several_places, st.integers(0, 2**52))
@settings(max_examples=30)
def test_the_ranges_are_those_that_one_finds_by_hand(outcomes, seed):
    expected = by_hand(outcomes, seed, 40)
    ranks = sorted({rank for rank, *_rest in expected.values()})
    for code, found in rank_ranges(outcomes, seed, 40).items():
        rank, low, high, alike = expected[code]
        assert (found.rank, found.low, found.high) == (rank, low, high)
        covered = {r for r in ranks if any(first <= r <= last for first, last in found.alike)}
        assert covered == (alike | {rank} if alike else set())


def test_places_whose_cadres_do_not_differ_have_one_rank_each_and_are_told_apart():
    found = rank_ranges({A: place(90, 90, 90), B: place(60, 60), C: place(30, 30)}, seed=1)
    assert {code: (one.low, one.high, one.alike) for code, one in found.items()} == {
        A: (1, 1, ()), B: (2, 2, ()), C: (3, 3, ()),
    }  # fmt: skip


def test_two_places_that_scatter_alike_cannot_be_told_apart_and_a_far_one_can():
    mixed = (20, 40, 60, 80, 100)
    found = rank_ranges({A: place(*mixed), B: place(*mixed[:4], 96), C: place(0, 1, 0, 1)}, seed=1)
    assert (found[A].low, found[A].high, found[A].alike) == (1, 2, ((1, 2),))
    assert (found[C].low, found[C].high, found[C].alike) == (3, 3, ())


def test_a_place_of_one_segment_could_stand_anywhere():
    found = rank_ranges({A: place(90, 90), B: place(95), C: place(10, 10)}, seed=1)
    assert (found[B].rank, found[B].low, found[B].high, found[B].alike) == (1, 1, 3, ((1, 3),))
    assert found[A].alike == ((1, 2),)


def test_tied_places_share_their_rank_and_cannot_be_told_apart():
    found = rank_ranges({A: place(50, 50), B: place(50, 50), C: place(10, 10)}, seed=1)
    assert [found[code].rank for code in (A, B, C)] == [1, 1, 3]
    assert found[A].alike == ((1, 1),)


@given(several_places)
@settings(max_examples=20)
def test_a_range_holds_the_rank_and_lies_inside_the_table(outcomes):
    for found in rank_ranges(outcomes, 3, 40).values():
        assert 1 <= found.low <= found.rank <= found.high <= len(outcomes)


def test_more_cadres_make_a_narrower_range():
    few = {
        code: place(*(base + step for step in (0, 20, 40)))
        for code, base in zip(codes(9), range(20, 56, 4), strict=True)
    }
    many = {code: found * 20 for code, found in few.items()}
    wide, narrow = rank_ranges(few, 1), rank_ranges(many, 1)
    assert all(narrow[c].high - narrow[c].low < wide[c].high - wide[c].low for c in few)


def test_an_empty_table_has_no_ranges():
    assert rank_ranges({}, 1) == {}


def test_ranks_are_written_as_runs_with_the_own_one_among_them():
    assert runs({4, 5, 7, 8, 11}, 6, range(1, 13)) == ((4, 8), (11, 11))
    assert runs({1}, 3, range(1, 4)) == ((1, 1), (3, 3))
    assert runs(set(), 3, range(1, 4)) == ()


def test_a_rank_that_a_tie_skips_does_not_break_a_run():
    assert runs({2, 4}, 2, [1, 2, 2, 4, 5]) == ((2, 4),)
