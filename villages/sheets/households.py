"""Lists of households (农户名册): number inside the village, head, and why it is to be visited first.

What a row leaves empty changes nothing; a category that it names begins on the as-of date, and others go on. Identity
numbers and family members are never read.
"""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from cadres.sheets.columns import COUNTY, LABELS, PRIVATE, TOWNSHIP, TOWNSHIP_CODE
from cadres.sheets.filing import file_under, read_township
from cadres.sheets.rows import read_lost
from cadres.sheets.values.within import TOWNSHIP as TOWNSHIP_LENGTH
from config.personal import ERASED
from config.spreadsheets.cells import close_text, digits_of, free_text, says_nothing, told_text
from config.spreadsheets.intents import Birth, Correction, intents_of, write_in_order
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.planning import Draft, Plan, drafts_of
from config.spreadsheets.types import Column, Kind, Reading
from config.spreadsheets.writing import Ledger, Update
from villages.models import Household, HouseholdCategory
from villages.sheets import facts, roster
from villages.sheets.choices import places_and_skills
from villages.sheets.references import References
from villages.sheets.resources import CATEGORY_WORDS, HouseholdResource
from villages.sheets.values_households import categories

HOUSEHOLD_NUMBER = Column("household_number", ("户号", "农户编号", "户编号", "户序号", "门牌号"), person=True)
HEAD = Column("head_name", ("户主姓名", "户主", "农户姓名", "户主名"))
CATEGORIES = Column("categories", ("类别", "农户类别", "户类别", "重点户类别", "走访类别", "农户类型"))
LAYOUT = Kind(
    name="households",
    columns=(COUNTY, TOWNSHIP, TOWNSHIP_CODE, roster.VILLAGE, roster.VILLAGE_CODE, HOUSEHOLD_NUMBER, HEAD, CATEGORIES),
    private=(*PRIVATE, "户主身份证号", "户主身份证号码", "身份证号", "身份证号码", "户主电话", "家庭人口", "家庭成员"),
    minimum=3,
)  # fmt: skip
LONGEST = {"household_number": 20, "head_name": 50}


class Stored:
    """The households there are, with their open categories. Two SELECTs."""

    def __init__(self) -> None:
        rows = (
            Household.objects.identified()
            .order_by()
            .values_list("village__code", "number", "pk", "head_name")
        )
        self.households = {(code, number): (pk, head) for code, number, pk, head in rows}
        self.spelt = {(code, free_text(number)): number for code, number in self.households}
        self.categories: dict[int, set[str]] = defaultdict(set)
        for pk, category in (
            HouseholdCategory.objects.open_ended().order_by().values_list("household", "category")
        ):
            self.categories[pk].add(category)


def plan(reading: Reading, context: Context) -> list[Draft]:
    """A draft for every row of a list of households."""
    refs, stored = References(context), Stored()
    drafts = drafts_of(reading, lambda draft: read_row(draft, refs, stored))
    first: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        settle(draft, refs, stored, first)
    return drafts


def read_row(draft: Draft, refs: References, stored: Stored) -> None:
    """The cells of a row as a record."""
    values = draft.source.values  # type: ignore[union-attr]
    read_lost(draft)
    read_place(draft, refs)
    roster.read_village(draft, refs)
    if draft.record["village_code"] is None and not draft.problems:
        draft.refuse("VILLAGE_MISSING", "village")
    for name in LONGEST:
        draft.record[name] = said(draft, name)
    cell = values.get("household_number")
    known = stored.spelt.get((draft.record["village_code"], free_text(cell)))
    draft.record["household_number"] = known or digits_of(cell) or draft.record["household_number"]
    if (draft.record["household_number"] or "").startswith(ERASED):
        draft.refuse("HOUSEHOLD_ERASED", "household_number")
    if draft.record["household_number"] is None:
        draft.refuse("HOUSEHOLD_NUMBER_MISSING", "household_number")
    draft.name = draft.record["head_name"] or draft.record["household_number"] or ""
    draft.take("categories", categories(values.get("categories")))


def read_place(draft: Draft, refs: References) -> None:
    """The township of a row; where the row does not name it, the code of its village does."""
    values = draft.source.values  # type: ignore[union-attr]
    named = any(told_text(values.get(field)) for field in ("township", "township_code"))
    code = digits_of(values.get("village_code"))
    if code and not named and code in refs.village_ids and refs.context.covers(code):
        file_under(draft, code[:TOWNSHIP_LENGTH], refs)
    else:
        read_township(draft, refs, refs.people)


def said(draft: Draft, name: str) -> str | None:
    """A text at the length that is kept; None where the cell says nothing."""
    text = free_text(draft.source.values.get(name))  # type: ignore[union-attr]
    if says_nothing(close_text(text)):
        return None
    if len(text) > LONGEST[name]:
        draft.warn("TEXT_CUT")
    return text[: LONGEST[name]]


def settle(draft: Draft, refs: References, stored: Stored, first: dict[tuple[str, str], Draft]) -> None:
    """What a row would write, or why it cannot."""
    draft.intent = []
    if draft.refused:
        return
    village, number = draft.record["village_code"], draft.record["household_number"]
    earlier = first.setdefault((village, number), draft)
    if earlier is not draft:
        draft.refuse(
            "DUPLICATE_HOUSEHOLD", "household_number", more=f"{earlier.sheet or ''} {earlier.row}".strip()
        )
        return
    draft.place = village[:9]
    known = stored.households.get((village, number))
    household = correct(draft, *known) if known else new(draft, refs)
    has = stored.categories[known[0]] if known else set()
    begin_categories(draft, household, has, refs)
    facts.conclude_status(draft, new=known is None)


def new(draft: Draft, refs: References) -> Birth:
    """A household that nobody has recorded yet."""
    record = draft.record
    values = {
        "village_id": refs.village_ids[record["village_code"]],
        "number": record["household_number"],
        "head_name": record["head_name"] or "",
    }
    draft.intent.append(birth := Birth(Household, values, draft.place))
    return birth


def correct(draft: Draft, pk: int, head: str) -> int:
    """A stored household; another head is a correction."""
    told = draft.record["head_name"]
    if told and told not in (head, free_text(head)):
        draft.change("head_name", head, told)
        update = Update(pk, {"head_name": head}, {"head_name": told}, draft.place)
        draft.intent.append(Correction(Household, update))
    return pk


def begin_categories(draft: Draft, household: Birth | int, has: set[str], refs: References) -> None:
    """The categories that the row names and the household is not in yet."""
    for category in (draft.record["categories"] or "").split():
        if category not in has:
            draft.change("categories", "", CATEGORY_WORDS[category])
            values = {"household_id": household, "category": category, "valid_from": refs.context.as_of}
            draft.intent.append(Birth(HouseholdCategory, values, draft.place))


def write(plan: Plan, ledger: Ledger) -> None:
    """Writes every new and changed row of a plan."""
    write_in_order(ledger, (Household, HouseholdCategory), *intents_of(plan))


KIND = SheetKind(
    name="households",
    title=_("list of households"),
    layout=LAYOUT,
    model="villages.household",
    plan=plan,
    write=write,
    ask=roster.ask,
    resource=HouseholdResource,
    required=(("household_number",), ("village", "village_code")),
    choices={"类别": tuple(CATEGORY_WORDS.values())},
    choices_within=places_and_skills(township="乡镇", village="村名"),
    example={"乡镇": "××镇", "村名": "××村", "户号": "012", "户主姓名": "李某某", "类别": "困难户"},
    labels={
        **LABELS,
        **roster.VILLAGE_LABELS,
        "household_number": _("household number"),
        "head_name": _("head of household"),
        "categories": _("category"),
    },
)
