"""Recording counted ballots, and what they say of each cadre."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.checks import refuse_before, refuse_future
from assessments.models import Poll, PollResult
from config import corrections


def check_poll(poll: Poll) -> None:
    """ValidationError, by field, if a poll lies in the future or before its period, or no longer covers its results."""
    if poll.is_void:
        return
    refuse_future(poll, "held_on")
    refuse_before(poll.period, poll, "held_on")
    if poll.pk is None:
        return
    for result in poll.results.select_related("cadre"):
        result.poll = poll
        try:
            check_result(result)
        except ValidationError as error:
            raise ValidationError(f"{result.cadre}: {' '.join(error.messages)}") from error


def check_result(result: PollResult) -> None:
    """ValidationError if more papers are counted than are valid, or the cadre did not serve there on the day."""
    poll = result.poll
    if result.counted > poll.valid:
        raise ValidationError(
            _("These are %(counted)s papers, but only %(valid)s are valid. Check the counts."),
            params={"counted": result.counted, "valid": poll.valid},
        )
    if not result.cadre.posts.in_force(poll.held_on).filter(division=poll.division_id).exists():
        raise ValidationError(
            _("%(cadre)s held no post in %(place)s on %(day)s."),
            params={"cadre": result.cadre, "place": poll.division, "day": poll.held_on.isoformat()},
        )


@transaction.atomic
def record_poll(*, poll: Poll, by: Any, results: Iterable[PollResult] = ()) -> Poll:
    """Records a poll with its results; all or none."""
    check_poll(poll)
    corrections.record(fact=poll, by=by)
    for result in results:
        result.poll = poll
        check_result(result)
        corrections.record(fact=result, by=by)
    return poll
