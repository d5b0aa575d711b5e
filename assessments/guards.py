"""What the database refuses about schemes and editions: changing what is adopted or published, and short cuts.

Editions and objections, consequences, and what people say of people have files of their own."""

from assessments.consequence_guards import GUARDS as OF_CONSEQUENCES
from assessments.guards_of_objections import OBJECTION
from assessments.guards_of_tables import EDITION
from assessments.models import Adjustment, Anomaly, WorkingLink
from assessments.people_guards import PEOPLE_GUARDS
from config.guards import AnyGuard, Guard, never_replaced
from config.personal import guards_of

GUARDS: tuple[AnyGuard, ...] = (
    *EDITION,
    *OBJECTION,
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
        table="assessments_editionsupplement",
        name="assessments_editionsupplement_is_made_with_the_draft",
        # REPLACE deletes without firing delete triggers, so the row that would go is looked at too.
        on=("INSERT",),
        refuse_if="""
            EXISTS (
                SELECT 1 FROM assessments_edition AS e WHERE e.state <> 'draft' AND (e.id = NEW.edition_id OR e.id IN (
                    SELECT s.edition_id FROM assessments_editionsupplement AS s WHERE s.id = NEW.id))
            )
        """,
        message="assessments_editionsupplement_is_made_with_the_draft",
    ),
    Guard(
        table="assessments_editionsupplement",
        name="assessments_editionsupplement_stays",
        on=("UPDATE",),
        refuse_if="""
            EXISTS (
                SELECT 1 FROM assessments_edition AS e
                WHERE e.id IN (OLD.edition_id, NEW.edition_id) AND e.state <> 'draft'
            )
        """,
        message="assessments_editionsupplement_stays",
    ),
    Guard(
        # A draft may be discarded, and what stands beside it goes with it.
        table="assessments_editionsupplement",
        name="assessments_editionsupplement_goes_with_a_draft",
        on=("DELETE",),
        refuse_if="""
            EXISTS (SELECT 1 FROM assessments_edition AS e WHERE e.id = OLD.edition_id AND e.state <> 'draft')
        """,
        message="assessments_editionsupplement_goes_with_a_draft",
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
    Guard(
        table="assessments_anomaly",
        name="assessments_anomaly_judged_stays",
        on=("DELETE",),
        refuse_if="OLD.state <> 'open'",
        message="assessments_anomaly_judged_stays",
    ),
    never_replaced("assessments_frozeninputs"),
    never_replaced("assessments_scheme"),
    never_replaced("assessments_indicator"),
    never_replaced("assessments_anomaly", "other.run_id = NEW.run_id AND other.mark = NEW.mark"),
    *guards_of(Adjustment),
    *guards_of(Anomaly),
    *guards_of(WorkingLink),
    *PEOPLE_GUARDS,
    *OF_CONSEQUENCES,
)
