"""What the database refuses: a division outside its superior; two main posts of one cadre, two roles of one account or
two classes of one township on the same day; a transfer request that means another person's post or is decided twice;
anything new about a person whose data were erased."""

from cadres.models import Cadre, LearningGoal, Mastery, Post, TransferRequest
from config.guards import AnyGuard, Guard, PostgresOnly, SqliteOnly
from config.personal import guards_of

OVERLAPS = """
    NEW.main AND NEW.voided_at IS NULL AND EXISTS (
        SELECT 1 FROM cadres_post AS other
        WHERE other.cadre_id = NEW.cadre_id AND other.id IS NOT NEW.id AND other.main AND other.voided_at IS NULL
          AND (other.valid_from IS NULL OR NEW.valid_to IS NULL OR other.valid_from < NEW.valid_to)
          AND (NEW.valid_from IS NULL OR other.valid_to IS NULL OR NEW.valid_from < other.valid_to)
    )
"""

SECOND_ROLE = """
    NEW.voided_at IS NULL AND EXISTS (
        SELECT 1 FROM cadres_assignment AS other
        WHERE other.staff_id = NEW.staff_id AND other.id <> COALESCE(NEW.id, 0) AND other.role <> NEW.role
          AND other.voided_at IS NULL
          AND (NEW.valid_to IS NULL OR other.valid_from < NEW.valid_to)
          AND (other.valid_to IS NULL OR NEW.valid_from < other.valid_to)
    )
"""

SECOND_CLASS = """
    NEW.voided_at IS NULL AND EXISTS (
        SELECT 1 FROM cadres_townshipclass AS other
        WHERE other.division_id = NEW.division_id AND other.id <> COALESCE(NEW.id, 0) AND other.voided_at IS NULL
          AND (NEW.valid_to IS NULL OR other.valid_from IS NULL OR other.valid_from < NEW.valid_to)
          AND (NEW.valid_from IS NULL OR other.valid_to IS NULL OR NEW.valid_from < other.valid_to)
    )
"""

GUARDS: tuple[AnyGuard, ...] = (
    Guard(
        table="cadres_assignment",
        name="cadres_assignment_one_role_at_a_time",
        on=("INSERT", "UPDATE OF staff_id, role, valid_from, valid_to, voided_at"),
        refuse_if=SECOND_ROLE,
        message="cadres_assignment_one_role_at_a_time",
    ),
    Guard(
        table="cadres_townshipclass",
        name="cadres_townshipclass_one_at_a_time",
        on=("INSERT", "UPDATE OF division_id, valid_from, valid_to, voided_at"),
        refuse_if=SECOND_CLASS,
        message="cadres_townshipclass_one_at_a_time",
    ),
    Guard(
        table="cadres_townshipclass",
        name="cadres_townshipclass_of_a_township",
        on=("INSERT", "UPDATE OF division_id"),
        refuse_if="""
            NOT EXISTS (
                SELECT 1 FROM cadres_division AS place
                WHERE place.id = NEW.division_id AND place.level = 'township'
            )
        """,
        message="cadres_townshipclass_of_a_township",
    ),
    Guard(
        table="cadres_division",
        name="cadres_division_inside_its_superior",
        on=("INSERT", "UPDATE OF code, parent_id"),
        refuse_if="""
            NEW.parent_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM cadres_division AS superior
                WHERE superior.id = NEW.parent_id AND length(superior.code) < length(NEW.code)
                  AND superior.code = substr(NEW.code, 1, length(superior.code))
            )
        """,
        message="cadres_division_inside_its_superior",
    ),
    SqliteOnly(
        Guard(
            table="cadres_post",
            name="cadres_post_never_overlaps",
            on=("INSERT", "UPDATE OF cadre_id, valid_from, valid_to, main, voided_at"),
            refuse_if=OVERLAPS,
            message="cadres_post_never_overlaps",
        )
    ),
    PostgresOnly(
        (
            """
            DO $guard$ BEGIN
                IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'cadres_post_never_overlaps') THEN
                    ALTER TABLE cadres_post ADD CONSTRAINT cadres_post_never_overlaps EXCLUDE USING gist (
                        int8range(cadre_id, cadre_id, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&
                    ) WHERE (main AND voided_at IS NULL);
                END IF;
            END $guard$
            """,
        )
    ),
    Guard(
        table="cadres_transferrequest",
        name="cadres_transferrequest_of_own_post",
        on=("INSERT", "UPDATE OF cadre_id, from_post_id, to_division_id"),
        refuse_if="""
            NOT EXISTS (
                SELECT 1 FROM cadres_post AS held, cadres_division AS wanted
                WHERE held.id = NEW.from_post_id AND held.cadre_id = NEW.cadre_id
                  AND wanted.id = NEW.to_division_id AND wanted.level = 'township' AND wanted.id <> held.division_id
            )
        """,
        message="cadres_transferrequest_of_own_post",
    ),
    Guard(
        table="cadres_transferrequest",
        name="cadres_transferrequest_decided_once",
        on=("UPDATE OF cadre_id, from_post_id, to_division_id, state",),
        refuse_if="OLD.state <> 'requested'",
        message="cadres_transferrequest_decided_once",
    ),
    *(guard for model in (Cadre, Post, LearningGoal, Mastery, TransferRequest) for guard in guards_of(model)),
)
