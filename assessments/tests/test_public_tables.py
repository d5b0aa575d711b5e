"""The league tables as a visitor reads them: what is shown, found and sorted, and what does not exist in public."""

import re

import pytest
from django.utils.html import escape

from assessments.tests import public

pytestmark = pytest.mark.django_db

TABLE = "/tables/townships/2011-10/"


def shown(page):
    """The codes of the places in the order of the page."""
    return re.findall(r'href="/(?:en/)?places/(\d+)/"', page.text)


def test_a_published_table_shows_rank_name_county_score_and_cadres(client):
    public.edition()
    page = client.get(TABLE)
    assert page.status_code == 200
    for text in ("高村镇", "麻阳苗族自治县", "88.25", "52", "431226101"):
        assert text in page.text


def test_unranked_places_stand_below_with_the_reason_in_words(client):
    public.edition()
    page = client.get("/en" + TABLE)
    assert shown(page) == ["431228100", "431226101", "431226102", "431226105"]
    assert "The diary books of this place were not received." in page.text
    assert "no_diary" not in page.text


def test_the_edition_says_period_revision_scheme_and_hash(client):
    edition = public.edition()
    page = client.get("/en" + TABLE)
    for text in ("October 2011", "2011-11-08 09:30", "100-point scheme", edition.sha256):
        assert text in page.text


@pytest.mark.parametrize("state", ["draft", "approved"])
@pytest.mark.parametrize(
    "address", [TABLE, TABLE + "r1/", "/tables/townships/2011-10.json", "/places/431226101/"]
)
def test_what_is_not_published_does_not_exist(client, state, address):
    public.edition(state=state)
    answer = client.get(address)
    assert answer.status_code == 404
    assert "高村镇" not in answer.text


@pytest.mark.parametrize("state", ["draft", "approved"])
def test_lists_do_not_name_what_is_not_published(client, state):
    public.edition("2011-09")
    public.edition("2011-10", state=state)
    for address in ("/en/", "/en/tables/", "/en/places/431226101/"):
        assert "October 2011" not in client.get(address).text


def test_the_plain_address_shows_the_newest_revision_and_names_the_others(client):
    public.edition()
    public.edition(revision=2, rows=public.TOWNSHIPS[:1], note="更正")
    page = client.get(TABLE)
    assert shown(page) == ["431228100", "431226105"]
    assert f'href="{TABLE}r1/"' in page.text and "更正" in page.text


def test_a_waiting_correction_changes_nothing_in_public(client):
    public.edition()
    public.edition(revision=2, rows=public.TOWNSHIPS[:1], state="approved")
    page = client.get(TABLE)
    assert "431226101" in shown(page)
    assert "r2/" not in page.text
    assert client.get(TABLE + "r2/").status_code == 404


def test_the_address_of_a_revision_shows_it_for_ever(client):
    public.edition()
    public.edition(revision=2, rows=public.TOWNSHIPS[:1])
    assert "431226101" in shown(client.get(TABLE + "r1/"))
    assert "431226101" not in shown(client.get(TABLE + "r2/"))


def test_a_table_of_counties_has_no_county_column_and_says_what_is_left_out(client):
    public.edition(kind="counties", rows=public.BOTH_COUNTIES, unranked=[])
    page = client.get("/en/tables/counties/2011-10/")
    assert shown(page) == ["431228", "431226"]
    assert 'name="county"' not in page.text
    assert "without 1 township that sent no diary books" in page.text


def test_a_county_has_its_own_table_beside_the_city_s(client):
    public.edition()
    public.edition(division="431226", rows=public.TOWNSHIPS[1:], unranked=[])
    assert shown(client.get(TABLE + "431226/"))[-2:] == ["431226101", "431226102"]
    assert "431228100" in shown(client.get(TABLE))
    assert client.get(TABLE + "431226/r1/").status_code == 200
    assert client.get(TABLE + "431228/").status_code == 404


def test_a_county_s_own_table_does_not_stand_in_for_the_city_s(client):
    public.edition(division="431226", rows=public.TOWNSHIPS[1:], unranked=[])
    assert client.get(TABLE).status_code == 404


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("高村", ["431226101"]),
        ("gaocun", ["431226101"]),
        ("Gao Cun", ["431226101"]),
        ("gcz", ["431226101"]),
        ("Jinhe Town", ["431226102"]),
        ("431226", ["431226101", "431226102", "431226105"]),
        ("江口", ["431226105"]),
        ("nowhere", []),
    ],
)
def test_a_place_is_found_by_chinese_english_pinyin_initials_or_code(client, words, found):
    public.edition()
    assert shown(client.get(TABLE, {"name": words})) == found


def test_a_county_is_picked_by_its_code_and_keeps_the_ranks_of_the_whole_table(client):
    public.edition()
    page = client.get(TABLE, {"county": "431226"})
    assert shown(page) == ["431226101", "431226102", "431226105"]
    assert page.text.count('<td class="number">2</td>') == 2


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("rank", "431228100"),
        ("-rank", "431226101"),
        ("score", "431226101"),
        ("-score", "431228100"),
        ("code", "431226101"),
        ("-code", "431228100"),
        ("n", "431226102"),
        ("-n", "431228100"),
    ],
)
def test_a_table_is_sorted_as_the_address_asks_and_unranked_places_stay_last(client, order, first):
    public.edition()
    codes = shown(client.get(TABLE, {"sort": order}))
    assert codes[0] == first
    assert codes[-1] == "431226105"


def test_a_heading_says_how_it_is_sorted_and_keeps_the_filter(client):
    public.edition()
    page = client.get(TABLE, {"county": "431226", "sort": "-score"})
    assert 'aria-sort="descending"' in page.text
    assert "?county=431226&amp;sort=score" in page.text


@pytest.mark.parametrize("query", [{"county": "999999"}, {"sort": "password"}, {"name": "x" * 51}])
def test_a_filter_that_makes_no_sense_is_answered_with_a_sentence(client, query):
    public.edition()
    page = client.get(TABLE, query)
    assert page.status_code == 200
    assert 'role="alert"' in page.text


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/tables/villages/2011-10/", "There is no such table."),
        ("/tables/townships/2011-13/", "“2011-13” is not a period"),
        ("/tables/townships/9999-12/", "“9999-12” is not a period"),
        ("/tables/townships/2099-01/", "No such table has been published for 2099-01."),
        ("/tables/townships/2011-10/r9/", "There is no revision 9 of this table for 2011-10."),
        ("/tables/townships/2011-10/431299/", "The division 431299 has published no such table of its own"),
        ("/tables/townships/2099-01.json", "No such table has been published for 2099-01."),
        ("/places/431299999/", "No published table names a place with the code 431299999."),
        ("/tables/?year=1999", "No table has been published for the year 1999."),
        (
            "/method/431226/99999999999999999999/v99999999999999999999/",
            "No published table was made by a scheme",
        ),
        ("/tables/townships/2011-10-and-more/", "“2011-10-and-more” is not a period"),
        ("/method/431226/2011/v9/", "No published table was made by a scheme with this address."),
    ],
)
def test_what_is_not_there_is_answered_with_a_sentence(client, address, sentence):
    public.edition()
    answer = client.get("/en" + address)
    assert answer.status_code == 404
    assert sentence in answer.text


def test_a_hostile_name_is_shown_and_not_run(client):
    hostile = "<img src=x onerror=alert(1)>"
    rows = [public.row("431226101", 1, name=hostile, name_en=hostile, county=hostile, county_en=hostile)]
    public.edition(
        rows=rows, unranked=[public.unranked("431228100", name=hostile, county=hostile)], note=hostile
    )
    for address in (TABLE, "/en" + TABLE, "/", "/en/places/431226101/", "/places/431228100/", "/tables/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "<img" not in page.text
    assert escape(hostile) in client.get(TABLE).text
    page = client.get(TABLE, {"name": hostile, "county": '"><img>'})
    assert "<img" not in page.text


def test_a_reason_that_nobody_foresaw_is_still_a_sentence(client):
    public.edition(unranked=[public.unranked("431226105", "brand_new")])
    assert "This place could not be ranked." in client.get("/en" + TABLE).text
