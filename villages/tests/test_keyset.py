"""Paging by marks: all rows, each once, newest first, from either end; and never a longer look than allowed."""

import datetime

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.tests.factories import cadre_at, place
from villages.admin import keyset
from villages.admin.keyset import Mark, find_page
from villages.models import Visit
from villages.tests.factories import VillageFactory, VisitFactory

FIRST = datetime.date(2011, 10, 1)


@pytest.fixture
def diary(db):
    """Thirty visits of two places on ten days, one in three signed."""
    village = VillageFactory()
    for code in ("431226101", "431226102"):
        for number in range(15):
            VisitFactory(
                cadre=cadre_at(code),
                division=place(code),
                village=village,
                visited_on=FIRST + datetime.timedelta(days=number * 7 % 10),
                signed=number % 3 == 0,
            )
    return Visit.objects.all()


def in_order(rows):
    return list(rows.order_by("-visited_on", "-pk").values_list("pk", flat=True))


def walk_back(rows, walks, matches, size):
    """All pages from the newest, by the “older” links."""
    page = find_page(rows, walks, matches, size, None, False)
    pages = [page]
    while page.older:
        page = find_page(rows, walks, matches, size, page.older, False)
        pages.append(page)
    return pages


def by_place():
    return [Q(division=place(code)) for code in ("431226101", "431226102")]


def test_the_older_links_lead_through_all_rows_each_once(diary):
    pages = walk_back(diary, [Q()], Q(), 7)
    assert [key for page in pages for key in page.keys] == in_order(diary)


def test_several_walks_make_one_list(diary):
    pages = walk_back(diary, by_place(), Q(), 7)
    assert [key for page in pages for key in page.keys] == in_order(diary)


def test_the_first_page_has_nothing_newer_and_the_last_nothing_older(diary):
    first, *_others, last = walk_back(diary, [Q()], Q(), 7)
    assert first.newer is None
    assert last.older is None


def test_the_newer_link_leads_back_to_the_same_page(diary):
    first, second, *_others = walk_back(diary, [Q()], Q(), 7)
    assert find_page(diary, [Q()], Q(), 7, second.newer, True).keys == first.keys


def test_no_walk_at_all_is_an_empty_page(diary):
    assert find_page(diary, [], Q(), 7, None, False).keys == []


def test_a_long_look_stops_and_says_how_far_it_went(diary, monkeypatch):
    monkeypatch.setattr(keyset, "REACH", 10)
    page = find_page(diary, [Q()], Q(signed=True), 7, None, False)
    assert page.looked_back_to is not None
    assert page.older == Mark(page.looked_back_to, 0)


@given(size=st.integers(1, 9), reach=st.integers(1, 40), split=st.booleans(), towards_newer=st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_far_a_page_may_look_nothing_is_lost(diary, size, reach, split, towards_newer):
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setattr(keyset, "REACH", reach)
    matches, walks = Q(signed=True), by_place() if split else [Q()]
    wanted = in_order(diary.filter(matches))
    if towards_newer:
        pages = walk_forward(diary, walks, matches, size)
        assert [key for page in reversed(pages) for key in page.keys] == wanted
    else:
        pages = walk_back(diary, walks, matches, size)
        assert [key for page in pages for key in page.keys] == wanted
    monkeypatch.undo()


def walk_forward(rows, walks, matches, size):
    """All pages from before the oldest, by the “newer” links."""
    page = find_page(rows, walks, matches, size, Mark(datetime.date(2000, 1, 1), 0), True)
    pages = [page]
    while page.newer:
        page = find_page(rows, walks, matches, size, page.newer, True)
        pages.append(page)
    return pages


@pytest.mark.parametrize("text", ["", "x", "2011-13-01.1", "2011-10-01", "2011-10-01.x"])
def test_a_mark_that_is_none_begins_at_the_top(text):
    assert Mark.read(text) is None


def test_a_mark_is_read_as_it_was_written():
    mark = Mark(FIRST, 17)
    assert Mark.read(str(mark)) == mark
