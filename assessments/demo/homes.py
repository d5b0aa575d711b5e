"""Households of the villages: a pure plan of who lives there and why they are to be visited first."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.demo import dice

SURNAMES = "杨张李王陈刘黄周吴向龙石田滕舒蒲谢罗曾唐邓肖胡姚覃"
GIVEN = "国明秀英建华桂玉成兰春生福文清贵林长顺喜"
CATEGORIES = (
    ("hardship", 0.22),
    ("party_hardship", 0.07),
    ("village_cadre", 0.12),
    ("large_producer", 0.12),
    ("grievance", 0.08),
    ("science", 0.08),
)
PAIRED = (2,) * 5 + (3,) * 12 + (4,) * 23 + (5,) * 44 + (6,) * 11 + (7,) * 5
"""How many households a cadre is paired with, in hundredths of the cadres."""


@dataclass(frozen=True, slots=True)
class Home:
    """A household: its number in the village, the (invented) name of its head, its categories."""

    number: str
    head_name: str
    categories: tuple[str, ...]


def homes_of(village: str) -> list[Home]:
    """The households of a village, by its code: seven to twelve."""
    draw = dice("homes", village)
    return [
        Home(
            number=f"{position:03d}",
            head_name=draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=draw.choice((1, 2, 2)))),
            categories=tuple(name for name, share in CATEGORIES if draw.random() < share),
        )
        for position in range(1, draw.randint(7, 12) + 1)
    ]


def friends_of(number: str, households: int) -> list[int]:
    """Which of the households of the village a cadre is paired with, by position; `number` is the cadre's own."""
    draw = dice("friends", number)
    return sorted(draw.sample(range(households), min(draw.choice(PAIRED), households)))
