"""Random records as forms would let them in. Texts are the worst that people write; of places, skills and days there
are few, so that records meet."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from itertools import count
from typing import Any

from hypothesis import strategies as st

from cadres.models import Cadre, Skill, SkillAlias
from cadres.tests.factories import (
    CadreFactory,
    DivisionFactory,
    LearningGoalFactory,
    MasteryFactory,
    PostFactory,
    SkillAliasFactory,
    SkillCategoryFactory,
    SkillFactory,
    place,
)
from config.spreadsheets.cells import told_text
from villages.models import Household, Village, Visit
from villages.sheets.resources import CATEGORY_WORDS, LEVEL_WORDS, METHOD_WORDS
from villages.tests.factories import (
    HouseholdCategoryFactory,
    HouseholdFactory,
    VillageFactory,
    VillagePairingFactory,
    VisitFactory,
)

Draw = Callable[[Any], Any]
"""Draws a value from a strategy."""
PLACES = ("431226101", "431226102", "431228100", "431226")
DAYS = tuple(datetime.date(2011, month, 1) for month in (3, 6, 9, 12))
LATER = datetime.date(2099, 1, 1)
EDGES = (
    "007", "1.0", "1e5", "-5", "-", "无", "是", "2011-03", "2011.10.1", "=1+1", "=cmd|'/C calc'!A0",
    "+8613800000000", "@SUM(A1)", "'", "'=1", "''", "“引”", '"a,b";c', "a、b，c；d/e|f", "ＡＢ１２", "（甲）", "(乙)",
    "高村镇政府干部", "党委书记", "副镇长（正科级）", "已调离", "2011年8月退休", "拟退休", "社 区　书记", "a  b",
    "换\n行", "列\t表", "𠮷㐂𬭸", "零\u200b宽", "西村村委会", "合计", "同上", "填表人：张明", "注：张明", "%d{}",
    "<b>&amp;", "长" * 100, "é e\u0301",
)  # fmt: skip
NAMES = (
    "张明", "李华", "王强", "欧阳娜娜", "阿依古丽·买买提", "𠮷永㐂", "〇一", "John Smith", "张 明", "张　明", "王",
    "=王五", "007", "无", "空缺", "赵军（小）", "ＬＩ", "合计", "张•明", "待定", "'=王五",
)  # fmt: skip

edges = st.sampled_from(EDGES) | st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=20)
flags = st.booleans()
seldom = st.sampled_from([False, False, False, True])
serials = count(1)


def text(draw: Draw, longest: int, blank: bool = True) -> str:
    """A text as a form keeps it: no white space around it, no longer than the field."""
    found: str = draw(edges)[:longest].strip()
    return found if found or blank else "某"


def one(draw: Draw, *of: Any) -> Any:
    return draw(st.sampled_from(of))


def stretch(draw: Draw) -> dict[str, datetime.date | None]:
    """A time that has an end or has none, known from its first day or not."""
    first, last = one(draw, None, *DAYS[:2]), one(draw, None, None, *DAYS[2:], LATER)
    return {"valid_from": first, "valid_to": last}


def places_and_skills() -> None:
    """Villages in every township, and two skills."""
    for code in PLACES[:3]:
        for end in ("201", "202"):
            VillageFactory(code=f"{code}{end}", name=f"第{code[-1]}{end}村")
    for code, name in (("A0153-01", "柑橘栽培"), ("A0411-01", "网箱养鱼")):
        SkillFactory(code=code, name=name)


def cadre(draw: Draw) -> Cadre:
    """A cadre who is in post somewhere, was, or will not be any more; perhaps moved, perhaps with a second post."""
    made = CadreFactory(
        name=one(draw, *NAMES) if draw(flags) else text(draw, 50, blank=False),
        gender=one(draw, "", "男", "女"),
        ethnicity=one(draw, "", "苗族", "侗", "穿青人", "其他"),
        birth=one(draw, "", "1975-03", "1980-10-01", "1999-12"),
        phone=one(
            draw, "", "14100000001", "0745-2168450", "0745 2168450", "2168450转801", "+86 141 0000 0001"
        ),
        education=one(draw, "", "初中", "中专", "研究生"),
        remark=text(draw, 200),
    )
    post(draw, made, **stretch(draw))
    if draw(seldom):
        post(draw, made, main=False, assessed=False, **stretch(draw))
    return made


def post(draw: Draw, of: Cadre, **more: Any) -> None:
    """A post; a main one may have followed on another."""
    if more.get("valid_from") and more.get("main", True) and draw(flags):
        PostFactory(
            cadre=of, division=place(one(draw, *PLACES)), valid_from=None, valid_to=more["valid_from"]
        )
    PostFactory(
        cadre=of,
        division=place(one(draw, *PLACES)),
        title=text(draw, 50),
        post_class=one(draw, "leader", "ordinary"),
        **more,
    )


def transfers(draw: Draw) -> None:
    """The posts of a cadre, which may follow one another."""
    cadre(draw)


def cadre_with_facts(draw: Draw) -> None:
    """A cadre with pairings and skills taken up."""
    made = cadre(draw)
    for skill in draw(
        st.lists(st.sampled_from(list(Skill.objects.order_by("code"))), unique=True, max_size=2)
    ):
        LearningGoalFactory(cadre=made, skill=skill, **stretch(draw))
    pairings(draw, made)


def pairings(draw: Draw, of: Cadre | None = None) -> None:
    """Pairings of a cadre with some villages, the first of them primary."""
    made = of or cadre(draw)
    some = st.lists(st.sampled_from(list(Village.objects.order_by("code"))), unique=True, max_size=3)
    for at, village in enumerate(draw(some)):
        VillagePairingFactory(cadre=made, village=village, primary=at == 0, **stretch(draw))


def visits(draw: Draw) -> None:
    """Entries in the diary of a cadre, each kept where the cadre served on the day."""
    made = cadre(draw)
    for day in draw(st.lists(st.sampled_from(DAYS), unique=True, max_size=3)):
        held = made.posts.in_force(day).order_by("-main", "pk").first()
        village = one(draw, *Village.objects.order_by("code"))
        if held:
            VisitFactory(
                cadre=made,
                division=held.division,
                village=village,
                household=household(draw, village) if draw(flags) else None,
                visited_on=day,
                purpose=one(draw, *Visit.Purpose.values),
                done=text(draw, 100, blank=False),
                skill=one(draw, None, *Skill.objects.order_by("code")),
                stayed=draw(flags),
                shared_work=draw(flags),
                suggestions=text(draw, 100),
                signed=draw(flags),
            )


def household(draw: Draw, village: Village | None = None) -> Household:
    """A household in some categories, which may be over."""
    village = village or one(draw, *Village.objects.order_by("code"))
    number, head = text(draw, 20, blank=False), text(draw, 50)
    found = next(
        (one for one in village.households.all() if told_text(one.number) == told_text(number)), None
    )
    made = found or HouseholdFactory(village=village, number=number, head_name=head)
    if found is None:
        for category in draw(st.sets(st.sampled_from(sorted(CATEGORY_WORDS)), max_size=3)):
            HouseholdCategoryFactory(household=made, category=category, **stretch(draw))
    return made


def masteries(draw: Draw) -> None:
    """Masteries of a cadre, some of them void."""
    made = cadre(draw)
    for skill in Skill.objects.order_by("code"):
        void = {"voided_at": datetime.datetime(2011, 12, 1, tzinfo=datetime.UTC), "void_reason": "误录"}
        MasteryFactory(
            cadre=made,
            skill=skill,
            verified_on=one(draw, *DAYS),
            verified_by=text(draw, 50, blank=False),
            method=one(draw, *METHOD_WORDS),
            level=one(draw, *LEVEL_WORDS),
            **(void if draw(seldom) else {}),
        )


def division(draw: Draw) -> None:
    code = f"431226{draw(st.integers(200, 299))}"
    DivisionFactory(code=code, name=text(draw, 50, blank=False), name_en=text(draw, 100))


def village(draw: Draw) -> None:
    code = f"{one(draw, *PLACES[:3])}{draw(st.integers(300, 399))}"
    VillageFactory(code=code, name=text(draw, 50, blank=False), name_en=text(draw, 100))


def skill(draw: Draw) -> None:
    """A skill with wordings."""
    made = SkillFactory(
        code=f"B{next(serials):04d}-01",
        name=text(draw, 50, blank=False),
        name_en=text(draw, 100, blank=False),
        basis=text(draw, 100),
        category=SkillCategoryFactory(name=text(draw, 50, blank=False)),
    )
    for alias in {text(draw, 50, blank=False) for _ in range(2)}:
        if not SkillAlias.objects.filter(alias=alias).exists():
            SkillAliasFactory(alias=alias, skill=made)
