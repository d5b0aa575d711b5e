"""Ledgers of pairing (结对帮扶台账): each row ties a cadre to a village, from the day that it says or the as-of date.

The first village of a cadre without a primary one becomes it. Whom nobody has recorded yet is recorded with the
post, if the ledger gives an identity number and the township; about the others the ledger changes nothing but
pairings. What a ledger says about private persons is never read.
"""

from __future__ import annotations

import datetime

from django.utils.translation import gettext_lazy as _

from cadres.sheets.columns import ABOUT, LABELS, PRIVATE, WHO
from cadres.sheets.people import Person
from cadres.sheets.recognition import Wanted, recognise
from cadres.sheets.rows import has, refuse_unrecognised, wanted_of
from config.spreadsheets.days import take_day
from config.spreadsheets.intents import Birth, Correction
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.planning import Draft, drafts_of
from config.spreadsheets.types import Column, Kind, Reading
from config.spreadsheets.writing import Update
from villages.models import VillagePairing
from villages.sheets import facts, roster
from villages.sheets.applying import write_plan
from villages.sheets.choices import places_and_skills
from villages.sheets.references import Paired, References
from villages.sheets.resources import PairingResource

START = Column(
    "pairing_start",
    (
        "开始结对时间",
        "结对时间",
        "结对日期",
        "结对开始时间",
        "开始时间",
        "结对起始时间",
        "联系时间",
        "帮扶时间",
    ),
)
OF_HOUSEHOLDS = (
    "户主姓名", "户主", "与户主关系", "家庭人口", "户主身份证号", "户主身份证号码", "户主电话", "农户姓名",
    "贫困户姓名", "结对农户",
)  # fmt: skip
LAYOUT = Kind(
    name="pairings",
    columns=(*WHO, *ABOUT, roster.VILLAGE, roster.VILLAGE_CODE, START),
    private=(*PRIVATE, *OF_HOUSEHOLDS),
)


class Ledger:
    """What the rows above have made of a person: new cadres, primary villages, pairs."""

    def __init__(self, refs: References, goals_from: datetime.date) -> None:
        self.refs = refs
        self.day = goals_from
        self.pairs: dict[tuple[object, str], Draft] = {}
        self.born: dict[object, Birth] = {}
        self.has_primary: set[object] = set()


def plan(reading: Reading, context: Context) -> list[Draft]:
    """A draft for every row of a ledger."""
    refs = References(context)
    drafts = drafts_of(reading, lambda draft: read_row(draft, refs, context))
    wanted = [wanted_of(draft) for draft in drafts]
    recognise(refs.people, wanted, once=False)
    for draft, who in zip(drafts, wanted, strict=True):
        recognise_paired(draft, who, refs)
    ledger = Ledger(refs, context.as_of)
    for draft, who in zip(drafts, wanted, strict=True):
        settle(draft, who, ledger)
    return drafts


def read_row(draft: Draft, refs: References, context: Context) -> None:
    """The cells of a row as a record."""
    roster.read_row(draft, refs, context)
    if draft.record["village_code"] is None and not draft.problems:
        draft.refuse("VILLAGE_MISSING", "village")
    if has(draft, "pairing_start"):
        take_day(draft, "pairing_start", needed=False)


def settle(draft: Draft, who: Wanted, ledger: Ledger) -> None:
    """What a row would write, or why it cannot."""
    draft.intent = []
    refuse_unrecognised(draft, who)
    if who.person is None and not (who.id_number and who.code) and not draft.refused:
        draft.refuse("CADRE_UNKNOWN", "name")
    if draft.refused:
        return
    key: object = who.person.pk if who.person else who.id_number
    village = draft.record["village_code"]
    earlier = ledger.pairs.setdefault((key, village), draft)
    if earlier is not draft:
        draft.refuse("DUPLICATE_PAIRING", "village", more=f"{earlier.sheet or ''} {earlier.row}".strip())
        return
    draft.place = village[:9]
    stored = stored_pairing(who.person, village, ledger.refs)
    if stored:
        correct_start(draft, stored, ledger.refs)
    else:
        pair(draft, key, who.person, ledger)
    facts.conclude_status(draft, new=stored is None)


def recognise_paired(draft: Draft, who: Wanted, refs: References) -> None:
    """Whom the scope does not show is known all the same by the number as paired with a village that it shows."""
    person, village = refs.people.by_number.get(who.number or ""), draft.record["village_code"]
    named = person is not None and who.name in (None, person.name)
    if who.problem == "NUMBER_UNKNOWN" and named and village and stored_pairing(person, village, refs):
        who.person, who.problem = person, ""


def stored_pairing(person: Person | None, village: str, refs: References) -> Paired | None:
    """The open pairing of a stored cadre with a village."""
    pairings = refs.open_pairings(person.pk) if person else []
    return next((pairing for pairing in pairings if pairing.code == village), None)


def correct_start(draft: Draft, stored: Paired, refs: References) -> None:
    """A ledger that states another first day than the stored one corrects it."""
    told = draft.record.get("pairing_start")
    if not told or (stored.valid_from and stored.valid_from.isoformat() == told):
        return
    start = datetime.date.fromisoformat(told)
    draft.change("pairing_start", str(stored.valid_from or ""), told)
    update = Update(stored.pk, {"valid_from": stored.valid_from}, {"valid_from": start}, draft.place)
    draft.intent.append(Correction(VillagePairing, update))


def pair(draft: Draft, key: object, person: Person | None, ledger: Ledger) -> None:
    """A new pairing, of a cadre who may be new as well."""
    refs = ledger.refs
    told = draft.record.get("pairing_start")
    start = datetime.date.fromisoformat(told) if told else ledger.day
    cadre: Birth | int = person.pk if person else newcomer(draft, key, ledger)
    taken = key in ledger.has_primary or (
        person is not None and any(pairing.primary for pairing in refs.open_pairings(person.pk))
    )
    ledger.has_primary.add(key)
    birth = facts.new_pairing(cadre, draft.record["village_code"], refs, start, primary=not taken)
    draft.intent.append(birth)


def newcomer(draft: Draft, key: object, ledger: Ledger) -> Birth:
    """The cadre whom the ledger tells of first: recorded with post and skill by the first of the rows."""
    if key not in ledger.born:
        township = draft.record["township_code"]
        draft.place, village_place = township, draft.place
        cadre = ledger.born[key] = facts.new_cadre(draft)
        draft.intent += [cadre, facts.new_post(draft, cadre, ledger.refs, ledger.day)]
        if draft.record["skill_code"]:
            skill = draft.record["skill_code"]
            draft.intent.append(facts.new_goal(cadre, skill, ledger.refs, ledger.day, township))
        draft.place = village_place
    return ledger.born[key]


KIND = SheetKind(
    name="pairings",
    title=_("ledger of pairings"),
    layout=LAYOUT,
    model="villages.villagepairing",
    plan=plan,
    write=write_plan,
    ask=roster.ask,
    resource=PairingResource,
    required=(("name", "number"), ("village", "village_code")),
    choices_within=places_and_skills(township="所在乡镇", village="结对村", skill="所学技能"),
    example={
        "所在乡镇": "××镇",
        "姓名": "李某某",
        "身份证号": "431299197503120019",
        "职务": "民政专干",
        "所学技能": "柑橘栽培与果园管理",
        "结对村": "××村",
        "开始结对时间": "2011-09-15",
    },
    labels={**LABELS, **roster.VILLAGE_LABELS, "pairing_start": _("paired since")},
)
