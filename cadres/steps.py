"""What stands between the password and the office: a code, a password of one's own, the setting up of a factor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from cadres import first_passwords, second_factor
from config.sending import filled


@dataclass(frozen=True)
class Step:
    """A page to which whoever has signed in is led, and the addresses that belong to it."""

    page: str
    parts: tuple[str, ...] = ()

    def is_at(self, path: str) -> bool:
        return path in {reverse(name) for name in (self.page, *self.parts)}


CODE = Step("second_factor:code")
OWN_PASSWORD = Step("admin:password_change")
SET_UP = Step("second_factor:set_up", ("second_factor:qr",))
ALWAYS_OPEN = ("admin:logout", "admin:login")


def step_before(request: HttpRequest) -> Step | None:
    """What is still to be done before the office opens; None where it is open."""
    staff: Any = request.user
    device = second_factor.device_of(staff)
    if device and not second_factor.has_given(request, device):
        return CODE
    if first_passwords.must_be_changed(staff):
        return OWN_PASSWORD
    if device is None and second_factor.is_required_of(staff):
        return SET_UP
    return None


class StepsMiddleware:
    """Leads a request to the office to the step that comes before it, and on from there to where it wanted to go."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.led_elsewhere(request) or self.get_response(request)

    def led_elsewhere(self, request: HttpRequest) -> HttpResponse | None:
        # As with sessions, public pages do not ask who is there.
        path = request.path_info
        if not path.startswith(reverse("admin:index")) or path in map(reverse, ALWAYS_OPEN):
            return None
        if not request.user.is_authenticated:
            return None
        step = step_before(request)
        if step is None or step.is_at(path):
            return None
        comes_back = request.method == "GET" or filled.keep(request, filled.sealed(request), request.user)
        wanted = urlencode({"next": request.get_full_path()}) if comes_back else ""
        return HttpResponseRedirect(f"{reverse(step.page)}?{wanted}".rstrip("?"))
