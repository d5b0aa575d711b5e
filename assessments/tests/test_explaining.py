"""A place's page says in sentences what made up its score."""

import pytest

from assessments.public.explaining import explain
from assessments.tests import public
from assessments.tests.factories import IndicatorFactory, SchemeFactory, ScoreRunFactory
from cadres.tests.factories import place
from config.millionths import ONE

pytestmark = pytest.mark.django_db
GAOCUN = "431226101"


def told(client, code):
    return " ".join(client.get(f"/en/places/{code}/").text.split())


def run_by(*indicators):
    """A computation by a scheme of these (section, points, further fields)."""
    scheme = SchemeFactory(division=place("4312"))
    for section, points, more in indicators:
        IndicatorFactory(scheme=scheme, section=section, points=points * ONE, **more)
    return ScoreRunFactory(division=place("4312"), scheme=scheme)


def row(code, rank, score, **sections):
    return public.row(code, rank, score, sections=sections)


def test_sections_stand_beside_what_they_could_have_brought_and_the_weakest_is_named(client):
    run = run_by(("learning", 30, {}), ("contact", 70, {}))
    rows = [row(GAOCUN, 1, "80.00", learning="28.50", contact="51.50")]
    public.edition(rows=rows, unranked=[], run=run)
    page = told(client, GAOCUN)
    assert "Learning brought 28.50 of 30 points." in page
    assert "Most was left in “contact with residents”: 18.50 points." in page


def test_where_classes_differ_no_full_points_are_claimed(client):
    run = run_by(
        ("learning", 30, {"applies_to": "leader"}),
        ("contact", 70, {}),
        ("contact", 30, {"applies_to": "ordinary"}),
    )
    rows = [row(GAOCUN, 1, "80.00", learning="10.00", contact="70.00")]
    public.edition(rows=rows, unranked=[], run=run)
    assert "Learning brought 10.00 points." in told(client, GAOCUN)


@pytest.mark.parametrize(
    ("code", "words"), [("431228100", "this one 3.25 more"), ("431226101", "this one 0.00 more")]
)
def test_a_score_is_set_beside_that_of_the_place_in_the_middle(code, words, client):
    public.edition()
    assert words in told(client, code)


def test_an_unranked_place_has_no_sentences():
    assert explain(public.edition(), "431226105") == []


def test_late_entries_are_told(client):
    public.edition(rows=[public.row(GAOCUN, 1, late=3)], unranked=[])
    assert "3 visits counted here were entered late." in told(client, GAOCUN)
