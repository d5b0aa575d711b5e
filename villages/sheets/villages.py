"""Lists of villages (行政村名册): villages and residents' communities by their statistical codes.

The code tells the township; a row without one means the village of its name in the township that the row, or what
stands around it, names.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cadres.models import Division
from cadres.sheets.around import Around
from cadres.sheets.columns import COUNTY, TOWNSHIP, TOWNSHIP_CODE
from cadres.sheets.columns import LABELS as PLACE_LABELS
from cadres.sheets.entries import LABELS, NAME_EN, Entries, Stored, conclude, read_text
from cadres.sheets.filing import refuse_township
from cadres.sheets.named_places import LONGEST, corrected_place, new_place
from cadres.sheets.rows import Catalogue, read_lost
from config.jurisdiction import Scope
from config.spreadsheets.cells import close_text, digits_of, says_nothing
from config.spreadsheets.intents import intents_of, write_in_order
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.planning import Draft, Plan, drafts_of
from config.spreadsheets.types import Column, Kind, Reading
from config.spreadsheets.writing import Ledger
from villages.loading import village_name
from villages.models import Village
from villages.sheets.resources import VillageResource

CODE = Column(
    "code",
    ("村代码", "村编码", "行政村代码", "村级代码", "村（社区）代码", "代码", "区划代码", "统计用区划代码"),
    key=True,
)
NAME = Column(
    "name",
    (
        "村名", "村名称", "行政村", "行政村名称", "村（社区）", "村（社区）名称", "村（居）", "村（居）名称",
        "村居名称", "村社区", "村", "名称",
    ),
)  # fmt: skip
LAYOUT = Kind(name="villages", columns=(COUNTY, TOWNSHIP, TOWNSHIP_CODE, CODE, NAME, NAME_EN), minimum=2)
DIGITS, OF_TOWNSHIP = 12, 9
"""Digits of a village's code, and how many of them are its township's."""


class Villages(Entries):
    """The villages there are. One SELECT."""

    def __init__(self) -> None:
        rows = Village.objects.order_by("code").values("pk", "code", "name", "name_en", "pinyin")
        super().__init__(Stored(row["pk"], row["code"], row) for row in rows)


def plan(reading: Reading, context: Context) -> list[Draft]:
    """A draft for every row of a list of villages."""
    places, villages = Catalogue(context), Villages()
    drafts = drafts_of(reading, lambda draft: read_row(draft, places, villages))
    for draft in drafts:
        settle(draft, places, villages)
    return drafts


def read_row(draft: Draft, places: Catalogue, villages: Villages) -> None:
    """The cells of a row as a record."""
    read_lost(draft)
    cell = draft.source.values.get("code")  # type: ignore[union-attr]
    code = digits_of(cell) or ""
    draft.record["code"] = code if len(code) == DIGITS else None
    if draft.record["code"] is None and not says_nothing(close_text(cell)):
        draft.refuse("VILLAGE_CODE_INVALID", "code")
    listed, stored = read_text(draft, "name", LONGEST["name"], joined=True), villages.stored.get(code)
    if listed and not (stored and stored.is_called(listed)):
        draft.record["name"] = village_name(listed)
    draft.name = draft.record["name"] or draft.record["code"] or ""
    read_text(draft, "name_en", LONGEST["name_en"])
    read_township(draft, places)


def read_township(draft: Draft, places: Catalogue) -> None:
    """The township that a row names; for one without a code it may be named around it. A code goes with its own."""
    values, of_code = draft.source.values, (draft.record["code"] or "")[:OF_TOWNSHIP]  # type: ignore[union-attr]
    cell, number = values.get("township"), values.get("township_code")
    draft.record["township_code"] = of_code or None
    around = Around(draft, places)
    if cell is not None or number is not None:
        found = around.of_cells(cell, number)
    elif of_code:
        return
    else:
        found = around.inherited()
    draft.warn(*found.warnings)
    for reason in found.reasons:
        refuse_township(draft, reason, places)
    if found.value and cell is None:
        draft.filed_under = places.places.names.get(found.value, "")
    if of_code and found.value and found.value != of_code:
        draft.refuse("VILLAGE_CODE_ELSEWHERE", "township" if cell is not None else "township_code")
    draft.record["township_code"] = of_code or found.value


def settle(draft: Draft, places: Catalogue, villages: Villages) -> None:
    """What a row would write, or why it cannot."""
    draft.intent = []
    if draft.refused:
        return
    township = draft.record["township_code"]
    if not places.context.covers(township):
        draft.refuse("DIVISION_OUTSIDE", "name" if draft.record["name"] else "code")
        return
    code = villages.code_of(draft, lambda name: villages.called(name, township))
    if code is None:
        return
    draft.place = township
    stored = villages.stored.get(code)
    judge(draft, code, stored, places, villages)
    if draft.refused:
        return
    if stored:
        villages.correct(draft, Village, stored, corrected_place(draft.record, stored))
    else:
        values = {"township_id": places.division_ids[township], **new_place(draft.record)}
        villages.bear(draft, Village, code, values)
    conclude(draft, new=stored is None)


def judge(draft: Draft, code: str, stored: Stored | None, places: Catalogue, villages: Villages) -> None:
    """Refuses a new village without name or township, and a name that another village of the township has."""
    name, township = draft.record["name"], code[:OF_TOWNSHIP]
    if township not in places.division_ids:
        draft.refuse("VILLAGE_WITHOUT_TOWNSHIP", "code")
    if name is None:
        if stored is None:
            draft.refuse("NAME_MISSING", "name")
    elif not (stored and stored.is_called(name)) and (others := villages.called(name, township) - {code}):
        draft.refuse("NAME_OF_ANOTHER", "name", more=min(others))


def write(plan: Plan, ledger: Ledger) -> None:
    """Writes every new and changed row of a plan."""
    write_in_order(ledger, (Village,), *intents_of(plan))


def townships(scope: Scope) -> Mapping[str, tuple[str, ...]]:
    """The townships that the blank table offers."""
    found = Division.objects.visible_in(scope).townships().order_by("code")
    return {"乡镇": tuple(found.values_list("name", flat=True))}


KIND = SheetKind(
    name="villages",
    title=_("list of villages"),
    layout=LAYOUT,
    model="villages.village",
    plan=plan,
    write=write,
    resource=VillageResource,
    required=(("name",),),
    choices_within=townships,
    example={"乡镇": "××镇", "村代码": "431299101201", "村名": "××村", "英文名": "Moumou Village"},
    labels={**PLACE_LABELS, **LABELS},
)
