"""Seals over the journal: a chain of keyed codes, so that a change, a gap and a cut tail are found.

Sealing in the transaction of an entry would make every sign-in wait for the import before it; so entries are sealed in
batches, once they are committed. Numbers of entries are given out before the commit, so that a lower one may become
visible after a higher one: a seal says which numbers it holds, and what comes late is held by a later seal.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from config.journal.models import Entry, Seal

Span = tuple[int, int]
"""Numbers of entries, the last included."""
AT_ONCE = 5_000
"""So many entries go under one seal."""
LATE = datetime.timedelta(hours=24)
"""No transaction takes longer: gaps below older seals stay empty."""
FIELDS = tuple(field.attname for field in Entry._meta.concrete_fields)


def seal_some() -> int:
    """Seals up to AT_ONCE entries that are not sealed yet; how many those were. Nothing, if somebody else is at it."""
    with transaction.atomic():
        last = Seal.objects.order_by("-number").first()
        keys = unsealed_keys(AT_ONCE)
        if not keys:
            return 0
        seal = Seal(number=last.number + 1 if last else 1, key_version=settings.JOURNAL_KEY_VERSION)
        seal.spans, seal.last_id, seal.entries = spans_of(keys), keys[-1], len(keys)
        seal.salt = new_salt()
        seal.digest, seal.latest_at = digest_of(seal.spans, seal.salt)
        seal.mac = mac_of(seal, last.mac if last else "")
        try:
            with transaction.atomic():
                seal.save(force_insert=True)
        except IntegrityError:
            return 0
    return seal.entries


def unsealed_keys(most: int) -> list[int]:
    """The lowest numbers of entries under no seal, in order."""
    keys: list[int] = []
    for first, last in gaps():
        entries = Entry.objects.filter(pk__gte=first).order_by("pk")
        if last is not None:
            entries = entries.filter(pk__lte=last)
        keys += entries.values_list("pk", flat=True)[: most - len(keys)]
        if len(keys) == most:
            break
    return keys


def gaps() -> Iterator[tuple[int, int | None]]:
    """Where entries without a seal may be: between the spans of the seals of late, and after them."""
    since = timezone.now() - LATE
    older = Seal.objects.filter(made_at__lt=since).order_by("-last_id").first()
    after = older.last_id if older else 0
    recent = Seal.objects.filter(last_id__gt=after).values_list("spans", flat=True)
    for first, last in sorted(span for spans in recent for span in spans):
        if after + 1 < first:
            yield after + 1, first - 1
        after = max(after, last)
    yield after + 1, None


def spans_of(keys: Iterable[int]) -> list[Span]:
    """Numbers in order as spans: 1, 2, 3, 7 → (1, 3), (7, 7)."""
    spans: list[Span] = []
    for key in keys:
        if spans and spans[-1][1] == key - 1:
            spans[-1] = (spans[-1][0], key)
        else:
            spans.append((key, key))
    return spans


def entries_of(span: Span) -> QuerySet:
    """The entries of a span, in order."""
    return Entry.objects.filter(pk__range=span).order_by("pk")


def new_salt() -> str:
    """What nobody guesses, and is kept only as long as the digest that it goes into."""
    return secrets.token_hex(16)


def told_by(spans: Iterable[Span]) -> Iterator[dict[str, Any]]:
    """All fields of the entries with these numbers, in order."""
    for span in spans:
        for values in entries_of(span).values_list(*FIELDS).iterator(2_000):
            yield dict(zip(FIELDS, values, strict=True))


def digest_of(spans: Iterable[Span], salt: str = "") -> tuple[str, datetime.datetime | None]:
    """SHA-256 over the salt and the entries with these numbers, in hexadecimal; and the time of the latest."""
    digest, latest = hashlib.sha256(salt.encode()), None
    for told in told_by(spans):
        digest.update(canonical(told))
        latest = max(latest or told["at"], told["at"])
    return digest.hexdigest(), latest


def canonical(told: dict[str, Any]) -> bytes:
    """One entry as bytes, the same on every database. What is empty is left out, so that a field that is added later
    changes nothing about what was sealed before."""
    filled = {name: value for name, value in told.items() if value not in (None, "")}
    filled["at"] = filled["at"].astimezone(datetime.UTC).isoformat(timespec="microseconds")
    return json.dumps(filled, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def mac_of(seal: Seal, previous: str) -> str:
    """The keyed code of a seal, which holds that of the one before. LookupError if its key is not in the settings."""
    told = {
        "previous": previous,
        "number": seal.number,
        "made_at": seal.made_at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        "spans": [list(span) for span in seal.spans],
        "entries": seal.entries,
        "digest": seal.digest,
    }
    return keyed(told, seal.key_version)


def keyed(told: dict[str, Any], key_version: int) -> str:
    """The keyed code of what is told. LookupError if its key is not in the settings."""
    key = settings.JOURNAL_KEYS[key_version].encode()
    return hmac.new(key, json.dumps(told, sort_keys=True).encode(), hashlib.sha256).hexdigest()
