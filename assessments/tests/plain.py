"""Plain values for tests of pure calculation; no database."""

from decimal import Decimal
from fractions import Fraction

from assessments.scoring.frozen import Inputs, Place
from assessments.scoring.points import Rule
from assessments.scoring.segments import Segment
from config.millionths import from_decimal


def rule(*, number=1, target=10, points=100, **kwargs):
    """An indicator on days of visits; target and points as people write them."""
    values = {
        "number": number,
        "name": "下村天数",
        "section": "contact",
        "measure": "visit_days",
        "target": from_decimal(Decimal(target)),
        "points": from_decimal(Decimal(points)),
        "curve": "proportional",
        "applies_to": "both",
        "scales": True,
    }
    return Rule(**values | kwargs)


def steps(*stairs):
    """(value, points) as people write them, in millionths."""
    return tuple(tuple(from_decimal(Decimal(number)) for number in step) for step in stairs)


def segment(**kwargs):
    """A whole month in post at 431226101, five days of visits."""
    values = {
        "cadre": 1,
        "place": "431226101",
        "post_class": "ordinary",
        "days": 31,
        "months": Fraction(1),
        "status": "measured",
        "adjustment": 0,
        "values": {"visit_days": (5, 1)},
    }
    return Segment(**values | kwargs)


def visited(place, on_days, cadre=1, **kwargs):
    """A segment at a place with so many days of visits."""
    return segment(place=place, cadre=cadre, values={"visit_days": (on_days, 1)}, **kwargs)


PLACES = [
    Place("431226", "麻阳苗族自治县", "Mayang", "county"),
    Place("431226101", "高村镇", "Gaocun", "township"),
    Place("431226102", "锦和镇", "Jinhe", "township"),
    Place("431226103", "岩门镇", "Yanmen", "township"),
]


def inputs(segments, rules=None, places=None, **kwargs):
    """Inputs of October 2011 by a scheme that only asks for ten days of visits."""
    return Inputs(
        "2011-10", "4312", "百分制考核方案", 1, rules or [rule()], places or PLACES, segments, **kwargs
    )
