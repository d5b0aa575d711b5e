"""What titles and unit lines over a table of results tell of the evaluation: 发出测评票50张，收回48张，有效票48张."""

from __future__ import annotations

import datetime
import re
from typing import Any

from assessments.sheets.periods import period_over
from assessments.sheets.values_polls import KINDS, taking_part
from config.spreadsheets.cells import close_text, full_date
from config.spreadsheets.types import Table

PAPERS = {
    "handed_out": re.compile(r"(?:发出|发放|下发|共发|印发)\D{0,12}?(\d{1,7})(?:张|份|票|人|，|,|;|；|。|$)"),
    "returned": re.compile(r"(?:收回|回收)\D{0,12}?(\d{1,7})(?:张|份|票|人|，|,|;|；|。|$)"),
    "valid": re.compile(r"有效\D{0,10}?(\d{1,7})(?:张|份|票|，|,|;|；|。|$)"),
    "list_size": re.compile(r"(?:应到|应参评|应参加|名单)\D{0,8}?(\d{1,7})人"),
}
"""How the words over a table tell numbers of papers."""
HELD_ON = re.compile(
    r"(?:测评|评议|投票|会议)(?:时间|日期)?[:：]?(\d{4}[年.\-/]\d{1,2}[月.\-/]\d{1,2})|^[(（]?时间[:：]?(\d{4}[年.\-/]\d{1,2}[月.\-/]\d{1,2})"
)
PEOPLE = re.compile(
    r"(?:参加|参评|参测|测评|评议)(?:人员|对象|主体|范围):([^:。;]+?)(?=发[出放]|下发|共发|印发|应到|实到|测评|评议|时间|填[表报]|[。;]|$)"
)
"""Who took part, up to what the line tells next."""


def told_over(table: Table) -> dict[str, Any]:
    """By field of an evaluation what the words over a table tell of it; what they do not tell is left out."""
    lines = [close_text(line) for line in (*reversed(table.unit_lines), *reversed(table.titles))]
    told: dict[str, Any] = {
        "period": period_over(table),
        "held_on": day_in(lines),
        "people": people_in(lines),
    }
    title = close_text("".join(table.titles))
    told["kind"] = next((code for code, words in KINDS if words.search(title)), None)
    for name, words in PAPERS.items():
        found = next((m for line in lines if (m := words.search(line))), None)
        told[name] = int(found[1]) if found else None
    return {name: value for name, value in told.items() if value is not None}


def day_in(lines: list[str]) -> datetime.date | None:
    """The day on which the papers were filled in; when the table was made is another one."""
    found = next((m for line in lines if (m := HELD_ON.search(line))), None)
    return full_date(found[1] or found[2]) if found else None


def people_in(lines: list[str]) -> str | None:
    """Who took part, as `taking_part` says it."""
    told = (m[1] for line in lines for m in PEOPLE.finditer(line))
    return next((value for text in told if (value := taking_part(text).value)), None)
