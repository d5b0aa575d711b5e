"""A month's scores against plain SQL: one GROUP BY a measure over the same rows, results written into the same tables.

Both sides write assessments_scorerun, assessments_score and assessments_scoreitem.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db import connection, transaction
from django.utils import timezone

from assessments.actions import find_anomalies, open_period, prepare_edition, score
from assessments.bench import Figure, timed
from assessments.demo.batches import city
from assessments.gathering import posts_scored, window_of
from assessments.measures import registered
from assessments.models import Edition, Period, Scheme, ScoreRun

OCTOBER = (datetime.date(2011, 10, 1), datetime.date(2011, 11, 1))
OF_VISITS = {
    "visit_days": "COUNT(DISTINCT v.visited_on)",
    "stay_days": "COUNT(DISTINCT CASE WHEN v.stayed THEN v.visited_on END)",
    "shared_work_days": "COUNT(DISTINCT CASE WHEN v.shared_work THEN v.visited_on END)",
    "signed_share": "COUNT(CASE WHEN v.signed THEN 1 END)",
    "priority_households": (
        "COUNT(DISTINCT CASE WHEN v.household_id IN (SELECT household_id FROM villages_householdcategory "
        "WHERE voided_at IS NULL AND category <> 'science') THEN v.household_id END)"
    ),
}
OTHERS = {
    "household_pairings": "SELECT cadre_id, COUNT(*) AS value FROM villages_householdpairing GROUP BY cadre_id",
    "skills_mastered": "SELECT cadre_id, COUNT(DISTINCT skill_id) AS value FROM cadres_mastery GROUP BY cadre_id",
}


def figures() -> Iterator[Figure]:
    """October, with everybody in post."""
    period = open_period(code="2011-10", by=None)
    floor = timed(lambda: by_plain_sql(period))
    yield Figure("scores of a month: floor (plain SQL into the same tables)", floor)
    yield Figure(
        "scores of a month: ours", timed(lambda: score(period=period, division=city(), by=None)), floor
    )
    run = ScoreRun.objects.order_by("pk").last()
    made = timed(lambda: prepare_edition(run=run, kind=Edition.Kind.TOWNSHIPS, by=None))
    yield Figure("edition of townships: rows, inputs, hash", made)
    posts, window = posts_scored(city(), window_of(period)), window_of(period)
    for measure in registered().values():
        yield Figure(f"measure {measure.key}", timed(lambda m=measure: list(m.count(posts.all(), window))))
    yield Figure("implausible records of a month", timed(lambda: find_anomalies(run=run, by=None)))


@transaction.atomic
def by_plain_sql(period: Period) -> None:
    """Scores without meaning, made by the least work that reads and writes the same: a run, its scores, its items."""
    run = ScoreRun.objects.create(
        division=city(), period=period, scheme=first_scheme(), as_of=timezone.now(), segments=0
    )
    indicators = dict(run.scheme.indicators.values_list("measure", "pk"))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO assessments_score (run_id, post_id, cadre_id, division_id, post_class, starts_on, days, "
            "status, adjustment, total) SELECT %s, id, cadre_id, division_id, post_class, %s, 31, 'measured', 0, 0 "
            "FROM cadres_post WHERE main AND assessed AND voided_at IS NULL",
            [run.pk, OCTOBER[0]],
        )
        for measure, source in sources().items():
            cursor.execute(
                "INSERT INTO assessments_scoreitem (score_id, indicator_id, numerator, denominator, points) "
                "SELECT s.id, %s, COALESCE(found.value, 0), 1, 0 FROM assessments_score AS s "
                f"LEFT JOIN ({source}) AS found ON found.cadre_id = s.cadre_id WHERE s.run_id = %s",
                [indicators[measure], *(OCTOBER if measure in OF_VISITS else ()), run.pk],
            )


def sources() -> dict[str, str]:
    """The GROUP BY of each measure: (cadre_id, value)."""
    of_visits = {
        measure: f"SELECT v.cadre_id, {value} AS value FROM villages_visit AS v WHERE v.visited_on >= %s "
        "AND v.visited_on < %s AND v.voided_at IS NULL GROUP BY v.cadre_id"
        for measure, value in OF_VISITS.items()
    }
    return of_visits | OTHERS


def first_scheme() -> Scheme | None:
    """The city's scheme, whose indicators the items name."""
    return Scheme.objects.adopted().filter(division=city()).first()
