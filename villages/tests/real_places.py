"""The real places and skills of the repository, and the report on a workbook made under them."""

import datetime
from io import StringIO
from typing import Any

from django.core.management import call_command

from config.spreadsheets.importing import plan_of
from config.spreadsheets.kinds import Context, kind_named
from config.spreadsheets.report import report
from config.spreadsheets.tables import find_tables
from config.spreadsheets.types import Workbook

AS_OF = datetime.date(2011, 9, 15)


def load_real_places() -> None:
    """Divisions, villages and skills, into the database of the test."""
    call_command("load_divisions", stdout=StringIO())
    call_command("load_skills", stdout=StringIO())


def told(
    workbook: Workbook, *codes: str, kind: str = "cadres", layout: Any = None, **context: Any
) -> dict[str, Any]:
    """The report on a workbook whose places lie in the divisions with these codes."""
    sheet_kind = kind_named(kind)
    reading = find_tables(workbook, layout or sheet_kind.layout)
    under = Context(as_of=AS_OF, codes=codes, **context)
    return report(plan_of(sheet_kind, reading, under))
