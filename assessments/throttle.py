"""So often an hour may somebody without an account do a thing, by network address and in all; kept in the database, so
that it holds over all processes. An address is kept as a keyed digest that is another one the next day, and for a day.
"""

from __future__ import annotations

import datetime
import ipaddress

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from assessments.models import Edition, PublicAttempt

AN_HOUR = datetime.timedelta(hours=1)
Kind = PublicAttempt.Kind


def origin_of(address: str | None) -> str:
    """What an address is known by today. An IPv6 address counts with its neighbours under the same 64 bits, of which
    one subscriber has all; one that only wraps an IPv4 address counts as that; those whose address is not known count
    as one."""
    known = network_of(address) if address else ""
    return salted_hmac(f"assessments.throttle.{timezone.localdate()}", known, algorithm="sha256").hexdigest()


def network_of(address: str) -> str:
    """The IPv4 address, or the first 64 bits of the IPv6 address."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return f"{int(found) >> 64:x}/64"


def note(kind: str, address: str | None, edition: Edition | None = None) -> None:
    """Writes down that it was tried, and forgets what is past its time."""
    PublicAttempt.objects.old().delete()
    PublicAttempt.objects.create(kind=kind, origin=origin_of(address), edition=edition)


def tried(kind: str, address: str | None, edition: Edition | None = None) -> int:
    """How often it was tried from this address in the last hour."""
    return lately(kind, edition).filter(origin=origin_of(address)).count()


def lately(kind: str, edition: Edition | None = None) -> QuerySet[PublicAttempt]:
    """What was tried in the last hour from anywhere; with `edition`, with that table."""
    found = PublicAttempt.objects.within(AN_HOUR).filter(kind=kind)
    return found if edition is None else found.filter(edition=edition)
