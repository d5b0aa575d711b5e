"""A place's page says in sentences what made up its score."""

import pytest

from assessments.public.explaining import explain
from assessments.tests import public

pytestmark = pytest.mark.django_db
GAOCUN = "431226101"


def told(client, code):
    return " ".join(client.get(f"/en/places/{code}/").text.split())


def row(code, rank, score, **sections):
    return public.row(code, rank, score, sections=sections)


def test_sections_stand_beside_what_they_could_have_brought_and_the_weakest_is_named(client):
    full = {"learning": "30.00", "contact": "70.00"}
    rows = [row(GAOCUN, 1, "80.00", learning="28.50", contact="51.50") | {"full": full}]
    public.edition(rows=rows, unranked=[])
    page = told(client, GAOCUN)
    assert "Learning brought 28.50 of 30.00 points." in page
    assert "Most was left in “contact with residents”: 18.50 points." in page


def test_an_older_table_claims_no_full_points(client):
    public.edition(rows=[row(GAOCUN, 1, "80.00", learning="10.00", contact="70.00")], unranked=[])
    page = told(client, GAOCUN)
    assert "Learning brought 10.00 points." in page
    assert "Most was left" not in page


@pytest.mark.parametrize(
    ("code", "words"), [("431228100", "this one 3.25 more"), ("431226101", "this one 0.00 more")]
)
def test_a_score_is_set_beside_that_of_the_place_in_the_middle(code, words, client):
    public.edition()
    assert words in told(client, code)


def test_the_only_ranked_place_is_set_beside_no_other(client):
    public.edition(rows=[public.row(GAOCUN, 1)], unranked=[])
    assert "The middle one" not in told(client, GAOCUN)


def test_an_unranked_place_has_no_sentences():
    assert explain(public.edition(), "431226105") == []


def test_late_entries_are_told(client):
    public.edition(rows=[public.row(GAOCUN, 1, late=3)], unranked=[])
    assert "3 visits counted here were entered late." in told(client, GAOCUN)
