"""Makes rows for tests of the floor on which cadres serve."""

import datetime

import factory
from factory.django import DjangoModelFactory

from cadres.tests.factories import place, serving_cadre
from config.testing import town
from villages.models import (
    DiarySubmission,
    Household,
    HouseholdCategory,
    HouseholdPairing,
    Village,
    VillagePairing,
    Visit,
)


class VillageFactory(DjangoModelFactory):
    class Meta:
        model = Village
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"{town()}{n % 1000:03d}")
    township = factory.LazyAttribute(lambda o: place(o.code[:9]))
    name = factory.LazyAttribute(lambda o: f"村{o.code}")


class HouseholdFactory(DjangoModelFactory):
    class Meta:
        model = Household

    village = factory.SubFactory(VillageFactory)
    number = factory.Sequence(lambda n: f"{n:03d}")
    head_name = "张某"


class HouseholdCategoryFactory(DjangoModelFactory):
    class Meta:
        model = HouseholdCategory

    household = factory.SubFactory(HouseholdFactory)
    category = "hardship"
    valid_from = datetime.date(2011, 1, 1)


class VillagePairingFactory(DjangoModelFactory):
    class Meta:
        model = VillagePairing

    cadre = factory.LazyFunction(serving_cadre)
    village = factory.SubFactory(VillageFactory)
    primary = True
    valid_from = datetime.date(2011, 1, 1)


class HouseholdPairingFactory(DjangoModelFactory):
    class Meta:
        model = HouseholdPairing

    cadre = factory.LazyFunction(serving_cadre)
    household = factory.SubFactory(HouseholdFactory)
    valid_from = datetime.date(2011, 1, 1)


class VisitFactory(DjangoModelFactory):
    """A visit of a cadre in post in the township of `config.testing.town`; pass `division` where the cadre serves
    elsewhere."""

    class Meta:
        model = Visit

    cadre = factory.LazyFunction(serving_cadre)
    division = factory.LazyFunction(lambda: place(town()))
    village = factory.SubFactory(VillageFactory)
    visited_on = datetime.date(2011, 10, 11)
    purpose = "contact"
    done = "入户走访"


class DiarySubmissionFactory(DjangoModelFactory):
    class Meta:
        model = DiarySubmission

    division = factory.LazyFunction(lambda: place(town()))
    month = factory.Sequence(lambda n: f"{2011 + n // 12}-{n % 12 + 1:02d}")
    received_on = datetime.date(2011, 11, 3)
