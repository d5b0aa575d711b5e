"""Every named address of the site, filled with what `everything` made; a name without a row here fails its test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from config.jurisdiction import own_models
from config.testing import factory_for

NO_PAGE = {
    "import_progress": "JSON for the page that waits",
    "import_answer": "takes a form, sends on",
    "import_copy": "a file to keep",
    "import_give_up": "takes a form, sends on",
    "import_template": "a file to keep",
    "process_import": "takes a form, sends on",
    "admin:logout": "takes a form; nobody is signed in afterwards",
    "admin:autocomplete": "JSON for the fields of a form",
    "admin:jsi18n": "a script",
    "admin:view_on_site": "sends on to a public page; no model has one",
    "admin:": "sends on to a page that is here, or to the sign-in",
    "second_factor:qr": "a picture",
    "assessments:robots": "plain text",
    "assessments:table_csv": "a file to keep",
    "assessments:table_json": "a file to keep",
}
"""Names, or ends of a model's names, that lead to no page of their own, and why."""

TOWNSHIPS = {"kind": "townships", "period": "2011-10"}
PUBLIC: dict[str, list[dict[str, Any]]] = {
    "assessments:home": [{}],
    "assessments:honours": [{}],
    "assessments:method": [{}],
    "assessments:scheme": [{"code": "4312", "year": 2011, "version": 1}],
    "assessments:place": [{"code": "431226101"}, {"code": "431226"}],
    "assessments:notices": [{}],
    "assessments:tables": [{}],
    "assessments:table": [
        TOWNSHIPS,
        {**TOWNSHIPS, "revision": 1},
        {**TOWNSHIPS, "code": "4312"},
        {**TOWNSHIPS, "code": "4312", "revision": 1},
    ],
    "assessments:table_funnel": [TOWNSHIPS, {**TOWNSHIPS, "code": "4312", "revision": 1}],
    "assessments:table_rising": [TOWNSHIPS, {**TOWNSHIPS, "code": "4312", "revision": 1}],
}
ASKED: dict[str, list[dict[str, Any]]] = {
    "assessments:notice": [{"number": 0}],
    "assessments:object": [{"number": 0}],
    "assessments:follow": [{}],
    "assessments:working": [{"token": "x"}],
}
"""Public pages that nobody keeps, or of something with a number of its own: 0 stands for a table on notice."""
OFFICE: dict[str, list[dict[str, Any]]] = {
    "admin:index": [{}],
    "admin:login": [{}],
    "admin:password_change": [{}],
    "admin:password_change_done": [{}],
    "second_factor:overview": [{}],
    "second_factor:code": [{}],
    "second_factor:set_up": [{}],
    "admin:app_list": [{"app_label": "cadres"}, {"app_label": "journal"}],
}
OF_AN_ACCOUNT = {"admin:auth_user_password_change"}


def names(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """The name of every pattern, with its namespace: `admin:index`."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name or ''}"
        else:
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else space)


def model_and_end(name: str) -> tuple[Any, str]:
    """The model whose admin has this name, and the rest of it; (None, the name) for any other."""
    for model in own_models():
        start = f"admin:{model._meta.app_label}_{model._meta.model_name}_"
        if name.startswith(start):
            return model, name.removeprefix(start)
    return None, name


def of_model(name: str, model: Any, end: str) -> list[str]:
    """The addresses of one name of a model's admin."""
    verbs = admin.site._registry[model].get_verbs()
    record = model._default_manager.first()
    if end in ("change", "delete", "history", "link", "workings"):
        return [reverse(name, args=[record.pk])]
    if end == "verb":
        return [reverse(name, args=[record.pk, verb.name]) for verb in verbs if not verb.on_list]
    if end == "page":
        pages = admin.site._registry[model].pages
        return [reverse(name, args=[record.pk, page.name]) for page in pages]
    if end == "do":
        return [reverse(name, args=[verb.name]) for verb in verbs if verb.on_list]
    if end == "import_preview":
        kind = admin.site._registry[model].import_kind
        batches = apps.get_model("spreadsheets.Batch")._default_manager.filter(kind=kind)
        return [reverse(name, args=[batch.key]) for batch in batches]
    assert end in ("changelist", "add", "export", "import"), f"{name} has no row in {__name__}."
    return [reverse(name)]


def addresses_of(name: str) -> list[str]:
    """Every address to open for a name; AssertionError where nobody has said what to open."""
    model, end = model_and_end(name)
    if end in NO_PAGE:
        return []
    if model:
        return of_model(name, model, end)
    if name in OF_AN_ACCOUNT:
        return [reverse(name, args=[get_user_model().objects.earliest("pk").pk])]
    filled = {**PUBLIC, **ASKED, **OFFICE}
    assert name in filled, f"{name} has no row in {__name__}."
    chinese = [reverse(name, kwargs=with_keys(kwargs)) for kwargs in filled[name]]
    return chinese + [f"/en{address}" for address in chinese if name in PUBLIC or name in ASKED]


def with_keys(kwargs: dict[str, Any]) -> dict[str, Any]:
    """What an address is filled with, with the number of a table on notice where it needs one."""
    if "number" not in kwargs:
        return kwargs
    table = apps.get_model("assessments.Edition")._default_manager.on_notice().order_by("pk").first()
    return {**kwargs, "number": table.pk if table else 1}


def everything() -> None:
    """One record of every model at least."""
    for model in own_models():
        if not model._default_manager.exists():
            factory_for(model).create()
