"""Bonuses and deductions, scores, and the published tables, through the same verbs as in the office."""

from __future__ import annotations

from django.db import transaction

from assessments.actions import approve, find_anomalies, open_period, propose, score
from assessments.demo import AS_OF, COUNTY, HALF, dice, moment
from assessments.demo.batches import city
from assessments.demo.releasing import OBJECTED_TO, object_and_correct, release
from assessments.models import Adjustment, Edition
from assessments.models.period import bounds_of
from cadres.models import Division, Post, Staff
from config.millionths import ONE

A_MONTH = 12
"""How many bonuses and deductions there are in a month, in the whole city."""
BONUSES = (
    ("办技术夜校三期，群众反映好", 3),
    ("引进新品种试种成功，带动十余户", 5),
    ("调解跨村山林纠纷，双方签字息诉", 4),
    ("在全县交流会上作经验发言", 2),
)
DEDUCTIONS = (("抽查时日志与走访不符", 5), ("逾期未交学习小结", 2), ("群众反映答应的事没有回音", 3))


def is_published(month: str) -> bool:
    """Whether the tables of a month are out: townships and counties of the city, townships of the county."""
    return Edition.objects.published().filter(period__code=month).count() >= 3


@transaction.atomic
def publish_month(month: str) -> int:
    """Adjusts, scores and publishes a month, by the city's scheme and by the county's; how many scores."""
    editor, own_editor, approver = (
        Staff.objects.get(username=name) for name in ("city", "county", "approver")
    )
    period = open_period(code=month, by=editor)
    adjust(period, editor)
    run = score(period=period, division=city(), by=editor)
    own_run = score(period=period, division=Division.objects.get(code=COUNTY), by=own_editor)
    if month == OBJECTED_TO:
        run = object_and_correct(run, editor, approver)
    find_anomalies(run=run, by=editor)
    find_anomalies(run=own_run, by=own_editor)
    release(run, Edition.Kind.TOWNSHIPS, by=editor, approver=approver)
    release(run, Edition.Kind.COUNTIES, by=editor, approver=approver)
    release(own_run, Edition.Kind.TOWNSHIPS, by=own_editor, approver=approver)
    return run.segments + own_run.segments


@transaction.atomic
def publish_half() -> int:
    """Scores and publishes the half-year by the city's scheme, reviews and residents' satisfaction included; how many
    scores."""
    editor, approver = (Staff.objects.get(username=name) for name in ("city", "approver"))
    run = score(period=open_period(code=HALF, by=editor), division=city(), by=editor)
    release(run, Edition.Kind.TOWNSHIPS, by=editor, approver=approver)
    return run.segments


def half_is_published() -> bool:
    """Whether the table of the half-year is out."""
    return Edition.objects.published().filter(period__code=HALF).exists()


def adjust(period: object, by: Staff) -> None:
    """A few bonuses and deductions, decided in the counties; this account, which did not propose them, approves."""
    draw = dice("adjust", str(period))
    posts = list(
        Post.objects.in_force(AS_OF)
        .main_assessed()
        .order_by("cadre__number")
        .values_list("cadre_id", "division__parent_id")
    )
    for cadre, county in draw.sample(posts, min(A_MONTH, len(posts))):
        bonus = draw.random() < 0.7
        reason, points = draw.choice(BONUSES if bonus else DEDUCTIONS)
        adjustment = Adjustment(
            cadre_id=cadre,
            division_id=county,
            period=period,
            kind=Adjustment.Kind.BONUS if bonus else Adjustment.Kind.DEDUCTION,
            points=points * ONE,
            reason=reason,
            decided_by="县活动办公室",
            recorded_at=moment(bounds_of(str(period))[2]),
        )
        approve(proposal=propose(proposal=adjustment, by=None), by=by)
