"""The files of the bench of imports: clean tables whose header is their first row, so that every mode can read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter

from assessments.demo import MONTHS
from assessments.demo.books import keepers_by_township
from assessments.demo.diary import Entry, month_of_township
from assessments.demo.steps import ROSTER
from cadres.models import Cadre, Division, Skill
from villages.models import Household, Village
from villages.sheets.facts import EDUCATION_KEPT
from villages.sheets.resources import PURPOSE_WORDS

Row = Sequence[Any]
CHANGED_EVERY = 100
VISITS_HEADER = (
    "干部编号", "姓名", "乡镇代码", "日期", "村代码", "户号", "事由",
    "内容", "技能代码", "住宿", "劳动", "意见建议", "签字",
)  # fmt: skip


def write(path: Path, rows: Iterable[Row]) -> Path:
    """A workbook of one sheet."""
    options = {"constant_memory": True, "strings_to_numbers": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def roster(folder: Path, count: int) -> Path:
    """The first so many rows of the demonstration's roster."""
    return write(folder / "roster.xlsx", roster_rows(count))


def roster_again(folder: Path, count: int) -> Path:
    """The same roster, but every hundredth person has another telephone."""
    rows = roster_rows(count)
    phone = (header := list(next(rows))).index("手机号码")
    changed = (
        [*row[:phone], another(row[phone]), *row[phone + 1 :]] if number % CHANGED_EVERY == 0 else row
        for number, row in enumerate(rows)
    )
    return write(folder / "roster_again.xlsx", [header, *changed])


def another(phone: str) -> str:
    """Another telephone number."""
    return f"{phone[:-1]}{(int(phone[-1]) + 1) % 10}"


def roster_rows(count: int) -> Iterator[Row]:
    """Header and rows. Whole numbers are such; months of birth and levels of education are written as the site keeps
    them, because the plain resource of the package takes them as they are."""
    sheet = python_calamine.CalamineWorkbook.from_path(str(ROSTER)).get_sheet_by_index(0)
    rows = islice(sheet.to_python(), 1, None)
    header = next(rows)
    yield header
    number, birth, education = map(header.index, ("序号", "出生年月", "学历"))
    for row in islice(rows, count):
        row[number] = int(row[number])
        row[birth] = str(row[birth]).replace(".", "-")
        row[education] = EDUCATION_KEPT.get(row[education], row[education])
        yield [None if cell == "" else cell for cell in row]


def visits(folder: Path, count: int) -> Path:
    """So many visits of the first month, as the demonstration's diaries have them, with our codes and numbers."""
    return write(folder / "visits.xlsx", [VISITS_HEADER, *islice(visit_rows(), count)])


def visit_rows() -> Iterator[Row]:
    """The visits of a month, township by township."""
    cadres = {pk: who for pk, *who in Cadre.objects.values_list("pk", "number", "name")}
    villages = dict(Village.objects.order_by("code").values_list("pk", "code"))
    households = dict(Household.objects.values_list("pk", "number"))
    skills = dict(Skill.objects.values_list("pk", "code"))
    keepers = keepers_by_township()
    for township in Division.objects.townships().order_by("code").values_list("code", flat=True):
        own = [pk for pk, code in villages.items() if code.startswith(township)]
        for entry in month_of_township(township, MONTHS[0], keepers[township], own):
            yield (
                *cadres[entry.cadre_id],
                township,
                entry.visited_on,
                villages[entry.village_id],
                households.get(entry.household_id or 0),
                *told(entry, skills),
            )


def told(entry: Entry, skills: dict[int, str]) -> Row:
    """What was done, in the words of a sheet."""
    return (
        PURPOSE_WORDS[entry.purpose],
        entry.done,
        skills.get(entry.skill_id or 0),
        yes_or_no(entry.stayed),
        yes_or_no(entry.shared_work),
        entry.suggestions or None,
        yes_or_no(entry.signed),
    )


def yes_or_no(said: bool) -> str:
    return "是" if said else "否"
