"""A computation brought up to date after late entries: the same as a new one, and only what differs is written."""

import pytest
from django.db import transaction

from assessments.actions import NotPossible, adopt_scheme, copy_scheme, prepare_edition, refresh_scores
from assessments.models import Score, ScoreItem, ScoreRun
from assessments.tests.factories import AdjustmentFactory
from assessments.tests.scored import adopted, scored, staffed, visit_on
from cadres.models import Cadre, Post
from cadres.tests.factories import cadre_at
from config.journal.models import Entry

pytestmark = pytest.mark.django_db
GAOCUN = "431226101"


@pytest.fixture
def run():
    staffed()
    adopted()
    return scored()


def everything(run):
    """What a run says of each post, without its keys."""
    items = {}
    for post, *item in ScoreItem.objects.filter(score__run=run).values_list(
        "score__post", "indicator", "numerator", "denominator", "points"
    ):
        items.setdefault(post, set()).add(tuple(item))
    fields = (
        "post",
        "division",
        "post_class",
        "starts_on",
        "days",
        "status",
        "adjustment",
        "total",
        "group",
        "late",
    )
    return {row[0]: (row, items.get(row[0])) for row in Score.objects.filter(run=run).values_list(*fields)}


def refreshed(run):
    """How many segments changed; afterwards the run says what a new one says."""
    count = refresh_scores(run=run, by=None)
    assert everything(run) == everything(scored())
    return count


def test_nothing_new_changes_nothing(run):
    keys = set(Score.objects.values_list("pk", flat=True)) | set(
        ScoreItem.objects.values_list("pk", flat=True)
    )
    assert refresh_scores(run=run, by=None) == 0
    assert keys == set(Score.objects.values_list("pk", flat=True)) | set(
        ScoreItem.objects.values_list("pk", flat=True)
    )


def test_a_late_diary_entry_touches_its_own_segment_only(run):
    untouched = set(
        ScoreItem.objects.exclude(score__cadre=Cadre.objects.earliest("pk")).values_list("pk", flat=True)
    )
    visit_on(Cadre.objects.earliest("pk"), GAOCUN, 20)
    assert refreshed(run) == 1
    assert untouched < set(ScoreItem.objects.filter(score__run=run).values_list("pk", flat=True))


def test_who_came_is_added_and_whose_post_was_void_is_taken_away(run):
    cadre_at(GAOCUN)
    Post.objects.filter(cadre=Cadre.objects.earliest("pk")).update(
        voided_at="2011-11-01T00:00Z", void_reason="误录"
    )
    assert refreshed(run) == 2
    assert ScoreRun.objects.get(pk=run.pk).segments == 4


def test_a_bonus_changes_a_total_without_changing_an_item(run):
    AdjustmentFactory(cadre=Cadre.objects.earliest("pk"), period=run.period)
    assert refreshed(run) == 1


def test_it_is_journalled_with_the_moment_whose_data_it_sees(run, city_editor):
    before = run.as_of
    refresh_scores(run=run, by=city_editor)
    assert ScoreRun.objects.get(pk=run.pk).as_of > before
    assert Entry.objects.filter(verb="refresh", by=city_editor, object_id=run.pk).exists()


def test_a_computation_from_which_a_table_was_prepared_stays(run):
    prepare_edition(run=run, kind="townships", by=None)
    with pytest.raises(NotPossible):
        refresh_scores(run=run, by=None)


def test_where_another_scheme_is_in_force_by_now_it_is_refused(run):
    with transaction.atomic():
        adopt_scheme(scheme=copy_scheme(scheme=run.scheme, year=2011, by=None), by=None)
    with pytest.raises(NotPossible):
        refresh_scores(run=run, by=None)
