"""Who looks at the world: every role, and those who may not look, or no longer. Each has an office, which notices every
word of a place that is not the account's."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from assessments.tests.matrix.signs import HOME, SIGNS, word
from assessments.tests.matrix.world import World
from cadres.models import Role
from cadres.tests.factories import AssignmentFactory, StaffFactory, clerk, place

REFUSED = {302, 400, 403, 404, 405}


FORMER = "431228"


def moved() -> Any:
    """Was a county editor elsewhere until today, and is one here."""
    staff, today = clerk(Role.COUNTY_EDITOR, "431226"), timezone.localdate()
    AssignmentFactory(staff=staff, division=place(FORMER), valid_to=today)
    return staff


def ended() -> Any:
    staff = StaffFactory()
    AssignmentFactory(staff=staff, division=place("431226"), valid_to=timezone.localdate())
    return staff


def disabled() -> Any:
    staff = clerk(Role.CITY_ADMINISTRATOR, "4312")
    staff.is_active = False
    staff.save()
    return staff


ACCOUNTS: dict[str, tuple[Callable[[], Any], tuple[str, ...]]] = {
    "anonymous": (AnonymousUser, ()),
    "nobody": (StaffFactory, ()),
    "ended": (ended, ()),
    "disabled": (disabled, ()),
    "moved": (moved, ("431226",)),
    **{
        role.value: (lambda role=role, code=code: clerk(role, code), (code,))
        for role, code in {
            Role.CITY_ADMINISTRATOR: "4312",
            Role.CITY_EDITOR: "4312",
            Role.COUNTY_ADMINISTRATOR: "431226",
            Role.COUNTY_EDITOR: "431226",
            Role.TOWNSHIP_CLERK: HOME,
            Role.INSPECTOR: "431226",
            Role.APPROVER: "4312",
            Role.AUDITOR: "431226",
        }.items()
    },
}
"""By name: how the account is made, and where it may look."""
SHUT_OUT = ("anonymous", "nobody", "ended", "disabled")
"""They see nothing at all."""
THOROUGH = "county_editor"
"""The account that meets the records of every place, and searches for the words of each."""
READ = frozenset({"home", "lists", "objects"})
IN_BRIEF = {
    "county_administrator": READ | {"pages", "changes", "exports", "imports"},
    "moved": READ,
    "city_editor": READ,
    "inspector": READ,
    "approver": READ,
    "auditor": READ | {"pages", "workings", "searches", "exports"},
    "nobody": READ - {"lists"},
    "ended": READ - {"lists"},
    "disabled": READ - {"lists"},
}
"""Accounts with the places of another one, or with none, and the channels that they walk, through which most is read.
What they may do is in `test_roles.py`; where, is seen here."""


@dataclass(repr=False)
class Office:
    """An account at work in a browser."""

    name: str
    staff: Any
    codes: tuple[str, ...]
    world: World
    models: Collection[Any] = ()
    """The kinds of records to look at; empty: all."""

    def __post_init__(self) -> None:
        self.client = Client()
        if self.name != "anonymous":
            self.client.force_login(self.staff)
        self.missing: dict[Any, Any] = {}
        """What was answered where nothing is."""
        self.opened: set[str] = set()
        """Names of the addresses that were asked for."""
        self.foreign = [word(code) for code in SIGNS if not any(code.startswith(own) for own in self.codes)]

    @property
    def is_thorough(self) -> bool:
        return self.name == THOROUGH

    def one_of(self, choices: Sequence[Any]) -> Sequence[Any]:
        """One of the choices on a page, for each account another one: what they do is not for one role alone."""
        at = list(ACCOUNTS).index(self.name)
        return choices[at % len(choices) :][:1] if choices else ()

    def lying(self, model: Any, inside: bool) -> list[Any]:
        """Records of a model in the places of the account, or outside of them: the nearest, for who has moved one of
        the former place; the thorough account meets all."""
        if self.name == "moved" and not inside:
            return self.world.lying(model, (FORMER,), inside=True)
        found = self.world.lying(model, self.codes, inside)
        return found if self.is_thorough else found[-1:]

    def among(self, models: Iterable[Any]) -> list[Any]:
        """Of these kinds of records, those to look at."""
        return [model for model in models if not self.models or model in self.models]

    def get(self, address: str, asked: Any = None) -> Any:
        return self._read(self.client.get(address, asked or {}), address)

    def post(self, address: str, sent: Any = None) -> Any:
        return self._read(self.client.post(address, sent or {}), address)

    def _read(self, response: Any, address: str) -> Any:
        self.opened.add(response.resolver_match.view_name)
        assert response.status_code in REFUSED | {200}, f"{address}: {response.status_code}"
        if self.name in SHUT_OUT and response.status_code == 200:
            assert response.request["PATH_INFO"] in MAY_BE_OPENED_BY_ALL, address
        self.client.cookies.pop("messages", None)  # Each answer is looked at for itself.
        told = texts_of(response)
        for text in self.foreign:
            assert text not in told, f"{self.name} at {address} reads {text} in …{around(told, text)}…"
        return response


MAY_BE_OPENED_BY_ALL = ("/admin/", "/admin/login/")


def around(told: str, text: str) -> str:
    at = told.index(text)
    return told[max(0, at - 120) : at + 60]


def texts_of(response: Any) -> str:
    """All that an answer tells: its body, unpacked if it is a workbook; its headers; the messages that it leaves."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    told = [body.decode("utf-8", "replace"), *map(str, response.headers.values())]
    told += [str(message) for message in getattr(response.wsgi_request, "_messages", [])]
    return "\n".join(told)


def open_office(name: str, world: World) -> Office:
    made, codes = ACCOUNTS[name]
    return Office(name, made(), codes, world)
