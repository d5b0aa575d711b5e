"""What the database refuses about the consequences of an assessment: short cuts between states, changing what was
settled, and a yearly grade against the rule that links it to the programme grade."""

from __future__ import annotations

from collections.abc import Iterable

from assessments.models import Award, Commendation, ProgrammeGrade, Talk, YearlyGrade
from config.guards import AnyGuard, Guard, never_replaced
from config.personal import ERASED, guards_of


def starts_as(table: str, name: str, condition: str) -> Guard:
    """Refuses a new row unless the condition holds for it."""
    return Guard(table, name, ("INSERT",), f"NOT ({condition})", name)


def steps_only(table: str, name: str, allowed: Iterable[tuple[str, str]]) -> Guard:
    """Refuses a change of state that is none of the allowed steps."""
    steps = " OR ".join(f"(OLD.state = '{old}' AND NEW.state = '{new}')" for old, new in allowed)
    return Guard(table, name, ("UPDATE OF state",), f"NEW.state <> OLD.state AND NOT ({steps})", name)


def kept_once(
    table: str, name: str, settled: str, columns: Iterable[str], texts: Iterable[str] = ()
) -> Guard:
    """Refuses a change of columns that are never empty once `settled` holds; a text may still be erased."""
    columns, texts = tuple(columns), tuple(texts)
    changed = [f"NEW.{name} <> OLD.{name}" for name in columns]
    changed += [f"(NEW.{name} <> OLD.{name} AND NEW.{name} <> '{ERASED}')" for name in texts]
    on = f"UPDATE OF {', '.join((*columns, *texts))}"
    return Guard(table, name, (on,), f"({settled}) AND ({' OR '.join(changed)})", name)


def stays_once(table: str, name: str, settled: str) -> Guard:
    """Refuses to delete a row once `settled` holds."""
    return Guard(table, name, ("DELETE",), settled, name)


def stays_void(table: str, name: str, settled: str) -> Guard:
    """Refuses to let a void row stand again, or to void it anew, once `settled` holds."""
    again = "NEW.voided_at IS NULL OR NEW.voided_at <> OLD.voided_at OR NEW.void_reason <> OLD.void_reason"
    refused = f"({settled}) AND OLD.voided_at IS NOT NULL AND ({again}) AND NEW.void_reason <> '{ERASED}'"
    return Guard(table, name, ("UPDATE OF voided_at, void_reason",), refused, name)


def keeps_its_proposer(table: str, name: str) -> Guard:
    """Refuses another proposer, or another day of the proposal, once it is settled."""
    other = "COALESCE(NEW.proposed_by_id, 0) <> COALESCE(OLD.proposed_by_id, 0)"
    refused = f"OLD.state <> 'proposed' AND ({other} OR NEW.proposed_at <> OLD.proposed_at)"
    return Guard(table, name, ("UPDATE OF proposed_by_id, proposed_at",), refused, name)


ADJUSTMENT, COMMENDATION = "assessments_adjustment", "assessments_commendation"
PROGRAMME, YEARLY, TALK = "assessments_programmegrade", "assessments_yearlygrade", "assessments_talk"
RULE = "assessments_graderule"
SETTLED = "OLD.state <> 'proposed'"
BOTH_STAND = "other.voided_at IS NULL AND NEW.voided_at IS NULL"
RULE_IS_USED = f"EXISTS (SELECT 1 FROM {PROGRAMME} AS grade WHERE grade.rule_id = OLD.id)"

OVERLAPS = f"""
    NEW.voided_at IS NULL AND EXISTS (
        SELECT 1 FROM {RULE} AS other
        WHERE other.division_id = NEW.division_id AND other.id <> COALESCE(NEW.id, 0) AND other.voided_at IS NULL
          AND (other.valid_from IS NULL OR NEW.valid_to IS NULL OR other.valid_from < NEW.valid_to)
          AND (NEW.valid_from IS NULL OR other.valid_to IS NULL OR NEW.valid_from < other.valid_to)
    )
"""


def height(column: str) -> str:
    """A yearly grade as a number, the lowest 1."""
    return f"""
        CASE {column} WHEN 'not_competent' THEN 1 WHEN 'basically_competent' THEN 2 WHEN 'competent' THEN 3 ELSE 4 END
    """


AGAINST_THE_LINK = f"""
    NEW.grade <> '' AND EXISTS (
        SELECT 1 FROM {PROGRAMME} AS programme JOIN {RULE} AS rule ON rule.id = programme.rule_id
        JOIN assessments_period AS period ON period.id = programme.period_id
        WHERE programme.id = NEW.programme_grade_id
          AND (programme.cadre_id <> NEW.cadre_id OR programme.voided_at IS NOT NULL
               OR period.code <> CAST(NEW.year AS TEXT)
               OR (programme.grade = 'fail' AND {height("NEW.grade")} > {height("rule.fail_makes")})
               OR (NEW.grade = 'outstanding' AND programme.score < rule.outstanding_from))
    )
"""

GUARDS: tuple[AnyGuard, ...] = (
    starts_as(ADJUSTMENT, "assessments_adjustment_starts_as_proposed", "NEW.state = 'proposed'"),
    steps_only(
        ADJUSTMENT,
        "assessments_adjustment_takes_no_short_cut",
        [("proposed", "approved"), ("proposed", "refused")],
    ),
    kept_once(
        ADJUSTMENT,
        "assessments_adjustment_settled_is_unchanged",
        SETTLED,
        ("cadre_id", "division_id", "period_id", "kind", "points", "settled_at", "settled_by_id"),
        ("reason", "decided_by"),
    ),
    stays_once(ADJUSTMENT, "assessments_adjustment_settled_stays", SETTLED),
    keeps_its_proposer(ADJUSTMENT, "assessments_adjustment_keeps_its_proposer"),
    stays_void(ADJUSTMENT, "assessments_adjustment_stays_void", SETTLED),
    never_replaced(ADJUSTMENT),
    never_replaced(
        RULE,
        f"other.division_id = NEW.division_id AND other.valid_to IS NULL AND NEW.valid_to IS NULL AND {BOTH_STAND}",
    ),
    Guard(
        table=RULE,
        name="assessments_graderule_never_overlaps",
        on=("INSERT", "UPDATE OF division_id, valid_from, valid_to, voided_at"),
        refuse_if=OVERLAPS,
        message="assessments_graderule_never_overlaps",
    ),
    Guard(
        table=RULE,
        name="assessments_graderule_used_is_unchanged",
        on=(
            "UPDATE OF division_id, pass_mark, fail_makes, outstanding_from, outstanding_share, valid_from, voided_at",
        ),
        refuse_if=RULE_IS_USED,
        message="assessments_graderule_used_is_unchanged",
    ),
    kept_once(
        PROGRAMME,
        "assessments_programmegrade_is_unchanged",
        "1 = 1",
        (
            "cadre_id",
            "division_id",
            "period_id",
            "graded_for_id",
            "run_id",
            "rule_id",
            "score",
            "pass_mark",
            "grade",
        ),
    ),
    Guard(
        table=PROGRAMME,
        name="assessments_programmegrade_under_a_decision_stands",
        on=("UPDATE OF voided_at",),
        refuse_if=f"""
            NEW.voided_at IS NOT NULL AND OLD.voided_at IS NULL AND EXISTS (
                SELECT 1 FROM {YEARLY} AS yearly
                WHERE yearly.programme_grade_id = OLD.id AND yearly.grade <> '' AND yearly.voided_at IS NULL)
        """,
        message="assessments_programmegrade_under_a_decision_stands",
    ),
    stays_once(PROGRAMME, "assessments_programmegrade_stays", "1 = 1"),
    stays_void(PROGRAMME, "assessments_programmegrade_stays_void", "1 = 1"),
    never_replaced(
        PROGRAMME,
        f"""
            other.cadre_id = NEW.cadre_id AND other.period_id = NEW.period_id
            AND other.graded_for_id = NEW.graded_for_id AND {BOTH_STAND}
        """,
    ),
    Guard(
        table=YEARLY,
        name="assessments_yearlygrade_keeps_the_link",
        on=("INSERT", "UPDATE OF grade, cadre_id, programme_grade_id, year"),
        refuse_if=AGAINST_THE_LINK,
        message="assessments_yearlygrade_keeps_the_link",
    ),
    kept_once(
        YEARLY,
        "assessments_yearlygrade_decided_is_unchanged",
        "OLD.grade <> ''",
        ("cadre_id", "division_id", "year", "programme_grade_id", "proposed", "grade", "decided_at"),
        ("reason", "decided_by"),
    ),
    stays_once(YEARLY, "assessments_yearlygrade_decided_stays", "OLD.grade <> ''"),
    stays_void(YEARLY, "assessments_yearlygrade_decided_stays_void", "OLD.grade <> ''"),
    never_replaced(YEARLY, f"other.cadre_id = NEW.cadre_id AND other.year = NEW.year AND {BOTH_STAND}"),
    starts_as(TALK, "assessments_talk_starts_as_proposed", "NEW.state = 'proposed'"),
    steps_only(
        TALK,
        "assessments_talk_takes_no_short_cut",
        [("proposed", "held"), ("proposed", "dropped"), ("held", "followed_up")],
    ),
    kept_once(
        TALK,
        "assessments_talk_held_is_unchanged",
        "OLD.state IN ('held', 'followed_up')",
        ("cadre_id", "division_id", "period_id", "why", "held_on", "due_on"),
        ("talker", "record"),
    ),
    kept_once(
        TALK,
        "assessments_talk_closed_is_unchanged",
        "OLD.state IN ('followed_up', 'dropped')",
        ("cadre_id", "division_id", "period_id", "why"),
        ("finding", "drop_reason"),
    ),
    stays_once(TALK, "assessments_talk_stays", SETTLED),
    never_replaced(TALK, "other.cadre_id = NEW.cadre_id AND other.period_id = NEW.period_id"),
    starts_as(COMMENDATION, "assessments_commendation_starts_as_proposed", "NEW.state = 'proposed'"),
    steps_only(
        COMMENDATION,
        "assessments_commendation_takes_no_short_cut",
        [("proposed", "approved"), ("proposed", "refused"), ("approved", "published")],
    ),
    kept_once(
        COMMENDATION,
        "assessments_commendation_settled_is_unchanged",
        SETTLED,
        ("kind", "division_id", "period_id", "settled_at", "settled_by_id"),
        ("citation",),
    ),
    Guard(
        table=COMMENDATION,
        name="assessments_commendation_settled_keeps_whom",
        on=("UPDATE OF cadre_id, skill_id",),
        refuse_if=f"""
            {SETTLED} AND (COALESCE(NEW.cadre_id, 0) <> COALESCE(OLD.cadre_id, 0)
                           OR COALESCE(NEW.skill_id, 0) <> COALESCE(OLD.skill_id, 0))
        """,
        message="assessments_commendation_settled_keeps_whom",
    ),
    Guard(
        table=COMMENDATION,
        name="assessments_commendation_settled_keeps_its_ground",
        on=("UPDATE OF edition_id, rank, published_at",),
        refuse_if=f"""
            ({SETTLED} AND (COALESCE(NEW.edition_id, 0) <> COALESCE(OLD.edition_id, 0)
                            OR COALESCE(NEW.rank, 0) <> COALESCE(OLD.rank, 0)))
            OR (OLD.state = 'published' AND NEW.published_at <> OLD.published_at)
        """,
        message="assessments_commendation_settled_keeps_its_ground",
    ),
    stays_once(COMMENDATION, "assessments_commendation_settled_stays", SETTLED),
    keeps_its_proposer(COMMENDATION, "assessments_commendation_keeps_its_proposer"),
    stays_void(COMMENDATION, "assessments_commendation_stays_void", SETTLED),
    never_replaced(
        COMMENDATION,
        f"""
            other.kind = NEW.kind AND other.period_id = NEW.period_id AND {BOTH_STAND}
            AND other.state <> 'refused' AND NEW.state <> 'refused'
            AND COALESCE(other.cadre_id, -other.division_id) = COALESCE(NEW.cadre_id, -NEW.division_id)
        """,
    ),
    *(
        guard
        for model in (Award, Commendation, ProgrammeGrade, Talk, YearlyGrade)
        for guard in guards_of(model)
    ),
)
