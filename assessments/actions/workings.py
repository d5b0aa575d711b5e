"""Links by which cadres look at their own scores."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.actions.errors import NotPossible
from assessments.models import Score, WorkingLink
from cadres.models import Staff
from config.journal import actions as journal

SIGNER = signing.Signer(salt="assessments.working", sep=".")
TOKEN_BYTES = 24
KEPT = datetime.timedelta(days=30)
"""So long after its last day the row of a link is kept; the journal tells of it for longer."""


@transaction.atomic
def make_working_link(*, score: Score, by: Staff | None) -> tuple[WorkingLink, str]:
    """A link for the cadre of a score, to the segments of its computation in its place; and its token, which is told
    this once."""
    if score.cadre.erased_at is not None:
        raise NotPossible(_("The personal data of this cadre have been erased."))
    token = SIGNER.sign(secrets.token_urlsafe(TOKEN_BYTES))
    now = timezone.now()
    link = WorkingLink(
        cadre=score.cadre,
        run=score.run,
        division=score.division,
        digest=digest_of(token),
        made_by=by,
        made_at=now,
        expires_at=now + datetime.timedelta(days=settings.WORKING_LINK_DAYS),
    )
    journal.save(obj=link, by=by, verb="link")
    return link, token


def find_link(token: str) -> WorkingLink | None:
    """The link with this token if it still opens; a token that this site did not sign is not looked for."""
    try:
        SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    links = WorkingLink.objects.select_related("cadre", "run__period", "run__division", "division")
    link = links.filter(digest=digest_of(token), cadre__erased_at=None).first()
    return link if link and link.lives_at(timezone.now()) else None


@transaction.atomic
def open_working_link(*, token: str) -> WorkingLink | None:
    """Opens a link: from the first opening on it lives for half an hour. Each opening is entered in the journal,
    without the network address of whoever opened it. None if it opens no more."""
    found = find_link(token)
    if found is None:
        return None
    now = timezone.now()
    link = WorkingLink.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if not link.lives_at(now):
        return None
    if link.opened_at is None:
        link.opened_at = now
        link.save(update_fields=["opened_at"])
    entry = journal.entry(verb="open-link", obj=found, by=None, before=None, after=None)
    entry.address = None
    entry.save(force_insert=True)
    return found


def digest_of(token: str) -> bytes:
    """What is kept of a token: with 192 bits of chance in it nobody finds it again from this."""
    return hashlib.sha256(token.encode()).digest()


def delete_dead_links() -> int:
    """Deletes the rows of links that are past their time; how many."""
    return WorkingLink.objects.dead_since(timezone.now() - KEPT).delete()[0]
