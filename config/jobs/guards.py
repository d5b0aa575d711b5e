"""What the database refuses about jobs."""

from config.guards import AnyGuard, Guard

GUARDS: tuple[AnyGuard, ...] = (
    Guard(
        table="jobs_job",
        name="jobs_job_what_is_over_stays",
        on=("UPDATE",),
        refuse_if="OLD.state IN ('done', 'failed', 'cancelled')",
        message="jobs_job_what_is_over_stays",
    ),
)
