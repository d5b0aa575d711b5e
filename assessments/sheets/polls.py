"""Tables of results of evaluations (民主评议/满意度测评汇总表): each row is what the counted papers say of a cadre.

The evaluation itself (which, where, when, how many papers, who was asked) stands in columns or over the table. One that
is recorded already takes the rows; otherwise the first of them that may come in brings it. Sums that do not add up are
refused. There is one result for a cadre in an evaluation: other counts of it are a correction, empty cells change
nothing.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.models import Poll, PollResult
from assessments.sheets.corrections import corrected
from assessments.sheets.polls_columns import EXAMPLE, LAYOUT, NAMES
from assessments.sheets.polls_rows import read_row
from assessments.sheets.polls_stored import Ballot, Ballots, Key
from assessments.sheets.resources import PollResultResource
from assessments.sheets.whom import recognised, row_of
from assessments.sheets.words import COUNTS, PAPERS, POLL_WORDS, TAKING_PART
from cadres.sheets.people import Person
from cadres.sheets.recognition import Wanted, recognise
from cadres.sheets.rows import wanted_of
from config.spreadsheets.intents import Birth, intents_of, write_in_order
from config.spreadsheets.kinds import Context, SheetKind
from config.spreadsheets.planning import Draft, Plan, drafts_of
from config.spreadsheets.types import Reading
from config.spreadsheets.writing import Ledger
from villages.sheets import facts, roster
from villages.sheets.choices import places_and_skills


def plan(reading: Reading, context: Context) -> list[Draft]:
    """A draft for every row of a table of results."""
    ballots = Ballots(context)
    drafts = drafts_of(reading, lambda draft: read_row(draft, ballots))
    ballots.load([day for draft in drafts if (day := draft.record["held_on"])])
    wanted = [wanted_of(draft, on=day_of(draft)) for draft in drafts]
    recognise(ballots.people, wanted, once=False)
    for draft, who in zip(drafts, wanted, strict=True):
        settle(draft, who, ballots)
    return drafts


def day_of(draft: Draft) -> datetime.date | None:
    told = draft.record["held_on"]
    return datetime.date.fromisoformat(told) if told else None


def settle(draft: Draft, who: Wanted, ballots: Ballots) -> None:
    """What a row would write, or why it cannot."""
    draft.intent = []
    person, day = recognised(draft, who), day_of(draft)
    if draft.refused or person is None or day is None:
        return
    division = place_of(draft, person, day, ballots)
    if division is None:
        return
    key = (draft.record["kind"], division, day.isoformat())
    ballot = ballots.ballots.get(key) or first_told(draft, key, ballots)
    if ballot is None or not agrees(draft, ballot):
        return
    earlier = ballot.seen.setdefault(person.pk, draft)
    if earlier is not draft:
        draft.refuse("DUPLICATE_RESULT", "name", show=False, more=row_of(earlier))
        return
    settle_counts(draft, person, ballot)
    if draft.refused:
        del ballot.seen[person.pk]
    elif isinstance(ballot.poll, Birth) and ballot.row is draft:
        ballots.ballots[key] = ballot


def place_of(draft: Draft, person: Person, day: datetime.date, ballots: Ballots) -> int | None:
    """The division whose evaluation it was: the one that the row names, where the person served on the day, else that
    of the post."""
    code = draft.record["township_code"]
    held = [post for post in person.posts if post.holds_on(day)]
    post = next((post for post in held if post.code == code), None) if code else person.post_on(day)
    if post is None or len(post.code) < len("431226"):
        draft.refuse("RESULT_OUTSIDE_POST", "held_on")
    elif not ballots.context.covers(post.code):
        draft.refuse("RESULT_KEPT_ELSEWHERE", "held_on")
    else:
        draft.place = post.code
        return post.division_id
    return None


# The evaluation


def first_told(draft: Draft, key: Key, ballots: Ballots) -> Ballot | None:
    """The evaluation that a row tells of first; refused where something of it is not told."""
    record, over = draft.record, ballots.told_over(draft.table)
    period = record["period"] or over.get("period")
    people = record["people"] or over.get("people")
    if period is None:
        draft.refuse("PERIOD_MISSING", "period")
    elif period not in ballots.periods:
        draft.refuse("PERIOD_NOT_OPEN", "period", text=period)
    elif ballots.periods[period][1] > datetime.date.fromisoformat(key[2]):
        draft.refuse("POLL_BEFORE_PERIOD", "held_on", more=period)
    if people is None:
        draft.refuse("TAKING_PART_MISSING", "people")
    refuse_unasked(draft)
    if draft.refused:
        return None
    told = {name: record[name] for name in PAPERS} | {
        "period": period,
        "people": people,
        "seed": record["seed"],
    }
    if told["list_size"] is None:
        draft.warn("LIST_ASSUMED")
        told["list_size"] = told["handed_out"]
    return Ballot(born(key, told, ballots, draft.place), told, draft)


def refuse_unasked(draft: Draft) -> None:
    """An evaluation says how many papers there were, and of a drawn sample from what it was drawn, and how."""
    record = draft.record
    for name in PAPERS:
        if record[name] is None and (name != "list_size" or record["drawn"]):
            draft.refuse("PAPERS_MISSING", name)
    if record["drawn"] and record["seed"] is None:
        draft.refuse("SEED_MISSING", "seed")
    size, papers = record["list_size"], record["handed_out"]
    if size is not None and papers is not None and papers > size:
        draft.refuse("LIST_TOO_SHORT", "list_size", text=str(size), more=str(papers))
    if papers == 0:
        draft.refuse("PAPERS_MISSING", "handed_out")


def born(key: Key, told: dict[str, Any], ballots: Ballots, place: str) -> Birth:
    """The evaluation as it would be recorded."""
    kind, division, day = key
    part = set(told["people"].split())
    values = {
        "kind": kind,
        "division_id": division,
        "held_on": datetime.date.fromisoformat(day),
        "period_id": ballots.periods[told["period"]][0],
        **{name: name in part for name in TAKING_PART},
        **{name: told[name] for name in PAPERS},
        "sampling": Poll.Sampling.DRAWN if told["seed"] else Poll.Sampling.ALL,
        "seed": told["seed"] or "",
        "source": Poll.Source.LIST,
    }
    return Birth(Poll, values, place)


def agrees(draft: Draft, ballot: Ballot) -> bool:
    """Whether what a row tells of the evaluation is what is told already; refused where it is not."""
    for name, before in ballot.told.items():
        now = draft.record[name]
        if now is None or now == before:
            continue
        if ballot.row is None:
            draft.refuse("POLL_RECORDED_OTHERWISE", name, more=shown(before))
        elif ballot.row is not draft:
            draft.refuse("POLL_TOLD_OTHERWISE", name, more=f"{row_of(ballot.row)}: {shown(before)}")
    return not draft.refused


def shown(told: Any) -> str:
    """What is told of an evaluation, in words."""
    parts = [TAKING_PART.get(part, part) for part in str(told or "—").split()]
    return "、".join(parts)


# The result


def settle_counts(draft: Draft, person: Person, ballot: Ballot) -> None:
    """The counts of a cadre, new or corrected; no more papers than are valid."""
    pk, before = ballot.results.get(person.pk, (0, dict.fromkeys(COUNTS, 0)))
    said = {name: draft.record[name] for name in COUNTS if draft.record[name] is not None}
    counted, valid = sum({**before, **said}.values()), ballot.told["valid"]
    if counted > valid:
        draft.refuse("COUNTS_ABOVE_VALID", "valid", text=str(counted), more=str(valid))
        return
    if counted < valid:
        draft.warn("COUNTS_BELOW_VALID")
    if pk:
        corrected(draft, PollResult, pk, before, said)
    else:
        if isinstance(ballot.poll, Birth) and ballot.row is draft:
            draft.intent.append(ballot.poll)
        values = {"poll_id": ballot.poll, "cadre_id": person.pk, **before, **said}
        draft.intent.append(Birth(PollResult, values, draft.place))
    facts.conclude_status(draft, new=not pk)


def write(plan: Plan, ledger: Ledger) -> None:
    """Writes every new and changed row of a plan."""
    write_in_order(ledger, (Poll, PollResult), *intents_of(plan))


KIND = SheetKind(
    name="polls",
    title=_("table of results of evaluations"),
    layout=LAYOUT,
    model="assessments.pollresult",
    plan=plan,
    write=write,
    ask=roster.ask,
    resource=PollResultResource,
    required=(
        ("name", "number", "id_number"),
        ("very_satisfied", "satisfied"),
        ("fair", "poor"),
    ),
    choices={"测评类型": tuple(POLL_WORDS.values()), "参加人员": tuple(TAKING_PART.values())},
    choices_within=places_and_skills(township="乡镇"),
    example=EXAMPLE,
    labels=NAMES,
)
