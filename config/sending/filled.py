"""A form that was sent too late: what was typed goes with its account through signing in, and back into the form.

Nothing is stored for anybody who is not signed in. What was typed travels encrypted in the sign-in page, for the
account that filled it in alone; once that account has signed in it waits in its session until a form is opened.
"""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from cryptography.exceptions import InvalidTag
from django.contrib.auth.signals import user_logged_in
from django.core.signing import BadSignature, Signer
from django.dispatch import receiver
from django.http import HttpRequest, QueryDict

from config.encryption import seal, unseal
from config.sending.once import NOT_TYPED, ONCE

FILLED_BY = "_by"
"""The name of the mark, in a page with a form, of the account to which it was shown."""
FILLED = "_filled"
"""The name of what was typed, in the sign-in page and in the session."""
PURPOSE = "yiji filled forms"
LARGEST = 200_000
"""So many bytes of what was typed are carried; of more, nothing."""
LONGEST = 60 * 60
"""So many seconds may pass between sending a form too late and seeing it again."""
NEVER = {*NOT_TYPED, ONCE, FILLED_BY, FILLED}


def mark_of(staff: Any) -> str:
    """The mark of whoever is shown a page; signed, so that nobody fills in a form in the name of somebody else."""
    return _signer().sign(str(staff.pk))


def sealed(request: HttpRequest) -> str:
    """What was typed in the form that was sent; "" where no page of this site was sent, or too much was typed."""
    try:
        account = _signer().unsign(request.POST.get(FILLED_BY, ""))
    except BadSignature:
        return ""
    typed = [(name, values) for name, values in request.POST.lists() if _may_travel(name)]
    plain = json.dumps({"path": request.path, "at": int(time.time()), "typed": typed}).encode()
    if len(plain) > LARGEST:
        return ""
    return urlsafe_b64encode(seal(plain, name=account.encode(), purpose=PURPOSE)).decode()


def carried(request: HttpRequest) -> str:
    """What the sign-in page that was sent carries, so that it outlives a password mistyped."""
    found = request.POST.get(FILLED, "")
    return found if len(found) <= 2 * LARGEST else ""


def keep(request: HttpRequest, found: str, staff: Any) -> bool:
    """Lets what was typed wait in the session of the account that is signed in; whether it was that account's."""
    if not _opened(found, staff):
        return False
    request.session[FILLED] = found
    return True


@receiver(user_logged_in)
def signed_in(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """What the sign-in page carried is the account's that has signed in, or nobody's."""
    keep(request, carried(request), user)


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What the signed-in account had typed in this form before it had to sign in; told to one look at a form only.

    None where there is nothing, or it was typed in another form, or too long ago.
    """
    if request.method != "GET":
        return None
    if not hasattr(request, "typed_before"):
        request.typed_before = _taken(request)
    return request.typed_before


def _taken(request: HttpRequest) -> QueryDict | None:
    found = _opened(request.session.pop(FILLED, ""), request.user)
    if not found or found["path"] != request.path or time.time() - found["at"] > LONGEST:
        return None
    typed = QueryDict(mutable=True)
    for name, values in found["typed"]:
        typed.setlist(name, values)
    return typed


def _opened(found: str, staff: Any) -> dict[str, Any]:
    """What was sealed for this account; nothing where it was for another one, or by somebody else."""
    try:
        plain = unseal(urlsafe_b64decode(found), name=str(staff.pk).encode(), purpose=PURPOSE)
    except (InvalidTag, ValueError):
        return {}
    return json.loads(plain)


def _may_travel(name: str) -> bool:
    return name not in NEVER and "password" not in name.lower()


def _signer() -> Signer:
    return Signer(salt=PURPOSE)
