"""Proposing the ten strongest townships from a published table."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.actions.proposals import propose
from assessments.models import Commendation, Edition
from assessments.public.wording import period_label
from cadres.models import Division, Staff

FIRST = 10


@transaction.atomic
def propose_strongest(*, edition: Edition, by: Staff | None) -> int:
    """A commendation for every township of the first ten places of a published table, all that share the last of them
    included; how many are new. Whatever stands already, or was refused, is left as it is."""
    refuse_edition(edition)
    first = {row["code"]: row for row in edition.rows if row["rank"] <= FIRST}
    there = Commendation.objects.standing().filter(
        kind=Commendation.Kind.STRONGEST, period=edition.period_id, division__code__in=first
    )
    taken = set(there.values_list("division__code", flat=True))
    new = Division.objects.filter(code__in=first.keys() - taken).order_by("code")
    for division in new:
        propose(proposal=strongest(edition, division, first[division.code]), by=by)
    return len(new)


def refuse_edition(edition: Edition) -> None:
    """NotPossible unless it is the newest published table of townships."""
    if edition.kind != Edition.Kind.TOWNSHIPS or edition.state != Edition.State.PUBLISHED:
        raise NotPossible(_("The strongest townships are proposed from a published table of townships."))
    if not Edition.objects.newest_revisions().filter(pk=edition.pk).exists():
        raise NotPossible(_("There is a newer revision of this table. Use that one."))


def strongest(edition: Edition, division: Division, row: dict[str, object]) -> Commendation:
    """The proposal for one township, with a citation from its row."""
    words = {
        "period": period_label(edition.period),
        "rank": row["rank"],
        "places": len(edition.rows),
        "score": row["score"],
    }
    citation = _("Rank %(rank)s of %(places)s ranked townships in %(period)s, with %(score)s points.") % words
    return Commendation(
        kind=Commendation.Kind.STRONGEST,
        division=division,
        period=edition.period,
        citation=citation,
        edition=edition,
        rank=row["rank"],
    )
