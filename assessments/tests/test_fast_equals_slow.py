"""On random records the fast scorer and the slow, obvious one come to the same, to the last millionth."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from assessments.actions import NotPossible, adopt_scheme, score
from assessments.editions import recompute
from assessments.freezing import freeze
from assessments.models import ScoreItem
from assessments.tests.random_records import records
from assessments.tests.slow_scorer import SlowScorer

pytestmark = pytest.mark.django_db


def fast_scores(run):
    """Status, points by indicator, total and days of every post, as the database holds them."""
    points = {}
    for post, indicator, found in ScoreItem.objects.filter(score__run=run).values_list(
        "score__post", "indicator", "points"
    ):
        points.setdefault(post, {})[indicator] = found
    return {s.post_id: (s.status, points.get(s.post_id, {}), s.total, s.days) for s in run.scores.all()}


def fast_table(run, kind):
    table = recompute(freeze(run).text, kind)
    ranked = {row["code"]: (row["rank"], row["score_millionths"], row["n"]) for row in table.rows}
    return ranked, {row["code"]: row["reason"] for row in table.unranked}


def compare(division, period, scheme):
    adopt_scheme(scheme=scheme, by=None)
    slow = SlowScorer(division, period, scheme)
    if not slow.scores:
        with pytest.raises(NotPossible):
            score(period=period, division=division, by=None)
        return
    run = score(period=period, division=division, by=None)
    assert fast_scores(run) == slow.scores
    assert fast_table(run, "townships") == slow.table("township")
    assert fast_table(run, "counties") == slow.table("county")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(records=records)
def test_the_fast_and_the_slow_scorer_agree_on_random_records(records):
    with transaction.atomic():
        compare(*records.write())
        transaction.set_rollback(True)
