"""Carrying out jobs in this very process, without a worker: for tests of what jobs do."""

from __future__ import annotations

from config.jobs import claims
from config.jobs.running import Exchange, carry_out


def work_inline() -> int:
    """Carries out every job that waits, one after the other; how many attempts that were."""
    count = 0
    while (held := claims.claim("inline")) is not None:
        claims.settle(held, carry_out(held, Exchange()))
        count += 1
    return count
