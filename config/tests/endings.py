"""What a browser does when its session has ended under a filled form: sends it, signs in, and is led back."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse

from cadres.tests.factories import PASSWORD
from config.sending.filled import FILLED
from config.sessions import SEEN

LOGIN = reverse("admin:login")


def let_pass(client: Any, seconds: int = 16 * 60, name: str = SEEN) -> None:
    """Lets so much time pass in a session: without anybody there, or since its sign-in."""
    session = client.session
    session[name] -= seconds
    session.save()


def sent_too_late(client: Any, address: str, typed: Any, **how: Any) -> Any:
    """The answer to a form that is sent when its session has ended."""
    let_pass(client, **how)
    return client.post(address, typed)


def carried_by(response: Any) -> str:
    """What the sign-in page carries for the way back; "" where it carries nothing."""
    found = re.search(rf'name="{FILLED}" value="([^"]*)" form="login-form"', response.text)
    return found[1] if found else ""


def next_of(response: Any) -> str:
    """Where the sign-in page leads to."""
    return re.search(r'name="next" value="([^"]*)"', response.text)[1].replace("&amp;", "&")


def sign_in(client: Any, staff: Any, page: Any, **other: str) -> Any:
    """Signs in on such a page as a browser would, and follows to where that leads."""
    sent = {"username": staff.username, "password": PASSWORD, "next": next_of(page), FILLED: carried_by(page)}
    return client.post(LOGIN, {**sent, **other}, follow=True)
