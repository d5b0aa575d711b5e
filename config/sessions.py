"""A session ends when nobody has been there for a while, and in any case some hours after the sign-in."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

BEGAN, SEEN = "began", "seen"
"""Names in a session: when its sign-in was, and when somebody was last there; seconds of the clock."""
PRECISION = 60
"""So many seconds of presence cost one write."""
LOOKS_BY_ITSELF = "/progress/"
"""With this end the addresses that an open page asks without anybody there."""


@receiver(user_logged_in)
def begin(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    """A session begins with the sign-in."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


class SessionLimitsMiddleware:
    """Ends the session before the request is answered: whoever comes late is asked to sign in, and then led back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Public pages do not so much as look whether there is a session: they are the same for everybody.
        if request.path_info.startswith(reverse("admin:index")) and SEEN in request.session:
            self.look(request)
        return self.get_response(request)

    def look(self, request: HttpRequest) -> None:
        """Ends a session that is past its time; keeps the time of one that is not."""
        now, session = int(time.time()), request.session
        if now - session[SEEN] > settings.SESSION_IDLE:
            self.end(
                request, _("You were signed out because nobody was there for a while. Sign in to go on.")
            )
        elif now - session[BEGAN] > settings.SESSION_LONGEST:
            self.end(request, _("A sign-in holds for twelve hours at most. Sign in to go on."))
        elif now - session[SEEN] >= PRECISION and not request.path_info.endswith(LOOKS_BY_ITSELF):
            session[SEEN] = now

    def end(self, request: HttpRequest, sentence: str) -> None:
        logout(request)
        messages.warning(request, sentence)
