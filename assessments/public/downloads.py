"""A published table as a CSV file that opens well in a spreadsheet program and cannot run anything there."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _

from assessments.models import Edition
from assessments.public.lines import Line, lines_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_of(edition: Edition) -> str:
    """The table with a header row: ranked places, then unranked ones with the reason; begins with a byte order
    mark, without which spreadsheet programs misread Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [
            _("Rank"),
            _("Code"),
            _("Name"),
            _("County"),
            _("Score"),
            _("Cadres"),
            _("Why unranked"),
            _("Rank range"),
        ]
    )
    writer.writerows([harmless(cell) for cell in cells_of(line)] for line in lines_of(edition))
    return "\ufeff" + out.getvalue()


def cells_of(line: Line) -> list[str | int | None]:
    return [line.rank, line.code, line.name, line.county, line.score, line.n, line.reason, line.beside.range]


def harmless(cell: str | int | None) -> str | int | None:
    """Text that a spreadsheet program would take for a formula, with an apostrophe before it."""
    if isinstance(cell, str) and (
        cell.startswith(FORMULA_STARTS) or cell.lstrip().startswith(FORMULA_STARTS)
    ):
        return "'" + cell
    return cell
