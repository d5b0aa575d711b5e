"""Is the journal as it was sealed? What was changed, taken out, put in or cut off is told, seal by seal."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from config.journal.models import Entry, Pruning, Resealing, Seal
from config.journal.redacting import latest_resealing, mac_of_resealing
from config.journal.sealing import LATE, digest_of, entries_of, mac_of, unsealed_keys

MOST_TOLD = 1_000


@dataclass(frozen=True)
class Checkpoint:
    """What is kept elsewhere of a seal: whoever cuts off the end of the journal cannot change it there."""

    number: int
    mac: str

    def __str__(self) -> str:
        return f"{self.number} {self.mac}"

    @classmethod
    def of_text(cls, text: str) -> Checkpoint:
        """The inverse of str(). ValueError if it is none."""
        number, mac = text.split()
        return cls(int(number), mac)


def latest_checkpoint() -> Checkpoint | None:
    """The checkpoint of the last seal; None before the first."""
    last = Seal.objects.order_by("-number").first()
    return Checkpoint(last.number, last.mac) if last else None


def findings(against: Checkpoint | None = None) -> Iterator[str]:
    """A sentence for everything that is not as it was sealed; none if all is well. `against`: a checkpoint that was
    kept elsewhere."""
    pruned = Pruning.objects.order_by("-up_to__number").values_list("up_to__number", flat=True).first() or 0
    expected, previous = 1, ""
    for seal in Seal.objects.order_by("number").iterator(200):
        if seal.number != expected:
            yield _("Seals %(first)s to %(last)s are missing.") % {"first": expected, "last": seal.number - 1}
        yield from wrong_with(seal, previous, read_entries=seal.number > pruned)
        if against and seal.number == against.number and not hmac.compare_digest(seal.mac, against.mac):
            yield _("Seal %(number)s is not the one of the checkpoint.") % {"number": seal.number}
        expected, previous = seal.number + 1, seal.mac
    if against and against.number >= expected:
        yield _("The end is cut off: the checkpoint is of seal %(number)s, the last seal is %(last)s.") % {
            "number": against.number,
            "last": expected - 1,
        }
    yield from forgotten()


def wrong_with(seal: Seal, previous: str, read_entries: bool) -> Iterator[str]:
    """What is wrong with a seal and the entries under it."""
    resealing = latest_resealing(seal)
    version = (resealing or seal).key_version
    if version not in settings.JOURNAL_KEYS:
        yield _("Seal %(number)s needs key version %(version)s, which the settings do not have.") % {
            "number": seal.number,
            "version": version,
        }
    elif not code_holds(seal, resealing, previous):
        yield _("Seal %(number)s was changed, or does not follow the one before.") % {"number": seal.number}
    if read_entries:
        yield from wrong_under(seal, resealing or seal)


def code_holds(seal: Seal, resealing: Resealing | None, previous: str) -> bool:
    """Whether a seal is as it was made. Where personal data under it were erased, the code that counts is that of the
    resealing, which is bound to the seal's own."""
    if resealing:
        return hmac.compare_digest(mac_of_resealing(resealing, seal, previous), resealing.mac)
    return hmac.compare_digest(mac_of(seal, previous), seal.mac)


def wrong_under(seal: Seal, says: Seal | Resealing) -> Iterator[str]:
    """What is wrong with the entries under a seal, whose digest is what the seal, or its resealing, says."""
    found = sum(entries_of(span).count() for span in seal.spans)
    if found != seal.entries:
        yield _("Under seal %(number)s stand %(found)s entries; %(sealed)s were sealed.") % {
            "number": seal.number,
            "found": found,
            "sealed": seal.entries,
        }
    elif digest_of(seal.spans, says.salt)[0] != says.digest:
        yield _("Entries under seal %(number)s were changed: numbers %(spans)s.") % {
            "number": seal.number,
            "spans": ", ".join(f"{first}–{last}" for first, last in seal.spans),
        }


def forgotten() -> Iterator[str]:
    """Entries that should long have been sealed: the sealing stands still, or somebody put them in."""
    keys = unsealed_keys(MOST_TOLD)
    late = Entry.objects.filter(pk__in=keys, at__lt=timezone.now() - LATE).count()
    if late:
        yield _("%(count)s entries are older than a day and not sealed.") % {"count": late}
