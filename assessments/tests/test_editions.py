"""From a computation to a published table: who may do what, what is frozen, and that the hash can be made again."""

import hashlib
import json

import pytest

from assessments.actions import (
    NotPossible,
    approve_edition,
    discard_edition,
    prepare_edition,
    publish_edition,
)
from assessments.editions import hash_of, public_document, recompute
from assessments.models import Edition, FrozenInputs
from assessments.tests.notice import over
from assessments.tests.scored import adopted, scored, staffed, visit_on
from cadres.models import Cadre, Division
from cadres.tests.factories import StaffFactory, cadre_at
from config.journal.models import Entry
from villages.tests.factories import DiarySubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(city):
    adopted()
    staffed()
    return scored()


@pytest.fixture
def draft(run, city_editor):
    return prepare_edition(run=run, kind="townships", by=city_editor)


@pytest.fixture
def published(draft, approver):
    return publish_edition(edition=approve_edition(edition=over(draft), by=approver), by=approver)


def test_a_draft_holds_the_table_and_the_scheme_s_name(draft):
    assert (draft.state, draft.revision, draft.sha256) == ("draft", 1, "")
    assert [(row["rank"], row["score"], row["n"]) for row in draft.rows] == [(1, "15.00", 2), (1, "15.00", 2)]
    assert draft.scheme_name == f"{draft.run.scheme.name} v{draft.run.scheme.version}"


def test_whoever_prepared_it_cannot_approve_it(draft, city_editor):
    with pytest.raises(NotPossible):
        approve_edition(edition=over(draft), by=city_editor)
    assert Edition.objects.get().state == "notice"


def test_not_even_a_superuser_approves_what_they_prepared(run):
    root = StaffFactory(is_superuser=True)
    with pytest.raises(NotPossible):
        approve_edition(edition=over(prepare_edition(run=run, kind="counties", by=root)), by=root)


def test_a_draft_is_not_published(draft, approver):
    with pytest.raises(NotPossible):
        publish_edition(edition=draft, by=approver)


def test_an_edition_is_published_once(published, approver):
    with pytest.raises(NotPossible):
        publish_edition(edition=published, by=approver)


def test_a_second_approval_is_refused(draft, approver):
    approve_edition(edition=over(draft), by=approver)
    with pytest.raises(NotPossible):
        approve_edition(edition=draft, by=StaffFactory())


def test_every_step_is_journalled_with_who_did_it(published, city_editor, approver):
    entries = Entry.objects.filter(model="assessments.edition", object_id=published.pk).order_by("id")
    assert [(e.verb, e.by) for e in entries] == [
        ("prepare", city_editor),
        ("announce", None),
        ("approve", approver),
        ("publish", approver),
    ]


def test_the_published_hash_is_that_of_the_public_document_without_it(published):
    document = json.loads(json.dumps(public_document(published)))
    told = document["edition"].pop("sha256")
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode("utf-8")).hexdigest() == told == published.sha256


def test_the_hash_is_made_again_from_the_frozen_inputs(published):
    stored = Edition.objects.get(pk=published.pk)
    table = recompute(stored.inputs.text, stored.kind)
    assert hash_of(stored, table.rows, table.unranked) == stored.sha256


def test_the_public_document_names_places_and_nothing_else(published):
    document = public_document(Edition.objects.get(pk=published.pk))
    assert set(document) == {"edition", "rows", "unranked"}
    assert set(document["edition"]) == {"kind", "period", "revision", "published_at", "scheme", "sha256"}
    assert {name for row in document["rows"] for name in row} == {
        "rank",
        "code",
        "name",
        "county",
        "score",
        "n",
    }
    assert document["edition"]["published_at"].endswith("Z")


def test_unranked_places_are_public_with_their_reason(run, city_editor, mayang):
    Division.objects.create(code="431226109", name="兰里镇", level="township", parent=mayang)
    draft = prepare_edition(run=run, kind="townships", by=city_editor)
    assert public_document(draft)["unranked"] == [
        {"code": "431226109", "name": "兰里镇", "reason": "no_cadres"}
    ]


def test_the_frozen_inputs_name_nobody(published):
    text = published.inputs.text
    for cadre in Cadre.objects.all():
        assert cadre.name not in text
        assert cadre.number not in text


def test_two_tables_of_one_computation_share_their_inputs(run, draft, city_editor):
    counties = prepare_edition(run=run, kind="counties", by=city_editor)
    assert counties.inputs == draft.inputs
    assert FrozenInputs.objects.count() == 1


def test_what_changes_after_the_computation_changes_nothing_in_its_table(run, city_editor):
    visit_on(Cadre.objects.first(), "431226101", 20, 21, 22)
    draft = prepare_edition(run=run, kind="townships", by=city_editor)
    assert {row["score"] for row in draft.rows} == {"15.00"}


def test_a_newer_draft_takes_the_place_of_the_older(draft, city_editor):
    visit_on(Cadre.objects.first(), "431226101", 20, 21, 22)
    newer = prepare_edition(run=scored(), kind="townships", by=city_editor)
    assert Edition.objects.get() == newer
    assert (newer.revision, newer.rows[0]["score"]) == (1, "30.00")


def test_an_approved_edition_is_not_overwritten(draft, run, approver, city_editor):
    approve_edition(edition=over(draft), by=approver)
    with pytest.raises(NotPossible):
        prepare_edition(run=run, kind="townships", by=city_editor)


def test_a_draft_is_discarded_with_a_reason(draft, approver):
    discard_edition(edition=draft, by=approver, reason="数据有误")
    assert not Edition.objects.exists()
    assert Entry.objects.filter(verb="discard", reason="数据有误", object_id=draft.pk).exists()


def test_a_published_edition_is_not_discarded(published, approver):
    with pytest.raises(NotPossible):
        discard_edition(edition=published, by=approver, reason="数据有误")


def test_a_correction_is_a_second_revision_that_says_what_it_corrects(published, city_editor, approver):
    cadre_at("431226103")
    DiarySubmissionFactory(division=Division.objects.get(code="431226103"), month="2011-10")
    run = scored()
    with pytest.raises(NotPossible):
        prepare_edition(run=run, kind="townships", by=city_editor)
    second = prepare_edition(run=run, kind="townships", by=city_editor, note="补录一个乡镇")
    publish_edition(edition=approve_edition(edition=over(second), by=approver), by=approver)
    first = Edition.objects.get(pk=published.pk)
    assert (first.revision, second.revision) == (1, 2)
    assert (len(first.rows), len(second.rows)) == (2, 3)
    assert first.sha256 == published.sha256


def test_a_table_that_does_not_follow_from_its_inputs_is_not_published(draft, approver):
    Edition.objects.update(rows=[draft.rows[0] | {"score": "99.00"}])
    with pytest.raises(NotPossible):
        publish_edition(edition=approve_edition(edition=over(draft), by=approver), by=approver)


def test_a_county_makes_no_table_of_counties(city):
    adopted()
    staffed()
    with pytest.raises(NotPossible):
        prepare_edition(run=scored("431226"), kind="counties", by=None)


def test_a_county_makes_a_table_of_its_own_townships(run, city_editor):
    adopted("431226")
    own = prepare_edition(run=scored("431226"), kind="townships", by=city_editor)
    assert (own.division.code, own.revision, len(own.rows)) == ("431226", 1, 2)
