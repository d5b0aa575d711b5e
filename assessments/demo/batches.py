"""Every step of the demonstration is one batch: its row says that the step is done, and its facts point to it."""

from __future__ import annotations

import datetime
import hashlib

from assessments.demo import AS_OF, moment
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
    )
    opened = Ledger(batch)
    opened.at = moment(on)
    return opened


def city() -> Division:
    """The city whose programme is shown."""
    return Division.objects.cities().get()


def silent_townships() -> set[str]:
    """The codes of the townships that hand in nothing."""
    from assessments.demo import SILENT_TOWNSHIPS, TOWNSHIP, dice

    codes = (
        Division.objects.townships().exclude(code=TOWNSHIP).order_by("code").values_list("code", flat=True)
    )
    return set(dice("silent").sample(list(codes), SILENT_TOWNSHIPS))
