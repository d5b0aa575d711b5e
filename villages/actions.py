"""What can be done on this floor: pair cadres with villages and households, record visits, receive diary books.

Each verb is atomic, writes its journal rows, and refuses with a ValidationError that says what to do instead.
`by` is the staff account that acts; None for a command on the server.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.actions import post_on, scope_of
from cadres.models import Cadre, Division, Skill
from config import corrections
from villages import rules
from villages.models import DiarySubmission, Household, HouseholdPairing, Village, VillagePairing, Visit

end_pairing = corrections.end
void_pairing = corrections.void
void_visit = corrections.void
void_receipt = corrections.void


@transaction.atomic
def pair_with_village(
    *, cadre: Cadre, village: Village, on: datetime.date | None, by: Any, primary: bool = True
) -> VillagePairing:
    """Ties a cadre to a village from the day `on` (None: always).

    A new primary village takes the place of the former one: that pairing ends on the same day, wherever the village
    lies, since the cadre has come here. If it began on that very day, it was a slip and is corrected in place; a slip
    of another office is left to that office.
    """
    if primary and on is not None:
        for pairing in cadre.village_pairings.open_ended():
            if pairing.primary and pairing.valid_from == on and pairing.village_id != village.pk:
                if not scope_of(by).covers(pairing.village.township.code):
                    raise ValidationError({"on": paired_elsewhere()})
                pairing.village = village
                return corrections.record(fact=pairing, by=by)
            gives_way = pairing.primary and pairing.village_id != village.pk
            becomes_primary = not pairing.primary and pairing.village_id == village.pk
            if gives_way or becomes_primary:
                corrections.end(fact=pairing, on=on, by=by)
    pairing = VillagePairing(cadre=cadre, village=village, primary=primary, valid_from=on)
    return corrections.record(fact=pairing, by=by)


def paired_elsewhere() -> str:
    return _(
        "On this very day another office has paired the cadre with a village. Choose a later day, or ask that office."
    )


@transaction.atomic
def pair_with_household(
    *, cadre: Cadre, household: Household, on: datetime.date | None, by: Any
) -> HouseholdPairing:
    """Ties a cadre to a household, as helper or friend, from the day `on` (None: always)."""
    return corrections.record(fact=HouseholdPairing(cadre=cadre, household=household, valid_from=on), by=by)


def place(visit: Visit, by: Any) -> dict[str, ValidationError]:
    """Stamps a visit with the division that keeps its diary; returns what speaks against the visit, by field."""
    post = post_on(visit.cadre, visit.visited_on)
    problems = rules.problems_of(visit, post)
    if post is None:
        return problems
    visit.division = post.division
    if by is not None and not by.scope.covers(post.division.code):
        problems.setdefault(
            "visited_on",
            ValidationError(
                _("On %(day)s %(cadre)s served in another place; the diary of that day is kept there."),
                code="kept_elsewhere",
                params={"day": visit.visited_on.isoformat(), "cadre": visit.cadre},
            ),
        )
    return problems


@transaction.atomic
def record_visit(
    *,
    cadre: Cadre,
    village: Village,
    visited_on: datetime.date,
    purpose: str,
    done: str,
    by: Any,
    household: Household | None = None,
    skill: Skill | None = None,
    stayed: bool = False,
    shared_work: bool = False,
    suggestions: str = "",
    signed: bool = False,
) -> Visit:
    """Enters a visit into the diary of the place where the cadre held the main post on the day.

    Refused: a visit in the future or outside a post, a household of another village, and the same cadre, household
    (or village without a household) and day twice. Outside a pairing is flagged in lists, not refused.
    """
    visit = Visit(
        cadre=cadre, village=village, household=household, visited_on=visited_on, purpose=purpose, done=done,
        skill=skill, stayed=stayed, shared_work=shared_work, suggestions=suggestions, signed=signed,
    )  # fmt: skip
    return save_visit(visit=visit, by=by)


@transaction.atomic
def save_visit(*, visit: Visit, by: Any) -> Visit:
    """Saves a new or corrected visit under the rules of `record_visit`."""
    problems = place(visit, by)
    if problems:
        raise ValidationError(problems)
    if visit.pk is not None:
        return corrections.record(fact=visit, by=by)
    # A new diary entry needs no journal row: it says itself who entered it, and when.
    visit.full_clean()
    visit.recorded_by = by
    visit.save(force_insert=True)
    return visit


@transaction.atomic
def receive_diaries(
    *, divisions: Iterable[Division], month: str, received_on: datetime.date, by: Any
) -> list[DiarySubmission]:
    """Records that the diary books of a month (2011-10) have been received from these places; all or none."""
    today = timezone.localdate()
    receipts = []
    for division in divisions:
        receipt = DiarySubmission(division=division, month=month, received_on=received_on)
        problems = rules.problems_of_receipt(receipt, today)
        if problems:
            raise ValidationError(problems)
        receipts.append(corrections.record(fact=receipt, by=by))
    return receipts
