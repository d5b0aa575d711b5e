"""Lists of transfers (调动名册): each row says that a cadre goes from one township to another on a day.

Who imports for both places has the transfer carried out; who imports for the receiving place alone asks for it; the
releasing place alone grants what it is asked for and imports nothing. A row without a day means the as-of date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from cadres.models import Division, Post
from cadres.sheets.around import Around
from cadres.sheets.asking import place_questions
from cadres.sheets.asking_transfers import ask_for_transfers
from cadres.sheets.columns import COUNTY, ID_NUMBER, LABELS, NAME, NUMBER, PRIVATE
from cadres.sheets.filing import once_served
from cadres.sheets.moves import BESIDE, ELSEWHERE, ONE_DAY, Register, day_of, settle
from cadres.sheets.people import Person
from cadres.sheets.recognition import Wanted, recognise
from cadres.sheets.resources import CLASS_WORDS, TransferResource
from cadres.sheets.rows import Catalogue, cut, read_who, refuse_unrecognised
from cadres.sheets.sides import NAMES_A_SIDE, SIDES, told_apart
from cadres.sheets.values.post import post_class, post_title
from cadres.transfer_requests import make_requests
from config.jurisdiction import Scope
from config.spreadsheets.cells import close_text, free_text, says_nothing, yes_or_no
from config.spreadsheets.days import take_day
from config.spreadsheets.intents import intents_of, write_in_order
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.planning import Draft, Plan, drafts_of
from config.spreadsheets.types import NOTHING, Column, Kind, Question, Reading, Value
from config.spreadsheets.writing import Ledger

DAY = Column(
    "moved_on",
    (
        "调动日期", "调动时间", "调入日期", "调入时间", "到岗日期", "到岗时间", "到任日期", "到任时间", "报到日期",
        "报到时间", "任职日期", "任职时间", "任现职时间", "生效日期", "日期", "时间",
    ),
)  # fmt: skip
REASON = Column(
    "reason",
    (
        "调动依据", "依据", "文号", "调动文号", "调令文号", "任免文号", "文件依据", "调动原因", "原因", "调动事由",
        "事由",
    ),
    multiple=True,
)  # fmt: skip
LAYOUT = Kind(
    name="transfers",
    columns=(
        NUMBER,
        NAME,
        ID_NUMBER,
        COUNTY,
        *SIDES,
        DAY,
        Column("post_class", ("职务类别", "干部类别", "人员类别")),
        REASON,
        Column("main", ("主要职务", "是否主要职务")),
    ),
    private=PRIVATE,
)
LONGEST_REASON = 200


def plan(reading: Reading, context: Context) -> list[Draft]:
    """A draft for every row of a list of transfers."""
    register = Register(context)
    drafts = drafts_of(told_apart(reading), lambda draft: read_row(draft, register))
    wanted = whom(drafts, register)
    first: dict[int, Draft] = {}
    for draft, who in zip(drafts, wanted, strict=True):
        draft.intent = []
        refuse_unknown(draft, who, register)
        if who.person and not draft.refused:
            settle(draft, who.person, register)
            refuse_second(draft, who.person, first)
    ask_for_transfers(drafts, wanted, register.division_ids, lambda draft: day_of(draft, context.as_of))
    return drafts


def read_row(draft: Draft, register: Register) -> None:
    """The cells of a row as a record; its township is the one that the person joins."""
    read_who(draft, register, register.people)
    read_joined(draft, register)
    read_left(draft, register)
    read_day(draft)
    read_post(draft, register)
    cells = draft.source.values.get("reason")  # type: ignore[union-attr]
    texts = (free_text(cell) for cell in (cells if isinstance(cells, tuple) else (cells,)))
    reason = "；".join(text for text in texts if not says_nothing(text))
    if len(reason) > LONGEST_REASON:
        draft.warn("TEXT_CUT")
    draft.record["reason"] = reason[:LONGEST_REASON] or None
    beside = yes_or_no(draft.source.values.get("main")) is False  # type: ignore[union-attr]
    draft.record["main"] = BESIDE if beside else None


def read_joined(draft: Draft, register: Register) -> None:
    """Nobody but the receiving place, or a common superior, brings somebody there."""
    code = draft.record["township_code"]
    outside = Value(None, reasons=("TOWNSHIP_OUTSIDE_COUNTY",))
    if code and not register.context.covers(code):
        draft.take("township_code", outside)
    elif code is None and not any(
        problem.field.startswith(("township", "county")) for problem in draft.problems
    ):
        draft.refuse("TOWNSHIP_MISSING", "township")
    draft.problems = tuple(
        replace(problem, code="TRANSFER_ELSEWHERE") if problem.code in outside.reasons else problem
        for problem in draft.problems
    )


def read_left(draft: Draft, register: Register) -> None:
    """The township that the person leaves; of one elsewhere only that it lies elsewhere."""
    values = draft.source.values  # type: ignore[union-attr]
    cell, code = values.get("from_township"), values.get("from_code")
    draft.record["from_code"] = None
    if says_nothing(close_text(cell)) and says_nothing(close_text(code)):
        return
    within = Around(draft, register).within
    found = once_served(register.people, draft.record.get("number"), code)
    if found and register.context.covers(found.value):
        found = register.places.called_so(found, cell)
    else:
        found = register.places.township(cell, within, code=code)
    if "TOWNSHIP_UNKNOWN" in found.reasons:
        found = register.places.named_in(close_text(cell), within) or found
    draft.warn(*found.warnings)
    elsewhere = found.reasons == ("TOWNSHIP_OUTSIDE_COUNTY",)
    draft.record["from_code"] = ELSEWHERE if elsewhere else found.value
    if found.reasons and not elsewhere:
        abolished = "TOWNSHIP_ABOLISHED" in found.reasons
        field = "from_township" if cell is not None else "from_code"
        draft.refuse("TOWNSHIP_ABOLISHED" if abolished else "TOWNSHIP_LEFT_UNKNOWN", field)


def read_day(draft: Draft) -> None:
    """The first day in the new post, if it is told."""
    take_day(draft, "moved_on", needed=False)


def read_post(draft: Draft, register: Register) -> None:
    """Title and class of the new post, as far as they are told."""
    values = draft.source.values  # type: ignore[union-attr]
    names = register.places.names_of(draft.record["township_code"] or "")
    told = post_title(values.get("post_title"), names)
    if told.value is None and "职务" in draft.table.labels.get("township", ""):
        told = post_title(values.get("township"), names)
        # A cell that holds no more than the place.
        told = NOTHING if told.value == close_text(values.get("township")) else told
    title = draft.take("post_title", cut(draft, "post_title", told))
    draft.take("post_class", post_class(values.get("post_class"), title))


def whom(drafts: list[Draft], register: Register) -> list[Wanted]:
    """Whom the rows mean; by name alone who served in the former township on the day before or, if nobody did, who
    serves there now."""
    wanted = []
    for draft in drafts:
        record, eve = draft.record, day_of(draft, register.context.as_of) - ONE_DAY
        left = record["from_code"] or None
        wanted.append(Wanted(record["name"], left, record["id_number"], record.get("number"), eve))
    recognise(register.people, wanted, once=False)
    unknown = [who for who in wanted if who.person is None and not who.problem]
    for who in unknown:
        who.on = None
    recognise(register.people, unknown, once=False)
    return wanted


def refuse_unknown(draft: Draft, who: Wanted, register: Register) -> None:
    """Refuses a row that means nobody who is recorded. Whom a mere name means elsewhere is never looked for."""
    if who.problem:
        refuse_unrecognised(draft, who)
    elif who.person or (draft.refused and not who.name):
        return
    elif draft.record["from_code"] == ELSEWHERE and not who.id_number:
        draft.refuse("TRANSFER_NEEDS_ID", "from_township")
    elif who.code or who.id_number:
        draft.refuse("CADRE_UNKNOWN", "name")
    elif not draft.refused:
        draft.refuse("TOWNSHIP_LEFT_MISSING", "from_township")


def refuse_second(draft: Draft, person: Person, first: dict[int, Draft]) -> None:
    """The first row that changes something about a person wins; a later one is refused, naming the first."""
    if draft.refused or not draft.intent:
        return
    earlier = first.setdefault(person.pk, draft)
    if earlier is not draft:
        where = f"{earlier.sheet or ''} {earlier.row}".strip()
        draft.refuse("TRANSFERRED_TWICE", "name", show=False, more=where)


def ask(drafts: Iterable[Draft], context: Context) -> tuple[Question, ...]:
    """What must be asked about the places of a sheet."""
    return place_questions(drafts, Catalogue(context))


def write(plan: Plan, ledger: Ledger) -> None:
    """Writes every new and changed row of a plan."""
    write_in_order(ledger, (Post,), *intents_of(plan))


def townships_offered(scope: Scope) -> dict[str, tuple[str, ...]]:
    """The townships of a jurisdiction, for both sides."""
    townships = Division.objects.visible_in(scope).townships().order_by("code")
    names = tuple(townships.values_list("name", flat=True))
    return {"原乡镇": names, "调入乡镇": names}


KIND = SheetKind(
    name="transfers",
    title=_("list of transfers"),
    layout=LAYOUT,
    model="cadres.post",
    plan=plan,
    write=write,
    ask=ask,
    after_write=make_requests,
    resource=TransferResource,
    required=(("name", "number", "id_number"), NAMES_A_SIDE),
    choices={"职务类别": tuple(CLASS_WORDS.values())},
    choices_within=townships_offered,
    example={
        "姓名": "李某某",
        "身份证号": "431299197503120019",
        "原乡镇": "××镇",
        "调入乡镇": "××乡",
        "调动日期": "2011-09-15",
        "新任职务": "民政专干",
        "职务类别": "一般",
        "调动依据": "组干〔2011〕12号",
    },
    labels={
        **LABELS,
        "from_township": _("township left"),
        "from_code": _("township left"),
        "township": _("township joined"),
        "township_code": _("township joined"),
        "moved_on": _("first day in the new post"),
        "reason": _("reason"),
        "main": _("main post"),
    },
)
