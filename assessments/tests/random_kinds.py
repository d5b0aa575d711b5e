"""How the kinds of sheet of this floor take part in what holds of all of them."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

from assessments.actions.studies import last_post_in
from assessments.models import Poll, SuperiorTie
from assessments.sheets.words import COUNTS, GRADE_WORDS, POLL_WORDS, TAKING_PART
from assessments.tests.factories import (
    AdjustmentFactory,
    PeriodFactory,
    PollFactory,
    PollResultFactory,
    ReviewFactory,
    StudyReportFactory,
    SuperiorTieFactory,
)
from cadres.models import Cadre, Post
from cadres.tests.factories import cadre_at, place
from config.millionths import ONE
from villages.tests import random_records as records
from villages.tests.random_kinds import WORDS, Maker
from villages.tests.random_records import DAYS, NAMES, Draw, one, text
from villages.tests.random_rows import KNOWN, Row

IN_2011 = st.dates(datetime.date(2011, 1, 1), datetime.date(2011, 12, 31))
FEW = st.integers(0, 8)


def half_of(day: datetime.date) -> Any:
    return PeriodFactory(code=f"{day.year}-H{1 if day.month < 7 else 2}")


def poll_results(draw: Draw) -> None:
    """What evaluations of the places of a cadre say of it."""
    made = records.cadre(draw)
    for day in draw(st.lists(st.sampled_from(DAYS), unique=True, max_size=2)):
        held = made.posts.in_force(day).order_by("-main", "pk").first()
        if held:
            poll = poll_of(draw, held, day, one(draw, *POLL_WORDS))
            PollResultFactory(poll=poll, cadre=made, **{name: draw(FEW) for name in COUNTS})


def poll_of(draw: Draw, held: Post, day: datetime.date, kind: str) -> Poll:
    """The evaluation of a place on a day, which may be recorded already."""
    found = Poll.objects.filter(kind=kind, division=held.division, held_on=day).first()
    seed = text(draw, 50)
    sampling = {"sampling": "drawn", "seed": seed} if seed else {"sampling": "all", "seed": ""}
    part = draw(st.sets(st.sampled_from(sorted(TAKING_PART)), min_size=1))
    flags = {name: name in part for name in TAKING_PART}
    told = {"kind": kind, "division": held.division, "period": half_of(day), "held_on": day}
    return found or PollFactory(**told, **sampling, **flags)


def new_result(draw: Draw) -> Row:
    PeriodFactory(code="2011")
    return {
        **KNOWN,
        "测评类型": one(draw, *POLL_WORDS.values(), "打分"),
        "测评日期": str(draw(IN_2011)),
        "考核期间": one(draw, "2011", "2011年度", "明年"),
        "参加人员": one(draw, *TAKING_PART.values(), "村两委和群众"),
        "发出票数": "50",
        "收回票数": "48",
        "有效票数": one(draw, "48", "40"),
        "优秀（很满意）": str(draw(st.integers(20, 50))),
        "不称职（不满意）": one(draw, None, "2"),
    }


def study_reports(draw: Draw) -> None:
    """Study reports of a cadre, each kept where the month ended."""
    made = records.cadre(draw)
    for day in draw(st.lists(st.sampled_from(DAYS), unique=True, max_size=3)):
        post = last_post_in(made, f"{day:%Y-%m}")
        if post:
            StudyReportFactory(
                cadre=made,
                division=post.division,
                month=f"{day:%Y-%m}",
                handed_in_on=day + datetime.timedelta(days=draw(st.integers(0, 60))),
                content=text(draw, 100, blank=False),
                hours=one(draw, None, 8),
            )


def new_study_report(draw: Draw) -> Row:
    return {
        **KNOWN,
        "月份": one(draw, "2011-10", "2011年9月", "去年"),
        "上交日期": str(draw(IN_2011)),
        "学习内容": text(draw, 50, blank=False),
        "学时": one(draw, None, "8", "许多"),
    }


def reviews(draw: Draw) -> None:
    """A review of a cadre by the right superior."""
    made, day = records.cadre(draw), one(draw, *DAYS)
    post = made.posts.in_force(day).filter(main=True).first()
    if post is None or (post.post_class == "leader" and post.division.level != "township"):
        return
    told = {"cadre": made, "division": post.division, "held_on": day, "period": half_of(day)}
    ReviewFactory(**told, **held_by(draw, post), grade=one(draw, *GRADE_WORDS), text=text(draw, 100))


def held_by(draw: Draw, post: Post) -> dict[str, Any]:
    if post.post_class == "leader":
        tie = SuperiorTie.objects.filter(division=post.division).first() or SuperiorTieFactory(
            division=post.division, leader=text(draw, 50, blank=False), valid_from=None, valid_to=None
        )
        return {"superior": None, "tie": tie, "reviewer": tie.leader}
    leader = cadre_at(post.division.code, name=one(draw, *NAMES), post_class="leader", valid_from=None)
    return {"superior": leader, "reviewer": f"{leader.name} 镇长"}


def new_review(draw: Draw) -> Row:
    for code in ("2011-H1", "2011-H2"):
        PeriodFactory(code=code)
    if not Cadre.objects.filter(name="田大力").exists():
        cadre_at(KNOWN["乡镇代码"], name="田大力", title="镇长", post_class="leader")
    return {
        **KNOWN,
        "考核期间": one(draw, "2011年下半年", "2011-H1", "2011"),
        "讲评日期": str(draw(IN_2011)),
        "讲评等次": one(draw, *GRADE_WORDS.values(), "优等生"),
        "讲评人": one(draw, "田大力", "田大力镇长", "李华"),
        "讲评意见": text(draw, 50),
    }


def adjustments(draw: Draw) -> None:
    """Bonuses and deductions of a cadre, proposed or approved."""
    made, day = records.cadre(draw), one(draw, *DAYS)
    post = made.posts.overlapping(day, day + datetime.timedelta(days=28)).filter(main=True).first()
    for _number in range(draw(st.integers(1, 2)) if post else 0):
        AdjustmentFactory(
            cadre=made,
            division=place(one(draw, post.division.code, post.division.code[:6])),
            period=PeriodFactory(code=f"{day:%Y-%m}"),
            kind=one(draw, "bonus", "deduction"),
            points=draw(st.integers(1, 100 * ONE)),
            reason=text(draw, 200, blank=False),
            decided_by=text(draw, 50, blank=False),
            settled=draw(st.booleans()),
        )


def new_adjustment(draw: Draw) -> Row:
    PeriodFactory(code="2011-10")
    return {
        **KNOWN,
        "考核期间": one(draw, "2011年10月", "2011-10", "去年"),
        "加减分类型": one(draw, "加分", "扣分", "不详"),
        "分值": one(draw, "2", "1.5分", "0.000001"),
        "事由": text(draw, 50, blank=False),
        "决定人": "镇党委",
    }


# The blank tables

ZHAO = {"乡镇": "高村镇", "姓名": "赵军"}


def filled_results() -> list[Row]:
    PeriodFactory(code="2011")
    told = {"测评类型": "民主评议", "测评日期": "2011-12-20", "考核期间": "2011年度", "参加人员": "村干部"}
    papers = {
        "发出票数": "50",
        "收回票数": "48",
        "有效票数": "48",
        "优秀（很满意）": "48",
        "不称职（不满意）": "0",
    }
    return [{**ZHAO, **told, **papers}]


def filled_reports() -> list[Row]:
    return [{**ZHAO, "月份": "2011-10", "上交日期": "2011-11-03", "学习内容": "网箱养鱼"}]


def filled_reviews() -> list[Row]:
    PeriodFactory(code="2011-H2")
    cadre_at("431226101", name="田大力", post_class="leader")
    told = {"考核期间": "2011年下半年", "讲评日期": "2011-12-20", "讲评等次": "好", "讲评人": "田大力"}
    return [{**ZHAO, **told}]


def filled_adjustments() -> list[Row]:
    PeriodFactory(code="2011-10")
    told = {
        "考核期间": "2011年10月",
        "加减分类型": "扣分",
        "分值": "0.5",
        "事由": "会议缺席",
        "决定人": "镇党委",
    }
    return [{**ZHAO, **told}]


PAPERS = st.sampled_from(["0", "1", "7"])
MAKERS = {
    "adjustments": Maker(adjustments, new_adjustment, fill=filled_adjustments),
    "polls": Maker(
        poll_results,
        new_result,
        {"优秀（很满意）": PAPERS, "弃权（不了解）": PAPERS},
        fill=filled_results,
    ),
    "reviews": Maker(reviews, new_review, {"讲评意见": WORDS}, fill=filled_reviews),
    "studies": Maker(study_reports, new_study_report, {"学习内容": WORDS}, fill=filled_reports),
}
