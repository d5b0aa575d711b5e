"""Lists of divisions (行政区划表): counties and townships by their statistical codes, superiors in any row.

A division keeps its code, and older papers know it by its name: another name comes in only once it is recorded among
the changes of divisions, another code never does.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cadres.codes import LENGTHS
from cadres.models import Division, DivisionChange
from cadres.sheets.entries import LABELS, NAME_EN, Entries, Stored, conclude, read_text
from cadres.sheets.named_places import LONGEST, corrected_place, new_place
from cadres.sheets.resources import DivisionResource
from cadres.sheets.rows import read_lost
from cadres.sheets.values.place_names import county_names
from config.jurisdiction import Scope
from config.spreadsheets.cells import close_text, digits_of, says_nothing
from config.spreadsheets.intents import intents_of, write_in_order
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.planning import Draft, Plan, drafts_of
from config.spreadsheets.types import Cell, Column, Kind, Reading
from config.spreadsheets.writing import Ledger

CODE = Column(
    "code",
    (
        "代码", "区划代码", "行政区划代码", "统计用区划代码", "统计代码", "编码", "区划编码", "行政区划编码",
        "乡镇代码", "单位代码",
    ),
    key=True,
)  # fmt: skip
NAME = Column(
    "name",
    (
        "名称", "区划名称", "行政区划名称", "行政区划", "行政区名称", "单位名称", "乡镇", "乡镇名称", "乡镇街道",
        "乡镇（街道）", "乡（镇、街道）",
    ),
)  # fmt: skip
SUPERIOR = Column(
    "superior",
    (
        "上级", "上级名称", "上级区划", "上级行政区划", "上级代码", "上级单位", "所属县市区", "所属县", "所在县",
        "县市区", "县（市、区）", "县区", "区县", "县市区名称",
    ),
)  # fmt: skip
LAYOUT = Kind(name="divisions", columns=(CODE, NAME, SUPERIOR, NAME_EN), minimum=2)
LEVELS = {length: level for level, length in LENGTHS.items()}
"""Digits of a code → level."""
FILLED_UP = {12: 9, 9: 6, 6: 4, 4: 2}
"""Published codes are filled up with noughts: digits → digits without the last ones, if those are noughts."""


class Divisions(Entries):
    """The divisions there are, and what became of older ones. Two SELECTs."""

    def __init__(self, context: Context) -> None:
        self.context = context
        rows = Division.objects.order_by("code").values("pk", "code", "name", "name_en", "pinyin")
        super().__init__(Stored(row["pk"], row["code"], row) for row in rows)
        changes = DivisionChange.objects.order_by("pk").values_list(
            "from_code", "from_name", "kind", "to__code"
        )
        self.former: set[str] = set()
        self.renamed: set[tuple[str, str | None]] = set()
        for code, name, kind, to in changes:
            self.former.add(code)
            if kind == DivisionChange.Kind.RENAMED:
                self.renamed.add((name, to))

    def may_be_called(self, name: str, superior: str | None) -> set[str]:
        """The codes that a name may mean: inside the jurisdiction and, where one is named, right under a superior."""
        found = {code for code in self.called(name) if self.context.covers(code)}
        return {code for code in found if superior is None or self.is_superior(superior, code[: above(code)])}

    def is_superior(self, told: str, code: str) -> bool:
        """Whether the division with this code is meant by a name, a short name or a code."""
        name = self.names.get(code, "")
        forms = county_names(name) if LEVELS.get(len(code)) == "county" else {name}
        return told == code or told in map(close_text, forms)


def above(code: str) -> int:
    """How many digits the code of the superior has; 0 for a province."""
    return max((length for length in LEVELS if length < len(code)), default=0)


def code_of(cell: Cell) -> str | None:
    """The code in a cell without the noughts that fill it up: 431226101000 → 431226101; None if it is none."""
    code = digits_of(cell) or ""
    while (shorter := FILLED_UP.get(len(code))) and not code[shorter:].strip("0"):
        code = code[:shorter]
    return code if len(code) in LEVELS else None


def plan(reading: Reading, context: Context) -> list[Draft]:
    """A draft for every row of a list of divisions."""
    divisions = Divisions(context)
    drafts = drafts_of(reading, read_row)
    for draft in sorted(drafts, key=lambda one: len(one.record["code"] or "")):
        settle(draft, divisions)
    return drafts


def read_row(draft: Draft) -> None:
    """The cells of a row as a record."""
    values = draft.source.values  # type: ignore[union-attr]
    read_lost(draft)
    cell, superior = values.get("code"), values.get("superior")
    draft.record["code"] = code_of(cell)
    if draft.record["code"] is None and not says_nothing(close_text(cell)):
        draft.refuse("DIVISION_CODE_INVALID", "code")
    read_text(draft, "name", LONGEST["name"], joined=True)
    draft.name = draft.record["name"] or draft.record["code"] or ""
    told = code_of(superior) or close_text(superior)
    draft.record["superior"] = None if says_nothing(told) else told
    read_text(draft, "name_en", LONGEST["name_en"])


def settle(draft: Draft, divisions: Divisions) -> None:
    """What a row would write, or why it cannot."""
    draft.intent = []
    if draft.refused:
        return
    superior = draft.record["superior"]
    code = divisions.code_of(draft, lambda name: divisions.may_be_called(name, superior))
    if code is None:
        return
    if not divisions.context.covers(code):
        draft.refuse("DIVISION_OUTSIDE", "name" if draft.record["name"] else "code")
        return
    draft.place = code
    stored = divisions.stored.get(code)
    judge_superior(draft, code, divisions)
    judge_name(draft, code, stored, divisions)
    if draft.refused:
        return
    if stored:
        divisions.correct(draft, Division, stored, corrected_place(draft.record, stored))
    else:
        bear(draft, code, divisions)
    conclude(draft, new=stored is None)


def judge_superior(draft: Draft, code: str, divisions: Divisions) -> None:
    """Refuses a row whose superior is not there, or is another one than its code tells."""
    superior, told = code[: above(code)], draft.record["superior"]
    if superior and superior not in divisions.names:
        draft.refuse("SUPERIOR_UNKNOWN", "code", more=superior)
    elif told and not divisions.is_superior(told, superior):
        draft.refuse("SUPERIOR_MISMATCH", "superior", more=divisions.names.get(superior, "—"))


def judge_name(draft: Draft, code: str, stored: Stored | None, divisions: Divisions) -> None:
    """Refuses a row that would make a division of a former one, or one of another name or code without a trace."""
    name = draft.record["name"]
    if stored is None and code in divisions.former:
        draft.refuse("DIVISION_FORMER", "code")
    if stored is None and name is None:
        draft.refuse("NAME_MISSING", "name")
    if name is None or (stored and stored.is_called(name)):
        return
    if stored and (stored.values["name"], code) not in divisions.renamed:
        draft.refuse("DIVISION_RENAMED", "name", more=stored.values["name"])
    twins = divisions.called(name, code[: above(code)]) - {code}
    if twins := {twin for twin in twins if len(twin) == len(code)}:
        draft.refuse("DIVISION_RECODED", "name", more=min(twins))


def bear(draft: Draft, code: str, divisions: Divisions) -> None:
    """A division that is not recorded yet, under its superior, which may be as new."""
    superior = code[: above(code)]
    stored = divisions.stored.get(superior)
    parent = stored.pk if stored else divisions.births.get(superior)
    values = {"level": LEVELS[len(code)], "parent_id": parent, **new_place(draft.record)}
    divisions.bear(draft, Division, code, values)


def write(plan: Plan, ledger: Ledger) -> None:
    """Writes every new and changed row of a plan, superiors first."""
    updates, births = intents_of(plan)
    births[Division].sort(key=lambda birth: len(birth.values["code"]))
    write_in_order(ledger, (Division,), updates, births)


def superiors(scope: Scope) -> Mapping[str, tuple[str, ...]]:
    """The superiors that the blank table offers: cities and counties of the jurisdiction."""
    found = Division.objects.visible_in(scope).filter(level__in=("city", "county")).order_by("code")
    return {"上级": tuple(found.values_list("name", flat=True))}


KIND = SheetKind(
    name="divisions",
    title=_("list of divisions"),
    layout=LAYOUT,
    model="cadres.division",
    plan=plan,
    write=write,
    resource=DivisionResource,
    required=(("code", "superior"), ("name",)),
    choices_within=superiors,
    example={"代码": "431299101", "名称": "××镇", "上级": "××县", "英文名": "Moumou Town"},
    labels={**LABELS, "superior": _("superior")},
)
