"""The commands score and verify_edition."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from assessments.actions import approve_edition, prepare_edition, publish_edition
from assessments.models import Edition, Period, ScoreRun
from assessments.tests.notice import over
from assessments.tests.scored import OCTOBER, adopted, scored, staffed
from cadres.tests.factories import cadre_at

pytestmark = pytest.mark.django_db


def told(*command, **options):
    out = io.StringIO()
    with translation.override("en"):
        call_command(*command, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def municipality(city):
    adopted()
    staffed()
    cadre_at("431226103")


@pytest.fixture
def edition(municipality, city_editor, approver):
    draft = prepare_edition(run=scored(), kind="townships", by=city_editor)
    return publish_edition(edition=approve_edition(edition=over(draft), by=approver), by=approver)


def test_score_says_how_many_places_are_ranked_and_why_others_are_not(municipality):
    lines = told("score", OCTOBER).splitlines()
    assert "5 post segments" in lines[0]
    assert "2 ranked, 1 unranked (no_diary)" in lines[1]
    assert "1 ranked" in lines[2]


def test_score_takes_a_division_by_its_code(municipality):
    told("score", OCTOBER, division="431226")
    assert ScoreRun.objects.get().division.code == "431226"


@pytest.mark.parametrize(
    ("period", "options", "words"),
    [
        ("2011-13", {}, "2011-13"),
        ("2012-01", {}, "2012"),
        (OCTOBER, {"division": "9999"}, "9999"),
    ],
)
def test_score_refuses_with_a_sentence_and_writes_nothing(municipality, period, options, words):
    with pytest.raises(CommandError, match=words):
        told("score", period, **options)
    assert not ScoreRun.objects.exists()
    assert not Period.objects.exists()


def test_score_needs_a_division_where_there_is_no_city():
    with pytest.raises(CommandError, match="--division"):
        told("score", OCTOBER)


def test_verify_edition_says_that_the_hashes_agree(edition):
    assert "hashes agree" in told("verify_edition", "townships", OCTOBER)
    assert edition.sha256 in told("verify_edition", "townships", OCTOBER, revision=1)


def test_verify_edition_says_when_they_do_not(edition, monkeypatch):
    changed = [edition.rows[0] | {"score": "99.00"}]
    monkeypatch.setattr(Edition, "from_db", with_rows(changed))
    with pytest.raises(CommandError, match="differs"):
        told("verify_edition", "townships", OCTOBER)


def with_rows(rows):
    """Reads editions as if somebody had gone around the guards of the database."""
    original = Edition.from_db.__func__

    def from_db(cls, *args, **kwargs):
        found = original(cls, *args, **kwargs)
        found.rows = rows
        return found

    return classmethod(from_db)


def test_verify_edition_says_which_table_is_not_there(edition):
    with pytest.raises(CommandError, match="2011-11"):
        told("verify_edition", "townships", "2011-11")
