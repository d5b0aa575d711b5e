"""What makes a diary entry impossible. Forms, actions and imports ask here, so that all three say the same.

The functions are pure: whoever asks has looked up the post held on the day.
"""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.models import Post
from villages.models import DiarySubmission, Visit


def future_visit(visited_on: datetime.date, entered_on: datetime.date) -> ValidationError | None:
    """Refuses a visit on a day later than the day on which it is entered."""
    if visited_on <= entered_on:
        return None
    return ValidationError(
        _(
            "The visit is dated %(day)s, after the day of entry, %(entered)s. Enter a visit after it was made."
        ),
        code="future",
        params={"day": visited_on.isoformat(), "entered": entered_on.isoformat()},
    )


def outside_post(cadre_name: str, visited_on: datetime.date, post: Post | None) -> ValidationError | None:
    """Refuses a visit on a day on which the cadre held no post."""
    if post is not None:
        return None
    return ValidationError(
        _("%(cadre)s held no post on %(day)s. Check the date, or record the post first."),
        code="outside_post",
        params={"cadre": cadre_name, "day": visited_on.isoformat()},
    )


def foreign_household(household_village_id: int, village_id: int) -> ValidationError | None:
    """Refuses a household of another village."""
    if household_village_id == village_id:
        return None
    return ValidationError(
        _("This household belongs to another village. Choose a household of the village visited."),
        code="foreign_household",
    )


def problems_of(visit: Visit, post: Post | None) -> dict[str, ValidationError]:
    """Everything that speaks against a visit, by field; `post` is the one held on the day, main post first."""
    if visit.is_void:
        return {}
    entered_on = timezone.localdate(visit.recorded_at)
    found = {
        "visited_on": future_visit(visit.visited_on, entered_on)
        or outside_post(visit.cadre.name, visit.visited_on, post)
    }
    if visit.household is not None:
        found["household"] = foreign_household(visit.household.village_id, visit.village_id)
    return {field: problem for field, problem in found.items() if problem}


def problems_of_receipt(receipt: DiarySubmission, today: datetime.date) -> dict[str, ValidationError]:
    """Everything that speaks against a receipt of diary books, by field."""
    if receipt.received_on > today:
        text = _("Diary books cannot have been received on a day that has not come yet. Check the date.")
    elif receipt.received_on.isoformat()[:7] < receipt.month:
        text = _(
            "The diary books of a month cannot be received before the month begins. Check date and month."
        )
    else:
        return {}
    return {"received_on": ValidationError(text, code="received_on")}
