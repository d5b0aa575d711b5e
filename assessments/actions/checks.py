"""What several records by which people report and evaluate have in common: nothing lies in the future, before its
period, in another place's keeping, or beside another of the same days. Each refuses with a ValidationError by field."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Period
from cadres.actions import scope_of
from cadres.models import Cadre, Division, Post


def refuse_future(record: Any, field: str) -> None:
    """Nothing is dated after the day on which it is entered."""
    day, entered = getattr(record, field), timezone.localdate(record.recorded_at)
    if day > entered:
        raise ValidationError(
            {
                field: _("%(day)s lies after the day of entry, %(entered)s. Check the date.")
                % {"day": day.isoformat(), "entered": entered.isoformat()}
            }
        )


def refuse_before(period: Period, record: Any, field: str) -> None:
    """Nothing about a period is dated before it begins."""
    day = getattr(record, field)
    if day < period.starts_on:
        raise ValidationError(
            {
                field: _("%(day)s lies before %(period)s begins. Check date and period.")
                % {"day": day.isoformat(), "period": period}
            }
        )


def refuse_elsewhere(division: Division, cadre: Cadre, by: Any, field: str) -> None:
    """Records of a cadre are kept where the main post was; another place does not enter them."""
    if not scope_of(by).covers(division.code):
        raise ValidationError(
            {
                field: _("%(cadre)s served in another place at that time; the record is kept there.")
                % {"cadre": cadre}
            },
            code="kept_elsewhere",
        )


def refuse_overlap(fact: Any, *fields: str) -> None:
    """Two dated facts with the same values in these fields do not hold on the same day."""
    if fact.is_void:
        return
    same = {name: getattr(fact, name) for name in fields}
    others = type(fact)._default_manager.filter(**same).exclude(pk=fact.pk)
    first, after = fact.valid_from or datetime.date.min, fact.valid_to or datetime.date.max
    other = others.overlapping(first, after).order_by("valid_from", "pk").first()
    if other is not None:
        raise ValidationError(
            _(
                "“%(other)s” holds on some of these days already, and there can be only one at a time. End it first."
            ),
            code="overlaps",
            params={"other": other},
        )


def main_post_on(cadre: Cadre, day: datetime.date) -> Post | None:
    """The main post that a cadre held on a day."""
    return cadre.posts.in_force(day).filter(main=True).select_related("division").first()
