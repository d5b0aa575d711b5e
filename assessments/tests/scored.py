"""A small municipality that can be scored: two townships, two cadres each, a scheme on days of visits."""

import datetime

from assessments.actions import adopt_scheme, open_period, score
from assessments.models import Scheme
from assessments.tests.factories import IndicatorFactory, SchemeFactory
from cadres.tests.factories import cadre_at, place
from villages.tests.factories import DiarySubmissionFactory, VillageFactory, VisitFactory

TOWNS = ("431226101", "431226102")
OCTOBER = "2011-10"


def adopted(code="4312", **kwargs):
    """An adopted scheme of a division that asks for ten days of visits a month; it refines its superior's, if any."""
    above = Scheme.objects.valid_for(place(code).parent.code, datetime.date(2011, 1, 1))
    scheme = SchemeFactory(division=place(code), year=2011, refines=above, **kwargs)
    IndicatorFactory(scheme=scheme, refines=above and above.indicators.get())
    return adopt_scheme(scheme=scheme, by=None)


def visit_on(cadre, code, *days, **kwargs):
    """Visits of a cadre on these days of October 2011."""
    village = VillageFactory(code=f"{code}001", township=place(code))
    for day in days:
        visited_on = datetime.date(2011, 10, day)
        VisitFactory(cadre=cadre, division=place(code), village=village, visited_on=visited_on, **kwargs)


def staffed(towns=TOWNS, cadres=2):
    """Cadres in post in the townships, who visited on 1, 2, 3 … days, and the receipts of their diaries."""
    for code in towns:
        place(code)
        DiarySubmissionFactory(division=place(code), month=OCTOBER)
        for n in range(1, cadres + 1):
            visit_on(cadre_at(code), code, *range(1, n + 1))


def scored(division="4312", period=OCTOBER, by=None):
    """A computation for a division and a period."""
    return score(period=open_period(code=period, by=None), division=place(division), by=by)
