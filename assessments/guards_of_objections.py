"""What the database refuses about objections: to what is not on notice, another answer, one by the wrong person."""

from config.guards import AnyGuard, Guard
from config.personal import ERASED

NOT_ON_NOTICE = """
    NEW.decision <> '' OR NOT EXISTS (
        SELECT 1 FROM assessments_edition AS e WHERE e.id = NEW.edition_id AND e.state = 'notice'
        AND e.notice_from <= {day} AND {day} < e.notice_until)
    OR EXISTS (
        SELECT 1 FROM assessments_objection AS other
        WHERE other.id = NEW.id OR other.reference = NEW.reference OR other.form = NEW.form)
"""

OBJECTION: tuple[AnyGuard, ...] = (
    Guard(
        table="assessments_objection",
        name="assessments_objection_to_a_notice",
        on=("INSERT",),
        refuse_if=NOT_ON_NOTICE.format(day="date(NEW.received_at, '+8 hours')"),
        refuse_if_postgresql=NOT_ON_NOTICE.format(day="(NEW.received_at AT TIME ZONE 'Asia/Shanghai')::date"),
        message="assessments_objection_to_a_notice",
    ),
    Guard(
        table="assessments_objection",
        name="assessments_objection_stays_as_received",
        on=("UPDATE OF reference, edition_id, division_id, received_at, form",),
        refuse_if="""
            NEW.reference <> OLD.reference OR NEW.edition_id <> OLD.edition_id OR NEW.division_id <> OLD.division_id
            OR NEW.received_at <> OLD.received_at OR NEW.form <> OLD.form
        """,
        message="assessments_objection_stays_as_received",
    ),
    Guard(
        table="assessments_objection",
        name="assessments_objection_tells_less_alone",
        on=("UPDATE OF text, contact",),
        # What somebody told is erased when its time has come, and is changed in no other way.
        refuse_if=f"""
            (NEW.text <> OLD.text AND NEW.text <> '{ERASED}')
            OR (NEW.contact IS NOT NULL AND (OLD.contact IS NULL OR NEW.contact <> OLD.contact))
            OR (OLD.decision = '' AND (NEW.text <> OLD.text OR NEW.contact IS NULL AND OLD.contact IS NOT NULL))
        """,
        message="assessments_objection_tells_less_alone",
    ),
    Guard(
        table="assessments_objection",
        name="assessments_objection_answered_once",
        on=("UPDATE OF decision, reason, answered_by_id, answered_at",),
        refuse_if="""
            OLD.decision <> '' AND (
                NEW.decision <> OLD.decision OR NEW.reason <> OLD.reason OR NEW.answered_at <> OLD.answered_at
                OR NEW.answered_by_id <> OLD.answered_by_id)
        """,
        message="assessments_objection_answered_once",
    ),
    Guard(
        table="assessments_objection",
        name="assessments_objection_answered_by_a_second_person",
        on=("UPDATE OF answered_by_id",),
        refuse_if="""
            EXISTS (SELECT 1 FROM assessments_edition AS e
                    WHERE e.id = NEW.edition_id AND e.prepared_by_id = NEW.answered_by_id)
        """,
        message="assessments_objection_answered_by_a_second_person",
    ),
    Guard(
        table="assessments_objection",
        name="assessments_objection_is_never_deleted",
        on=("DELETE",),
        refuse_if="OLD.id IS NOT NULL",
        message="assessments_objection_is_never_deleted",
    ),
)
