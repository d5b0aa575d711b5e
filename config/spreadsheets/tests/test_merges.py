"""Merges on a walk down a sheet: those that reach into a row are the ones that a look at all of them finds."""

from hypothesis import given
from hypothesis import strategies as st

from config.spreadsheets.merges import Merges, Reaching
from config.spreadsheets.types import Merge, Sheet

ROWS = st.integers(1, 12)
MERGES = st.builds(
    lambda top, more, left: Merge(top, left, top + more, left + 1), ROWS, st.integers(0, 5), ROWS
)


@given(st.lists(MERGES), ROWS, st.sets(ROWS))
def test_the_merges_that_reach_into_a_row_are_found_on_the_way_down(
    merges: list[Merge], first: int, rows: set[int]
) -> None:
    walk = Reaching(Merges(Sheet("册", [], merges=tuple(merges))), first, lambda merge: merge.left < 9)
    for row in sorted(rows):
        found = [m for m in merges if first <= m.top <= row <= m.bottom and m.left < 9]
        assert sorted(map(repr, walk.at(row))) == sorted(map(repr, found))
