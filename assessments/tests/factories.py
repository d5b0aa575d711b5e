"""Makes rows for tests of the floor on which cadres and places are judged."""

import datetime
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessments.models import (
    Adjustment,
    Anomaly,
    Award,
    Commendation,
    Edition,
    EditionSupplement,
    FrozenInputs,
    GradeRule,
    Indicator,
    Objection,
    Period,
    Poll,
    PollResult,
    ProgrammeGrade,
    PublicAttempt,
    Report,
    ReportingDuty,
    Review,
    Scheme,
    Score,
    ScoreItem,
    ScoreRun,
    StudiedSkill,
    StudyReport,
    SuperiorTie,
    Talk,
    WorkingLink,
    YearlyGrade,
)
from assessments.tests.notice import put_on_notice
from cadres.tests.factories import PostFactory, SkillFactory, StaffFactory, cadre_at, place, serving_cadre
from config.millionths import ONE
from config.testing import county, seat, town


class PeriodFactory(DjangoModelFactory):
    class Meta:
        model = Period
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"{2011 + n // 12 % 89}-{n % 12 + 1:02d}")


class SchemeFactory(DjangoModelFactory):
    class Meta:
        model = Scheme

    division = factory.LazyFunction(lambda: place(seat()))
    year = 2011
    version = factory.Sequence(lambda n: n + 1)
    name = "百分制考核方案"
    name_en = "100-point scheme"
    rank_minimum = 1


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


class AnomalyFactory(DjangoModelFactory):
    class Meta:
        model = Anomaly

    run = factory.SubFactory(ScoreRunFactory)
    kind = "copied_by_one"
    division = factory.LazyFunction(lambda: place(town()))
    cadre = factory.LazyFunction(serving_cadre)
    count = 3
    details = factory.LazyFunction(lambda: {"month": "2011-10", "of": "villages.visit", "rows": []})
    mark = factory.Sequence(lambda n: uuid.UUID(int=n))


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


def one_day(n: int, start: datetime.date = datetime.date(1950, 1, 1)) -> datetime.date:
    """A day of its own for each number."""
    return start + datetime.timedelta(days=n % 15_000)


class StudyReportFactory(DjangoModelFactory):
    class Meta:
        model = StudyReport

    cadre = factory.LazyFunction(serving_cadre)
    division = factory.LazyFunction(lambda: place(town()))
    month = "2011-10"
    handed_in_on = datetime.date(2011, 11, 3)
    content = "学习柑橘整枝修剪"


class StudiedSkillFactory(DjangoModelFactory):
    class Meta:
        model = StudiedSkill

    report = factory.SubFactory(StudyReportFactory)
    skill = factory.SubFactory(SkillFactory)


class ReportingDutyFactory(DjangoModelFactory):
    """Holds on one day, so that any number find room beside each other."""

    class Meta:
        model = ReportingDuty

    division = factory.LazyFunction(lambda: place(county()))
    kind = "study_report"
    days = 5
    valid_from = factory.Sequence(one_day)
    valid_to = factory.LazyAttribute(lambda o: o.valid_from and o.valid_from + datetime.timedelta(days=1))


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = Report

    division = factory.LazyFunction(lambda: place(town()))
    period = factory.Sequence(lambda n: PeriodFactory(code=f"{1950 + n // 4 % 60}-Q{n % 4 + 1}"))
    handed_in_on = datetime.date(2011, 11, 3)
    text = "本季度组织集中学习三次"


class SuperiorTieFactory(DjangoModelFactory):
    """Holds on one day, so that any number find room beside each other."""

    class Meta:
        model = SuperiorTie

    division = factory.LazyFunction(lambda: place(town()))
    leader = "滕某某 副县长"
    valid_from = factory.Sequence(one_day)
    valid_to = factory.LazyAttribute(lambda o: o.valid_from and o.valid_from + datetime.timedelta(days=1))


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = Review

    cadre = factory.LazyFunction(serving_cadre)
    superior = factory.LazyFunction(lambda: cadre_at(town(), post_class="leader"))
    division = factory.LazyFunction(lambda: place(town()))
    period = factory.LazyFunction(lambda: PeriodFactory(code="2011-H2"))
    held_on = datetime.date(2011, 12, 20)
    reviewer = "田某某 镇长"
    grade = "good"
    text = "学得扎实"


class PollFactory(DjangoModelFactory):
    class Meta:
        model = Poll

    kind = "democratic"
    division = factory.LazyFunction(lambda: place(town()))
    period = factory.LazyFunction(lambda: PeriodFactory(code="2011-H2"))
    held_on = factory.Sequence(lambda n: datetime.date(2011, 7, 1) + datetime.timedelta(days=n % 5_000))
    by_residents = True
    sampling = "drawn"
    list_size = 60
    seed = "20111201"
    handed_out = 50
    returned = 45
    valid = 40


class PollResultFactory(DjangoModelFactory):
    class Meta:
        model = PollResult

    poll = factory.SubFactory(PollFactory)
    cadre = factory.LazyFunction(serving_cadre)
    very_satisfied = 20
    satisfied = 10
    fair = 4
    poor = 1
    no_opinion = 2


class ObjectionFactory(DjangoModelFactory):
    class Meta:
        model = Objection

    reference = factory.Sequence(lambda n: f"{n:08d}")
    edition = factory.LazyFunction(lambda: put_on_notice(EditionFactory()))
    division = factory.LazyFunction(lambda: place(town()))
    text = "人数不对"
    form = factory.Sequence(lambda n: f"sheet {n}")


class PublicAttemptFactory(DjangoModelFactory):
    class Meta:
        model = PublicAttempt

    kind = "objection"
    origin = "0" * 64


class WorkingLinkFactory(DjangoModelFactory):
    class Meta:
        model = WorkingLink

    cadre = factory.LazyFunction(serving_cadre)
    run = factory.SubFactory(ScoreRunFactory)
    division = factory.LazyFunction(lambda: place(town()))
    digest = factory.Sequence(lambda n: f"{n:032d}".encode())
    expires_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=7))


class EditionSupplementFactory(DjangoModelFactory):
    class Meta:
        model = EditionSupplement

    edition = factory.SubFactory(EditionFactory)
    model_name = "another-period-1"
    seed = 1
    replicates = 1000


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

    programme_grade = factory.SubFactory(ProgrammeGradeFactory, run__period__code="2011")
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
