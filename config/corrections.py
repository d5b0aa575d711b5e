"""How a recorded fact is ended or voided, with plain sentences where that cannot be."""

from __future__ import annotations

import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from config.journal import actions as journal

M = TypeVar("M", bound=models.Model)


@transaction.atomic
def record(*, fact: M, by: Any, verb: str = "", reason: str = "") -> M:
    """Checks a row in full, its constraints included, and saves it with its journal entry; ValidationError if wrong."""
    fact.full_clean()
    journal.save(obj=fact, by=by, verb=verb, reason=reason)
    return fact


@transaction.atomic
def end(*, fact: Any, on: datetime.date, by: Any, reason: str = "") -> None:
    """Ends a dated fact: `on` is the first day on which it no longer holds."""
    if fact.is_void:
        raise ValidationError(_("“%(fact)s” is void; what is void cannot be ended."), params={"fact": fact})
    if fact.valid_to is not None and fact.valid_to <= on:
        raise ValidationError(
            _("“%(fact)s” has ended already, on %(day)s. Choose an earlier day to correct it."),
            params={"fact": fact, "day": fact.valid_to.isoformat()},
        )
    if fact.valid_from is not None and on <= fact.valid_from:
        raise ValidationError(
            _(
                "“%(fact)s” began on %(day)s; it can end on a later day only. If it never held, void it instead."
            ),
            params={"fact": fact, "day": fact.valid_from.isoformat()},
        )
    journal.end(obj=fact, on=on, by=by, reason=reason)


@transaction.atomic
def void(*, fact: Any, by: Any, reason: str) -> None:
    """Marks a fact as void, with the reason; it stays on record."""
    if fact.is_void:
        raise ValidationError(_("“%(fact)s” is void already."), params={"fact": fact})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this is voided.")})
    journal.void(obj=fact, by=by, reason=reason)
