"""What the database refuses about visits: what cannot have happened; and anything new about the erased."""

from config.guards import AnyGuard, Guard
from config.personal import guards_of
from villages.models import Household, HouseholdCategory, HouseholdPairing, VillagePairing, Visit

WRITES = ("INSERT", "UPDATE OF cadre_id, village_id, household_id, visited_on, recorded_at, voided_at")

GUARDS: tuple[AnyGuard, ...] = (
    Guard(
        table="villages_village",
        name="villages_village_inside_its_township",
        on=("INSERT", "UPDATE OF code, township_id"),
        refuse_if="""
            NOT EXISTS (
                SELECT 1 FROM cadres_division AS township
                WHERE township.id = NEW.township_id AND township.code = substr(NEW.code, 1, 9)
            )
        """,
        message="villages_village_inside_its_township",
    ),
    Guard(
        table="villages_visit",
        name="villages_visit_not_in_future",
        on=WRITES,
        # The diary's day is a day in China; moments are stored in UTC.
        refuse_if="NEW.voided_at IS NULL AND NEW.visited_on > date(NEW.recorded_at, '+8 hours')",
        refuse_if_postgresql=(
            "NEW.voided_at IS NULL AND NEW.visited_on > (NEW.recorded_at AT TIME ZONE 'Asia/Shanghai')::date"
        ),
        message="villages_visit_not_in_future",
    ),
    Guard(
        table="villages_visit",
        name="villages_visit_inside_a_post",
        on=WRITES,
        refuse_if="""
            NEW.voided_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM cadres_post AS post
                WHERE post.cadre_id = NEW.cadre_id AND post.voided_at IS NULL
                  AND (post.valid_from IS NULL OR post.valid_from <= NEW.visited_on)
                  AND (post.valid_to IS NULL OR post.valid_to > NEW.visited_on)
            )
        """,
        message="villages_visit_inside_a_post",
    ),
    Guard(
        table="villages_visit",
        name="villages_visit_household_of_village",
        on=WRITES,
        refuse_if="""
            NEW.household_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM villages_household AS household
                WHERE household.id = NEW.household_id AND household.village_id = NEW.village_id
            )
        """,
        message="villages_visit_household_of_village",
    ),
    *(
        guard
        for model in (Household, HouseholdCategory, HouseholdPairing, VillagePairing, Visit)
        for guard in guards_of(model)
    ),
)
