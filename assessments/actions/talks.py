"""The two talks: who is to be talked to, by whom, that it was done, and what came of it."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.actions.grades import write
from assessments.models import ProgrammeGrade, ScoreRun, Talk
from assessments.standings import Standing, lowest, standings_of
from cadres.models import Post, Staff
from config.journal import actions as journal

State = Talk.State
TO_LEADERS = "县委副书记或组织部部长"
"""Who talks to a leader; an office, as the county fills it."""
SECRETARY = Q(title="书记") | Q(title__contains="党委书记") | Q(title__contains="党工委书记")
"""The Party secretary of a township, by the title of the post; deputies are written 党委副书记."""


@transaction.atomic
def propose_talks(*, run: ScoreRun, why: str, by: Staff | None, count: int = 1) -> int:
    """A talk for everybody who failed (`why` fail), or whose score is among the `count` lowest of the place (lowest);
    how many are new. Nobody is proposed twice for a period."""
    found = chosen(run, why, count)
    taken = set(Talk.objects.filter(period=run.period_id).values_list("cadre_id", flat=True))
    new = [one for one in found if one.cadre not in taken]
    secretaries = secretaries_of({one.division for one in new}, timezone.localdate())
    rows = [talk_row(run, why, one, secretaries) for one in new]
    write(Talk, rows, by)
    journal.record_many(
        journal.entry(verb="propose", obj=talk, by=by, before=None, after=journal.snapshot(talk))
        for talk in Talk.objects.filter(pk__in=[row["id"] for row in rows]).select_related("division")
    )
    return len(rows)


def chosen(run: ScoreRun, why: str, count: int) -> list[Standing]:
    """The cadres whom a rule chooses from a computation."""
    standings = standings_of(run)
    if why == Talk.Why.LOWEST:
        return lowest(standings, count)
    if why != Talk.Why.FAIL:
        raise NotPossible(_("From a computation talks are proposed for fails or for the lowest scores."))
    given = ProgrammeGrade.objects.standing().filter(graded_for=run.division_id, period=run.period_id)
    grades = dict(given.values_list("cadre_id", "grade"))
    if not grades:
        raise NotPossible(
            _("There are no programme grades of %(year)s. Give them first.") % {"year": run.period}
        )
    return [one for one in standings if grades.get(one.cadre) == "fail"]


def secretaries_of(divisions: Collection[int], day: datetime.date) -> dict[int, str]:
    """The Party secretary in force of each township, as name and title; none where there is none, or more than one."""
    posts = Post.objects.in_force(day).filter(SECRETARY, division__in=divisions, division__level="township")
    found: dict[int, set[str]] = {}
    for division, name, title in posts.values_list("division_id", "cadre__name", "title"):
        found.setdefault(division, set()).add(f"{name} {title}")
    return {division: next(iter(names)) for division, names in found.items() if len(names) == 1}


def talk_row(run: ScoreRun, why: str, one: Standing, secretaries: dict[int, str]) -> dict[str, Any]:
    """The fields of a proposed talk."""
    talker = TO_LEADERS if one.post_class == Post.PostClass.LEADER else secretaries.get(one.division, "")
    return {
        "cadre_id": one.cadre,
        "division_id": one.division,
        "period_id": run.period_id,
        "why": why,
        "run_id": run.pk,
        "talker": talker,
    }


@transaction.atomic
def hold_talk(
    *, talk: Talk, talker: str, held_on: datetime.date, record: str, due_on: datetime.date, by: Staff | None
) -> Talk:
    """Proposed → held: who talked, on which day, what was said and agreed, and by when it is looked at again."""
    talk = locked(talk, State.PROPOSED)
    if not talker.strip():
        raise ValidationError({"talker": _("Name who held the talk: name and office.")})
    refuse_future(held_on, "held_on")
    if due_on <= held_on:
        raise ValidationError({"due_on": _("The follow-up comes after the talk.")})
    values = {"talker": talker.strip(), "held_on": held_on, "record": record.strip(), "due_on": due_on}
    return change(talk, by, "hold", state=State.HELD, **values)


@transaction.atomic
def follow_up_talk(*, talk: Talk, closed_on: datetime.date, finding: str, by: Staff | None) -> Talk:
    """Held → followed up: what was found, on which day. That closes it."""
    talk = locked(talk, State.HELD)
    refuse_future(closed_on, "closed_on")
    if talk.held_on and closed_on < talk.held_on:
        raise ValidationError({"closed_on": _("The follow-up comes after the talk.")})
    return change(
        talk, by, "follow-up", state=State.FOLLOWED_UP, closed_on=closed_on, finding=finding.strip()
    )


@transaction.atomic
def drop_talk(*, talk: Talk, reason: str, by: Staff | None) -> Talk:
    """Proposed → dropped, with a reason."""
    talk = locked(talk, State.PROPOSED)
    return change(talk, by, "drop", state=State.DROPPED, drop_reason=reason.strip())


def locked(talk: Talk, state: str) -> Talk:
    """The talk as it is stored now, kept from others; NotPossible unless it is in this state."""
    talk = Talk.objects.select_for_update(of=("self",)).select_related("division").get(pk=talk.pk)
    if talk.state != state:
        raise NotPossible(
            _("The talk is “%(is)s” by now; this can be done only while it is “%(needed)s”.")
            % {"is": talk.get_state_display(), "needed": State(state).label}
        )
    return talk


def refuse_future(day: datetime.date, field: str) -> None:
    if day > timezone.localdate():
        raise ValidationError({field: _("This day has not come yet.")})


def change(talk: Talk, by: Staff | None, verb: str, **values: Any) -> Talk:
    """Writes these fields alone, checked, with the journal row."""
    for name, value in values.items():
        setattr(talk, name, value)
    talk.validate_constraints()
    journal.save(obj=talk, by=by, verb=verb, fields=tuple(values))
    return talk
