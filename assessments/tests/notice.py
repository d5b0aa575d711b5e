"""Tables on notice for tests: by the verbs, or set there in the way that the database allows."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from assessments.actions import announce_edition, receive_objection
from assessments.models import Edition, Objection
from cadres.models import Staff

LONG_AGO = datetime.timedelta(days=30)
"""Put on notice so long ago, a table has been on it for long enough whatever the settings say."""
A_DAY = datetime.timedelta(days=1)


def over(edition: Edition, by: Staff | None = None) -> Edition:
    """A draft that was put on notice so long ago that the notice is over."""
    return announce_edition(edition=edition, by=by, at=timezone.now() - LONG_AGO)


def put_on_notice(
    edition: Edition, first: datetime.date | None = None, until: datetime.date | None = None
) -> Edition:
    """A draft on notice on these days, by default from yesterday for a week."""
    first = first or timezone.localdate() - A_DAY
    fields: dict[str, Any] = {
        "state": "notice",
        "notice_from": first,
        "notice_until": until or first + 8 * A_DAY,
        "announced_at": timezone.make_aware(datetime.datetime.combine(first, datetime.time(9))),
    }
    Edition.objects.filter(pk=edition.pk).update(**fields)
    edition.refresh_from_db()
    return edition


def objection_to(edition: Edition, place: str = "", **told: Any) -> Objection:
    """An objection to a table on notice, received while objections were taken."""
    told = {
        "text": "人数不对",
        "contact": "",
        "form": f"sheet {Objection.objects.count()}",
        "address": None,
    } | told
    first = datetime.datetime.combine(edition.notice_from, datetime.time(12))
    told.setdefault("at", min(timezone.make_aware(first), timezone.now()))
    return receive_objection(edition=edition, place=place or edition.division.code, **told)
