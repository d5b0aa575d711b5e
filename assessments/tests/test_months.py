"""A longer period is counted month by month where the same thing may be done again every month."""

import datetime

import pytest

from assessments.actions import adopt_scheme, open_period, score
from assessments.measures import Window
from assessments.models import ScoreItem
from assessments.tests.factories import IndicatorFactory, SchemeFactory
from cadres.tests.factories import cadre_at
from config.millionths import ONE
from villages.tests.factories import (
    DiarySubmissionFactory,
    HouseholdCategoryFactory,
    HouseholdFactory,
    VillageFactory,
    VisitFactory,
)


def test_a_window_is_cut_at_the_first_of_each_month():
    window = Window(datetime.date(2011, 11, 15), datetime.date(2012, 2, 1))
    assert window.months() == [
        (datetime.date(2011, 11, 15), datetime.date(2011, 12, 1)),
        (datetime.date(2011, 12, 1), datetime.date(2012, 1, 1)),
        (datetime.date(2012, 1, 1), datetime.date(2012, 2, 1)),
    ]


@pytest.mark.django_db
def test_the_same_household_visited_every_month_counts_every_month(city, gaocun):
    """Target 1 a month; one household visited twice in October, once in November, once in December: 3 of 3."""
    scheme = SchemeFactory(division=city)
    IndicatorFactory(scheme=scheme, measure="priority_households", target=ONE)
    adopt_scheme(scheme=scheme, by=None)
    cadre = cadre_at(gaocun.code)
    household = HouseholdFactory(village=VillageFactory(code=f"{gaocun.code}001"))
    HouseholdCategoryFactory(household=household)
    for month, day in [(10, 3), (10, 20), (11, 3), (12, 3)]:
        day = datetime.date(2011, month, day)
        VisitFactory(cadre=cadre, village=household.village, household=household, visited_on=day)
    for month in ("2011-10", "2011-11", "2011-12"):
        DiarySubmissionFactory(division=gaocun, month=month)
    score(period=open_period(code="2011-Q4", by=None), division=city, by=None)
    item = ScoreItem.objects.get()
    assert (item.numerator, item.points) == (3, 100 * ONE)
