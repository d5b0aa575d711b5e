"""What imports keep of people whose personal data are erased: it goes as well, and with it the way back."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from django.db import transaction
from django.db.models import Q

from config.journal.models import Entry, ErasedRecord, Erasure
from config.spreadsheets import vault
from config.spreadsheets.models import Batch
from config.spreadsheets.undo import born, touched_models


def forget(erasure: Erasure) -> None:
    """Erases what was kept aside of the records that an erasure has stated, and the files from which they came. Joins
    the caller's transaction; the files go once it is committed."""
    keys: dict[str, set[int]] = defaultdict(set)
    for label, key in ErasedRecord.objects.filter(erasure=erasure).values_list("model", "object_id"):
        keys[label].add(key)
    for batch in Batch.objects.exclude(kept_aside=[]):
        left = [one for one in batch.kept_aside if one[1] not in keys[one[0]]]
        if left != batch.kept_aside:
            Batch.objects.filter(pk=batch.pk).update(kept_aside=left)
    emptied = Entry.objects.filter(erasure=erasure).order_by().values("batch")
    for name in Batch.objects.filter(pk__in=emptied).values_list("key", flat=True):
        transaction.on_commit(partial(vault.erase, name))


def is_partly_erased(batch: Batch) -> bool:
    """Whether personal data of a record that a batch wrote have been erased since."""
    entries = Entry.objects.filter(batch=batch)
    for model in touched_models(batch):
        label = model._meta.label_lower
        written = Q(object_id__in=born(model, batch).values("pk"))
        written |= Q(object_id__in=entries.filter(model=label).values("object_id"))
        if ErasedRecord.objects.filter(written, model=label).exists():
            return True
    return False
