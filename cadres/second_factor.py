"""The second factor: six digits that a telephone shows, and ten recovery codes for whoever has lost it.

A session has given it when it names the very device that the account has now: one taken away, or set up anew, counts
for nothing.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import django_otp
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext as _
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from cadres.models import Role, Staff
from cadres.roles import ADMINISTRATORS
from config.journal.actions import record_about_account

MUST_HAVE = {*ADMINISTRATORS, Role.APPROVER, Role.AUDITOR}
DIGITS = 6
CODES = 10
CODE_LENGTH = 10
LETTERS = "bcdfghjkmnpqrstvwxyz23456789"
"""Without vowels and without what looks alike: 28 to the power of 10 recovery codes."""


def is_required_of(staff: Staff) -> bool:
    """Whether this account does nothing without a second factor."""
    return settings.SECOND_FACTOR_REQUIRED and (staff.is_superuser or bool(MUST_HAVE & staff.roles))


def device_of(staff: Staff) -> TOTPDevice | None:
    """The device that the account has set up."""
    return TOTPDevice.objects.filter(user_id=staff.pk, confirmed=True).first()


def has_given(request: HttpRequest, device: TOTPDevice) -> bool:
    """Whether the session has given a code of this device, or a recovery code that goes with it."""
    return request.session.get(django_otp.DEVICE_ID_SESSION_KEY) == device.persistent_id


def enter(request: HttpRequest, device: TOTPDevice) -> None:
    """From now on the session counts as signed in with both factors; its key is another one."""
    request.session.cycle_key()
    django_otp.login(request, device)


def codes_left(staff: Staff) -> int:
    """How many recovery codes have not been used."""
    return StaticToken.objects.filter(device__user_id=staff.pk).count()


@transaction.atomic
def set_up(*, staff: Staff, key: str, code: str) -> tuple[TOTPDevice, list[str]]:
    """Keeps the key (hexadecimal) that the telephone has been given, once a code proves it; (the device, the recovery
    codes, which are shown this once). ValidationError for a wrong code, or where there is a device already."""
    hold(staff)
    if device_of(staff):
        raise ValidationError(_("This account has a second factor already."), code="there_already")
    totp = TOTP(bytes.fromhex(key))
    if not (digits(code) and totp.verify(int(digits(code)), tolerance=1)):
        raise ValidationError(
            _(
                "This code does not belong to the key. Wait for the next one; the telephone's clock must be right."
            ),
            code="wrong_code",
        )
    device = TOTPDevice.objects.create(user=staff, name="totp", key=key, last_t=totp.t(), drift=totp.drift)
    record_about_account(verb="second-factor-set-up", account=staff, by=staff)
    return device, make_recovery_codes(staff=staff)


@transaction.atomic
def make_recovery_codes(*, staff: Staff) -> list[str]:
    """Ten new recovery codes in place of all former ones."""
    hold(staff)
    StaticDevice.objects.filter(user_id=staff.pk).delete()
    device = StaticDevice.objects.create(user=staff, name="recovery")
    codes = [get_random_string(CODE_LENGTH, LETTERS) for _number in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=kept(code)) for code in codes)
    record_about_account(verb="recovery-codes", account=staff, by=staff)
    return codes


def check(*, staff: Staff, code: str) -> TOTPDevice:
    """The account's device, if the code is its own of this moment or one of the recovery codes, which is then used up.

    ValidationError for a wrong code, and while the codes before were wrong too often; both are for the page to show.
    """
    with transaction.atomic():
        refusal = refusal_of(staff, code)
    # Outside, so that the failure stays counted and told.
    if refusal:
        raise ValidationError(refusal, code="wrong_code")
    return device_of(staff)


def refusal_of(staff: Staff, code: str) -> str:
    """Uses a code; the sentence why it is refused, "" where it is right."""
    by_telephone = bool(digits(code))
    model = TOTPDevice if by_telephone else StaticDevice
    device = model.objects.select_for_update().filter(user_id=staff.pk, confirmed=True).first()
    if device is None:
        return _("This account has no such code.")
    allowed, why = device.verify_is_allowed()
    if not allowed:
        until = timezone.localtime(why["locked_until"])
        return _("Too many wrong codes. Wait until %(time)s, then try again.") % {
            "time": f"{until:%Y-%m-%d %H:%M:%S}"
        }
    if device.verify_token(digits(code) if by_telephone else kept(code)):
        record_about_account(
            verb="second-factor" if by_telephone else "recovery-code", account=staff, by=staff
        )
        return ""
    record_about_account(verb="second-factor-failed", account=staff, by=None)
    return _("This code is wrong, or was used already. Wait for the next one, or take a recovery code.")


@transaction.atomic
def take_away(*, staff: Staff, by: Any) -> None:
    """Whoever has lost telephone and recovery codes signs in with the password alone, and sets up a new device."""
    for model in (TOTPDevice, StaticDevice):
        model.objects.filter(user_id=staff.pk).delete()
    record_about_account(verb="second-factor-removed", account=staff, by=by)


def hold(staff: Staff) -> None:
    """Lets nobody else set up anything for this account until the transaction ends."""
    Staff.objects.select_for_update().get(pk=staff.pk)


def plain(code: str) -> str:
    """A code as it was meant: full-width digits, spaces and hyphens do no harm."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", code) if sign.isalnum()).lower()


def digits(code: str) -> str:
    """The six digits of a telephone's code, "" for what is none."""
    meant = plain(code)
    return meant if len(meant) == DIGITS and meant.isascii() and meant.isdecimal() else ""


def kept(code: str) -> str:
    """What the database keeps of a recovery code: a keyed digest, as long as the column is."""
    return salted_hmac("cadres.second_factor", plain(code), algorithm="sha256").hexdigest()[:16]
