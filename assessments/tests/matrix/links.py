"""Records that lie at one place and name what lies at another, and people who came from there or went there."""

from __future__ import annotations

import datetime
from typing import Any

from assessments.tests.factories import (
    AdjustmentFactory,
    AwardFactory,
    CommendationFactory,
    ProgrammeGradeFactory,
    ScoreFactory,
    TalkFactory,
    YearlyGradeFactory,
)
from assessments.tests.matrix.signs import HOME, known_names, word
from assessments.tests.matrix.world import World, marks, sign
from cadres.models import Cadre, Role, Staff, TransferRequest
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
from config.testing import made_in
from config.tests.factories import EntryFactory
from villages.tests.factories import (
    HouseholdFactory,
    HouseholdPairingFactory,
    VillageFactory,
    VillagePairingFactory,
    VisitFactory,
)


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
            YearlyGradeFactory(programme_grade__cadre=cadre),
        ]
        sign(known, here, here[:6])
        world.linked += [serves_both(there, here), works_for_both(there, here)]
        if here == HOME:  # Who is asked to let somebody go is told by whom.
            world.linked.append(asked_for(there, here))
        world.linked += [*came_from(there, here), *went_to(there, here)]


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
