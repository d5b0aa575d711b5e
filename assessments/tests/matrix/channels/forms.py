"""Forms that offer records to choose: those of elsewhere are neither named nor taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.forms import BaseForm, BaseFormSet, ModelChoiceField
from django.urls import reverse

from assessments.tests.matrix.accounts import Office
from assessments.tests.matrix.channels.walking import channel, elsewhere, foreign, own, verb_page, verbs_of
from config.jurisdiction import own_models
from config.tests.test_registry import page


@channel(prefilled=1, submitted=1)
def forms(office: Office) -> Iterator[str]:
    """An address that fills a form with records of elsewhere does not have them named; a form that names them, in its
    own fields or in those of a row under it, is refused as if there were no such records."""
    for address in addresses(office):
        opened = office.get(address)
        if opened.status_code != 200:
            continue
        for chosen in strangers_for(office, form_of(opened)):
            office.get(address, chosen)
            answer = office.post(address, chosen)
            assert answer.status_code == 200, address
            for name in chosen:
                yield "prefilled"
                assert_unknown(form_of(answer), name, address)
                yield "submitted"
        for number, rows in enumerate(rows_under(opened)):
            for chosen in strangers_for(office, rows.empty_form):
                answer = office.post(address, one_row(rows, chosen))
                assert answer.status_code == 200, address
                for name in chosen:
                    assert_unknown(rows_under(answer)[number].forms[0], name, address)
                    yield "in_rows"


def addresses(office: Office) -> Iterator[str]:
    """Of every form: for new records, for the own ones, of verbs."""
    for model in office.among(own_models()):
        yield page(model, "add")
        yield from (page(model, "do", verb) for verb in verbs_of(model, on_list=True))
        for obj in own(office, model)[:1]:
            yield page(model, "change", obj.pk)
            yield from (verb_page(model, verb, obj.pk) for verb in verbs_of(model, on_list=False))


def form_of(response: Any) -> BaseForm | None:
    """The form of a page."""
    found = (getattr(response, "context", None) or {}).get("adminform")
    return found and found.form


def rows_under(response: Any) -> list[BaseFormSet]:
    """The forms under the form of a page to which a row can be added."""
    found = (getattr(response, "context", None) or {}).get("inline_admin_formsets", [])
    return [inline.formset for inline in found if inline.has_add_permission]


def strangers_for(office: Office, form: BaseForm | None) -> Iterator[dict[str, Any]]:
    """For every choice of records in a form the key of a record of elsewhere, by the name of the choice; then, of those
    where there are two, the other."""
    fields = form.fields.items() if form else ()
    # The key of a row is no choice: what is sent for it names a row that is there already.
    choices = [
        (name, field) for name, field in fields if isinstance(field, ModelChoiceField) and name != "id"
    ]
    strangers = {name: foreign(office, field.queryset.model) for name, field in choices}
    for turn in range(2):
        chosen = {name: found[turn].pk for name, found in strangers.items() if found[turn:]}
        if chosen:
            yield chosen


def one_row(rows: BaseFormSet, chosen: dict[str, Any]) -> dict[str, Any]:
    """What is sent for one new row in which these records are chosen."""
    counted = {f"{rows.prefix}-TOTAL_FORMS": 1, f"{rows.prefix}-INITIAL_FORMS": 0}
    return {**counted, **{f"{rows.prefix}-0-{name}": key for name, key in chosen.items()}}


def assert_unknown(form: Any, name: str, address: str) -> None:
    """What was chosen is refused in the words for what is not there."""
    errors = form.errors.as_data()
    assert [error.code for error in errors.get(name, [])] == ["invalid_choice"], (address, name)


@channel(asked=1)
def autocompletes(office: Office) -> Iterator[str]:
    for model in office.among(own_models()):
        for column in model._meta.concrete_fields:
            if column.remote_field:
                yield from suggested(office, model, column)


def suggested(office: Office, model: type[models.Model], column: Any) -> Iterator[str]:
    """What is suggested for a column, whatever is typed, are no records of elsewhere."""
    asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
    strangers = {str(obj.pk) for obj in foreign(office, column.remote_field.model)}
    for term in ("", *elsewhere(office)):
        found = office.get(reverse("admin:autocomplete"), {**asked, "field_name": column.name, "term": term})
        if found.status_code != 200:
            break  # What is not suggested is not suggested for any term.
        assert not {result["id"] for result in found.json()["results"]} & strangers
        yield "asked"
