"""What a correction says that it changes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.public.changed import changed_lines
from assessments.scoring.differences import differences
from assessments.tests.public import SILENT, TOWNSHIPS, edition, row, unranked


def told(found):
    return [(one["code"], one["before"], one["after"]) for one in found]


def test_a_place_that_passes_another_changes_both():
    now = [row("431228100", 1, "91.50"), row("431226102", 2, "89.00"), row("431226101", 3, "88.25")]
    assert told(differences(TOWNSHIPS, now)) == [
        ("431226102", {"rank": 2, "score": "88.25"}, {"rank": 2, "score": "89.00"}),
        ("431226101", {"rank": 2, "score": "88.25"}, {"rank": 3, "score": "88.25"}),
    ]


def test_a_place_whose_books_come_in_late_gets_its_rank_and_one_that_goes_is_told_last():
    late = row("431226105", 4, "70.00")
    assert told(differences(TOWNSHIPS + SILENT, [*TOWNSHIPS[:2], late])) == [
        ("431226105", {"reason": "no_diary"}, {"rank": 4, "score": "70.00"}),
        ("431226102", {"rank": 2, "score": "88.25"}, None),
    ]


def test_the_same_table_changes_nothing_even_where_a_place_was_renamed():
    renamed = [{**TOWNSHIPS[0], "name": "芷江新镇", "n": 99}, *TOWNSHIPS[1:]]
    assert differences(TOWNSHIPS, renamed) == []


standings = st.one_of(
    st.none(),
    st.builds(lambda rank: row("431226101", rank), st.integers(1, 3)),
    st.just(unranked("431226101")),
)


@given(st.lists(st.tuples(standings, standings), max_size=6))
@settings(max_examples=60)
def test_exactly_the_places_that_stand_otherwise_are_named(pairs):
    coded = [
        tuple(place and {**place, "code": f"4312261{n:02d}"} for place in pair)
        for n, pair in enumerate(pairs)
    ]
    found = differences([a for a, _b in coded if a], [b for _a, b in coded if b])
    expected = set()
    for n, (a, b) in enumerate(pairs):
        if (a and (a.get("rank"), a.get("reason"))) != (b and (b.get("rank"), b.get("reason"))):
            expected.add(f"4312261{n:02d}")
    assert {one["code"] for one in found} == expected


def test_the_lines_say_before_and_after_in_words(db, client):
    edition()
    changed = differences(TOWNSHIPS + SILENT, [*TOWNSHIPS[:2], row("431226105", 4, "70.00", name="江口墟镇")])
    second = edition(revision=2, rows=TOWNSHIPS[:2], unranked=[], differences=changed, note="补录一个乡镇")
    assert [(line.name, line.before, line.after) for line in changed_lines(second)] == [
        ("江口墟镇", "未收到该单位的民情日志。", "第4名，70.00分"),
        ("锦和镇", "第2名，88.25分", "不在榜上"),
    ]
    page = client.get("/en/tables/townships/2011-10/").text
    assert "2 places stand otherwise than in the former revision." in page
    assert "rank 4, score 70.00" in page and "not in the table" in page
    assert "otherwise" not in client.get("/en/tables/townships/2011-10/r1/").text
