"""What can be done with transfer requests: the asking side asks and withdraws, the releasing side grants and refuses.

Who has authority over both sides, the common superior, may do each. What cannot be is refused with a ValidationError
that tells the asking side nothing about a person elsewhere.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.actions import scope_of, transfer
from cadres.models import Cadre, Division, Post, TransferRequest
from config import corrections
from config.journal import actions as journal
from config.spreadsheets.planning import Plan
from config.spreadsheets.writing import Ledger, reserve

State = TransferRequest.State


@transaction.atomic
def ask_for_transfer(*, cadre: Cadre, to: Division, on: datetime.date, name: str, by: Any) -> TransferRequest:
    """Asks that a cadre be transferred to a township on the day `on`; `name` is how the asking side wrote it."""
    if not scope_of(by).covers(to.code):
        raise ValidationError(_("A transfer is asked for by the place that the person is to come to."))
    post = open_main_post(cadre)
    if post is None or post.division_id == to.pk:
        raise ValidationError(
            _("There is nothing to ask for: the person is not in post in another place."),
            code="not_elsewhere",
        )
    request = TransferRequest(cadre=cadre, from_post=post, to_division=to, on=on, name=name)
    return corrections.record(fact=request, by=by, verb="ask")


@transaction.atomic
def grant(
    *, request: TransferRequest, by: Any, on: datetime.date | None = None, reason: str = ""
) -> TransferRequest:
    """Grants a request and carries out the transfer on the day asked for, or on the day `on` instead."""
    request = to_decide(request, by)
    post = open_main_post(request.cadre)
    if post is None or post.division_id != request.from_post.division_id:
        raise ValidationError(
            _("The person no longer serves where this was asked of. Refuse the request instead."),
            code="stale",
        )
    day = on or request.on
    transfer(cadre=request.cadre, to=request.to_division, on=day, by=by, reason=reason)
    return decide(request, State.GRANTED, "grant", by, reason)


@transaction.atomic
def refuse(*, request: TransferRequest, by: Any, reason: str) -> TransferRequest:
    """Refuses a request, with a reason."""
    request = to_decide(request, by)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the transfer is refused.")})
    return decide(request, State.REFUSED, "refuse", by, reason)


@transaction.atomic
def withdraw(*, request: TransferRequest, by: Any) -> TransferRequest:
    """Takes a request back."""
    request = undecided(request)
    if not scope_of(by).covers(request.to_division.code):
        raise ValidationError(_("A request is withdrawn by the place that made it."), code="not_asking_side")
    return decide(request, State.WITHDRAWN, "withdraw", by)


def open_main_post(cadre: Cadre) -> Post | None:
    """The main post that a cadre holds without an end."""
    return cadre.posts.open_ended().filter(main=True).select_related("division").first()


def undecided(request: TransferRequest) -> TransferRequest:
    """The request as stored, kept from others until the transaction ends; ValidationError if it is decided."""
    stored = TransferRequest.objects.select_for_update().get(pk=request.pk)
    if not stored.is_open:
        raise ValidationError(_("This request has been decided or withdrawn already."), code="decided")
    return stored


def to_decide(request: TransferRequest, by: Any) -> TransferRequest:
    """As `undecided`; ValidationError as well if the present post lies outside the jurisdiction of `by`."""
    stored = undecided(request)
    if not scope_of(by).covers(stored.from_post.division.code):
        raise ValidationError(
            _("A request is decided by the place that the person would leave, or by the common superior."),
            code="not_releasing_side",
        )
    return stored


def decide(request: TransferRequest, state: str, verb: str, by: Any, reason: str = "") -> TransferRequest:
    """Writes what was decided, by whom and when, with its journal entry."""
    request.state, request.reason = state, reason.strip()
    request.decided_by, request.decided_at = by, timezone.now()
    fields = ("state", "reason", "decided_by", "decided_at")
    journal.save(obj=request, by=by, verb=verb, reason=request.reason, fields=fields)
    return request


@dataclass(frozen=True, slots=True)
class Asked:
    """The request that a row of a roster makes."""

    cadre_id: int
    from_post_id: int
    to_division_id: int
    name: str
    on: datetime.date


def asked_already() -> set[int]:
    """The cadres with an undecided request. One SELECT."""
    return set(TransferRequest.objects.undecided().order_by().values_list("cadre_id", flat=True))


def make_requests(plan: Plan, ledger: Ledger) -> None:
    """Makes the requests of a plan's refused rows, all at once, as part of its batch."""
    asking = plan.asks
    rows = [
        {
            "id": key,
            "cadre_id": draft.asks.cadre_id,
            "from_post_id": draft.asks.from_post_id,
            "to_division_id": draft.asks.to_division_id,
            "name": draft.asks.name,
            "on": draft.asks.on,
        }
        for key, draft in zip(reserve(TransferRequest, len(asking)), asking, strict=True)
    ]
    ledger.add(TransferRequest, rows, [draft.place for draft in asking])
