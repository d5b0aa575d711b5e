"""Bytes of a spreadsheet -> its tables, whatever its format and whoever sent it.

The format is decided by content, never by a name. Parsing, and finding the tables, runs in a process of its own with
bounded memory and time and an empty environment: a file that kills its parser costs a refusal, not the web process.
Rows come over while the parser still tells them, so that neither process holds the file twice.
"""

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from config.spreadsheets.limits import Limits
from config.spreadsheets.refusals import sentence
from config.spreadsheets.types import FileRefused, Kind, Reading, Workbook
from config.spreadsheets.wire import kind_to_wire, reading_from_lines, workbook_from_lines

ROOT = Path(__file__).resolve().parent.parent.parent
CHILD = [sys.executable, "-m", "config.spreadsheets.child"]
REFUSAL = b'{"refused":'
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "MALLOC_ARENA_MAX": "2",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def read(data: bytes, limits: Limits | None = None) -> Workbook:
    """The cells of a whole file, as they stand.

    Raises FileRefused, with a sentence for whoever sent it, if the file is damaged, hostile, too large
    or of another kind.
    """
    limits = limits or limits_of_site()
    lines = told_by_child(data, limits, None)
    return workbook_from_lines(json.loads(next(lines)), lines)


def read_tables(
    data: bytes,
    layout: Kind,
    limits: Limits | None = None,
    through: Callable[[Iterator[bytes]], Iterator[bytes]] = iter,
) -> Reading:
    """A file understood as a kind of sheet; its rows are on their way and can be taken once. Everything that the parser
    tells goes `through` a function.

    Raises FileRefused as `read` does; also while the rows are taken, if the parser dies before the last one.
    """
    limits = limits or limits_of_site()
    return tables_told(through(told_by_child(data, limits, kind_to_wire(layout))))


def tables_told(lines: Iterator[bytes]) -> Reading:
    """The reading that some lines tell; all lines but the first are taken with the rows."""
    return reading_from_lines(json.loads(next(lines)), lines)


def limits_of_site() -> Limits:
    """The limits that hold here: those of the settings before the standing ones."""
    return Limits(**getattr(settings, "SPREADSHEET_LIMITS", {}))


def told_by_child(data: bytes, limits: Limits, layout: Any) -> Iterator[bytes]:
    """The lines of the child's answer, at least one; FileRefused if it died or took too long."""
    if not data:
        raise refused("FILE_EMPTY", limits)
    if len(data) > limits.file_bytes:
        raise refused("FILE_TOO_LARGE", limits)
    lines = lines_of_child(data, limits, json.dumps({"limits": limits.as_dict(), "layout": layout}))
    first = next(lines, None)
    if first is None:
        raise refused("FILE_TOO_COSTLY", limits)
    return chain([first], lines)


def lines_of_child(data: bytes, limits: Limits, asked: str) -> Iterator[bytes]:
    """What the child says, line by line. It is ended when nobody listens any more."""
    child = subprocess.Popen(
        [*CHILD, asked],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=ENVIRONMENT,
    )
    assert child.stdin and child.stdout
    # By the clock only until it begins to tell: from then on the child waits for whoever listens.
    watch = threading.Timer(limits.seconds, child.kill)
    watch.start()
    try:
        feed(child.stdin, data)
        for line in child.stdout:
            watch.cancel()
            if line.startswith(REFUSAL):
                raise refused(json.loads(line)["refused"], limits)
            if line.endswith(b"\n"):
                yield line
        if child.wait() != 0:
            raise refused("FILE_TOO_COSTLY", limits)
    finally:
        watch.cancel()
        child.kill()
        child.stdout.close()
        child.wait()


def feed(stdin: IO[bytes], data: bytes) -> None:
    """The file into the child, which may have died already."""
    with contextlib.suppress(BrokenPipeError), stdin:
        stdin.write(data)


def refused(code: str, limits: Limits) -> FileRefused:
    """The refusal of a file, with its sentence."""
    return FileRefused(code, sentence(code, limits))
