"""Tables on notice: their list, each of them, and the sheet on which anybody objects."""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from assessments.actions import NotPossible, receive_objection
from assessments.actions.objections import TooOften
from assessments.filters import TableFilter
from assessments.hearing import hearing_of
from assessments.models import Edition, Objection
from assessments.public.changed import changed_lines
from assessments.public.headings import headings
from assessments.public.lines import lines_of
from assessments.public.lookup import table_url
from assessments.public.notices import (
    find_notice,
    heard,
    is_open,
    last_day,
    notice_url,
    notices,
    successor_url,
)
from assessments.public.objections import ObjectionForm, new_sheet, sheet_key
from assessments.public.wording import kind_label, period_label, title_of
from assessments.views.pages import public_form, public_page
from config.journal.origin import address_of


@public_page
def notice_list(request: HttpRequest) -> HttpResponse:
    """Every table that is on notice, and how to object."""
    found = [
        (notice_url(e), period_label(e.period), kind_label(e), e, last_day(e), is_open(e)) for e in notices()
    ]
    return render(request, "assessments/notices.html", {"notices": found})


@public_page
def notice(request: HttpRequest, number: int) -> HttpResponse:
    """One table on notice; of one that was withdrawn, why. What has been approved goes to its published place."""
    edition = find_notice(number)
    if edition.state == Edition.State.PUBLISHED:
        return HttpResponseRedirect(table_url(edition, fixed=True))
    chosen = TableFilter(request.GET or None, lines_of(edition))
    context = {
        **heading_of(edition),
        "chosen": chosen,
        "headings": headings(chosen),
        "changed": changed_lines(edition),
        "heard": heard(hearing_of(edition)),
        "successor_url": successor_url(edition),
    }
    return render(request, "assessments/notice.html", context)


def heading_of(edition: Edition) -> dict[str, object]:
    """What the pages of a notice say alike."""
    return {
        "edition": edition,
        "title": title_of(edition),
        "period": period_label(edition.period),
        "last_day": last_day(edition),
        "open": is_open(edition),
        "withdrawn": edition.state == Edition.State.WITHDRAWN,
        "approved": edition.state == Edition.State.APPROVED,
        "notice_url": notice_url(edition),
        "object_url": reverse("assessments:object", args=[edition.pk]),
    }


@csrf_exempt
@public_form
def object_to(request: HttpRequest, number: int) -> HttpResponse:
    """The sheet. There is no session to forge a request in: what keeps it from counting twice or from elsewhere is the
    signed word that it carries."""
    edition = find_notice(number)
    if request.method != "POST":
        place = {"place": request.GET.get("place", "")}
        return sheet(request, edition, ObjectionForm(initial=place, edition=edition))
    form = ObjectionForm(request.POST, edition=edition)
    try:
        key = sheet_key(request.POST.get("sheet", ""), edition)
    except signing.BadSignature:
        return sheet(
            request, edition, form, _("The page was open for too long. Look it over, and send it again."), 400
        )
    if not form.is_valid():
        return sheet(request, edition, form, status=400)
    return take(request, edition, form, key)


def take(request: HttpRequest, edition: Edition, form: ObjectionForm, key: str) -> HttpResponse:
    """Hands the filled sheet in, and leads to its number; a sheet with another text under the same word is shown
    anew."""
    told = {name: form.cleaned_data[name] for name in ("place", "text", "contact")}
    try:
        taken = receive_objection(edition=edition, form=key, address=address_of(request), **told)
    except TooOften as refusal:
        return sheet(request, edition, form, str(refusal), 429)
    except NotPossible as refusal:
        return sheet(request, edition, form, str(refusal), 400)
    if taken.text != told["text"] or taken.division.code != told["place"]:
        sentence = _(
            "This sheet was sent before, with another text: number %(number)s. To object once more, send it again."
        )
        return sheet(request, edition, form, sentence % {"number": taken}, 409)
    return HttpResponseRedirect(follow_url(taken))


def follow_url(objection: Objection) -> str:
    """Where an objection is followed; it was received just now."""
    return f"{reverse('assessments:follow')}?number={objection}&received=1"


def sheet(
    request: HttpRequest, edition: Edition, form: ObjectionForm, sentence: str = "", status: int = 200
) -> HttpResponse:
    """The page of the sheet with a new word, and a sentence where something went wrong."""
    context = {**heading_of(edition), "form": form, "sheet": new_sheet(edition), "sentence": sentence}
    return render(request, "assessments/object.html", context, status=status)
