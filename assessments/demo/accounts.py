"""The accounts of the demonstration: one for each seat at which the programme is run."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from assessments.demo import AS_OF, COUNTY, TOWNSHIP
from cadres.models import Assignment, Division, Role, Staff
from config.journal import actions as journal

PASSWORD = settings.DEMO_PASSWORD
"""Known to everybody; `manage.py demo` works with DEBUG on only, and without it nobody signs in with this password."""


@dataclass(frozen=True)
class Seat:
    """A demo account: its username, the name shown, the role, and the code of the division."""

    username: str
    name: str
    role: Role
    code: str


def seats() -> tuple[Seat, ...]:
    """The four seats."""
    from assessments.demo.batches import city

    code = city().code
    return (
        Seat("city", "市委组织部（演示）", Role.CITY_ADMINISTRATOR, code),
        Seat("county", "县委组织部（演示）", Role.COUNTY_ADMINISTRATOR, COUNTY),
        Seat("township", "乡镇党政办（演示）", Role.TOWNSHIP_CLERK, TOWNSHIP),
        Seat("approver", "审批人（演示）", Role.APPROVER, code),
    )


def accounts_stand() -> bool:
    """Whether all four accounts are there."""
    return Staff.objects.filter(username__in=["city", "county", "township", "approver"]).count() == 4


@transaction.atomic
def open_accounts() -> int:
    """Opens the four accounts with the common password; how many."""
    for seat in seats():
        staff = Staff(username=seat.username, name=seat.name, is_staff=True)
        staff.set_password(PASSWORD)
        journal.save(obj=staff, by=None)
        division = Division.objects.get(code=seat.code)
        assignment = Assignment(staff=staff, role=seat.role, division=division, valid_from=AS_OF)
        journal.save(obj=assignment, by=None)
    return len(seats())
