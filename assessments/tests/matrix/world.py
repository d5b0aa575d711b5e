"""A world in which every record stands once in each of five townships, and every text says of which place it is.

Names of those whom a record of another place rightly names (who is paired with our village, whose household our cadre
visited) are plain; everything else about them bears the word of their place.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import Error, models, transaction

from assessments.models import Adjustment, Edition, FrozenInputs, GradeRule, Indicator, Scheme, ScoreRun
from assessments.tests.factories import (
    AdjustmentFactory,
    AwardFactory,
    CommendationFactory,
    EditionFactory,
    ProgrammeGradeFactory,
    ScoreFactory,
    TalkFactory,
    YearlyGradeFactory,
)
from cadres.models import (
    Assignment,
    Cadre,
    Division,
    DivisionChange,
    RequiredSkill,
    Role,
    Staff,
    TransferRequest,
)
from cadres.tests.factories import (
    AssignmentFactory,
    LearningGoalFactory,
    MasteryFactory,
    PostFactory,
    TransferRequestFactory,
    cadre_at,
    clerk,
    place,
)
from config.jobs.models import Job
from config.journal.models import Entry
from config.jurisdiction import own_models
from config.spreadsheets.models import Batch
from config.testing import factory_for, made_in, town
from config.tests.factories import EntryFactory
from config.tests.test_registry import SHOWN_TO_EVERYBODY, SHOWN_TO_NOBODY
from villages.tests.factories import (
    HouseholdFactory,
    HouseholdPairingFactory,
    VillageFactory,
    VillagePairingFactory,
    VisitFactory,
)

HOME, SIBLING, BORDER, OTHER, ABROAD = "431226101", "431226102", "431227199", "431228100", "431302199"
"""Two townships of a county; one of the next county, whose code follows on theirs; one of a further county; one of
another city."""
SIGNS = {
    HOME: "龘", SIBLING: "麤", BORDER: "鱻", OTHER: "犇", ABROAD: "猋",
    "431226": "骉", "431227": "羴", "431228": "驫", "431302": "飝", "4312": "雥", "": "靐",
}  # fmt: skip
"""A character for each place, found nowhere else; "": for records that nobody sees."""
SIGNED = "鼎"
"""Follows the sign wherever a text bears it, so that a sign that was searched for is no text of the place."""

EVERYWHERE, NOWHERE = SHOWN_TO_EVERYBODY, SHOWN_TO_NOBODY
OF_THE_OFFICE = {
    Scheme,
    Indicator,
    GradeRule,
    ScoreRun,
    Edition,
    FrozenInputs,
    DivisionChange,
    RequiredSkill,
    Batch,
    Job,
}
"""What lies at the county, or at whoever keeps the scheme; all else lies in the township."""
MODELS = tuple(model for model in own_models() if model not in EVERYWHERE | NOWHERE)

NOT_A_TEXT = {"password", "key", "kind"}
"""Columns of text that say nothing of anybody, and that pages need as they are."""


def word(code: str) -> str:
    """What every text of a record at this place begins with."""
    return SIGNS.get(code, "〇") + SIGNED


@dataclass
class World:
    records: dict[type[models.Model], dict[str, Any]] = field(default_factory=dict)
    """Of each model, by the code of the place where it lies, one record."""
    linked: list[Any] = field(default_factory=list)
    """Records that lie at one place and name what lies at another."""

    def lying(self, model: type[models.Model], codes: tuple[str, ...], inside: bool) -> list[Any]:
        """Records of a model that lie inside, or outside, of these divisions."""
        found = self.records[model].items()
        return [obj for code, obj in found if any(code.startswith(own) for own in codes) is inside]


def make_world() -> World:
    world = World()
    for code in (ABROAD, OTHER, BORDER, SIBLING, HOME):
        with made_in(code, seat=code[:6]):
            known = marks()
            fill(world, code)
            sign(known, code, code[:6])
    with made_in(HOME, seat="4312"):
        known = marks()
        for model in (Scheme, Edition, ScoreRun):
            world.records[model]["4312"] = make(model, world)
        sign(known, HOME, "4312")
    for code in (OTHER, ABROAD):
        link(world, HOME, code)
        link(world, code, HOME)
    for model in NOWHERE:
        known = marks()
        world.records[model] = {"": factory_for(model).create()}
        sign(known, "", "")
    for model in EVERYWHERE:
        model._default_manager.first() or factory_for(model).create()
    written_by_strangers(world)
    return world


def fill(world: World, code: str) -> None:
    """One record of each model in a township; what its county's office keeps, once a county."""
    place(code)
    for model in MODELS:
        at = code[:6] if model in OF_THE_OFFICE else code
        if at not in world.records.setdefault(model, {}):
            world.records[model][at] = make(model, world)


def make(model: type[models.Model], world: World) -> Any:
    """The record of a model in the township in which the factories work."""
    told = {"told": word(town())}
    stranger = world.records.get(Staff, {}).get(ABROAD)
    made = {
        Division: lambda: place(town()),
        Cadre: lambda: cadre_at(town()),
        Staff: lambda: clerk(Role.TOWNSHIP_CLERK, town()),
        Assignment: lambda: clerk(Role.TOWNSHIP_CLERK, town()).assignments.get(),
        FrozenInputs: lambda: EditionFactory().inputs,
        Adjustment: lambda: AdjustmentFactory(settled=False),
        Entry: partial(factory_for(Entry).create, before=told, after=told, by=stranger),
        TransferRequest: lambda: TransferRequestFactory(to_division=place(f"{town()[:6]}198")),
    }
    return made.get(model, factory_for(model).create)()


def marks() -> dict[type[models.Model], int]:
    """The last key of every model."""
    return {
        model: model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0 for model in own_models()
    }


PLAIN_PLACES = ("43", "4312", "431226", "431226198")
"""Superiors of the home township, which pages name, and one that asks for a cadre of its neighbours. The names of the
superiors' schemes and indicators are public."""


def sign(known: dict[type[models.Model], int], code: str, office: str) -> None:
    """Lets every text of the rows that came since bear the word of their place."""
    for model, last in known.items():
        if model in EVERYWHERE:
            continue
        bears = word(office if model in OF_THE_OFFICE else code)
        for obj in model._base_manager.filter(pk__gt=last):
            if not (model is Division and obj.code in PLAIN_PLACES):
                sign_one(obj, bears)
    if office in PLAIN_PLACES:
        known_names(*Scheme.objects.filter(division__code=office))
        known_names(*Indicator.objects.filter(scheme__division__code=office))


def sign_one(obj: models.Model, bears: str) -> None:
    for column in obj._meta.concrete_fields:
        if not isinstance(column, (models.CharField, models.TextField)) or column.flatchoices:
            continue
        if column.name in NOT_A_TEXT or column.name.endswith(("code", "sha256")):
            continue
        text = f"{bears}{obj.pk if column.unique else column.name}"[: column.max_length]
        try:
            with transaction.atomic():
                type(obj)._base_manager.filter(pk=obj.pk).update(**{column.name: text})
        except Error:
            continue  # A column that the database keeps to a form of its own, such as a month.
        setattr(obj, column.name, text)


def link(world: World, here: str, there: str) -> None:
    """Records that lie here and name a person, a household or a village of there; and a person who came from there."""
    with made_in(there, seat=there[:6]):
        known = marks()
        cadre, village = cadre_at(there), VillageFactory()
        household = HouseholdFactory(village=village)
        sign(known, there, there[:6])
        known_names(cadre, village, household)
    with made_in(here, seat=here[:6]):
        known = marks()
        own = cadre_at(here)
        world.linked += [
            VillagePairingFactory(cadre=cadre, primary=False),
            HouseholdPairingFactory(cadre=cadre),
            VisitFactory(cadre=own, division=place(here), village=village, household=household),
            AdjustmentFactory(cadre=cadre, settled=False),
            AwardFactory(cadre=cadre),
            TalkFactory(cadre=cadre),
            CommendationFactory(cadre=cadre),
            YearlyGradeFactory(programme_grade=ProgrammeGradeFactory(cadre=cadre)),
        ]
        sign(known, here, here[:6])
        world.linked += [serves_both(there, here), works_for_both(there, here)]
        if here == HOME:  # Who is asked to let somebody go is told by whom.
            world.linked.append(asked_for(there, here))
        world.linked += [*came_from(there, here), *went_to(there, here)]


def known_names(*records: Any) -> None:
    """Takes the word of their place from the names, and the numbers by which they are known, alone."""
    for obj in records:
        columns = {column.name for column in obj._meta.concrete_fields}
        for name in columns & {
            "name",
            "name_en",
            "head_name",
            "number",
            "pinyin",
            "initials",
            "username",
            "email",
        }:
            type(obj)._base_manager.filter(pk=obj.pk).update(**{name: f"来往{obj.pk}"})
        obj.refresh_from_db()


MOVED_ON = datetime.date(2011, 9, 1)


def came_from(there: str, here: str) -> list[Any]:
    """A cadre who is in post here, and was there before: what arose there bears the word of there."""
    known = marks()
    cadre = cadre_at(here, valid_from=MOVED_ON)
    LearningGoalFactory(cadre=cadre)
    MasteryFactory(cadre=cadre)
    sign(known, here, here[:6])
    with made_in(there, seat=there[:6]):
        known = marks()
        post = PostFactory(cadre=cadre, valid_to=MOVED_ON)
        ScoreFactory(post=post, starts_on=datetime.date(2011, 8, 1))
        ProgrammeGradeFactory(cadre=cadre)
        TalkFactory(cadre=cadre)
        VisitFactory(cadre=cadre, visited_on=datetime.date(2011, 8, 15))
        VillagePairingFactory(cadre=cadre)
        HouseholdPairingFactory(cadre=cadre)
        sign(known, there, there[:6])
        EntryFactory(
            object_id=cadre.pk, before={"remark": word(there)}, after={"remark": ""}, reason=word(there)
        )
    post = cadre.posts.get(main=True, valid_to=None)
    before, after = ({"division_id": place(code).pk} for code in (there, here))
    EntryFactory(model="cadres.post", object_id=post.pk, division_code=here, before=before, after=after)
    known_names(cadre)
    return [cadre, post]


def asked_for(there: str, here: str) -> TransferRequest:
    """A request of here for a cadre of there: whom it means is told to the other side alone."""
    known = marks()
    cadre = cadre_at(there)
    sign(known, there, there[:6])
    return TransferRequestFactory(cadre=cadre, to_division=place(here), name="某人")


def serves_both(there: str, here: str) -> Cadre:
    """A cadre whom both places see, and of the further post there, here nothing."""
    cadre = cadre_at(here)
    PostFactory(cadre=cadre, division=place(there), title=word(there), main=False, assessed=False)
    return cadre


def works_for_both(there: str, here: str) -> Staff:
    """An account of here that both places see, and of its role there, here nothing."""
    staff = clerk(Role.INSPECTOR, here)
    AssignmentFactory(staff=staff, role=Role.INSPECTOR, division=place(there))
    return staff


def went_to(there: str, here: str) -> list[Any]:
    """What a cadre who is in post there has left behind here: the former post, its score, its diary."""
    known = marks()
    cadre = cadre_at(there, valid_from=MOVED_ON)
    LearningGoalFactory(cadre=cadre)
    MasteryFactory(cadre=cadre)
    sign(known, there, there[:6])
    known_names(cadre)
    known = marks()
    post = PostFactory(cadre=cadre, division=place(here), valid_to=MOVED_ON)
    score = ScoreFactory(post=post, starts_on=datetime.date(2011, 8, 1))
    visit = VisitFactory(cadre=cadre, division=place(here), visited_on=datetime.date(2011, 8, 15))
    sign(known, here, here[:6])
    return [post, score, visit]


WRITERS = ("recorded_by", "made_by", "prepared_by", "proposed_by", "decided_by", "by", "batch")


def written_by_strangers(world: World) -> None:
    """Whatever lies in the home city was entered, computed and prepared by an account, and a batch, of another city."""
    stranger, batch = world.records[Staff][ABROAD], world.records[Batch]["431302"]
    for model in own_models():
        columns = [c for c in model._meta.concrete_fields if c.remote_field and c.name in WRITERS]
        for column in columns:
            value = batch if column.name == "batch" else stranger
            try:
                with transaction.atomic():
                    model._base_manager.exclude(pk=value.pk).update(**{column.name: value})
            except Error:
                assert model is Entry
