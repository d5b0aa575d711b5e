"""A place's page: its score by section and its way through the published tables."""

import pytest

from assessments.public.histories import chart_of, history_of
from assessments.tests import public

pytestmark = pytest.mark.django_db

GAOCUN = "/en/places/431226101/"


def month(period, score=None, **fields):
    """An edition of a month in which Gaocun has this score, or no rank."""
    if score is None:
        return public.edition(period, rows=[], unranked=[public.unranked("431226101")], **fields)
    sections = {"learning": "20.00", "contact": f"{float(score) - 19:.2f}"}
    rows = [public.row("431226101", 1, score, sections=sections, adjustment="-1.00")]
    return public.edition(period, rows=rows, unranked=[], **fields)


def test_a_place_shows_its_newest_score_by_section(client):
    month("2011-09", "70.00")
    month("2011-10", "80.00")
    page = client.get(GAOCUN).text
    for text in (
        "Learning",
        "20.00",
        "Contact with residents",
        "61.00",
        "Bonuses and deductions",
        "-1.00",
        "80.00",
    ):
        assert text in page


def test_a_place_links_to_its_county(client):
    month("2011-10", "80.00")
    assert 'href="/en/places/431226/"' in client.get(GAOCUN).text


def test_a_month_without_a_rank_stands_in_the_history_with_its_reason(client):
    month("2011-09")
    month("2011-10", "80.00")
    page = client.get(GAOCUN).text
    assert "September 2011" in page
    assert "The diary books of this place were not received." in page


def test_an_unranked_place_has_a_page_that_says_why(client):
    month("2011-10")
    page = client.get(GAOCUN)
    assert page.status_code == 200
    assert "Without a rank. The diary books of this place were not received." in " ".join(page.text.split())


def test_a_correction_takes_the_place_of_what_it_corrects_in_the_history(client):
    month("2011-10", "80.00")
    month("2011-10", "81.00", revision=2)
    page = client.get(GAOCUN).text
    assert "81.00" in page
    assert "80.00" not in page


def test_a_county_s_own_table_stays_out_of_the_history(client):
    month("2011-10", "80.00")
    month("2011-10", "33.00", division="431226")
    assert "33.00" not in client.get(GAOCUN).text


def test_a_county_shows_its_townships_and_the_tables_it_has_published(client):
    public.edition(kind="counties", rows=public.BOTH_COUNTIES, unranked=[])
    public.edition(division="431226", rows=public.TOWNSHIPS[1:], unranked=[])
    page = client.get("/en/places/431226/").text
    assert 'href="/en/tables/townships/2011-10/?county=431226"' in page
    assert 'href="/en/tables/townships/2011-10/431226/"' in page
    assert "1 township is not counted in this score" in page


def test_a_quarter_stands_in_the_history_but_not_on_the_line_of_months(client):
    editions = [month("2011-Q4", "75.00"), month("2011-11", "80.00"), month("2011-10", "70.00")]
    assert "Quarter 4 of 2011" in client.get(GAOCUN).text
    assert len(chart_of(history_of("431226101", editions)).dots) == 2


def test_the_line_breaks_where_a_month_is_unranked_or_unpublished(client):
    scores = {"2011-01": "10.00", "2011-02": "20.00", "2011-03": None, "2011-04": "40.00", "2011-05": "50.00"}
    editions = [month(period, score) for period, score in scores.items()] + [month("2011-07", "70.00")]
    chart = chart_of(history_of("431226101", editions))
    assert [len(stretch.split()) for stretch in chart.stretches] == [2, 2]
    assert len(chart.dots) == 5
    assert len(chart.gaps) == 1
    assert "<svg" in client.get(GAOCUN).text


def test_the_line_stands_on_a_fixed_scale_from_0_to_100(client):
    chart = chart_of(history_of("431226101", [month("2011-01", "99.99"), month("2011-02", "0.00")]))
    grid = {points: y for y, points in chart.grid}
    low, high = chart.dots[1], chart.dots[0]
    assert low[1] == grid[0]
    assert abs(high[1] - grid[100]) <= 1


def test_one_month_alone_makes_no_line(client):
    assert chart_of(history_of("431226101", [month("2011-01", "80.00")])) is None
    assert "<svg" not in client.get(GAOCUN).text
