"""Makes rows for tests of the floor on which cadres and places are judged."""

import datetime

import factory
from factory.django import DjangoModelFactory

from assessments.models import (
    Adjustment,
    Edition,
    EditionSupplement,
    FrozenInputs,
    Indicator,
    Period,
    Scheme,
    Score,
    ScoreItem,
    ScoreRun,
)
from cadres.tests.factories import PostFactory, StaffFactory, place, serving_cadre
from config.millionths import ONE
from config.testing import seat, town


class PeriodFactory(DjangoModelFactory):
    class Meta:
        model = Period
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"{2011 + n // 12}-{n % 12 + 1:02d}")


class SchemeFactory(DjangoModelFactory):
    class Meta:
        model = Scheme

    division = factory.LazyFunction(lambda: place(seat()))
    year = 2011
    version = factory.Sequence(lambda n: n + 1)
    name = "百分制考核方案"
    name_en = "100-point scheme"


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    scheme = factory.SubFactory(SchemeFactory)
    section = "contact"
    name = "下村天数"
    name_en = "Days in the village"
    measure = "visit_days"
    target = 10 * ONE
    points = 100 * ONE


class AdjustmentFactory(DjangoModelFactory):
    class Meta:
        model = Adjustment

    cadre = factory.LazyFunction(serving_cadre)
    division = factory.LazyFunction(lambda: place(town()))
    period = factory.SubFactory(PeriodFactory)
    kind = "bonus"
    points = 2 * ONE
    reason = "抢险救灾"
    decided_by = "镇党委"


class ScoreRunFactory(DjangoModelFactory):
    class Meta:
        model = ScoreRun

    division = factory.LazyFunction(lambda: place(seat()))
    period = factory.SubFactory(PeriodFactory)
    scheme = factory.SubFactory(SchemeFactory)


class ScoreFactory(DjangoModelFactory):
    class Meta:
        model = Score

    run = factory.SubFactory(ScoreRunFactory)
    post = factory.SubFactory(PostFactory)
    cadre = factory.LazyAttribute(lambda o: o.post.cadre)
    division = factory.LazyAttribute(lambda o: o.post.division)
    post_class = "ordinary"
    starts_on = datetime.date(2011, 10, 1)
    days = 31
    status = "measured"
    total = 80 * ONE


class ScoreItemFactory(DjangoModelFactory):
    class Meta:
        model = ScoreItem

    score = factory.SubFactory(ScoreFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    numerator = 8
    points = 80 * ONE


class FrozenInputsFactory(DjangoModelFactory):
    class Meta:
        model = FrozenInputs

    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    text = "{}"


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = Edition

    kind = "townships"
    division = factory.LazyFunction(lambda: place(seat()))
    period = factory.SubFactory(PeriodFactory)
    revision = 1
    run = factory.SubFactory(ScoreRunFactory)
    inputs = factory.SubFactory(FrozenInputsFactory)
    prepared_by = factory.SubFactory(StaffFactory)
    scheme_name = "百分制考核方案 v1"


class EditionSupplementFactory(DjangoModelFactory):
    class Meta:
        model = EditionSupplement

    edition = factory.SubFactory(EditionFactory)
    model_name = "another-period-1"
    seed = 1
    replicates = 1000
