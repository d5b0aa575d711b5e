"""Following an objection by its number."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from assessments import throttle
from assessments.models import Edition, Objection
from assessments.public.lookup import public_url
from assessments.public.notices import last_day, successor_url
from assessments.public.objections import plain_number
from assessments.public.wording import named, title_of
from assessments.views.pages import public_look
from config.journal.origin import address_of

TOO_OFTEN = 429


@public_look
def follow(request: HttpRequest) -> HttpResponse:
    """State, decision and reason of the objection whose number is asked for; never what it says. Numbers that there are
    not are counted by address: whoever guesses has to wait."""
    typed = request.GET.get("number", "")[:50]
    if not typed.strip():
        return render(request, "assessments/follow.html", {"number": ""})
    address = address_of(request)
    if throttle.tried(throttle.Kind.NUMBER, address) >= settings.WRONG_NUMBERS_AN_HOUR:
        sentence = _(
            "Too many wrong numbers have been asked for from your network. Please ask again in an hour, or at the "
            "organisation "
            "department by telephone."
        )
        return render(
            request, "assessments/follow.html", {"number": typed, "sentence": sentence}, status=TOO_OFTEN
        )
    found = Objection.objects.select_related("edition__period", "edition__division", "division").defer(
        "text", "contact", "edition__rows", "edition__unranked"
    )
    objection = found.filter(reference=plain_number(typed)).first()
    if objection is None:
        with transaction.atomic():
            throttle.note(throttle.Kind.NUMBER, address)
        sentence = _(
            "There is no objection with this number. Look whether it is written as you were told it."
        )
        return render(request, "assessments/follow.html", {"number": typed, "sentence": sentence}, status=404)
    return render(request, "assessments/follow.html", told_of(objection, request))


def told_of(objection: Objection, request: HttpRequest) -> dict[str, object]:
    """What anybody who has the number may read."""
    edition = objection.edition
    place, place_lang = named(objection.division.name, objection.division.name_en)
    return {
        "number": str(objection),
        "objection": objection,
        "place": "" if objection.division_id == edition.division_id else place,
        "place_lang": place_lang,
        "title": title_of(edition),
        "table_url": public_url(edition),
        "last_day": last_day(edition),
        "withdrawn": edition.state == Edition.State.WITHDRAWN,
        "successor_url": successor_url(edition),
        "received_now": "received" in request.GET,
    }
