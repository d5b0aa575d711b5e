"""Makes rows for tests of the floor on which cadres and places are judged."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessments.models import (
    Adjustment,
    Award,
    Commendation,
    Edition,
    FrozenInputs,
    GradeRule,
    Indicator,
    Period,
    ProgrammeGrade,
    Scheme,
    Score,
    ScoreItem,
    ScoreRun,
    Talk,
    YearlyGrade,
)
from cadres.tests.factories import PostFactory, SkillFactory, StaffFactory, place, serving_cadre
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
    """Approved, unless told `settled=False`."""

    class Meta:
        model = Adjustment
        skip_postgeneration_save = True

    cadre = factory.LazyFunction(serving_cadre)
    division = factory.LazyFunction(lambda: place(town()))
    period = factory.SubFactory(PeriodFactory)
    kind = "bonus"
    points = 2 * ONE
    reason = "抢险救灾"
    decided_by = "镇党委"

    @factory.post_generation
    def settled(adjustment, create, settled, **kwargs):
        if create and settled is not False:
            Adjustment.objects.filter(pk=adjustment.pk).update(
                state="approved", settled_by=StaffFactory(), settled_at=timezone.now()
            )
            adjustment.refresh_from_db()


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


class GradeRuleFactory(DjangoModelFactory):
    class Meta:
        model = GradeRule
        django_get_or_create = ("division", "valid_from")

    division = factory.LazyFunction(lambda: place(seat()))
    valid_from = factory.Sequence(lambda n: datetime.date(2001, 1, 1) + datetime.timedelta(days=n))
    valid_to = factory.LazyAttribute(lambda o: o.valid_from + datetime.timedelta(days=1))


class ProgrammeGradeFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeGrade

    cadre = factory.LazyFunction(serving_cadre)
    division = factory.LazyFunction(lambda: place(town()))
    run = factory.SubFactory(ScoreRunFactory)
    period = factory.LazyAttribute(lambda o: o.run.period)
    graded_for = factory.LazyAttribute(lambda o: o.run.division)
    rule = factory.SubFactory(GradeRuleFactory)
    score = 80 * ONE
    pass_mark = factory.LazyAttribute(lambda o: o.rule.pass_mark)
    grade = factory.LazyAttribute(lambda o: "pass" if o.score >= o.pass_mark else "fail")


class YearlyGradeFactory(DjangoModelFactory):
    class Meta:
        model = YearlyGrade

    programme_grade = factory.SubFactory(ProgrammeGradeFactory)
    cadre = factory.LazyAttribute(lambda o: o.programme_grade.cadre)
    division = factory.LazyAttribute(lambda o: o.programme_grade.division)
    year = 2011
    proposed = "competent"


class AwardFactory(DjangoModelFactory):
    class Meta:
        model = Award

    cadre = factory.LazyFunction(serving_cadre)
    division = factory.LazyFunction(lambda: place(town()))
    period = factory.SubFactory(PeriodFactory)
    yuan = 200
    reason = "年度考核由及格上调，一次性奖励"
    decided_by = "镇党委"


class TalkFactory(DjangoModelFactory):
    class Meta:
        model = Talk

    cadre = factory.LazyFunction(serving_cadre)
    division = factory.LazyFunction(lambda: place(town()))
    period = factory.SubFactory(PeriodFactory)
    why = "evaluation"
    talker = "镇党委书记"


class CommendationFactory(DjangoModelFactory):
    class Meta:
        model = Commendation

    kind = "star"
    cadre = factory.LazyFunction(serving_cadre)
    division = factory.LazyFunction(lambda: place(town()))
    skill = factory.SubFactory(SkillFactory)
    period = factory.SubFactory(PeriodFactory)
    citation = "带动二十户发展网箱养鱼"
