"""Passwords that an administrator hands over: random, valid for a day, and changed at the first sign-in."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from cadres.models import Staff
from config.journal.actions import record_about_account

VALID_FOR = datetime.timedelta(hours=24)
LETTERS = "bcdfghjkmnpqrstvwxyz23456789"
"""Without vowels, so that no word comes about, and without what looks alike."""
GROUPS, GROUP_LENGTH = 4, 4


@transaction.atomic
def give(*, staff: Staff, by: Any) -> str:
    """Gives an account a first password in place of whatever it had. It is returned this once and kept nowhere."""
    password = "-".join(get_random_string(GROUP_LENGTH, LETTERS) for _group in range(GROUPS))
    staff.set_password(password)
    staff.first_password_until = timezone.now() + VALID_FOR
    staff.save(update_fields=("password", "first_password_until"))
    record_about_account(verb="first-password", account=staff, by=by)
    return password


@transaction.atomic
def replace_by_own(*, staff: Staff, password: str) -> None:
    """Somebody chooses the own password, which has been validated; a first password is done with."""
    staff.set_password(password)
    staff.first_password_until = None
    staff.save(update_fields=("password", "first_password_until"))
    record_about_account(verb="password", account=staff, by=staff)


def must_be_changed(staff: Staff) -> bool:
    """Whether the account still has the password that it was given."""
    return staff.first_password_until is not None


def is_too_late(staff: Staff) -> bool:
    """Whether the password that it was given no longer opens the account."""
    return staff.first_password_until is not None and staff.first_password_until <= timezone.now()
