"""Every way in which a record can reach somebody through the office. A channel walks all models as one account; the
office itself fails at the first word of a place that is not the account's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.forms import ModelChoiceField
from django.urls import reverse

from assessments.models import Score
from assessments.tests.matrix.accounts import SHUT_OUT, Office
from assessments.tests.matrix.world import ABROAD, BORDER, MODELS, NOWHERE, OTHER, SIGNS, word
from cadres.models import Cadre, TransferRequest
from config.jurisdiction import own_models
from config.spreadsheets.models import Batch
from config.tests.test_registry import NEVER, page
from villages.models import Household, Village

Channel = Callable[[Office], None]
CHANNELS: dict[str, Channel] = {}
PLACED = (*MODELS, *NOWHERE)


def channel(walk: Channel) -> Channel:
    CHANNELS[walk.__name__] = walk
    return walk


def admin_of(model: type[models.Model]) -> Any:
    return admin.site._registry[model]


def verb_page(model: type[models.Model], verb: str, key: Any) -> str:
    return page(model, "verb", key, verb)


def verbs_of(model: type[models.Model], on_list: bool) -> list[str]:
    """The verbs of a model, and one that there is not."""
    return [verb.name for verb in admin_of(model).get_verbs() if verb.on_list == on_list] + ["nothing"]


def foreign(office: Office, model: type[models.Model]) -> list[Any]:
    """Records of a model that the account may not see; of a catalogue there are none."""
    return office.world.lying(model, office.codes, inside=False) if model in PLACED else []


def own(office: Office, model: type[models.Model]) -> list[Any]:
    """Records of a model that the account may see; of a catalogue, one."""
    if model not in PLACED:
        return [model._default_manager.first()]
    return office.world.lying(model, office.codes, inside=True)


def row(obj: models.Model) -> Any:
    return type(obj)._base_manager.filter(pk=obj.pk).values().get()


Ask = Callable[..., Any]
Address = Callable[[Any], str]


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
    return [SIGNS[code] for code in (BORDER, ABROAD) if word(code) in office.foreign]


def choices_in(response: Any) -> dict[str, ModelChoiceField]:
    """The choices of records in the form of a page."""
    form = (getattr(response, "context", None) or {}).get("adminform")
    fields = form.form.fields if form else {}
    return {name: field for name, field in fields.items() if isinstance(field, ModelChoiceField)}


@channel
def home(office: Office) -> None:
    office.get(reverse("admin:index"))
    for label in settings.ADMIN_GROUPS:
        office.get(reverse("admin:app_list", args=[label]))
    if office.name in ("nobody", "ended"):
        return  # They may change their own password, and nothing else.
    for name in ("admin:password_change", "admin:password_change_done", "second_factor:overview"):
        office.get(reverse(name))


@channel
def lists(office: Office) -> None:
    for model in office.among(own_models()):
        address = page(model, "changelist")
        opened = office.get(address)
        if opened.status_code != 200:
            continue
        shown = {obj.pk for obj in opened.context["cl"].result_list}
        assert not shown & {obj.pk for obj in foreign(office, model)}
        if model not in NOWHERE:
            for spec in opened.context["cl"].filter_specs:
                for choice in list(spec.choices(opened.context["cl"]))[1:4]:
                    office.get(address + choice["query_string"])


@channel
def sorted_lists(office: Office) -> None:
    for model in office.among(MODELS):
        for number in range(1, len(admin_of(model).list_display) + 1):
            office.get(page(model, "changelist"), {"o": number})


@channel
def searches(office: Office) -> None:
    """A search for what stands elsewhere finds as much as one for what stands nowhere."""
    for model in office.among(own_models()):
        if not admin_of(model).search_fields:
            continue
        for term in elsewhere(office):
            found = office.get(page(model, "changelist"), {"q": term})
            if found.status_code == 200:
                assert not {o.pk for o in found.context["cl"].result_list} & {
                    o.pk for o in foreign(office, model)
                }
                assert model not in TELLS_NAMES or not found.context["cl"].result_count


TELLS_NAMES = {Cadre, Village, Household, TransferRequest}
"""Where a search looks into the records themselves, and not into what they name."""


@channel
def narrowed(office: Office) -> None:
    """A list that is narrowed to a record of elsewhere says as much as one narrowed to a record that never was."""
    for model in office.among(MODELS):
        for parameter, key in asked_by_key(office, model):
            asked, never = (
                office.get(page(model, "changelist"), {parameter: value, "state": "all"})
                for value in (key, NEVER)
            )
            assert told(asked, key) == told(never, NEVER)


def asked_by_key(office: Office, model: type[models.Model]) -> Iterator[tuple[str, Any]]:
    """What a list may be asked for in its address, with keys of elsewhere."""
    request = office_request(office)
    for column in model._meta.concrete_fields:
        for parameter in (column.name, f"{column.name}__id__exact"):
            if column.remote_field and admin_of(model).lookup_allowed(parameter, "1", request):
                strangers = foreign(office, column.remote_field.model)
                yield from ((parameter, obj.pk) for obj in strangers[:1] + strangers[-1:])


@channel
def places(office: Office) -> None:
    """Asked for a place of elsewhere, no list has a row."""
    for model in office.among(MODELS):
        address = page(model, "changelist")
        opened = office.get(address)
        filters = opened.context["cl"].filter_specs if opened.status_code == 200 else []
        names = {getattr(spec, "parameter_name", "") for spec in filters}
        if "place" not in names:
            continue
        all_states = {"state": "all"} if "state" in names else {}
        for code in (OTHER, ABROAD):
            if word(code) in office.foreign:
                count = office.get(address, {"place": code, **all_states}).context["cl"].result_count
                assert count == 0, (model, code)


def office_request(office: Office) -> Any:
    request = office.client.request().wsgi_request
    request.user = office.staff
    return request


@channel
def objects(office: Office) -> None:
    """Pages of a record of elsewhere answer as if it had never been; own records open and name nobody of elsewhere."""
    for model in office.among(own_models()):
        names = ["change", "history", "delete"]
        for obj in foreign(office, model):
            for name in names:
                looks_missing(office, office.get, partial(page, model, name), obj.pk)
        for obj in own(office, model):
            for name in names:
                office.get(page(model, name, obj.pk))
    for obj in office.world.linked:
        if not office.among([type(obj)]):
            continue
        office.get(page(type(obj), "change", obj.pk))
        office.get(page(type(obj), "history", obj.pk))


@channel
def workings(office: Office) -> None:
    """The pages beside a score: those of elsewhere answer as if it had never been, the own ones name nobody of
    there."""
    for model in office.among([Score]):
        for name in ("link", "workings"):
            for obj in foreign(office, model):
                looks_missing(office, office.get, partial(page, model, name), obj.pk)
                looks_missing(office, office.post, partial(page, model, name), obj.pk)
            for obj in own(office, model):
                office.get(page(model, name, obj.pk))


@channel
def verbs(office: Office) -> None:
    """What can be done with a record is asked of own records alone; of others, nothing is said or done."""
    for model in office.among(own_models()):
        for verb in verbs_of(model, on_list=True):
            office.get(page(model, "do", verb))
        for verb in verbs_of(model, on_list=False):
            for obj in own(office, model):
                office.get(verb_page(model, verb, obj.pk))
            for obj in foreign(office, model):
                before = row(obj)
                looks_missing(office, office.get, partial(verb_page, model, verb), obj.pk)
                looks_missing(office, office.post, partial(verb_page, model, verb), obj.pk, FILLED)
                assert row(obj) == before


FILLED = {"reason": "录入有误", "on": "2012-01-01"}


@channel
def changes(office: Office) -> None:
    """A form sent to the page of a record of elsewhere changes nothing and says nothing."""
    for model in office.among(own_models()):
        for obj in foreign(office, model):
            before = row(obj)
            sent = {"name": "改", "title": "改", "_save": "1"}
            looks_missing(office, office.post, partial(page, model, "change"), obj.pk, sent)
            assert row(obj) == before


@channel
def prefilled(office: Office) -> None:
    """An address that fills a form with a record of elsewhere does not have it named."""
    for _model, address, fields in forms(office):
        for name, field in fields.items():
            for obj in foreign(office, field.queryset.model)[:2]:
                office.get(address, {name: obj.pk})


@channel
def submitted(office: Office) -> None:
    """A form that names a record of elsewhere is refused as if there were no such record."""
    for model, address, fields in forms(office):
        for name, field in fields.items():
            for obj in foreign(office, field.queryset.model)[:2]:
                answer = office.post(address, {name: obj.pk})
                assert answer.status_code == 200, address
                errors = answer.context["adminform"].form.errors.as_data()
                assert [error.code for error in errors[name]] == ["invalid_choice"], (model, address, name)


def forms(office: Office) -> Iterator[tuple[Any, str, dict[str, ModelChoiceField]]]:
    """Every form that opens for the account and offers records: for new ones, for the own ones, of verbs."""
    for model in office.among(own_models()):
        at = [page(model, "add")] + [page(model, "do", verb) for verb in verbs_of(model, on_list=True)]
        for obj in own(office, model)[:1]:
            at += [page(model, "change", obj.pk)]
            at += [verb_page(model, verb, obj.pk) for verb in verbs_of(model, on_list=False)]
        for address in at:
            opened = office.get(address)
            if opened.status_code == 200 and choices_in(opened):
                yield model, address, choices_in(opened)


@channel
def actions(office: Office) -> None:
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
            if asked.status_code == 200 and "objects" in (asked.context or {}):
                assert not asked.context["objects"]
        assert [row(obj) for obj in strangers] == before


@channel
def exports(office: Office) -> None:
    """Files hold no row of elsewhere, even where one was chosen."""
    for model in office.among(own_models()):
        address = page(model, "export")
        if office.get(address).status_code != 200:
            continue
        strangers = [obj.pk for obj in foreign(office, model)]
        for number in range(len(admin_of(model).get_export_formats())):
            sent = {"format": number, "resource": 0, **dict.fromkeys(columns_of_form(office, address), "on")}
            office.post(address, sent)
            office.post(f"{address}?state=all", {**sent, "export_items": strangers})


def columns_of_form(office: Office, address: str) -> list[str]:
    """The boxes to tick of an export's form."""
    form = office.get(address).context["form"]
    return [name for name in form.fields if name not in ("format", "resource", "export_items")]


@channel
def imports(office: Office) -> None:
    """The upload page and the blank table name own places alone; another account's import is none."""
    for model in office.among(own_models()):
        if not getattr(admin_of(model), "import_kind", "") or not hasattr(admin_of(model), "import_view"):
            continue
        office.get(page(model, "import"))
        office.get(page(model, "import_template"))
        for batch in office.world.records[Batch].values():
            for name, args in IMPORT_PAGES.items():
                for ask in (office.get, office.post):
                    at = partial(import_page, model, name, args)
                    looks_missing(office, ask, at, batch.key, never="n" * len(batch.key))
        office.post(page(model, "process_import"), {"key": "x", "token": "x"})


def import_page(model: Any, name: str, args: tuple[str, ...], key: str) -> str:
    return page(model, name, key, *args)


IMPORT_PAGES: dict[str, tuple[str, ...]] = {
    "import_preview": (),
    "import_progress": (),
    "import_answer": (),
    "import_copy": ("marked",),
    "import_give_up": (),
}


@channel
def autocompletes(office: Office) -> None:
    for model in office.among(own_models()):
        for column in model._meta.concrete_fields:
            if not column.remote_field:
                continue
            asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
            strangers = {str(obj.pk) for obj in foreign(office, column.remote_field.model)}
            for term in ("", *elsewhere(office)):
                found = office.get(
                    reverse("admin:autocomplete"), {**asked, "field_name": column.name, "term": term}
                )
                if found.status_code == 200:
                    assert not {result["id"] for result in found.json()["results"]} & strangers


@channel
def on_site(office: Office) -> None:
    """No record sends on to a page of the public site, and none of elsewhere looks different from none."""
    for model in office.among(own_models()):
        kind = ContentType.objects.get_for_model(model).pk
        for obj in own(office, model)[:1]:
            answer = office.get(site_page(kind, obj.pk))
            assert answer.status_code in (302, 403, 404)
        for obj in foreign(office, model)[:1]:
            never = office.get(site_page(kind, NEVER)).status_code
            assert office.get(site_page(kind, obj.pk)).status_code == never


def site_page(kind: int, key: Any) -> str:
    return reverse("admin:view_on_site", args=[kind, key])
