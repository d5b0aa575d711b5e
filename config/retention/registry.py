"""Which models hold people, as the floors above declare them. Knows no domain."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone


@dataclass(frozen=True)
class People:
    """A model whose rows are people, or households. Its queryset has two words: `former(day)`, those who left before a
    day and are not erased; `with_place()`, which adds the division's code for the journal as `place`."""

    model: type[models.Model]

    @property
    def label(self) -> str:
        return str(self.model._meta.label_lower)

    def former(self, day: datetime.date) -> Any:
        """Those whose data are past their time, the first entered first."""
        return self.model._default_manager.former(day).order_by("pk")  # type: ignore[attr-defined]


PEOPLE: list[People] = []


def declare(model: type[models.Model]) -> None:
    """Adds a model of people; declaring it twice is declaring it once."""
    if People(model) not in PEOPLE:
        PEOPLE.append(People(model))


PASSING: list[Callable[[], int]] = []
"""What the floors above erase by themselves once its own, short time has come: each returns how much it was."""


def erases_daily(erase: Callable[[], int]) -> None:
    """Adds something that erases what is past its time; declaring it twice is declaring it once."""
    if erase not in PASSING:
        PASSING.append(erase)


def erase_what_has_passed() -> int:
    """Lets every floor erase what is past its own, short time; how much that was."""
    return sum(erase() for erase in PASSING)


def past_its_time(today: datetime.date | None = None) -> datetime.date:
    """Whoever left before this day is past the time for which personal data are kept (`RETENTION_YEARS`)."""
    today = today or timezone.localdate()
    year = today.year - settings.RETENTION_YEARS
    try:
        return today.replace(year=year)
    except ValueError:
        return datetime.date(year, 2, 28)
