"""Every step of the demonstration is one batch: its row says that the step is done, and its facts point to it."""

from __future__ import annotations

import datetime
import hashlib

from assessments.demo import AS_OF, SILENT_TOWNSHIPS, TOWNSHIP, dice, moment
from cadres.models import Division
from config.spreadsheets.models import Batch
from config.spreadsheets.writing import Ledger

KIND = "demo"


def is_done(step: str) -> bool:
    """Whether the batch of a step is there."""
    return Batch.objects.filter(kind=KIND, file_name=step).exists()


def ledger(step: str, on: datetime.date = AS_OF) -> Ledger:
    """A ledger on a new batch; what is written with it was entered on the morning of the day `on`."""
    batch = Batch.objects.create(
        kind=KIND,
        file_name=step,
        file_sha256=hashlib.sha256(step.encode()).hexdigest(),
        as_of=AS_OF,
        division_code=city().code,
        made_at=moment(on),
        applied_at=moment(on),
    )
    opened = Ledger(batch)
    opened.at = moment(on)
    return opened


def close(book: Ledger, count: int) -> int:
    """Notes in the batch how many records it made; the same number."""
    book.batch.counts = {"new": count}
    book.batch.save(update_fields=["counts"])
    return count


def city() -> Division:
    """The city whose programme is shown."""
    return Division.objects.cities().get()


def silent_townships() -> set[str]:
    """The codes of the townships that hand in nothing, each of another county."""
    townships = Division.objects.townships().exclude(code=TOWNSHIP).order_by("code")
    drawn = list(townships.values_list("parent_id", "code"))
    dice("silent").shuffle(drawn)
    one_a_county = list(dict(drawn).values())
    return set(one_a_county[:SILENT_TOWNSHIPS])
