"""What the database refuses about the records by which people report on and evaluate people: what cannot have happened
yet or before its period, a review by anyone but the right superior, a duty or a tie beside another of the same days, a
result of somebody who did not serve there; and anything new about the erased."""

from assessments.models import PollResult, Review, StudyReport, SuperiorTie
from config.guards import AnyGuard, Guard
from config.personal import guards_of


def _not_in_future(table: str, column: str) -> Guard:
    """Nothing is dated after the day on which it is entered: a day in China, while moments are stored in UTC."""
    name = f"{table}_not_in_future"
    return Guard(
        table=table,
        name=name,
        on=("INSERT", f"UPDATE OF {column}, recorded_at, voided_at"),
        refuse_if=f"NEW.voided_at IS NULL AND NEW.{column} > date(NEW.recorded_at, '+8 hours')",
        refuse_if_postgresql=(
            f"NEW.voided_at IS NULL AND NEW.{column} > (NEW.recorded_at AT TIME ZONE 'Asia/Shanghai')::date"
        ),
        message=name,
    )


def _in_its_period(table: str, column: str, kind: str = "") -> Guard:
    """The period is of the kind, and nothing is dated before it begins."""
    name = f"{table}_in_its_period"
    of_kind = f"AND period.kind = '{kind}'" if kind else ""
    return Guard(
        table=table,
        name=name,
        on=("INSERT", f"UPDATE OF {column}, period_id, voided_at"),
        refuse_if=f"""
            NEW.voided_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM assessments_period AS period
                WHERE period.id = NEW.period_id AND period.starts_on <= NEW.{column} {of_kind}
            )
        """,
        message=name,
    )


def _never_overlaps(table: str, columns: tuple[str, ...]) -> Guard:
    """Two standing facts with the same values in these columns never hold on the same day."""
    name = f"{table}_never_overlaps"
    same = " AND ".join(f"other.{column} = NEW.{column}" for column in columns)
    return Guard(
        table=table,
        name=name,
        on=("INSERT", f"UPDATE OF {', '.join(columns)}, valid_from, valid_to, voided_at"),
        refuse_if=f"""
            NEW.voided_at IS NULL AND EXISTS (
                SELECT 1 FROM {table} AS other
                WHERE other.id <> COALESCE(NEW.id, 0) AND other.voided_at IS NULL AND {same}
                  AND (other.valid_from IS NULL OR NEW.valid_to IS NULL OR other.valid_from < NEW.valid_to)
                  AND (NEW.valid_from IS NULL OR other.valid_to IS NULL OR NEW.valid_from < other.valid_to)
            )
        """,
        message=name,
    )


def _of_a_level(table: str, *levels: str) -> Guard:
    name = f"{table}_of_a_level"
    allowed = ", ".join(f"'{level}'" for level in levels)
    return Guard(
        table=table,
        name=name,
        on=("INSERT", "UPDATE OF division_id"),
        refuse_if=f"""
            NOT EXISTS (
                SELECT 1 FROM cadres_division AS place
                WHERE place.id = NEW.division_id AND place.level IN ({allowed})
            )
        """,
        message=name,
    )


HOLDS_ON = (
    "({0}.valid_from IS NULL OR {0}.valid_from <= {1}) AND ({0}.valid_to IS NULL OR {0}.valid_to > {1})"
)

NOT_OF_THE_MONTH = """
    NEW.voided_at IS NULL AND (
        NEW.handed_in_on < {first} OR NOT EXISTS (
            SELECT 1 FROM cadres_post AS post
            WHERE post.cadre_id = NEW.cadre_id AND post.division_id = NEW.division_id
              AND post.main AND post.voided_at IS NULL
              AND (post.valid_from IS NULL OR post.valid_from < {after})
              AND (post.valid_to IS NULL OR post.valid_to > {first})
              AND NOT EXISTS (
                  SELECT 1 FROM cadres_post AS later
                  WHERE later.cadre_id = NEW.cadre_id AND later.main AND later.voided_at IS NULL
                    AND later.valid_from >= post.valid_to AND later.valid_from < {after}
              )
        )
    )
"""

OTHER_SUPERIOR = f"""
    NEW.voided_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM cadres_post AS post
        WHERE post.cadre_id = NEW.cadre_id AND post.division_id = NEW.division_id
          AND post.main AND post.voided_at IS NULL AND {HOLDS_ON.format("post", "NEW.held_on")}
          AND (
              (post.post_class = 'leader' AND EXISTS (
                  SELECT 1 FROM assessments_superiortie AS tie
                  WHERE tie.id = NEW.tie_id AND tie.division_id = NEW.division_id AND tie.voided_at IS NULL
                    AND (tie.cadre_id IS NULL OR tie.cadre_id <> NEW.cadre_id)
                    AND {HOLDS_ON.format("tie", "NEW.held_on")}
              ))
              OR (post.post_class = 'ordinary' AND NEW.superior_id <> NEW.cadre_id AND EXISTS (
                  SELECT 1 FROM cadres_post AS senior
                  WHERE senior.cadre_id = NEW.superior_id AND senior.division_id = NEW.division_id
                    AND senior.post_class = 'leader' AND senior.voided_at IS NULL
                    AND {HOLDS_ON.format("senior", "NEW.held_on")}
              ))
          )
    )
"""

NOT_SERVING_THERE = f"""
    NOT EXISTS (
        SELECT 1 FROM assessments_poll AS poll
        JOIN cadres_post AS post ON post.division_id = poll.division_id
        WHERE poll.id = NEW.poll_id AND post.cadre_id = NEW.cadre_id AND post.voided_at IS NULL
          AND {HOLDS_ON.format("post", "poll.held_on")}
    )
"""

COUNTED = "{0}.very_satisfied + {0}.satisfied + {0}.fair + {0}.poor + {0}.no_opinion"

PEOPLE_GUARDS: tuple[AnyGuard, ...] = (
    _not_in_future("assessments_studyreport", "handed_in_on"),
    _not_in_future("assessments_report", "handed_in_on"),
    _not_in_future("assessments_review", "held_on"),
    _not_in_future("assessments_poll", "held_on"),
    _in_its_period("assessments_report", "handed_in_on", "quarter"),
    _in_its_period("assessments_review", "held_on", "half"),
    _in_its_period("assessments_poll", "held_on"),
    _never_overlaps("assessments_reportingduty", ("division_id", "kind")),
    _never_overlaps("assessments_superiortie", ("division_id",)),
    _of_a_level("assessments_reportingduty", "city", "county"),
    _of_a_level("assessments_superiortie", "township"),
    _of_a_level("assessments_report", "county", "township"),
    _of_a_level("assessments_poll", "county", "township"),
    Guard(
        table="assessments_studyreport",
        name="assessments_studyreport_of_its_month",
        on=("INSERT", "UPDATE OF cadre_id, division_id, month, handed_in_on, voided_at"),
        refuse_if=NOT_OF_THE_MONTH.format(
            first="(NEW.month || '-01')", after="date(NEW.month || '-01', '+1 month')"
        ),
        refuse_if_postgresql=NOT_OF_THE_MONTH.format(
            first="(NEW.month || '-01')::date",
            after="((NEW.month || '-01')::date + interval '1 month')::date",
        ),
        message="assessments_studyreport_of_its_month",
    ),
    Guard(
        table="assessments_review",
        name="assessments_review_by_the_right_superior",
        on=("INSERT", "UPDATE OF cadre_id, division_id, held_on, tie_id, superior_id, voided_at"),
        refuse_if=OTHER_SUPERIOR,
        message="assessments_review_by_the_right_superior",
    ),
    Guard(
        table="assessments_pollresult",
        name="assessments_pollresult_of_somebody_serving",
        on=("INSERT", "UPDATE OF poll_id, cadre_id"),
        refuse_if=NOT_SERVING_THERE,
        message="assessments_pollresult_of_somebody_serving",
    ),
    Guard(
        table="assessments_pollresult",
        name="assessments_pollresult_within_the_papers",
        on=("INSERT", "UPDATE OF poll_id, very_satisfied, satisfied, fair, poor, no_opinion"),
        refuse_if=f"""
            EXISTS (
                SELECT 1 FROM assessments_poll AS poll
                WHERE poll.id = NEW.poll_id AND poll.valid < {COUNTED.format("NEW")}
            )
        """,
        message="assessments_pollresult_within_the_papers",
    ),
    Guard(
        table="assessments_poll",
        name="assessments_poll_covers_its_results",
        on=("UPDATE OF valid, division_id, held_on",),
        refuse_if=f"""
            EXISTS (
                SELECT 1 FROM assessments_pollresult AS one
                WHERE one.poll_id = NEW.id AND (
                    {COUNTED.format("one")} > NEW.valid
                    OR NOT EXISTS (
                        SELECT 1 FROM cadres_post AS post
                        WHERE post.cadre_id = one.cadre_id AND post.division_id = NEW.division_id
                          AND post.voided_at IS NULL AND {HOLDS_ON.format("post", "NEW.held_on")}
                    )
                )
            )
        """,
        message="assessments_poll_covers_its_results",
    ),
    *(guard for model in (StudyReport, SuperiorTie, Review, PollResult) for guard in guards_of(model)),
)
