"""Proposing the commendations of townships from a published table: the strongest, the fastest rising, the best
committees. Each proposal is then approved by a second person, and published, like any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.actions.proposals import propose
from assessments.models import Commendation, Edition
from assessments.public.beside import supplement_of
from assessments.public.risings import label_of, signed
from assessments.public.wording import period_label
from assessments.scoring.committees import best_of, teams_of
from assessments.scoring.frozen import from_text
from assessments.scoring.strongest import TEN
from cadres.models import Division, Staff
from config.millionths import to_text

Kind, State = Commendation.Kind, Commendation.State


@dataclass(frozen=True, slots=True)
class Candidate:
    """A township to be proposed: its rank among those compared, and what the public will read."""

    code: str
    rank: int
    citation: str


@transaction.atomic
def propose_strongest(*, edition: Edition, by: Staff | None) -> int:
    """A commendation for every township of the first ten places of a published table, all that share the last of them
    included; how many are new. Whatever stands already, or was refused, is left as it is."""
    refuse_edition(edition)
    words = {"period": period_label(edition.period), "places": len(edition.rows)}
    told = _("Rank %(rank)s of %(places)s ranked townships in %(period)s, with %(score)s points.")
    first = [row for row in edition.rows if row["rank"] <= TEN]
    return propose_all(edition, Kind.STRONGEST, (candidate(row, told, words) for row in first), by)


@transaction.atomic
def propose_fastest(*, edition: Edition, since: str, by: Staff | None) -> int:
    """The same for the townships that rose fastest since the table of an earlier period (its code), by the comparison
    that was frozen with the table: of the first ten those whose rise is more than chance, that is whose whole range
    lies above zero."""
    refuse_edition(edition)
    found = comparison_since(edition, since)
    words = {"period": period_label(edition.period), "since": label_of(since), "places": len(found["rows"])}
    told = _(
        "Rank %(rank)s of %(places)s townships compared: %(change)s points from %(since)s to %(period)s (range of 90 "
        "in 100: %(low)s to %(high)s)."
    )
    fastest = [row for row in found["rows"] if row["rank"] <= TEN and rose_for_sure(row)]
    return propose_all(edition, Kind.FASTEST, (candidate(row, told, words) for row in fastest), by)


@transaction.atomic
def propose_best_committees(*, edition: Edition, by: Staff | None) -> int:
    """The same for the Party committees of the townships whose leading teams have the ten highest scores, computed from
    what the table was frozen with. Only townships that are ranked in the table have a committee here."""
    refuse_edition(edition)
    teams = teams_of(from_text(edition.inputs.text), [row["code"] for row in edition.rows])
    words = {"period": period_label(edition.period), "places": len(teams)}
    told = _(
        "Rank %(rank)s of %(places)s leading teams in %(period)s: %(leaders)s leaders with %(score)s points on average."
    )
    rows = [
        {"code": team.code, "rank": team.rank, "score": to_text(team.score), "leaders": team.leaders}
        for team in best_of(teams)
    ]
    return propose_all(edition, Kind.BEST_COMMITTEE, (candidate(row, told, words) for row in rows), by)


# The table


def refuse_edition(edition: Edition) -> None:
    """NotPossible unless it is the newest published table of townships."""
    if edition.kind != Edition.Kind.TOWNSHIPS or edition.state != Edition.State.PUBLISHED:
        raise NotPossible(_("Townships are proposed from a published table of townships only."))
    if not Edition.objects.newest_revisions().filter(pk=edition.pk).exists():
        raise NotPossible(_("There is a newer revision of this table. Use that one."))


def comparisons_of(edition: Edition) -> list[Mapping[str, Any]]:
    """The comparisons with earlier tables that were frozen with a table, those that were refused left out."""
    supplement = supplement_of(edition)
    return [one for one in supplement.rising if not one["refused"]] if supplement else []


def comparison_since(edition: Edition, since: str) -> Mapping[str, Any]:
    """The comparison with the table of an earlier period; NotPossible where there is none."""
    found = next((one for one in comparisons_of(edition) if one["since"] == since), None)
    if found is None:
        raise NotPossible(_("This table is not compared with that of %(since)s.") % {"since": since})
    return found


def rose_for_sure(row: Mapping[str, Any]) -> bool:
    """Whether a rise is more than chance: its range is known, and lies above zero."""
    return row["low"] is not None and row["low"] > 0


# The proposals


def candidate(row: Mapping[str, Any], told: str, words: Mapping[str, Any]) -> Candidate:
    """A row with its citation; changes are shown with their sign."""
    changes = {name: signed(row[name]) for name in ("change", "low", "high") if name in row}
    return Candidate(row["code"], row["rank"], told % {**words, **row, **changes})


def propose_all(edition: Edition, kind: str, candidates: Iterable[Candidate], by: Staff | None) -> int:
    """Proposes those who are not commended, proposed or refused yet; how many are new. What was refused as resting on
    another revision does not stand in the way. NotPossible where there is nobody at all."""
    by_code = {one.code: one for one in candidates}
    if not by_code:
        raise NotPossible(_("By this table nobody is to be proposed."))
    there = Commendation.objects.standing().filter(
        kind=kind, period=edition.period_id, division__code__in=by_code
    )
    settled = there.exclude(Q(state=State.REFUSED) & ~Q(edition=edition))
    taken = set(settled.values_list("division__code", flat=True))
    new = Division.objects.filter(code__in=by_code.keys() - taken).order_by("code")
    for division in new:
        one = by_code[division.code]
        proposal = Commendation(
            kind=kind,
            division=division,
            period=edition.period,
            citation=one.citation,
            edition=edition,
            rank=one.rank,
        )
        propose(proposal=proposal, by=by)
    return len(new)
