"""What the channels share: what they are, whose records they meet, and how an answer about a record of elsewhere must
look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial, wraps
from typing import Any

from django.contrib import admin
from django.db import models

from assessments.tests.matrix.accounts import Office
from assessments.tests.matrix.signs import ABROAD, BORDER, SIGNS, word
from assessments.tests.matrix.world import MODELS, NOWHERE
from config.tests.test_registry import NEVER, page

Channel = Callable[[Office], Counter[str]]
"""Walks all kinds of records as one account; returns how often each of the things was tried that it is there for."""
CHANNELS: dict[str, Channel] = {}
LEAST: dict[str, dict[str, int]] = {}
"""Of each channel: how often it tries each of these things, at least, for any account that may do such a thing."""
PLACED = (*MODELS, *NOWHERE)


def channel(**least: int) -> Callable[[Callable[[Office], Iterator[str]]], Channel]:
    """Makes a channel of a function that yields, each time it has tried something, what that was."""

    def make(walk: Callable[[Office], Iterator[str]]) -> Channel:
        @wraps(walk)
        def walked(office: Office) -> Counter[str]:
            return Counter(walk(office))

        LEAST[walk.__name__] = least
        CHANNELS[walk.__name__] = walked
        return walked

    return make


def admin_of(model: type[models.Model]) -> Any:
    return admin.site._registry[model]


def verb_page(model: type[models.Model], verb: str, key: Any) -> str:
    return page(model, "verb", key, verb)


def verbs_of(model: type[models.Model], on_list: bool) -> list[str]:
    """The names of a model's verbs, on its list or on its records."""
    return [verb.name for verb in admin_of(model).get_verbs() if verb.on_list == on_list]


def further_pages(model: type[models.Model]) -> list[Callable[[Any], str]]:
    """The addresses of a model's further pages, by the key of a record; and one that there is not."""
    own = admin_of(model).pages
    names = [one.name for one in own] + (["nothing"] if own else [])
    return [partial(address_of, model, name) for name in names]


def address_of(model: type[models.Model], name: str, key: Any) -> str:
    return page(model, "page", key, name)


def foreign(office: Office, model: type[models.Model]) -> list[Any]:
    """Records of a model that the account may not see; of a catalogue there are none."""
    return office.lying(model, inside=False) if model in PLACED else []


def own(office: Office, model: type[models.Model]) -> list[Any]:
    """Records of a model that the account may see; of a catalogue, one."""
    return office.lying(model, inside=True) if model in PLACED else [model._default_manager.first()]


def in_any_state(model: type[models.Model]) -> dict[str, str]:
    """What is asked of a list to have all its rows; nothing where it leaves none out, and refuses to be asked."""
    return {"state": "all"} if "state" in narrowed_by(model) else {}


def narrowed_by(model: type[models.Model]) -> set[str]:
    """The parameters of the list's own filters."""
    return {getattr(one, "parameter_name", "") for one in admin_of(model).list_filter}


def row(obj: models.Model) -> Any:
    return type(obj)._base_manager.filter(pk=obj.pk).values().get()


Ask = Callable[..., Any]


def told(response: Any, key: Any) -> tuple[Any, ...]:
    """What an answer tells, without the key that was asked for."""
    said = [str(message) for message in response.wsgi_request._messages]
    texts = [response.headers.get("Location", ""), *said]
    return response.status_code, [re.sub(rf"(?<!\d){key}(?!\d)", "?", text) for text in texts]


def looks_missing(
    office: Office, ask: Ask, address: Callable[[Any], str], key: Any, *sent: Any, never: Any = NEVER
) -> None:
    """A record of elsewhere answers as one that never was."""
    asked = address(key)
    if (ask, address(never)) not in office.missing:
        office.missing[ask, address(never)] = told(ask(address(never), *sent), never)
    assert told(ask(asked, *sent), key) == office.missing[ask, address(never)], asked


def elsewhere(office: Office) -> list[str]:
    """Characters of places that the account may not see, to search for."""
    found = [SIGNS[code] for code in (BORDER, ABROAD) if word(code) in office.foreign]
    return found if office.is_thorough else found[:1]


def office_request(office: Office) -> Any:
    request = office.client.request().wsgi_request
    request.user = office.staff
    return request


FILLED = {"reason": "录入有误", "on": "2012-01-01"}
"""What a form of a verb or an action is filled with."""
