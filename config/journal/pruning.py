"""Taking out of the journal what is past its time. The seals stay, so that the chain still holds."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from config.journal import actions as journal
from config.journal.guards import LEAST_DAYS_KEPT
from config.journal.models import Pruning, Seal
from config.journal.sealing import entries_of


def prune(*, by: Any) -> int:
    """Removes the entries under all first seals whose latest entry is past its time; how many those were.

    What is to go is stated, and entered in the journal, before anything goes. It goes seal by seal, each in a
    transaction of its own: killed half-way, the next call goes on.
    """
    last = last_past_its_time()
    if last is None:
        return 0
    state(up_to=last, by=by)
    return sum(removed(seal) for seal in Seal.objects.filter(number__lte=last.number).order_by("number"))


def last_past_its_time() -> Seal | None:
    """The last seal before the first one that holds an entry that must stay."""
    days = max(settings.JOURNAL_DAYS_KEPT, LEAST_DAYS_KEPT)
    limit = timezone.now() - datetime.timedelta(days=days)
    staying = Seal.objects.filter(latest_at__gte=limit).order_by("number").first()
    past = Seal.objects.filter(number__lt=staying.number) if staying else Seal.objects.all()
    return past.order_by("-number").first()


@transaction.atomic
def state(*, up_to: Seal, by: Any) -> None:
    """States that everything up to a seal goes. Once."""
    if not Pruning.objects.filter(up_to__number__gte=up_to.number).exists():
        Pruning.objects.create(up_to=up_to)
        told = {"up_to": up_to.number, "last_id": up_to.last_id, "mac": up_to.mac}
        journal.record_about_list(verb="prune", model=Pruning, by=by, told=told)


@transaction.atomic
def removed(seal: Seal) -> int:
    """Removes the entries under a seal; how many were still there."""
    return sum(entries_of(span).delete()[0] for span in seal.spans)
