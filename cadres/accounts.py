"""Staff accounts: opening them, and giving and ending roles. Nobody gives a right that is not their own."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres import first_passwords
from cadres.models import Assignment, Division, Role, Staff
from cadres.roles import ADMINISTRATORS, permissions_of
from config import corrections
from config.journal import actions as journal


def may_give(by: Any, role: str, division: Division) -> bool:
    """Whether `by` may give a role over a division: as administrator of it or of a superior, and no more than that
    office itself may do. The superuser and commands on the server may give any."""
    if by is None or by.is_superuser:
        return True
    wanted = permissions_of([role])
    return any(
        own.role in ADMINISTRATORS
        and division.code.startswith(own.division.code)
        and wanted <= permissions_of([own.role])
        for own in by.current_assignments
    )


def roles_to_give(by: Any) -> list[tuple[str, str]]:
    """For a form: the roles that `by` may give somewhere."""
    if by.is_superuser:
        return list(Role.choices)
    places = [own.division for own in by.current_assignments]
    return [choice for choice in Role.choices if any(may_give(by, choice[0], place) for place in places)]


def may_manage(by: Any, staff: Staff) -> bool:
    """Whether `by` may change an account: another's, never the superuser's, and only one whose every role that has
    not ended `by` could give. Where all have ended it is every role ever held, because the account may come back."""
    if by is None:
        return True
    if staff.pk == by.pk or (staff.is_superuser and not by.is_superuser):
        return False
    if by.is_superuser:
        return True
    held = staff.assignments.select_related("division")
    roles = list(held.overlapping(timezone.localdate(), datetime.date.max)) or list(held)
    return bool(roles) and all(may_give(by, assignment.role, assignment.division) for assignment in roles)


@transaction.atomic
def open_account(*, staff: Staff, role: str, division: Division, by: Any) -> str:
    """Saves a new account together with its first role, which begins today; its first password."""
    refuse_gift(by, staff, role, division)
    staff.set_unusable_password()
    staff.is_staff, staff.is_superuser = True, False
    staff.save()
    assign(staff=staff, role=role, division=division, by=by)
    journal.record(verb="create", obj=staff, by=by, before=None, after=journal.snapshot(staff))
    return first_passwords.give(staff=staff, by=by)


@transaction.atomic
def assign(
    *, staff: Staff, role: str, division: Division, by: Any, on: datetime.date | None = None
) -> Assignment:
    """Gives an account a role over a division from the day `on`, today if None."""
    refuse_gift(by, staff, role, division)
    first = on or timezone.localdate()
    refuse_second_role(staff, role, first)
    assignment = Assignment(staff=staff, role=role, division=division, valid_from=first)
    return corrections.record(fact=assignment, by=by)


@transaction.atomic
def end_assignment(*, assignment: Assignment, on: datetime.date, by: Any, reason: str = "") -> None:
    """Ends a role; `on` is the first day without it."""
    refuse_gift(by, assignment.staff, assignment.role, assignment.division)
    corrections.end(fact=assignment, on=on, by=by, reason=reason)


@transaction.atomic
def void_assignment(*, assignment: Assignment, by: Any, reason: str) -> None:
    """Takes back a role that was given by mistake."""
    refuse_gift(by, assignment.staff, assignment.role, assignment.division)
    corrections.void(fact=assignment, by=by, reason=reason)


def refuse_second_role(
    staff: Staff, role: str, start: datetime.date, end: datetime.date | None = None, besides: Any = None
) -> None:
    """ValidationError if the account holds another role on one of the days [start, end) (no end: or later), the
    assignment `besides` left aside: its rights hold in all its places, so two roles would add up to more than either
    gives. The database refuses it as well (`cadres.guards`)."""
    held = staff.assignments.overlapping(start, end or datetime.date.max).exclude(pk=besides)
    if held.exclude(role=role).exists():
        raise ValidationError(
            _(
                "This account holds another role. End that role first, or open a second account for the second office."
            ),
            code="second_role",
        )


def refuse_gift(by: Any, staff: Staff, role: str, division: Division) -> None:
    """ValidationError if `by` may not give this role over this division to this account."""
    if by is not None and staff.pk is not None and staff.pk == by.pk:
        raise ValidationError(
            _("Nobody changes their own roles. Ask another administrator."), code="own_roles"
        )
    if not may_give(by, role, division):
        raise ValidationError(
            _(
                "You cannot give the role “%(role)s” over %(place)s: it lies outside your own place, or may do "
                "more than you may. Ask an administrator of the superior place."
            ),
            code="too_high",
            params={"role": Role(role).label, "place": division},
        )
