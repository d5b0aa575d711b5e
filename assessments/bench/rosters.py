"""The roster of 15,000 cadres: ours against a floor that only reads, normalises and writes the same rows.

Both sides write cadres_cadre, cadres_post, villages_villagepairing, cadres_learninggoal, journal_entry and one
spreadsheets_batch.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models, transaction

from assessments.bench import Figure, timed
from assessments.demo import AS_OF
from assessments.demo.steps import ROSTER
from cadres.models import Cadre, LearningGoal, Post
from config.journal.models import Entry
from config.spreadsheets.importing import Upload, carry_out, preview, understand
from config.spreadsheets.kinds import Context, kind_named
from config.spreadsheets.models import Batch
from config.spreadsheets.reading import read
from config.spreadsheets.writing import insert
from villages.models import VillagePairing

WRITTEN: tuple[type[models.Model], ...] = (Batch, Cadre, Post, VillagePairing, LearningGoal, Entry)


def figures() -> Iterator[Figure]:
    """Imports the roster into an empty database, then plans it again; the rows stay for the other figures."""
    upload = Upload(ROSTER.name, ROSTER.read_bytes())
    kind, context = kind_named("cadres"), Context(as_of=AS_OF, codes=())
    yield Figure("roster: read the file in the guarded child", reading := timed(lambda: read(upload.data), 2))
    yield Figure("roster: read, find the table", found := timed(lambda: understand(kind, upload), 2), reading)
    plan = timed(lambda: preview(kind, upload, context), 2)
    yield Figure("roster: preview (read, find, normalise, resolve, plan)", plan, reading)
    apply = timed(lambda: carry_out(kind=kind, upload=upload, context=context, by=None))
    floor = found + time_of_writing()
    yield Figure("roster: floor (read, find, plain bulk write of the same rows)", floor)
    yield Figure("roster: apply (plans again inside the transaction)", apply, floor)
    yield Figure("roster: preview and apply", plan + apply, floor)
    yield Figure(
        "roster: the same file again, all same", timed(lambda: preview(kind, upload, context), 2), floor
    )


def time_of_writing() -> float:
    """How long one bulk write a table takes for the very same rows, in one transaction; they are deleted before."""
    rows = {model: list(model.objects.order_by("pk").values()) for model in WRITTEN}
    with transaction.atomic():
        for model in reversed(WRITTEN):
            model.objects.all()._raw_delete("default")

    def write() -> None:
        with transaction.atomic():
            for model in WRITTEN:
                insert(model, rows[model])

    return timed(write)
