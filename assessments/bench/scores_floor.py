"""The floor of a month's scores: plain SQL, one GROUP BY a measure, written by INSERT … SELECT into the same tables.

It reads the same rows and writes as many, without points, targets, posts or pairings in force, or months in post.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db import connection, transaction
from django.utils import timezone

from assessments.models import Period, Scheme, ScoreRun
from villages.querysets import PRIORITY

Source = tuple[str, tuple[str, ...]]
"""A SELECT of (cadre_id, value, of) and the names of the days that it is given."""

BEHIND = datetime.timedelta(days=7)
"""How long after a visit its entry is in time."""

VISITS = {
    "visit_days": "COUNT(DISTINCT v.visited_on)",
    "stay_days": "COUNT(DISTINCT CASE WHEN v.stayed THEN v.visited_on END)",
    "shared_work_days": "COUNT(DISTINCT CASE WHEN v.shared_work THEN v.visited_on END)",
    "skill_days": "COUNT(DISTINCT CASE WHEN v.skill_id IS NOT NULL THEN v.visited_on END)",
    "teaching_days": "COUNT(DISTINCT CASE WHEN v.purpose = 'teaching' THEN v.visited_on END)",
    "help_days": "COUNT(DISTINCT CASE WHEN v.purpose = 'help' THEN v.visited_on END)",
    "mediation_days": "COUNT(DISTINCT CASE WHEN v.purpose = 'mediation' THEN v.visited_on END)",
    "policy_days": "COUNT(DISTINCT CASE WHEN v.purpose = 'policy' THEN v.visited_on END)",
    "survey_days": "COUNT(DISTINCT CASE WHEN v.purpose = 'survey' THEN v.visited_on END)",
    "suggestions_recorded": "COUNT(CASE WHEN v.suggestions <> '' THEN 1 END)",
    "households_visited": "COUNT(DISTINCT v.household_id)",
    "priority_households": (
        "COUNT(DISTINCT CASE WHEN v.household_id IN (SELECT household_id FROM villages_householdcategory "
        f"WHERE voided_at IS NULL AND category IN {PRIORITY}) THEN v.household_id END)"
    ),
}
VISITS_OUT_OF_ALL = {
    "signed_share": ("COUNT(CASE WHEN v.signed THEN 1 END)", ()),
    "entered_in_time": ("COUNT(CASE WHEN v.recorded_at < %s THEN 1 END)", ("behind",)),
    "largest_third_share": ("COUNT(CASE WHEN v.visited_on < %s THEN 1 END)", ("second_third",)),
}
THIRDS = "COUNT(DISTINCT CASE WHEN v.visited_on < %s THEN 1 WHEN v.visited_on < %s THEN 2 ELSE 3 END)"

WITH_VISITS_TO = (
    "LEFT JOIN villages_visit AS v ON v.cadre_id = p.cadre_id AND v.household_id = {household} "
    "AND v.visited_on >= %s AND v.visited_on < %s AND v.voided_at IS NULL"
)
OPINIONS = (
    "SUM(r.very_satisfied * 100 + r.satisfied * 80 + r.fair * 60) AS value, "
    "SUM(r.very_satisfied + r.satisfied + r.fair + r.poor) AS whole"
)

OTHERS: Mapping[str, Source] = {
    "priority_share": (
        "SELECT p.cadre_id, COUNT(DISTINCT v.household_id) AS value, COUNT(DISTINCT h.id) AS whole "
        "FROM villages_villagepairing AS p "
        "JOIN villages_household AS h ON h.village_id = p.village_id "
        "JOIN villages_householdcategory AS c ON c.household_id = h.id AND c.voided_at IS NULL "
        f"AND c.category IN {PRIORITY} {WITH_VISITS_TO.format(household='h.id')} "
        "WHERE p.voided_at IS NULL GROUP BY p.cadre_id",
        ("first", "after"),
    ),
    "paired_households_visited": (
        "SELECT p.cadre_id, COUNT(DISTINCT v.household_id) AS value, COUNT(DISTINCT p.household_id) AS whole "
        f"FROM villages_householdpairing AS p {WITH_VISITS_TO.format(household='p.household_id')} "
        "WHERE p.voided_at IS NULL GROUP BY p.cadre_id",
        ("first", "after"),
    ),
    "village_kept": (
        "SELECT v.cadre_id, COUNT(DISTINCT CASE WHEN p.id IS NOT NULL THEN v.visited_on END) AS value, "
        "COUNT(DISTINCT v.visited_on) AS whole FROM villages_visit AS v LEFT JOIN villages_villagepairing AS p "
        "ON p.cadre_id = v.cadre_id AND p.village_id = v.village_id AND p.voided_at IS NULL "
        "WHERE v.visited_on >= %s AND v.visited_on < %s AND v.voided_at IS NULL GROUP BY v.cadre_id",
        ("first", "after"),
    ),
    "pairing_kept": (
        "SELECT cadre_id, COUNT(*) AS value, 1 AS whole FROM villages_villagepairing "
        "WHERE voided_at IS NULL GROUP BY cadre_id",
        (),
    ),
    "household_pairings": (
        "SELECT cadre_id, COUNT(*) AS value, 1 AS whole FROM villages_householdpairing "
        "WHERE voided_at IS NULL GROUP BY cadre_id",
        (),
    ),
    "skills_mastered": (
        "SELECT cadre_id, COUNT(DISTINCT skill_id) AS value, 1 AS whole FROM cadres_mastery "
        "WHERE voided_at IS NULL GROUP BY cadre_id",
        (),
    ),
    "required_skills_met": (
        "SELECT m.cadre_id, COUNT(DISTINCT m.skill_id) AS value, 1 AS whole FROM cadres_mastery AS m "
        "JOIN cadres_requiredskill AS r ON r.skill_id = m.skill_id AND r.voided_at IS NULL "
        "WHERE m.voided_at IS NULL GROUP BY m.cadre_id",
        (),
    ),
    "goals_met": (
        "SELECT g.cadre_id, COUNT(DISTINCT m.skill_id) AS value, COUNT(DISTINCT g.skill_id) AS whole "
        "FROM cadres_learninggoal AS g "
        "LEFT JOIN cadres_mastery AS m ON m.cadre_id = g.cadre_id AND m.skill_id = g.skill_id "
        "AND m.voided_at IS NULL WHERE g.voided_at IS NULL GROUP BY g.cadre_id",
        (),
    ),
    "masteries_gained": (
        "SELECT cadre_id, COUNT(DISTINCT skill_id) AS value, 1 AS whole FROM cadres_mastery WHERE voided_at IS NULL "
        "AND verified_on >= %s AND verified_on < %s GROUP BY cadre_id",
        ("first", "after"),
    ),
    "study_reports_on_time": (
        "SELECT cadre_id, COUNT(*) AS value, 1 AS whole FROM assessments_studyreport "
        "WHERE voided_at IS NULL AND month = %s AND handed_in_on < %s GROUP BY cadre_id",
        ("month", "behind"),
    ),
    "review_grade": (
        "SELECT cadre_id, MAX(CASE WHEN grade = 'good' THEN 100 ELSE 60 END) AS value, 100 AS whole "
        "FROM assessments_review WHERE voided_at IS NULL GROUP BY cadre_id",
        (),
    ),
} | {
    kind_of: (
        f"SELECT r.cadre_id, {OPINIONS} FROM assessments_pollresult AS r JOIN assessments_poll AS p "
        f"ON p.id = r.poll_id AND p.voided_at IS NULL AND p.kind = '{kind}' GROUP BY r.cadre_id",
        (),
    )
    for kind_of, kind in (("democratic_evaluation", "democratic"), ("satisfaction", "satisfaction"))
}


@transaction.atomic
def by_plain_sql(period: Period, scheme: Scheme) -> ScoreRun:
    """Scores without meaning, made by the least work that reads and writes the same: a run, its scores, its items."""
    days = days_of(period)
    run = ScoreRun.objects.create(
        division=scheme.division, period=period, scheme=scheme, as_of=timezone.now(), segments=0
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO assessments_score (run_id, post_id, cadre_id, division_id, post_class, starts_on, days, "
            '"group", late, status, adjustment, total) SELECT %s, id, cadre_id, division_id, post_class, %s, 31, '
            "'none', 0, 'measured', 0, 0 FROM cadres_post WHERE main AND assessed AND voided_at IS NULL",
            [run.pk, days["first"]],
        )
        if (
            connection.vendor == "postgresql"
        ):  # Else it believes that there is one score, and aggregates once a score.
            cursor.execute("ANALYZE assessments_score")
        for measure, indicator in scheme.indicators.values_list("measure", "pk"):
            source, names = sources()[measure]
            cursor.execute(
                "INSERT INTO assessments_scoreitem (score_id, indicator_id, numerator, denominator, points) "
                "SELECT s.id, %s, COALESCE(found.value, 0), COALESCE(found.whole, 1), 0 FROM assessments_score AS s "
                f"LEFT JOIN ({source}) AS found ON found.cadre_id = s.cadre_id "
                "WHERE s.run_id = %s",
                [indicator, *(days[name] for name in names), run.pk],
            )
    return run


def days_of(period: Period) -> dict[str, str]:
    """The days that the sources are given, as text, which both databases take for a day."""
    first, after = period.starts_on, period.ends_on
    return {
        "first": str(first),
        "after": str(after),
        "second_third": str(first.replace(day=11)),
        "last_third": str(first.replace(day=21)),
        "behind": str(after + BEHIND),
        "month": f"{first:%Y-%m}",
    }


def sources() -> dict[str, Source]:
    """The GROUP BY of each measure."""
    of_month = (
        "FROM villages_visit AS v WHERE v.visited_on >= %s AND v.visited_on < %s AND v.voided_at IS NULL"
    )
    found = dict(OTHERS)
    for measure, value in VISITS.items():
        found[measure] = (
            f"SELECT v.cadre_id, {value} AS value, 1 AS whole {of_month} GROUP BY v.cadre_id",
            ("first", "after"),
        )
    for measure, (value, names) in VISITS_OUT_OF_ALL.items():
        sql = f"SELECT v.cadre_id, {value} AS value, COUNT(*) AS whole {of_month} GROUP BY v.cadre_id"
        found[measure] = (sql, (*names, "first", "after"))
    thirds = f"SELECT v.cadre_id, {THIRDS} AS value, 1 AS whole {of_month} GROUP BY v.cadre_id"
    found["thirds_with_visits"] = (thirds, ("second_third", "last_third", "first", "after"))
    return found
