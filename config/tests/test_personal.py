"""Every model about people says what is left of its texts: exceptions are listed here, never inclusions."""

import pytest
from django.db import models

from config.jurisdiction import own_models
from config.personal import ERASED, erased_as, is_of_people, keys_to_people
from config.testing import factory_for

ABOUT = [model for model in own_models() if is_of_people(model) or keys_to_people(model)]
KEPT_TEXTS: dict[str, set[str]] = {"assessments.studyreport": {"month"}}
"""Texts that stay when a person is erased: a month is no free text."""
every_model = pytest.mark.parametrize("model", ABOUT, ids=lambda model: model._meta.label_lower)


def free_texts(model):
    """The texts of a model that somebody writes, not those that are chosen from a list."""
    texts = [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
    ]
    return {field.name for field in texts if not field.choices}


@every_model
def test_every_free_text_about_people_is_erased(model):
    kept = KEPT_TEXTS.get(model._meta.label_lower, set())
    assert free_texts(model) - kept <= set(erased_as(model))


@every_model
def test_every_field_that_is_erased_is_one_of_the_model(model):
    assert set(erased_as(model)) <= {field.name for field in model._meta.concrete_fields}


@every_model
def test_what_takes_the_place_of_what_was_told_is_let_in_by_the_database(model, db):
    obj = factory_for(model).create()
    if erased_as(model):
        model._base_manager.filter(pk=obj.pk).update(**erased_as(model))
    obj.refresh_from_db()
    for name in free_texts(model) - {"number"} - KEPT_TEXTS.get(model._meta.label_lower, set()):
        assert getattr(obj, name) in ("", ERASED), name
