"""Makes rows for tests. Places are made with their superiors, so that codes and parents agree."""

import datetime

import factory
from factory.django import DjangoModelFactory

from cadres.models import (
    Assignment,
    Cadre,
    Division,
    DivisionChange,
    LearningGoal,
    Mastery,
    NumberRange,
    Post,
    RequiredSkill,
    Role,
    Skill,
    SkillAlias,
    SkillCategory,
    Staff,
    TownshipClass,
    TransferRequest,
)
from config.testing import county, town

LEVELS = {2: "province", 4: "city", 6: "county", 9: "township"}
SUPERIOR = {4: 2, 6: 4, 9: 6}
PASSWORD = "a-long-enough-password"


def place(code: str, name: str = "") -> Division:
    """The division with this code, made with its superiors if it is not there."""
    found = Division.objects.filter(code=code).first()
    if found:
        return found
    parent = place(code[: SUPERIOR[len(code)]]) if len(code) in SUPERIOR else None
    level = LEVELS[len(code)]
    return Division.objects.create(code=code, level=level, parent=parent, name=name or f"{level} {code}")


class DivisionFactory(DjangoModelFactory):
    class Meta:
        model = Division
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"{county()}{n % 1000:03d}")
    name = factory.LazyAttribute(lambda o: f"township {o.code}")
    level = factory.LazyAttribute(lambda o: LEVELS[len(o.code)])
    parent = factory.LazyAttribute(
        lambda o: place(o.code[: SUPERIOR[len(o.code)]]) if len(o.code) > 2 else None
    )


class DivisionChangeFactory(DjangoModelFactory):
    class Meta:
        model = DivisionChange

    from_code = factory.Sequence(lambda n: f"{county()}8{n:02d}")
    from_name = factory.LazyAttribute(lambda o: f"former {o.from_code}")
    county_code = factory.LazyFunction(county)
    to = factory.SubFactory(DivisionFactory)
    kind = "renamed"


class TownshipClassFactory(DjangoModelFactory):
    """Holds on one day, so that any number find room beside each other."""

    class Meta:
        model = TownshipClass

    division = factory.LazyFunction(lambda: place(town()))
    kind = "mountain"
    valid_from = factory.Sequence(lambda n: datetime.date(1950, 1, 1) + datetime.timedelta(days=n % 15_000))
    valid_to = factory.LazyAttribute(lambda o: o.valid_from and o.valid_from + datetime.timedelta(days=1))


class StaffFactory(DjangoModelFactory):
    class Meta:
        model = Staff
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"staff{n}")
    name = factory.LazyAttribute(lambda o: o.username)
    is_staff = True
    password = factory.django.Password(PASSWORD)


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    staff = factory.SubFactory(StaffFactory)
    role = Role.COUNTY_EDITOR
    division = factory.LazyFunction(lambda: place(county()))
    valid_from = datetime.date(2011, 1, 1)


def clerk(role: Role, code: str, **kwargs: object) -> Staff:
    """A staff account that holds a role over the division with this code."""
    staff = StaffFactory(**kwargs)
    AssignmentFactory(staff=staff, role=role, division=place(code))
    return staff


class NumberRangeFactory(DjangoModelFactory):
    class Meta:
        model = NumberRange

    kind = factory.Sequence(lambda n: f"kind{n}")


class CadreFactory(DjangoModelFactory):
    class Meta:
        model = Cadre

    number = factory.Sequence(lambda n: f"{n + 50_000_000:08d}")
    name = factory.Sequence(lambda n: "张王李赵陈杨吴刘"[n % 8] + "明华建国志强"[n % 6])
    gender = "男"
    ethnicity = "苗族"
    birth = "1975-03"


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    cadre = factory.SubFactory(CadreFactory)
    division = factory.LazyFunction(lambda: place(town()))
    title = "干部"
    post_class = "ordinary"
    valid_from = datetime.date(2011, 1, 1)


def cadre_at(code: str, **kwargs: object) -> Cadre:
    """A cadre with an open main post in the township with this code; keyword arguments go to the post."""
    name = kwargs.pop("name", None)
    cadre = CadreFactory(name=name) if name else CadreFactory()
    PostFactory(cadre=cadre, division=place(code), **kwargs)
    return cadre


class SkillCategoryFactory(DjangoModelFactory):
    class Meta:
        model = SkillCategory
        django_get_or_create = ("name",)

    name = "水果"
    name_en = "Fruit"


class SkillFactory(DjangoModelFactory):
    class Meta:
        model = Skill

    code = factory.Sequence(lambda n: f"T{n:04d}-01")
    category = factory.SubFactory(SkillCategoryFactory)
    name = factory.LazyAttribute(lambda o: f"技能{o.code}")
    name_en = factory.LazyAttribute(lambda o: f"Skill {o.code}")


class SkillAliasFactory(DjangoModelFactory):
    class Meta:
        model = SkillAlias

    alias = factory.Sequence(lambda n: f"叫法{n}")
    skill = factory.SubFactory(SkillFactory)


class RequiredSkillFactory(DjangoModelFactory):
    class Meta:
        model = RequiredSkill

    division = factory.LazyFunction(lambda: place(county()))
    year = 2011
    skill = factory.SubFactory(SkillFactory)


def serving_cadre() -> Cadre:
    """A cadre in post in the township of `config.testing.town`."""
    return cadre_at(town())


class LearningGoalFactory(DjangoModelFactory):
    class Meta:
        model = LearningGoal

    cadre = factory.LazyFunction(serving_cadre)
    skill = factory.SubFactory(SkillFactory)
    need = "residents"
    valid_from = datetime.date(2011, 1, 1)


class MasteryFactory(DjangoModelFactory):
    class Meta:
        model = Mastery

    cadre = factory.LazyFunction(serving_cadre)
    skill = factory.SubFactory(SkillFactory)
    verified_on = datetime.date(2011, 9, 1)
    verified_by = "县农业局 高级农艺师"
    method = "demonstration"
    level = "skilled"


class TransferRequestFactory(DjangoModelFactory):
    class Meta:
        model = TransferRequest

    cadre = factory.LazyFunction(serving_cadre)
    from_post = factory.LazyAttribute(lambda o: o.cadre.posts.get(main=True, valid_to=None))
    name = factory.LazyAttribute(lambda o: o.cadre.name)
    to_division = factory.LazyFunction(lambda: place("431226102"))
    on = datetime.date(2011, 9, 15)
