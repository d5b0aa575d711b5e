"""Emptying entries of the journal whose records lost their personal data, so that the chain of seals still holds.

A seal hashes its entries, so what is emptied under it changes its digest. In the same transaction the seal is compared
with its entries as they were, and a resealing tells, under the key, what they hash to since. The digests of before are
forgotten: with everything else still there, a name could be tried against them.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.db.models import Q

from config.journal.models import Entry, ErasedRecord, Erasure, Resealing, Seal
from config.journal.sealing import canonical, keyed, mac_of, new_salt, told_by

AT_ONCE = 500
"""So many keys go into one condition."""
TELLING = Q(before__isnull=False) | Q(after__isnull=False) | ~Q(reason="")
"""Entries that tell anything."""


class NotRedacted(Exception):
    """Entries that cannot be emptied now: what has to be done first, in `unsound` the seals that do not hold."""

    def __init__(self, unsound: Collection[int] = ()) -> None:
        super().__init__(*unsound)
        self.unsound = list(unsound)


def redact(erasure: Erasure) -> int:
    """Empties the entries about the records that an erasure has stated; how many those were. Joins the caller's
    transaction. NotRedacted if some of them are not sealed yet, or lie under a seal that does not hold."""
    keys = entries_to_empty(erasure)
    under = seals_over(keys)
    if sum(map(len, under.values())) < len(keys):
        raise NotRedacted
    for seal in Seal.objects.select_for_update().filter(pk__in=under).order_by("number"):
        reseal(seal, set(under[seal.pk]), erasure)
    for some in parts(keys):
        Entry.objects.filter(pk__in=some).update(before=None, after=None, reason="", erasure=erasure)
    return len(keys)


def entries_to_empty(erasure: Erasure) -> list[int]:
    """The numbers of the entries about the stated records that tell anything, in order."""
    entries = Entry.objects.filter(TELLING, erasure=None)
    stated = ErasedRecord.objects.filter(erasure=erasure).order_by()
    keys: list[int] = []
    for label in stated.values_list("model", flat=True).distinct():
        records = stated.filter(model=label).values("object_id")
        keys += entries.filter(model=label, object_id__in=records).values_list("pk", flat=True)
    return sorted(keys)


def seals_over(keys: list[int]) -> dict[int, list[int]]:
    """Which of these entries, given in order, lie under which seal, by its key."""
    under: dict[int, list[int]] = {}
    if keys:
        seals = Seal.objects.filter(last_id__gte=keys[0]).order_by("number")
        for pk, spans in seals.values_list("pk", "spans").iterator(2_000):
            for first, last in spans:
                if found := keys[bisect_left(keys, first) : bisect_right(keys, last)]:
                    under.setdefault(pk, []).extend(found)
    return under


def told_under(numbers: Collection[int], label: str, records: Iterable[int]) -> set[int]:
    """Of these records of one model, those of which an entry under one of these seals tells anything."""
    about: dict[int, int] = {}
    for some in parts(list(records)):
        entries = Entry.objects.filter(TELLING, model=label, object_id__in=some, erasure=None).order_by()
        about |= dict(entries.values_list("pk", "object_id"))
    under = seals_over(sorted(about))
    seals = Seal.objects.filter(number__in=numbers).values_list("pk", flat=True)
    return {about[key] for seal in seals for key in under.get(seal, [])}


def reseal(seal: Seal, emptied: set[int], erasure: Erasure) -> None:
    """Says under the key what the entries under a seal hash to once these are emptied; NotRedacted if it does not hold
    as it is."""
    former = latest_resealing(seal)
    new = Resealing(seal=seal, erasure=erasure, salt=new_salt(), key_version=settings.JOURNAL_KEY_VERSION)
    was, new.digest = digests(seal, (former or seal).salt, new.salt, emptied, erasure)
    if not is_sound(seal, former) or was != (former or seal).digest:
        raise NotRedacted([seal.number])
    new.mac = mac_of_resealing(new, seal, code_before(seal))
    new.save(force_insert=True)
    stale: Any = Resealing.objects.filter(pk=former.pk) if former else Seal.objects.filter(pk=seal.pk)
    stale.update(digest="", salt="")


def latest_resealing(seal: Seal) -> Resealing | None:
    """The resealing of a seal that counts; None if nothing under it was erased."""
    return Resealing.objects.filter(seal=seal).order_by("-pk").first()


def is_sound(seal: Seal, resealing: Resealing | None) -> bool:
    """Whether a seal, or the resealing in its place, has the code that it should have."""
    says, previous = resealing or seal, code_before(seal)
    if says.key_version not in settings.JOURNAL_KEYS:
        return False
    code = mac_of_resealing(resealing, seal, previous) if resealing else mac_of(seal, previous)
    return hmac.compare_digest(code, says.mac)


def code_before(seal: Seal) -> str:
    """The code of the seal before; "" for the first."""
    before = Seal.objects.filter(number=seal.number - 1)
    return before.values_list("mac", flat=True).first() or ""


def digests(seal: Seal, salt: str, new_salt: str, emptied: set[int], erasure: Erasure) -> tuple[str, str]:
    """SHA-256 over the entries under a seal as they are, and as they will be, read once."""
    as_is, will_be = hashlib.sha256(salt.encode()), hashlib.sha256(new_salt.encode())
    for told in told_by(seal.spans):
        as_is.update(canonical(told))
        if told["id"] in emptied:
            told |= {"before": None, "after": None, "reason": "", "erasure_id": erasure.pk}
        will_be.update(canonical(told))
    return as_is.hexdigest(), will_be.hexdigest()


def mac_of_resealing(resealing: Resealing, seal: Seal, previous: str) -> str:
    """The keyed code of a resealing, bound to that of its seal, to the seal before, and to all that the seal says but
    its digest. LookupError if its key is not in the settings."""
    told = {
        "resealing of": seal.number,
        "previous": previous,
        "seal": seal.mac,
        "made_at": utc(seal.made_at),
        "latest_at": utc(seal.latest_at),
        "key_version": seal.key_version,
        "spans": [list(span) for span in seal.spans],
        "entries": seal.entries,
        "erasure": resealing.erasure_id,
        "digest": resealing.digest,
    }
    return keyed(told, resealing.key_version)


def utc(moment: datetime.datetime) -> str:
    """A moment as it is told to the key."""
    return moment.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def parts(keys: list[int]) -> Iterable[list[int]]:
    """A long list in pieces that go into one condition."""
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
