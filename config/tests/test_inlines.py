"""A record's page costs the same whatever number of rows lies under the record."""

import datetime

import pytest
from django.contrib import admin
from django.db import models

from cadres.models import Assignment, Post
from cadres.tests.factories import StaffFactory, place
from config.jurisdiction import own_models
from config.testing import factory_for
from config.tests.test_registry import page, queries_of
from villages.models import HouseholdCategory, VillagePairing

PAIRS = [
    (model, inline)
    for model in own_models()
    for inline in admin.site._registry[model].get_inlines(None, model())
]


def day(number):
    return datetime.date(2000, 1, 1) + datetime.timedelta(days=number)


DISTINCT = {
    Post: lambda n: {"main": False, "assessed": False},
    VillagePairing: lambda n: {"primary": False},
    Assignment: lambda n: {"division": place(f"431226{n + 100}")},
    HouseholdCategory: lambda n: {"valid_from": day(n), "valid_to": day(n + 1)},
}
"""What makes rows of one parent differ, where the factory alone would repeat itself."""


def key_to(child, parent):
    [key] = [
        field.name
        for field in child._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.model is parent
    ]
    return key


@pytest.mark.parametrize(
    ("parent", "inline"), PAIRS, ids=[f"{p._meta.model_name}-{i.__name__}" for p, i in PAIRS]
)
def test_a_page_costs_the_same_queries_for_ten_rows_under_it_and_for_twenty(parent, inline, db, signed_in):
    office = signed_in(StaffFactory(is_superuser=True))
    child = inline.model
    record = factory_for(parent).create()
    key = key_to(child, parent)

    def add(numbers):
        for number in numbers:
            factory_for(child).create(**{key: record}, **DISTINCT.get(child, lambda n: {})(number))

    add(range(10))
    ten = queries_of(office, page(parent, "change", record.pk))
    add(range(10, 20))
    assert child._default_manager.filter(**{key: record}).count() >= 20
    assert queries_of(office, page(parent, "change", record.pk)) == ten
