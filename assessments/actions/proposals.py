"""What one account proposes and a second one settles: bonuses and deductions, commendations."""

from __future__ import annotations

import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.models import Adjustment, Commendation, Edition, Period, ProgrammeGrade
from cadres.models import Staff
from config.journal import actions as journal

P = TypeVar("P", Adjustment, Commendation)


@transaction.atomic
def propose(*, proposal: P, by: Staff | None) -> P:
    """Enters a proposal, or changes one that is not settled; whoever does so is its proposer."""
    if proposal.state != "proposed":
        raise NotPossible(_("“%(what)s” has been settled and stays as it is.") % {"what": proposal})
    verb = "propose" if proposal._state.adding else "change"
    proposal.proposed_by, proposal.proposed_at = by, timezone.now()
    journal.save(obj=proposal, by=by, verb=verb)
    return proposal


@transaction.atomic
def approve(*, proposal: P, by: Staff, seen: datetime.datetime | None = None) -> P:
    """Proposed → approved, by anyone but whoever proposed it, superusers included.

    `seen` is when the proposal that the approver looked at was last changed; one that was changed since is refused.
    """
    proposal = to_settle(proposal, by)
    if seen is not None and seen != proposal.proposed_at:
        raise NotPossible(
            _("“%(what)s” has been changed since you opened this page. Look at it first.")
            % {"what": proposal}
        )
    refuse_what_cannot_be(proposal)
    return change(proposal, by, "approve", state="approved", settled_by=by, settled_at=timezone.now())


@transaction.atomic
def refuse(*, proposal: P, by: Staff, reason: str) -> P:
    """Proposed → refused, with a reason, by anyone but whoever proposed it (who voids it)."""
    proposal = to_settle(proposal, by)
    if not reason.strip():
        raise NotPossible(_("Say why it is refused."))
    settled = {"settled_by": by, "settled_at": timezone.now(), "refusal": reason.strip()}
    return change(proposal, by, "refuse", state="refused", **settled)


@transaction.atomic
def publish_commendation(*, commendation: Commendation, by: Staff | None) -> Commendation:
    """Approved → published: public at once."""
    commendation = locked(commendation)
    if commendation.state != Commendation.State.APPROVED or commendation.is_void:
        raise NotPossible(_("Only what is approved and not void can be published."))
    refuse_what_cannot_be(commendation)
    return change(commendation, by, "publish", state="published", published_at=timezone.now())


def locked(proposal: P) -> P:
    """The proposal as it is stored now, kept from others until the transaction ends."""
    return type(proposal).objects.select_for_update(of=("self",)).select_related("period").get(pk=proposal.pk)


def to_settle(proposal: P, by: Staff) -> P:
    """The locked proposal, if this account may settle it now."""
    proposal = locked(proposal)
    if proposal.is_void or proposal.state != "proposed":
        raise NotPossible(_("“%(what)s” is void, or settled already.") % {"what": proposal})
    if proposal.proposed_by_id == by.pk:
        raise NotPossible(_("Whoever proposed it cannot settle it. Ask a second person."))
    return proposal


def refuse_what_cannot_be(proposal: Adjustment | Commendation) -> None:
    """No bonus in a closed period; no star for a period in which the cadre failed; nothing by a table that has been
    corrected."""
    if isinstance(proposal, Adjustment):
        if proposal.period.state == Period.State.CLOSED:
            raise NotPossible(
                _("The period %(period)s is closed; open it again first.") % {"period": proposal.period}
            )
        return
    refuse_corrected(proposal)
    failed = ProgrammeGrade.objects.standing().filter(grade="fail", period=proposal.period_id)
    if proposal.cadre_id and failed.filter(cadre=proposal.cadre_id).exists():
        raise NotPossible(
            _("%(cadre)s failed in the programme in %(period)s and cannot be commended for it.")
            % {"cadre": proposal.cadre, "period": proposal.period}
        )


def refuse_corrected(commendation: Commendation) -> None:
    """NotPossible if the table from which a township was proposed has a newer revision."""
    edition = commendation.edition_id
    if edition and not Edition.objects.newest_revisions().filter(pk=edition).exists():
        raise NotPossible(
            _(
                "The table behind “%(what)s” has been corrected. Refuse it, and propose again from the new revision."
            )
            % {"what": commendation}
        )


def change(proposal: P, by: Staff | None, verb: str, **values: Any) -> P:
    """Writes these fields alone, with the journal row."""
    for name, value in values.items():
        setattr(proposal, name, value)
    journal.save(obj=proposal, by=by, verb=verb, fields=tuple(values))
    return proposal
