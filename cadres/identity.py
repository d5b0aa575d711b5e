"""Identity numbers are recognised by a keyed digest and never stored in clear.

A digest is no anonymisation: whoever holds the key can try all numbers. Keys have versions
(`settings.ID_DIGEST_KEYS`), so that a key can be changed while digests under the old one are still recognised.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Identity:
    """What is kept of an identity number: digest, version of its key, and the last two characters for display."""

    digest: str
    version: int
    last_two: str


def digest(number: str, version: int) -> str:
    """HMAC-SHA256 of a normalised 18-character number under the key of this version, as 64 hexadecimal digits."""
    key = settings.ID_DIGEST_KEYS[version].encode()
    return hmac.digest(key, number.encode(), "sha256").hex()


def identity_of(number: str) -> Identity:
    """What to store of a normalised 18-character number, under the present key."""
    version = settings.ID_DIGEST_VERSION
    return Identity(digest(number, version), version, number[-2:])


def digests_of(number: str) -> list[tuple[int, str]]:
    """(version, digest) under every key, the present one first: what a stored person may be recognised by."""
    present = settings.ID_DIGEST_VERSION
    versions = [present, *(version for version in sorted(settings.ID_DIGEST_KEYS) if version != present)]
    return [(version, digest(number, version)) for version in versions]
