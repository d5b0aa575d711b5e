"""Measures of learning by what it came to: skills that somebody named has verified."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.measures.in_post import how_many, with_days
from assessments.measures.measure import Kind, Measure
from assessments.measures.window import Window
from assessments.scoring.segments import NOT_APPLICABLE
from cadres.models import Mastery, RequiredSkill
from cadres.querysets import PostQuerySet


def required_skills_met(posts: PostQuerySet, window: Window) -> QuerySet:
    """Share of required skills mastered: required skills verified by the last day in post of the period, out of all.

    Required are the skills that the place of the post, or a place above it, requires in the year of the period; one
    that both require counts once. Without a required skill it is not applicable. Unit: share from 0 to 1.
    Sources: required skills, masteries.
    """
    # A township, its county, city and province.
    own_and_above = reduce(or_, (Q(division=OuterRef("division" + "__parent" * above)) for above in range(4)))
    required = RequiredSkill.objects.standing().filter(own_and_above, year=window.starts_on.year)
    mastered = Mastery.objects.standing().filter(
        cadre=OuterRef(OuterRef("cadre")),
        skill=OuterRef("skill"),
        verified_on__lt=OuterRef(OuterRef("after")),
    )
    of_post = with_days(posts, window).annotate(
        numerator=how_many(required.filter(Exists(mastered)), "skill"),
        denominator=how_many(required, "skill"),
    )
    return of_post.order_by().values_list("id", "numerator", "denominator")


def goals_met(posts: PostQuerySet, window: Window) -> QuerySet:
    """Share of learning goals reached: skills taken up that were verified by the last day in post, out of all taken up.

    A goal belongs to the period if it held on at least one day in post: one that is given up still counts there.
    Without a goal it is not applicable. Unit: share from 0 to 1. Sources: learning goals, masteries.
    """
    goal = "cadre__goals__"
    held = with_days(posts, window).filter(
        Q(**{f"{goal}valid_from": None}) | Q(**{f"{goal}valid_from__lt": F("after")}),
        Q(**{f"{goal}valid_to": None}) | Q(**{f"{goal}valid_to__gt": F("first")}),
        **{f"{goal}voided_at": None, f"{goal}skill__isnull": False},
    )
    reached = Mastery.objects.standing().filter(
        cadre=OuterRef("cadre"), skill=OuterRef(f"{goal}skill"), verified_on__lt=OuterRef("after")
    )
    return held.values_list("id").annotate(
        numerator=Count(f"{goal}skill", distinct=True, filter=Q(Exists(reached))),
        denominator=Count(f"{goal}skill", distinct=True),
    )


def masteries_gained(posts: PostQuerySet, window: Window) -> QuerySet:
    """Skills newly mastered: how many different skills were verified in the period that had not been verified before.

    A skill verified again brings nothing. Unit: skills. Source: masteries. Grows with the months in post.
    """
    before = Mastery.objects.standing().filter(
        cadre=OuterRef("cadre"), skill=OuterRef("cadre__masteries__skill"), verified_on__lt=OuterRef("first")
    )
    gained = with_days(posts, window).filter(
        Q(
            cadre__masteries__voided_at=None,
            cadre__masteries__verified_on__gte=F("first"),
            cadre__masteries__verified_on__lt=F("after"),
        )
        & ~Exists(before)
    )
    return gained.values_list("id").annotate(numerator=Count("cadre__masteries__skill", distinct=True))


MEASURES = (
    Measure(
        "required_skills_met",
        _("share of required skills mastered"),
        _("share"),
        Kind.SHARE,
        required_skills_met,
        when_nothing=NOT_APPLICABLE,
    ),
    Measure(
        "goals_met",
        _("share of learning goals reached"),
        _("share"),
        Kind.SHARE,
        goals_met,
        when_nothing=NOT_APPLICABLE,
    ),
    Measure(
        "masteries_gained",
        _("skills newly mastered"),
        pgettext_lazy("unit", "skills"),
        Kind.FLOW,
        masteries_gained,
    ),
)
