"""Our import, as the command does it and as the admin does it; a step of it is what one process does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assessments.demo import AS_OF
from config.spreadsheets import actions, importing
from config.spreadsheets.importing import Upload
from config.spreadsheets.kinds import Context, kind_named
from config.spreadsheets.models import Batch

Step = Callable[[Path], object]


class RowsRefused(RuntimeError):
    """A file of the bench is meant to come in whole."""


def previewed(kind: str) -> Step:
    """Reading and planning a file, and no more."""

    def step(path: Path) -> None:
        check(importing.preview(kind_named(kind), upload_of(path), Context(as_of=AS_OF)).counts)

    return step


def carried_out(kind: str) -> Step:
    """Reading, planning and writing a file in one go."""

    def step(path: Path) -> None:
        plan, _batch = importing.carry_out(
            kind=kind_named(kind), upload=upload_of(path), context=Context(as_of=AS_OF), by=None
        )
        check(plan.counts)

    return step


def shown(kind: str) -> Step:
    """An upload that is planned; file and preview are kept encrypted."""

    def step(path: Path) -> None:
        upload = upload_of(path)
        batch = actions.receive(kind=kind_named(kind), upload=upload, as_of=AS_OF, by=None)
        check(actions.make_plan(batch=batch).counts)

    return step


def confirmed(path: Path) -> None:
    """The upload that waits is confirmed and written: planned again, and compared with what was shown."""
    batch = Batch.objects.get(state=Batch.State.SHOWN)
    actions.apply(batch=actions.confirm(batch=batch, by=None, fingerprint=batch.fingerprint))


def upload_of(path: Path) -> Upload:
    return Upload(path.name, path.read_bytes())


def check(counts: dict[str, int]) -> None:
    """Raises RowsRefused unless every row comes in."""
    if counts["refused"] or not counts["rows"]:
        raise RowsRefused(str(counts))
