"""Bytes of a spreadsheet -> Workbook, whatever its format and whoever sent it.

The format is decided by content, never by a name. Parsing runs in a process of its own with bounded memory and time and
an empty environment: a file that kills its parser costs a refusal, not the web process.
"""

import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from config.spreadsheets.limits import Limits
from config.spreadsheets.refusals import sentence
from config.spreadsheets.types import FileRefused, Workbook
from config.spreadsheets.wire import workbook_from_json

ROOT = Path(__file__).resolve().parent.parent.parent
CHILD = [sys.executable, "-m", "config.spreadsheets.child"]
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "MALLOC_ARENA_MAX": "2",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def read(data: bytes, limits: Limits | None = None) -> Workbook:
    """Read a whole file: .xlsx .xls .ods, or text with commas or tabs in UTF-8, UTF-16 or GB18030.

    Raises FileRefused, with a sentence for whoever sent it, if the file is damaged, hostile, too large
    or of another kind.
    """
    limits = limits or limits_of_site()
    if not data:
        raise refused("FILE_EMPTY", limits)
    if len(data) > limits.file_bytes:
        raise refused("FILE_TOO_LARGE", limits)
    answer = json.loads(ask_child(data, limits))
    if "refused" in answer:
        raise refused(answer["refused"], limits)
    return workbook_from_json(answer)


def limits_of_site() -> Limits:
    """The limits that hold here: those of the settings before the standing ones."""
    return Limits(**getattr(settings, "SPREADSHEET_LIMITS", {}))


def ask_child(data: bytes, limits: Limits) -> bytes:
    """The child's answer, as JSON; FileRefused if it died or took too long."""
    try:
        child = subprocess.run(
            [*CHILD, json.dumps(limits.as_dict())],
            input=data,
            capture_output=True,
            cwd=ROOT,
            env=ENVIRONMENT,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise refused("FILE_TOO_COSTLY", limits) from None
    if child.returncode != 0 or not child.stdout:
        raise refused("FILE_TOO_COSTLY", limits)
    return child.stdout


def refused(code: str, limits: Limits) -> FileRefused:
    """The refusal of a file, with its sentence."""
    return FileRefused(code, sentence(code, limits))
