"""What the database refuses about tables: short cuts between their states, and changes from the notice on."""

from config.guards import AnyGuard, Guard

FIXED = (
    "rows, unranked, differences, run_id, inputs_id, kind, division_id, period_id, revision, scheme_name, "
    "prepared_by_id, prepared_at, note"
)
"""The columns of the table itself."""

NOT_BEFORE_ITS_TIME = """
    OLD.state = 'notice' AND NEW.state = 'approved' AND (
        {day} < NEW.notice_until
        OR {moment} > {now}
        OR EXISTS (SELECT 1 FROM assessments_objection AS o WHERE o.edition_id = OLD.id AND o.decision <> 'refused')
    )
"""

EDITION: tuple[AnyGuard, ...] = (
    Guard(
        table="assessments_edition",
        name="assessments_edition_starts_as_draft",
        # REPLACE deletes without firing delete triggers: an insert that would meet a fixed row is refused first.
        on=("INSERT",),
        refuse_if="""
            NEW.state <> 'draft' OR EXISTS (
                SELECT 1 FROM assessments_edition AS other
                WHERE other.state <> 'draft' AND (other.id = NEW.id OR (
                    other.state <> 'withdrawn'
                    AND other.kind = NEW.kind AND other.division_id = NEW.division_id
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
            OLD.state IN ('published', 'withdrawn')
            OR (NEW.state <> OLD.state AND NOT (
                (OLD.state = 'draft' AND NEW.state = 'notice')
                OR (OLD.state = 'notice' AND NEW.state IN ('approved', 'withdrawn'))
                OR (OLD.state = 'approved' AND NEW.state IN ('published', 'withdrawn'))))
        """,
        message="assessments_edition_takes_no_short_cut",
    ),
    Guard(
        table="assessments_edition",
        name="assessments_edition_is_fixed_from_the_notice_on",
        on=(f"UPDATE OF {FIXED}",),
        refuse_if="OLD.state <> 'draft'",
        message="assessments_edition_is_fixed_from_the_notice_on",
    ),
    Guard(
        table="assessments_edition",
        name="assessments_edition_notice_keeps_its_days",
        on=("UPDATE OF notice_from, notice_until, announced_by_id, announced_at",),
        refuse_if="OLD.state <> 'draft'",
        message="assessments_edition_notice_keeps_its_days",
    ),
    Guard(
        table="assessments_edition",
        name="assessments_edition_is_approved_after_its_notice",
        on=("UPDATE OF state",),
        # The days of a notice are days in China; moments are stored in UTC. Nothing is approved ahead of the clock.
        refuse_if=NOT_BEFORE_ITS_TIME.format(
            day="date(NEW.approved_at, '+8 hours')",
            moment="julianday(NEW.approved_at)",
            now="julianday('now', '+1 minute')",
        ),
        refuse_if_postgresql=NOT_BEFORE_ITS_TIME.format(
            day="(NEW.approved_at AT TIME ZONE 'Asia/Shanghai')::date",
            moment="NEW.approved_at",
            now="clock_timestamp() + interval '1 minute'",
        ),
        message="assessments_edition_is_approved_after_its_notice",
    ),
    Guard(
        table="assessments_edition",
        name="assessments_edition_keeps_what_was_heard",
        on=("UPDATE OF hearing, approved_by_id, approved_at",),
        refuse_if="OLD.state <> 'draft' AND NOT (OLD.state = 'notice' AND NEW.state = 'approved')",
        message="assessments_edition_keeps_what_was_heard",
    ),
    Guard(
        table="assessments_edition",
        name="assessments_edition_once_announced_stays",
        on=("DELETE",),
        refuse_if="OLD.state <> 'draft'",
        message="assessments_edition_once_announced_stays",
    ),
)
