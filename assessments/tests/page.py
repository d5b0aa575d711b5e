"""Reads the tables of the pages that explain scores and ranks, so that their numbers are tested."""

from decimal import Decimal
from pathlib import Path

from django.conf import settings

from config.millionths import from_decimal

DOCS = Path(settings.BASE_DIR) / "docs"


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def table(*columns, page="scoring.md"):
    """The rows, as dictionaries, of the table of the page whose header has exactly these columns."""
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("|") and cells(line) == list(columns))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(columns, cells(line), strict=True)))
    return rows


def millionths(text):
    return from_decimal(Decimal(text))
