"""A township whose cadres were scored for 2011: what the tests of grades and talks begin with."""

import datetime

from assessments.models import Period, Score
from assessments.tests.factories import (
    GradeRuleFactory,
    PeriodFactory,
    SchemeFactory,
    ScoreFactory,
    ScoreRunFactory,
)
from cadres.tests.factories import PostFactory, cadre_at, place
from config.millionths import ONE

TOWN = "431226101"


def rule(code="4312", **kwargs):
    """A rule of a division that has always held."""
    return GradeRuleFactory(division=place(code), valid_from=None, valid_to=None, **kwargs)


def run(period="2011", code="4312", **points):
    """A computation of the year in which these cadres have these points; None: not measured."""
    made = ScoreRunFactory(
        division=place(code), period=PeriodFactory(code=period), scheme=SchemeFactory(division=place(code))
    )
    for name, score in points.items():
        scored(made, name, score)
    return made


def scored(made, name, score, town=TOWN, days=365, starts_on=datetime.date(2011, 1, 1), **post):
    """The score of one post segment of the cadre with this name, who is made if there is none."""
    known = Score.objects.filter(cadre__name=name).select_related("cadre").first()
    cadre = known.cadre if known else cadre_at(town, name=name, **post)
    held = cadre.posts.filter(division__code=town).first() or PostFactory(
        cadre=cadre, division=place(town), main=False, assessed=False
    )
    status = "missing" if score is None else "measured"
    ScoreFactory(
        run=made,
        post=held,
        starts_on=starts_on,
        days=days,
        status=status,
        total=None if score is None else score * ONE,
        post_class=held.post_class,
    )
    return cadre


def close(period):
    Period.objects.filter(pk=period.pk).update(state="closed")
