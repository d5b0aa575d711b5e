"""Objecting to a table on notice, and answering."""

from __future__ import annotations

import datetime
import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments import throttle
from assessments.actions.editions import locked, not_ahead
from assessments.actions.errors import NotPossible
from assessments.models import Edition, Objection
from assessments.models.objection import REFERENCE_LENGTH
from cadres.models import Division, Staff
from config.encryption import seal, unseal
from config.journal import actions as journal
from config.personal import ERASED, start_of
from config.retention.registry import past_its_time

ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
"""Of characters that look alike (0 O, 1 I L, 2 Z, 5 S, 8 B, U V) none is used: 23 to the 8th are 78 billion numbers."""
PURPOSE = "contact of an objection"


class TooOften(NotPossible):
    """It was done so often in the last hour that it has to wait."""


@transaction.atomic
def receive_objection(
    *,
    edition: Edition,
    place: str,
    text: str,
    contact: str,
    form: str,
    address: str | None,
    at: datetime.datetime | None = None,
) -> Objection:
    """Takes an objection of somebody without an account to the place with this code in a table on notice (or, with
    the code of the table's own division, to the table). `form` tells the sheet that was filled in: the same one is
    taken once.

    The journal has an entry without text, contact and network address; `address` serves to count alone.
    """
    moment = not_ahead(at)
    edition = locked(edition)
    if sent := Objection.objects.filter(form=form).first():
        return sent
    refuse_closed(edition, timezone.localdate(moment))
    refuse_too_often(edition, address)
    objection = Objection(
        reference=new_reference(),
        edition=edition,
        division=place_in(edition, place),
        text=text,
        form=form,
        received_at=moment,
    )
    if contact:
        objection.contact = seal(contact.encode(), name=objection.reference.encode(), purpose=PURPOSE)
    objection.save()
    entry = journal.entry(
        verb="object", obj=objection, by=None, before=None, after=journal.snapshot(objection)
    )
    entry.address = None
    entry.save(force_insert=True)
    throttle.note(throttle.Kind.OBJECTION, address, edition)
    return objection


def refuse_closed(edition: Edition, today: datetime.date) -> None:
    """Objections are taken on the days of the notice, as long as the table stands."""
    if edition.state == Edition.State.WITHDRAWN:
        raise NotPossible(_("This table has been withdrawn. A new one will be put on notice."))
    if edition.state != Edition.State.NOTICE or not edition.notice_from <= today < edition.notice_until:
        raise NotPossible(_("The notice is over; objections to this table are not taken any more."))


def refuse_too_often(edition: Edition, address: str | None) -> None:
    """Refuses more objections than the settings allow in an hour, from one address or in all."""
    kind = throttle.Kind.OBJECTION
    if throttle.tried(kind, address, edition) >= settings.OBJECTIONS_AN_HOUR:
        raise TooOften(
            _(
                "Several objections have just been sent from your network. Please send this one in an hour, or hand "
                "it in "
                "at the organisation department in writing or by telephone."
            )
        )
    if throttle.lately(kind, edition).count() >= settings.OBJECTIONS_AN_HOUR_IN_ALL:
        raise TooOften(
            _(
                "Very many objections to this table are arriving at the moment. Please send yours in an hour, or "
                "hand it in "
                "at the organisation department in writing or by telephone."
            )
        )


def place_in(edition: Edition, code: str) -> Division:
    """The division with this code, if the table names it or is its own."""
    codes = {row["code"] for row in [*edition.rows, *edition.unranked]} | {edition.division.code}
    place = Division.objects.filter(code=code).first() if code in codes else None
    if place is None:
        raise NotPossible(_("The table does not name this place."))
    return place


def new_reference() -> str:
    """A number that nobody guesses and that is not taken."""
    while True:
        reference = "".join(secrets.choice(ALPHABET) for _number in range(REFERENCE_LENGTH))
        if not Objection.objects.filter(reference=reference).exists():
            return reference


@transaction.atomic
def answer_objection(
    *,
    objection: Objection,
    by: Staff,
    decision: str,
    reason: str,
    at: datetime.datetime | None = None,
) -> Objection:
    """Decides an objection, once, with a reason that everybody reads: by somebody of the office whose table it is,
    and not by whoever prepared the table."""
    moment = not_ahead(at)
    objection = (
        Objection.objects.select_for_update(of=("self",))
        .select_related("edition__division")
        .get(pk=objection.pk)
    )
    if why := why_not_answered(objection, by):
        raise NotPossible(why)
    if decision not in Objection.Decision.values:
        raise NotPossible(_("An objection is upheld, partly upheld or refused."))
    if not reason.strip():
        raise NotPossible(_("Say why it was decided so: whoever objected reads it, and the public."))
    objection.decision, objection.reason = decision, reason.strip()
    objection.answered_by, objection.answered_at = by, moment
    fields = ("decision", "reason", "answered_by", "answered_at")
    journal.save(obj=objection, by=by, verb="answer", fields=fields)
    return objection


def why_not_answered(objection: Objection, by: Staff) -> str:
    """Why this account does not answer this objection, as a sentence; "" if it may."""
    if objection.is_answered:
        return _("This objection is answered; an answer stays.")
    if objection.edition.prepared_by_id == by.pk:
        return _("Whoever prepared the table decides no objection to it. Ask a second person.")
    if not by.scope.covers(objection.edition.division.code):
        return _("The office that put the table on notice decides: %(division)s.") % {
            "division": objection.edition.division
        }
    return ""


def contact_of(objection: Objection) -> str:
    """The contact in clear; "" if none was given, or it has been erased."""
    if objection.contact is None:
        return ""
    name = objection.reference.encode()
    return unseal(bytes(objection.contact), name=name, purpose=PURPOSE).decode()


@transaction.atomic
def erase_past_objections() -> int:
    """Erases contacts of objections answered longer than `CONTACT_DAYS_KEPT` days ago, and the texts of those answered
    longer ago than personal data are kept; how many objections that were. Numbers, decisions and reasons stay."""
    today = timezone.localdate()
    answered = Objection.objects.select_for_update().answered()
    until = start_of(today - datetime.timedelta(days=settings.CONTACT_DAYS_KEPT))
    contacts = list(answered.filter(answered_at__lt=until, contact__isnull=False))
    texts = list(answered.filter(answered_at__lt=start_of(past_its_time(today))).exclude(text=ERASED))
    Objection.objects.filter(pk__in=[one.pk for one in contacts]).update(contact=None)
    Objection.objects.filter(pk__in=[one.pk for one in texts]).update(text=ERASED)
    erased = {one.pk: one for one in [*contacts, *texts]}.values()
    journal.record_many(
        journal.entry(verb="erase", obj=one, by=None, before=None, after=None) for one in erased
    )
    return len(erased)
