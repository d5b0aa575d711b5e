"""Lists of bonuses and deductions (加减分情况表): each row proposes points for a cadre in a period, with a reason.

Whoever imports is the proposer: a second person approves or refuses each of them on the site, whatever the sheet says.
A proposal that is recorded, in the same words and of the same points, is the same, also one that was refused.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Adjustment, Period
from assessments.sheets.adjustments_columns import EXAMPLE, LAYOUT, NAMES
from assessments.sheets.periods import period_over, period_text, told_period
from assessments.sheets.resources import AdjustmentResource
from assessments.sheets.values_adjustments import REASON_LENGTH, shown, signed_points
from assessments.sheets.whom import recognised, row_of
from assessments.sheets.words import ADJUSTMENT_WORDS
from cadres.sheets.people import Held, People
from cadres.sheets.recognition import Wanted, recognise
from cadres.sheets.rows import Catalogue, read_who, wanted_of
from config.spreadsheets.cells import digits_of, says_nothing, told_text
from config.spreadsheets.intents import Birth, intents_of, write_in_order
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.planning import Draft, Plan, Status, drafts_of
from config.spreadsheets.types import Reading
from config.spreadsheets.writing import Ledger
from villages.sheets import roster
from villages.sheets.choices import places_and_skills

DECIDED_BY_LENGTH = 50
Key = tuple[int, str, str, int, str]
"""(cadre, period, kind, millionths, reason)."""


class Proposals(Catalogue):
    """Places, people, periods, and the standing proposals of the periods in question. Eight SELECTs."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.people = People(context.scope)
        self.periods = {period.code: period for period in Period.objects.order_by()}
        self.stored: dict[Key, list[str]] = defaultdict(list)
        self.others: set[tuple[int, str, str]] = set()
        """(cadre, period, kind) of which something is recorded."""
        self.seen: dict[Key, Draft] = {}

    def load(self, periods: set[str]) -> None:
        """The standing proposals of these periods, settled or not."""
        rows = Adjustment.objects.standing().filter(period__code__in=periods).order_by("pk")
        for *key, reason, state in rows.values_list(
            "cadre_id", "period__code", "kind", "points", "reason", "state"
        ):
            cadre, period, kind, points = key
            self.stored[cadre, period, kind, points, told_text(reason)].append(state)
            self.others.add((cadre, period, kind))


def plan(reading: Reading, context: Context) -> list[Draft]:
    """A draft for every row of a list of bonuses and deductions."""
    proposals = Proposals(context)
    drafts = drafts_of(reading, lambda draft: read_row(draft, proposals))
    proposals.load({period for draft in drafts if (period := draft.record["period"])})
    wanted = [wanted_of(draft, on=last_day_of(draft, proposals)) for draft in drafts]
    recognise(proposals.people, wanted, once=False)
    for draft, who in zip(drafts, wanted, strict=True):
        settle(draft, who, proposals)
    return drafts


def last_day_of(draft: Draft, proposals: Proposals) -> datetime.date | None:
    """The last day of the period of a row that has come."""
    period = proposals.periods.get(draft.record["period"] or "")
    return min(period.ends_on - datetime.timedelta(days=1), timezone.localdate()) if period else None


def read_row(draft: Draft, proposals: Proposals) -> None:
    """The cells of a row as a record."""
    values: Any = draft.source.values  # type: ignore[union-attr]
    read_who(draft, proposals, proposals.people)
    read_period(draft, proposals)
    read_points(draft, values)
    reason = told_text(values.get("reason"))
    if len(reason) > REASON_LENGTH:
        draft.refuse("ADJUSTMENT_REASON_LONG", "reason", show=False)
    draft.record["reason"] = reason or None
    decided_by = told_text(values.get("decided_by"))
    if len(decided_by) > DECIDED_BY_LENGTH:
        draft.warn("TEXT_CUT")
    draft.record["decided_by"] = decided_by[:DECIDED_BY_LENGTH].rstrip() or None
    draft.record["decided_code"] = digits_of(values.get("decided_code"))


def read_period(draft: Draft, proposals: Proposals) -> None:
    """The period: by its cell, else by the title; not a closed one."""
    text = period_text(draft, "period")
    code = told_period(draft, "period") if not says_nothing(text) else period_over(draft.table)
    draft.record["period"] = code
    if code is None:
        draft.refuse("PERIOD_MISSING" if says_nothing(text) else "PERIOD_UNKNOWN", "period")
    elif code not in proposals.periods:
        draft.refuse("PERIOD_NOT_OPEN", "period", text=code)


def read_points(draft: Draft, values: Any) -> None:
    """Kind and points: from a column of either, or from one with a sign or a word for the kind."""
    found = signed_points(
        values.get("kind"), values.get("points"), values.get("bonus"), values.get("deduction")
    )
    draft.record["kind"], draft.record["points"] = found.kind, shown(found.points)
    if found.problem:
        field = next((n for n in ("points", "bonus", "deduction") if n in draft.table.columns), "kind")
        draft.refuse(found.problem, field)


def settle(draft: Draft, who: Wanted, proposals: Proposals) -> None:
    """What a row would write, or why it cannot."""
    draft.intent = []
    person = recognised(draft, who)
    if draft.refused or person is None:
        return
    period = proposals.periods[draft.record["period"]]
    post = person.last_main_post(period.starts_on, period.ends_on)
    place = deciding_place(draft, post, proposals)
    if place is None:
        return
    draft.place = place
    points = signed_points(*(draft.record[name] for name in ("kind", "points"))).points
    key = (person.pk, period.code, draft.record["kind"], points, draft.record["reason"] or "")
    if states := proposals.stored.get(key):
        repeat(draft, states.pop(0))
    elif key in proposals.seen:
        draft.refuse("DUPLICATE_ADJUSTMENT", "reason", more=row_of(proposals.seen[key]))
    else:
        settle_new(draft, key, period, proposals)
    if not draft.refused:
        proposals.seen.setdefault(key, draft)


def settle_new(draft: Draft, key: Key, period: Period, proposals: Proposals) -> None:
    """A proposal that nobody has made yet says why and who decided, and is of a period that is not closed."""
    if draft.record["reason"] is None:
        draft.refuse("ADJUSTMENT_REASON_MISSING", "reason")
    if draft.record["decided_by"] is None:
        draft.refuse("DECIDED_BY_MISSING", "decided_by")
    if period.state == Period.State.CLOSED:
        draft.refuse("PERIOD_CLOSED", "period", text=period.code)
    if draft.refused:
        return
    if key[:3] in proposals.others:
        draft.warn("ADJUSTMENT_BESIDE")
    draft.intent.append(proposed(draft, key, period, proposals.division_ids[draft.place]))


def repeat(draft: Draft, state: str) -> None:
    """A proposal that is recorded is the same, whatever became of it."""
    draft.status = Status.SAME
    if state == Adjustment.State.REFUSED:
        draft.warn("ADJUSTMENT_REFUSED_BEFORE")


def deciding_place(draft: Draft, post: Held | None, proposals: Proposals) -> str | None:
    """The code of the place that decides: the one told, else the county of the post. Both post and place lie in the
    jurisdiction."""
    code = draft.record["decided_code"] or (post.code[: len("431226")] if post else "")
    if post is None:
        draft.refuse("ADJUSTMENT_OUTSIDE_POST", "period")
    elif not proposals.context.covers(post.code):
        draft.refuse("ADJUSTMENT_ELSEWHERE", "period")
    elif code not in proposals.division_ids or not proposals.context.scope.covers(code):
        draft.refuse("DECIDED_ELSEWHERE", "decided_code")
    else:
        return code
    return None


def proposed(draft: Draft, key: Key, period: Period, division: int) -> Birth:
    """A proposal that nobody has made yet."""
    cadre, _code, kind, points, reason = key
    values = {
        "cadre_id": cadre,
        "division_id": division,
        "period_id": period.pk,
        "kind": kind,
        "points": points,
        "reason": reason,
        "decided_by": draft.record["decided_by"],
    }
    return Birth(Adjustment, values, draft.place)


def write(plan: Plan, ledger: Ledger) -> None:
    """Writes every new proposal of a plan; whoever imports is its proposer."""
    updates, births = intents_of(plan)
    for birth in births[Adjustment]:
        birth.values = {
            **birth.values,
            "proposed_by_id": ledger.batch.made_by_id,
            "proposed_at": ledger.at,
        }
    write_in_order(ledger, (Adjustment,), updates, births)


KIND = SheetKind(
    name="adjustments",
    title=_("list of bonuses and deductions"),
    layout=LAYOUT,
    model="assessments.adjustment",
    plan=plan,
    write=write,
    ask=roster.ask,
    resource=AdjustmentResource,
    required=(("name", "number", "id_number"), ("points", "bonus", "deduction"), ("reason",)),
    choices={"加减分类型": tuple(ADJUSTMENT_WORDS.values())},
    choices_within=places_and_skills(township="乡镇"),
    example=EXAMPLE,
    labels=NAMES,
)
