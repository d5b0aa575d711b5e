"""The same form sent twice is carried out once; the second sending leads to where the first one led.

Every page with a form carries a word of its own. What tells one sending from another is that word with all that was
typed: whoever goes back, types something else and sends the page again has filled in another form.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from config.sending.models import Sent

ONCE = "_once"
"""The name of the word that a page carries."""
NOT_TYPED = {"csrfmiddlewaretoken", "_save", "_continue", "_addanother"}
WORD = re.compile(r"[0-9a-f]{32}")

Act = Callable[[], HttpResponse]
"""Carries out a form: a redirect (or a page with `led_to`) where something was done, else the page once more."""


def new_word() -> str:
    """The word of a page about to be shown."""
    return secrets.token_hex(16)


def key_of(request: HttpRequest) -> str:
    """What tells this sending from every other; "" where the page carried no word."""
    if request.method != "POST" or not WORD.fullmatch(request.POST.get(ONCE, "")):
        return ""
    typed = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_TYPED)
    files = sorted((name, file.name, file.size) for name, file in request.FILES.items())
    return hashlib.sha256(repr((request.path, typed, files)).encode()).hexdigest()


def in_one_transaction(request: HttpRequest, act: Act) -> HttpResponse:
    """Carries out a form in a transaction: of two sendings at the same moment the second waits for the first."""
    key = key_of(request)
    if not key:
        return act()
    with transaction.atomic():
        sent = claim(key, request)
        return settle(sent, act()) if sent else sent_already(request, key)


def claimed_first(request: HttpRequest, act: Act, meanwhile: str) -> HttpResponse:
    """Carries out a form that chooses its own transactions: a second sending in the meantime is led to `meanwhile`."""
    key = key_of(request)
    if not key:
        return act()
    sent = claim(key, request)
    if sent is None:
        return sent_already(request, key, meanwhile)
    try:
        return settle(sent, act())
    except BaseException:
        sent.delete()
        raise


def claim(key: str, request: HttpRequest) -> Sent | None:
    """The row of this sending; None where there is one already."""
    Sent.objects.of(request.user).old().delete()
    try:
        with transaction.atomic():
            return Sent.objects.create(by=request.user, key=key)
    except IntegrityError:
        return None


def settle(sent: Sent, response: HttpResponse) -> HttpResponse:
    """Remembers where a sending led, or forgets one that did nothing, so that it can be sent again. A page that tells
    of what was done names the address for the second sending as its `led_to`."""
    url = response.url if isinstance(response, HttpResponseRedirect) else getattr(response, "led_to", "")
    if url:
        sent.url = url
        sent.save(update_fields=["url"])
    else:
        sent.delete()
    return response


def sent_already(request: HttpRequest, key: str, meanwhile: str = "") -> HttpResponse:
    """To where the first sending led, or to `meanwhile` as long as that is not known."""
    url = Sent.objects.of(request.user).filter(key=key).values_list("url", flat=True).first()
    if url:
        messages.info(request, _("This form had been sent already. It was carried out once."))
    else:
        messages.warning(request, _("This form is being carried out at this moment. Look again in a while."))
    return HttpResponseRedirect(url or meanwhile or request.path)
