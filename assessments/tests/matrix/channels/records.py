"""The pages of single records, and what is sent to them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from assessments.models import Score
from assessments.tests.matrix.accounts import IN_BRIEF, Office
from assessments.tests.matrix.channels.walking import (
    FILLED,
    channel,
    foreign,
    further_pages,
    looks_missing,
    own,
    row,
    verb_page,
    verbs_of,
)
from config.jurisdiction import own_models
from config.tests.test_registry import NEVER, page

PAGES = ("change", "history", "delete")
NO_VERB = "nothing"


@channel(elsewhere=40, own=1)
def objects(office: Office) -> Iterator[str]:
    """Pages of a record of elsewhere answer as if it had never been; own records open and name nobody of elsewhere."""
    names = PAGES[:1] if office.name in IN_BRIEF else PAGES
    for model in office.among(own_models()):
        for obj in foreign(office, model):
            for name in names:
                looks_missing(office, office.get, partial(page, model, name), obj.pk)
                yield "elsewhere"
        for obj in own(office, model)[-1:]:
            for name in names:
                if office.get(page(model, name, obj.pk)).status_code == 200:
                    yield "own"


@channel(linked=1)
def links(office: Office) -> Iterator[str]:
    """Records that lie at one place and name what lies at another tell of it no more than its name."""
    for obj in office.world.linked:
        if office.among([type(obj)]):
            for name in ("change", "history"):
                if office.get(page(type(obj), name, obj.pk)).status_code == 200:
                    yield "linked"


@channel(elsewhere=6, own=1)
def pages(office: Office) -> Iterator[str]:
    """The further pages of a record: those of elsewhere answer as if it had never been, the own ones name nobody of
    there."""
    for model in office.among(own_models()):
        for address in further_pages(model):
            for obj in foreign(office, model):
                looks_missing(office, office.get, address, obj.pk)
                yield "elsewhere"
            for obj in own(office, model)[-1:]:
                if office.get(address(obj.pk)).status_code == 200:
                    yield "own"


@channel(elsewhere=2, own=1)
def workings(office: Office) -> Iterator[str]:
    """The link and the sheet beside a score, opened and asked for."""
    for name in ("link", "workings"):
        for obj in foreign(office, Score):
            looks_missing(office, office.get, partial(page, Score, name), obj.pk)
            looks_missing(office, office.post, partial(page, Score, name), obj.pk)
            yield "elsewhere"
        for obj in own(office, Score):
            if office.get(page(Score, name, obj.pk)).status_code == 200:
                yield "own"


@channel(elsewhere=30, own=1)
def verbs(office: Office) -> Iterator[str]:
    """What can be done with a record is asked of own records alone; of others, nothing is said or done."""
    for model in office.among(own_models()):
        for verb in (*verbs_of(model, on_list=True), NO_VERB):
            office.get(page(model, "do", verb))
        for verb in (*verbs_of(model, on_list=False), NO_VERB):
            for obj in own(office, model)[-1:]:
                if office.get(verb_page(model, verb, obj.pk)).status_code == 200:
                    yield "own"
            for obj in foreign(office, model)[-1:]:
                before = row(obj)
                looks_missing(office, office.get, partial(verb_page, model, verb), obj.pk)
                looks_missing(office, office.post, partial(verb_page, model, verb), obj.pk, FILLED)
                assert row(obj) == before
                yield "elsewhere"


@channel(elsewhere=20)
def changes(office: Office) -> Iterator[str]:
    """A form sent to the page of a record of elsewhere changes nothing and says nothing."""
    for model in office.among(own_models()):
        for obj in foreign(office, model):
            before = row(obj)
            sent = {"name": "改", "title": "改", "_save": "1"}
            looks_missing(office, office.post, partial(page, model, "change"), obj.pk, sent)
            assert row(obj) == before
            yield "elsewhere"


@channel(own=20, elsewhere=20)
def on_site(office: Office) -> Iterator[str]:
    """No record sends on to a page of the public site, and none of elsewhere looks different from none."""
    for model in office.among(own_models()):
        kind = ContentType.objects.get_for_model(model).pk
        for obj in own(office, model)[:1]:
            answer = office.get(site_page(kind, obj.pk))
            assert answer.status_code in (302, 403, 404)
            yield "own"
        for obj in foreign(office, model)[:1]:
            never = office.get(site_page(kind, NEVER)).status_code
            assert office.get(site_page(kind, obj.pk)).status_code == never
            yield "elsewhere"


def site_page(kind: int, key: Any) -> str:
    return reverse("admin:view_on_site", args=[kind, key])
