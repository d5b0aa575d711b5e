"""Tables on notice as anybody reads them: found by a number of their own, apart from the published ones."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Edition, Objection
from assessments.public.lookup import NotPublic, public_url, took_its_place, with_ranges
from assessments.public.wording import named

ONE_DAY = datetime.timedelta(days=1)


def notices() -> QuerySet[Edition]:
    """Tables on notice with what a heading names of them, without their rows; the first to end first."""
    found = Edition.objects.on_notice().select_related("period", "division")
    return found.defer("rows", "unranked", "differences", "hearing").order_by("notice_until", "pk")


def find_notice(number: int) -> Edition:
    """The table that was put on notice under this number: on notice or withdrawn. NotPublic otherwise; a table that has
    been approved since is told by its state alone (`has_passed`)."""
    found = Edition.objects.exclude(notice_from=None).exclude(state=Edition.State.DRAFT)
    found = with_ranges(found.select_related("period", "division", "run__scheme__division"))
    edition = found.filter(pk=number).first()
    if edition is None:
        raise NotPublic(_("There is no table on notice at this address."))
    return edition


def is_open(edition: Edition) -> bool:
    """Whether objections are taken today."""
    today = timezone.localdate()
    on_notice = edition.state == Edition.State.NOTICE
    return on_notice and edition.notice_from <= today < edition.notice_until


def last_day(edition: Edition) -> datetime.date:
    """The last day of a notice, as people say it; what is stored is the day after."""
    return edition.notice_until - ONE_DAY


def notice_url(edition: Edition) -> str:
    """The address of a table on notice."""
    return reverse("assessments:notice", args=[edition.pk])


def successor_url(edition: Edition) -> str:
    """Of a table that was withdrawn, the address of the one in its place; "" where there is none, or it stands."""
    if edition.state != Edition.State.WITHDRAWN:
        return ""
    successor = took_its_place(edition)
    return public_url(successor) if successor else ""


def heard(hearing: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What became of the objections, in the language of the page; None where a table has never been on notice."""
    if hearing is None:
        return None
    answers = []
    for answer in hearing["answers"]:
        place, place_lang = named(answer["place"], answer["place_en"])
        decision = Objection.Decision(answer["decision"]).label
        answers.append({**answer, "place": place, "place_lang": place_lang, "decision": decision})
    return {**hearing, "answers": answers}
