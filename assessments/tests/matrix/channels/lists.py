"""Lists, and whatever narrows, sorts and searches them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from assessments.tests.matrix.accounts import SHUT_OUT, Office
from assessments.tests.matrix.channels.walking import (
    FILLED,
    admin_of,
    channel,
    elsewhere,
    foreign,
    in_any_state,
    narrowed_by,
    office_request,
    row,
    told,
)
from assessments.tests.matrix.signs import ABROAD, OTHER, word
from assessments.tests.matrix.world import MODELS
from cadres.models import Cadre, TransferRequest
from config.jurisdiction import own_models
from config.tests.test_registry import NEVER, page
from villages.models import Household, Village


@channel(opened=1)
def home(office: Office) -> Iterator[str]:
    """The overview, its groups, and the pages about the own account."""
    names = ("admin:password_change", "admin:password_change_done", "second_factor:overview")
    addresses = [reverse("admin:index")]
    addresses += [reverse("admin:app_list", args=[label]) for label in settings.ADMIN_GROUPS]
    if office.name not in ("nobody", "ended"):  # They may change their own password, and nothing else.
        addresses += map(reverse, names)
    for address in addresses:
        if office.get(address).status_code == 200:
            yield "opened"


@channel(opened=1)
def lists(office: Office) -> Iterator[str]:
    for model in office.among(own_models()):
        opened = office.get(page(model, "changelist"))
        if opened.status_code == 200:
            yield "opened"
            shown = {obj.pk for obj in opened.context["cl"].result_list}
            assert not shown & {obj.pk for obj in foreign(office, model)}


@channel(narrowed=1)
def choices(office: Office) -> Iterator[str]:
    """Lists narrowed as their own filters offer it."""
    for model in office.among(own_models()):
        address = page(model, "changelist")
        opened = office.get(address)
        for spec in opened.context["cl"].filter_specs if opened.status_code == 200 else ():
            for choice in office.one_of(list(spec.choices(opened.context["cl"]))[1:]):
                office.get(address + choice["query_string"])
                yield "narrowed"


@channel(sorted=1)
def sorted_lists(office: Office) -> Iterator[str]:
    """A list in the order of all its columns."""
    for model in office.among(MODELS):
        columns = range(1, len(admin_of(model).list_display) + 1)
        if office.get(page(model, "changelist"), {"o": ".".join(map(str, columns))}).status_code == 200:
            yield "sorted"


@channel(searched=1)
def searches(office: Office) -> Iterator[str]:
    """A search for what stands elsewhere finds as much as one for what stands nowhere."""
    for model in office.among(own_models()):
        if not admin_of(model).search_fields:
            continue
        for term in elsewhere(office):
            found = office.get(page(model, "changelist"), {"q": term})
            if found.status_code == 200:
                yield "searched"
                assert not {o.pk for o in found.context["cl"].result_list} & {
                    o.pk for o in foreign(office, model)
                }
                assert model not in TELLS_NAMES or not found.context["cl"].result_count


TELLS_NAMES = {Cadre, Village, Household, TransferRequest}
"""Where a search looks into the records themselves, and not into what they name."""


@channel(narrowed=1)
def narrowed(office: Office) -> Iterator[str]:
    """A list that is narrowed to a record of elsewhere says as much as one narrowed to a record that never was."""
    for model in office.among(MODELS):
        for parameter, key in asked_by_key(office, model):
            asked, never = (
                office.get(page(model, "changelist"), {parameter: value, **in_any_state(model)})
                for value in (key, NEVER)
            )
            assert told(asked, key) == told(never, NEVER)
            if asked.status_code == 200:
                yield "narrowed"


def asked_by_key(office: Office, model: type[models.Model]) -> Iterator[tuple[str, Any]]:
    """What a list may be asked for in its address, with keys of elsewhere."""
    request = office_request(office)
    for column in model._meta.concrete_fields:
        for parameter in (column.name, f"{column.name}__id__exact"):
            if column.remote_field and admin_of(model).lookup_allowed(parameter, "1", request):
                yield from ((parameter, obj.pk) for obj in foreign(office, column.remote_field.model))


@channel(places=1)
def places(office: Office) -> Iterator[str]:
    """Asked for a place of elsewhere, no list has a row, nor another answer than for a place that never was."""
    for model in office.among(MODELS):
        address = page(model, "changelist")
        opened = office.get(address)
        if opened.status_code != 200 or "place" not in narrowed_by(model):
            continue
        offered = "place" in {
            getattr(spec, "parameter_name", "") for spec in opened.context["cl"].filter_specs
        }
        for code in (OTHER, ABROAD):
            if word(code) in office.foreign:
                asked, never = (
                    office.get(address, {"place": one, **in_any_state(model)}).context["cl"].result_list
                    for one in (code, NO_PLACE)
                )
                assert [obj.pk for obj in asked] == [obj.pk for obj in never], (model, code)
                assert not (offered and asked), (model, code)
                yield "places"


NO_PLACE = "431399199"


@channel(actions=1)
def actions(office: Office) -> Iterator[str]:
    """An action on chosen rows leaves out those of elsewhere."""
    for model in office.among(MODELS):
        strangers = foreign(office, model)
        before = [row(obj) for obj in strangers]
        request = office_request(office)
        names = admin_of(model).get_actions(request) if office.name not in SHUT_OUT else ["void"]
        for name in names:
            chosen = {"action": name, "_selected_action": [obj.pk for obj in strangers]}
            asked = office.post(page(model, "changelist"), chosen)
            office.post(page(model, "changelist"), {**chosen, **FILLED, "confirmed": "1"})
            yield "actions"
            if asked.status_code == 200 and "objects" in (asked.context or {}):
                assert not asked.context["objects"]
        assert [row(obj) for obj in strangers] == before
