"""What the database refuses about schemes and editions: changing what is adopted or published, and short cuts."""

from assessments.consequence_guards import GUARDS as OF_CONSEQUENCES
from assessments.models import Adjustment
from config.guards import AnyGuard, Guard
from config.personal import guards_of

GUARDS: tuple[AnyGuard, ...] = (
    Guard(
        table="assessments_edition",
        name="assessments_edition_starts_as_draft",
        # REPLACE deletes without firing delete triggers: an insert that would meet a published row is refused first.
        on=("INSERT",),
        refuse_if="""
            NEW.state <> 'draft' OR EXISTS (
                SELECT 1 FROM assessments_edition AS other
                WHERE other.state = 'published' AND (other.id = NEW.id OR (
                    other.kind = NEW.kind AND other.division_id = NEW.division_id
                    AND other.period_id = NEW.period_id AND other.revision = NEW.revision))
            )
        """,
        message="assessments_edition_starts_as_draft",
    ),
    Guard(
        table="assessments_edition",
        name="assessments_edition_takes_no_short_cut",
        on=("UPDATE",),
        refuse_if="""
            OLD.state = 'published'
            OR (OLD.state = 'draft' AND NEW.state = 'published')
            OR (OLD.state = 'approved' AND NEW.state = 'draft')
        """,
        message="assessments_edition_takes_no_short_cut",
    ),
    Guard(
        table="assessments_edition",
        name="assessments_edition_approved_is_unchanged",
        on=(
            "UPDATE OF rows, unranked, run_id, inputs_id, kind, division_id, period_id, revision, scheme_name, "
            "prepared_by_id, note",
        ),
        refuse_if="OLD.state <> 'draft'",
        message="assessments_edition_approved_is_unchanged",
    ),
    Guard(
        table="assessments_edition",
        name="assessments_edition_published_stays",
        on=("DELETE",),
        refuse_if="OLD.state = 'published'",
        message="assessments_edition_published_stays",
    ),
    Guard(
        table="assessments_period",
        name="assessments_period_scored_keeps_its_days",
        on=("UPDATE OF code, starts_on, ends_on",),
        refuse_if="""
            (NEW.code <> OLD.code OR NEW.starts_on <> OLD.starts_on OR NEW.ends_on <> OLD.ends_on)
            AND EXISTS (SELECT 1 FROM assessments_scorerun AS run WHERE run.period_id = OLD.id)
        """,
        message="assessments_period_scored_keeps_its_days",
    ),
    Guard(
        table="cadres_division",
        name="assessments_edition_division_keeps_its_code",
        on=("UPDATE OF code",),
        refuse_if="""
            NEW.code <> OLD.code AND EXISTS (
                SELECT 1 FROM assessments_edition AS e WHERE e.division_id = OLD.id AND e.state = 'published'
            )
        """,
        message="assessments_edition_division_keeps_its_code",
    ),
    Guard(
        table="assessments_frozeninputs",
        name="assessments_frozeninputs_stay",
        on=("UPDATE", "DELETE"),
        refuse_if="""
            EXISTS (SELECT 1 FROM assessments_edition AS e WHERE e.inputs_id = OLD.id AND e.state <> 'draft')
        """,
        message="assessments_frozeninputs_stay",
    ),
    Guard(
        table="assessments_scheme",
        name="assessments_scheme_adopted_stays",
        on=("UPDATE", "DELETE"),
        refuse_if="OLD.state = 'adopted'",
        message="assessments_scheme_adopted_stays",
    ),
    Guard(
        table="assessments_indicator",
        name="assessments_indicator_adopted_stays",
        on=("UPDATE", "DELETE"),
        refuse_if="""
            EXISTS (SELECT 1 FROM assessments_scheme AS s WHERE s.id = OLD.scheme_id AND s.state = 'adopted')
        """,
        message="assessments_indicator_adopted_stays",
    ),
    Guard(
        table="assessments_indicator",
        name="assessments_indicator_adopted_takes_no_more",
        on=("INSERT", "UPDATE OF scheme_id"),
        refuse_if="""
            EXISTS (SELECT 1 FROM assessments_scheme AS s WHERE s.id = NEW.scheme_id AND s.state = 'adopted')
        """,
        message="assessments_indicator_adopted_takes_no_more",
    ),
    *guards_of(Adjustment),
    *OF_CONSEQUENCES,
)
